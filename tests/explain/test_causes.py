"""What changed between two operations or plans, and what caused it."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from tests.meaning.build import need, operation, pledge, unit
from tests.meaning.cases import CASES
from tests.operations import coalition, two_tasks
from willing.domain.agreement import Agreement
from willing.domain.nation import Nation, Place
from willing.domain.operation import Operation
from willing.domain.pledge import Caveat
from willing.domain.reach import Travel
from willing.domain.windows import parse_windows
from willing.explain.causes import TaskChange, causes
from willing.explain.records import TABLES, compare_operations
from willing.planner.plan import plan


def fewer() -> Operation:
    """Two tasks, with one battalion of Germany pledged instead of two."""
    made = two_tasks()
    pledges = tuple(replace(p, count=1) if p.id == "deu_pledge" else p for p in made.pledges)
    return replace(made, pledges=pledges)


def test_the_same_operation_does_not_differ() -> None:
    """Nothing is told of an operation and itself."""
    assert compare_operations(coalition(), coalition()) == ()


def test_fields_and_records_that_differ_are_told_by_id() -> None:
    """A changed field has both texts; records are new or gone."""
    made = two_tasks()
    other = replace(
        fewer(), weights=replace(made.weights, lead=2.0),
        caveats=(Caveat(pledge="fra_pledge", kind="number", rule="max", values=("1",)),),
        commitments=made.commitments[:1],
    )
    assert [change.text for change in compare_operations(made, other)] == [
        "weights: lead 1 -> 2", "pledges deu_pledge: count 2 -> 1",
        "caveats fra_pledge/number/max: added", "commitments reserve: removed",
    ]


def test_every_table_is_compared() -> None:
    """Emptying any table of an operation is told of all its records; no table is left out."""
    made = coalition()
    assert set(TABLES) == {
        field.name for field in fields(made) if isinstance(getattr(made, field.name), tuple)}
    for table in TABLES:
        records = getattr(made, table)
        empty: dict[str, tuple[()]] = {table: ()}
        found = compare_operations(made, replace(made, **empty))
        assert [change.kind for change in found] == ["removed"] * len(records)
        assert {change.table for change in found} <= {table}


def test_ways_that_only_their_ends_name_are_compared() -> None:
    """A row of travel has no id; another number of minutes is told by its ends and its means."""
    made = two_tasks()
    slow, fast = (
        replace(made, travel=(Travel(start="north", end="south", mode="air", minutes=minutes),))
        for minutes in (55, 40)
    )
    assert [change.text for change in compare_operations(slow, fast)] == [
        "travel north/south/air: minutes 55 -> 40"]


def test_a_task_served_otherwise_names_the_change_behind_it() -> None:
    """With one battalion fewer pledged the north loses cover, and the pledge is the cause."""
    old, new = two_tasks(), fewer()
    names = ["2027-04-01/none"]
    found = causes(old, new, plan(old, names), plan(new, names))
    north = next(item for item in found if item.task == "sector_north")
    assert north.after < north.before
    assert "caused by pledges deu_pledge: count 2 -> 1" in north.why


def test_without_a_change_of_the_data_another_plan_is_another_choice() -> None:
    """Two plans of one operation differ by choice alone."""
    made = two_tasks()
    name = "2027-04-01/none"
    full = plan(made, [name])
    bare = replace(full, rows=tuple(row for row in full.rows if row.task != "sector_north"))
    found = causes(made, made, full, bare)
    assert [item.task for item in found] == ["sector_north"]
    assert found[0].why.endswith("or is another choice of like worth")


def test_a_task_that_follows_from_another_names_it() -> None:
    """A task without a cause of its own that gets elements from one with a cause follows it."""
    old = two_tasks()
    windows = {r.id: r for r in old.requirements}
    north = replace(windows["sector_north"], priority=3)
    south = replace(windows["sector_south"], priority=1)
    new = replace(old, requirements=(north, windows["sector_south"]))
    both = replace(old, requirements=(north, south))
    names = ["2027-04-01/none"]
    found = {item.task: item for item in causes(old, both, plan(old, names), plan(both, names))}
    assert found["sector_north"].causes
    only = {item.task: item for item in causes(old, new, plan(old, names), plan(new, names))}
    assert only["sector_south"].follows == ("sector_north",)
    assert only["sector_south"].why == "follows from sector_north"


def signed(done: bool) -> Operation:
    """Two tasks where whoever is in the north needs an agreement, and Germany's may be signed."""
    made = two_tasks()
    return replace(
        made, agreements=(Agreement(id="sofa_deu", kind="sofa", parties=("DEU",), place="north",
                                    signed=done),),
        places=tuple(
            replace(p, agreements=("sofa",)) if p.id == "north" else p for p in made.places),
    )


def test_a_signature_is_the_cause_of_what_its_nation_does_there() -> None:
    """Germany serves the north once its agreement is signed, and that is told as the cause."""
    old, new, names = signed(False), signed(True), ["2027-04-01/none"]
    found = causes(old, new, plan(old, names), plan(new, names))
    north = next(item for item in found if item.task == "sector_north")
    assert north.before < north.after
    assert north.why == "caused by agreements sofa_deu: signed no -> yes"


def test_a_task_whose_holders_left_follows_from_where_they_went() -> None:
    """A pool that is held for one task no more, and sent to one with a cause, joins the two."""
    old, name = two_tasks(), "2027-04-01/none"
    line = next(r for r in old.requirements if r.id == "sector_north")
    new = replace(old, requirements=tuple(
        replace(r, weight=2.0) if r is line else r for r in old.requirements))
    row = next(r for r in plan(old, [name]).rows if r.kind == "tour" and r.task == line.id)
    held = replace(row, kind="hold", task="reserve")
    before, after = (
        replace(plan(old, [name]), rows=rows) for rows in ((held,), (row,)))
    found = {item.task: item for item in causes(old, new, before, after)}
    assert found["sector_north"].causes
    assert found["reserve"].why == "follows from sector_north"


def under(limit: str, **other: object) -> Operation:
    """BBB serves a post and AAA a works of less weight; there is room for 200 people, or tonnes."""
    room = parse_windows("200")
    pool = {"people": 100, "tonnes": 100.0, **other}
    nation = "AAA" if limit == "ceiling" else "BBB"
    return operation(
        unit("aaa", people=100, tonnes=100.0), unit("bbb", 2, nation=nation, **pool),
        pledge("aaa", offered_for=["works"]), pledge("bbb", 2, id="of bbb", offered_for=["post"]),
        need("post", "D+0..D+30: 1"), need("works", "D+0..D+30: 1", priority=2),
        Nation(id="AAA", ceiling_people=room if limit == "ceiling" else None),
        Place(
            id="field", beds=room if limit == "beds" else None,
            stay_tonnes=room if limit == "tonnage" else None,
        ),
        settings={"ceiling_people": room if limit == "force" else None},
    )


def told(old: Operation, new: Operation, task: str = "works") -> TaskChange:
    """What is told of one task between best plans of two operations."""
    plans = [plan(made, "all", gap=0.0) for made in (old, new)]
    (found,) = [item for item in causes(old, new, *plans) if item.task == task]
    return found


@pytest.mark.parametrize(("limit", "words"), [
    ("beds", "the beds of field"), ("force", "the ceiling of the force"),
    ("ceiling", "the ceiling of AAA"),
])
def test_more_people_elsewhere_are_the_cause_through_the_limit_they_fill(
    limit: str, words: str
) -> None:
    """A pool that grows on one line takes the room of another line, whose shortfall names both."""
    small, large = under(limit), under(limit, people=150)
    lost, gained = told(small, large), told(large, small)
    assert (lost.before, lost.after) == (30, 0)
    assert (gained.before, gained.after) == (0, 30)
    assert lost.why == f"caused by units bbb: people 100 -> 150, through {words}"
    assert gained.why == f"caused by units bbb: people 150 -> 100, through {words}"


def test_heavier_ships_elsewhere_are_the_cause_through_the_tonnes_allowed() -> None:
    """What law or treaty allows inside a place links lines as beds do."""
    found = told(under("tonnage"), under("tonnage", tonnes=150.0))
    assert found.why == (
        "caused by units bbb: tonnes 100 -> 150, through the tonnes that may be inside field")


def test_what_no_limit_counts_is_no_cause() -> None:
    """Heavier ships take no beds: with the beds another line's people fill, only these are told."""
    found = told(under("beds"), under("beds", people=150, tonnes=300.0))
    assert [change.field for change in found.causes] == ["people"]


def test_a_line_follows_from_one_that_takes_more_of_its_room() -> None:
    """Where the post wants two, the second takes the last beds, and the works follow from it."""
    old = under("beds")
    post = replace(old.requirements[0], quantity=parse_windows("D+0..D+30: 2"))
    new = replace(old, requirements=(post, old.requirements[1]))
    found = told(old, new)
    assert found.causes == ()
    assert found.why == "follows from post, through the beds of field"


def test_a_level_of_standby_is_the_cause_of_what_it_lets_go_sooner() -> None:
    """Without the level nobody is there in the first months, and that it is gone is the cause."""
    old = CASES["held-ready"]().operation
    (level,) = old.standbys
    found = told(old, replace(old, standbys=()), "post")
    assert found.after < found.before
    assert found.why == f"caused by standbys {level.id}: removed"
