"""Backfill chains: the fixed rule by which a plan is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from willing.report.chains import Link, Service, chains, links

OWNERS = {"a_duty": "AAA", "b_duty": "BBB", "c_duty": "CCC"}


def serving(
    nation: str, task: str, first: int, after: int, count: int = 1, unit: str = ""
) -> Service:
    """Elements that serve from a day to another and are gone five days longer at each end."""
    name = unit or f"{nation.lower()}_unit"
    return Service(id=name, nation=nation, unit=name, task=task, count=count, first=first,
                   after=after, gone=first - 5, free=after + 5)


def read(*services: Service) -> tuple[Link, ...]:
    """Links where every unit counts for every commitment."""
    return links(services, OWNERS, lambda unit, task: True)


def test_a_backfill_makes_good_for_the_elements_that_left() -> None:
    """Who fills in on a commitment is attributed to the owner's tour elsewhere on those days."""
    away = serving("AAA", "operation", 100, 200)
    fill = serving("BBB", "a_duty", 100, 200)
    [link] = read(away, fill)
    assert (link.cause, link.backfill, link.count, link.first, link.after) == (
        away, fill, 1, 100, 200
    )


def test_a_backfill_of_a_backfill_is_a_chain_of_two() -> None:
    """The nation that fills in leaves its own commitment, on which a third one fills in."""
    found = chains(read(
        serving("AAA", "operation", 100, 200), serving("BBB", "a_duty", 100, 200),
        serving("CCC", "b_duty", 100, 200),
    ))
    assert [(chain.task, [step.nation for step in chain.steps]) for chain in found] == [
        ("operation", ["BBB", "CCC"])
    ]


def test_a_backfill_that_no_absence_explains_stands_alone() -> None:
    """Where the owner sent nobody away, the chain begins with its having too few elements."""
    [chain] = chains(read(serving("BBB", "a_duty", 0, 50, count=2)))
    assert (chain.task, chain.length, chain.steps[0].element_days) == ("", 1, 100)


def test_the_first_backfill_makes_good_for_the_first_absence() -> None:
    """Two absences and two backfills are paired in the order of their first days."""
    early, late = (serving("AAA", "operation", day, 300, unit=f"u{day}") for day in (100, 150))
    one, two = serving("BBB", "a_duty", 100, 300), serving("CCC", "a_duty", 160, 300)
    found = read(two, late, one, early)
    assert [(k.backfill.nation, k.cause and k.cause.unit) for k in found] == [
        ("BBB", "u100"), ("CCC", "u150")
    ]


def test_one_absence_is_made_good_by_one_backfill_after_the_other() -> None:
    """A long absence takes several backfills in a row, each for its own days."""
    found = read(
        serving("AAA", "operation", 100, 300), serving("BBB", "a_duty", 100, 200),
        serving("CCC", "a_duty", 200, 300),
    )
    assert [(k.backfill.nation, k.first, k.after, k.cause is not None) for k in found] == [
        ("BBB", 100, 200, True), ("CCC", 200, 300, True)
    ]


def test_operation_comes_before_other_commitments_as_a_cause() -> None:
    """Of two absences the one on the operation is made good first."""
    found = read(
        serving("AAA", "b_duty", 90, 300, unit="first"),
        serving("AAA", "operation", 100, 300, unit="second"),
        serving("CCC", "a_duty", 110, 300),
    )
    by_commitment = {k.commitment: k for k in found}
    assert by_commitment["a_duty"].cause is not None
    assert by_commitment["a_duty"].cause.unit == "second"


def test_an_absence_is_spent_once() -> None:
    """Two commitments of one owner are not both left by the same element."""
    owners = {"x_duty": "AAA", "y_duty": "AAA"}
    found = links(
        (serving("AAA", "operation", 100, 200), serving("BBB", "x_duty", 100, 200),
         serving("CCC", "y_duty", 100, 200)),
        owners, lambda unit, task: True,
    )
    assert [k.cause is None for k in found] == [False, True]


def test_only_elements_that_count_for_a_commitment_leave_it() -> None:
    """A ship that sails does not leave a battalion's duty."""
    [link] = links(
        (serving("AAA", "operation", 0, 50), serving("BBB", "a_duty", 0, 50)), OWNERS,
        lambda unit, task: unit != "aaa_unit",
    )
    assert link.cause is None


services = st.builds(
    serving, st.sampled_from(["AAA", "BBB", "CCC"]),
    st.sampled_from(["operation", "a_duty", "b_duty", "c_duty"]),
    st.integers(0, 40), st.integers(41, 80), st.integers(1, 3), st.sampled_from(["u", "v", "w"]),
)


@given(st.lists(services, max_size=6, unique=True))
def test_every_backfill_is_attributed_in_full_and_no_absence_twice(given: list[Service]) -> None:
    """Links of a backfill add up to its elements on each day, links of an absence never above."""
    found = read(*given)
    for service in given:
        fills = service.task in OWNERS and OWNERS[service.task] != service.nation
        for day in range(service.gone, service.free):
            on_day = [k for k in found if k.first <= day < k.after]
            filled = sum(k.count for k in on_day if k.backfill == service)
            wanted = service.count if fills and service.first <= day < service.after else 0
            assert filled == wanted
            assert sum(k.count for k in on_day if k.cause == service) <= service.count


@given(st.lists(services, max_size=6, unique=True))
def test_chains_end_and_do_not_depend_on_the_order_of_rows(given: list[Service]) -> None:
    """Nations that fill in for each other in a circle make chains that end, however told."""
    assert chains(read(*given)) == chains(read(*reversed(given)))
    assert all(chain.length <= len(OWNERS) for chain in chains(read(*given)))
