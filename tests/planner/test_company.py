"""Company in the search: quick plans keep it, and pledges that wait for each other still go."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.generate import family
from tests.meaning.build import (
    change,
    cycle,
    duty,
    need,
    operation,
    order,
    package,
    pledge,
    question,
    unit,
    wants,
)
from tests.planner.test_quick import model
from willing.assess.verify import verify
from willing.domain.company import parse_company
from willing.domain.operation import Operation
from willing.domain.package import Need, Package
from willing.domain.plan import Plan, Row
from willing.errors import ProblemsFound
from willing.planner.plan import plan
from willing.planner.search.together import quick, together
from willing.planner.search.where import COMPANY, KINDS, bonds, kinds


def sent(made: Plan) -> dict[str, int]:
    """Elements sent on chosen tours, by pledge."""
    found: dict[str, int] = {}
    for row in made.rows:
        if row.kind == "tour" and not row.pinned:
            found[row.pledge] = found.get(row.pledge, 0) + int(row.count)
    return found


def ring() -> Operation:
    """AAA and BBB go with each other."""
    return operation(
        unit("aaa"), unit("bbb"), pledge("aaa", only="with BBB"), pledge("bbb", only="with AAA"),
        need("north post", "D+0..D+60: 1", accept="AAA"),
        need("south post", "D+0..D+60: 1", accept="BBB"),
    )


def test_the_quick_plan_sends_both_of_a_ring() -> None:
    """Two who wait for each other are both sent, and neither is called off."""
    laid = model(ring())
    point = quick(laid, np.maximum(laid.program.lower, 0.0))
    assert point[laid.making.tours].sum() == 4


def test_who_lacks_company_is_called_off_and_whoever_waited_for_him_too() -> None:
    """Where one of a ring is not sent, the other is called off; where both are, nobody is."""
    laid = model(ring())
    tours = laid.making.tours
    point = np.maximum(laid.program.lower, 0.0)
    mine = np.array([laid.choices.pairs[int(p)].fit.unit.id == "aaa"
                     for p in laid.choices.tours.pair])
    point[tours[mine]] = 1.0
    assert together(laid, point)[tours].sum() == 0
    point[tours] = 1.0
    assert together(laid, point)[tours].sum() == len(tours)


def test_others_take_the_room_of_those_called_off() -> None:
    """A nation that may serve one task sends the pledge that waits for nobody."""
    made = operation(
        unit("aaa"), pledge("aaa", only="with BBB"), pledge("aaa", id="free", until=60),
        unit("bbb", capability="boat"), need("post", "D+0..D+60: 1", priority=1),
    )
    laid = model(made)
    point = quick(laid, np.maximum(laid.program.lower, 0.0))
    chosen = np.flatnonzero(point[laid.making.tours])
    pledges = {laid.choices.pairs[int(laid.choices.tours.pair[i])].fit.pledge.id  # type: ignore[union-attr]
               for i in chosen}
    assert pledges == {"free"}


def test_without_company_a_model_is_as_it_was() -> None:
    """Where nobody waits for anybody there is no column, no row and no kind of step more."""
    made = operation(unit("aaa"), pledge("aaa"), need("post", "D+0..D+60: 1"))
    laid = model(made)
    assert kinds(laid) == KINDS
    assert not any("company" in name or "package" in name for name in laid.making.draft.blocks())
    assert COMPANY in kinds(model(ring()))


def test_a_decided_turn_is_company_and_waits_for_nobody() -> None:
    """AAA, on tour alone until day 30, stays; BBB, who waits for AAA, goes while AAA is there."""
    made = operation(
        unit("aaa"), unit("bbb"), pledge("aaa", only="with BBB"), pledge("bbb", only="with AAA"),
        cycle("aaa", "tour", 1, 30, task="post", pledge="aaa pledge"),
        need("post", "D+0..D+30: 2"), grid="1x30",
    )
    done = plan(made, gap=0.0)
    assert sent(done) == {"bbb pledge": 1}
    assert verify(made, done) == ()


def test_who_is_on_tour_on_the_as_of_date_was_there_before() -> None:
    """A pledge that comes after AAA may be in place on day 0 when AAA is on tour then."""
    made = operation(
        unit("aaa"), unit("bbb"), pledge("aaa"), pledge("bbb", only="after AAA"),
        cycle("aaa", "tour", 1, 30, task="post", pledge="aaa pledge"),
        need("post", "D+0..D+30: 2"), grid="1x30",
    )
    assert sent(plan(made, gap=0.0)) == {"bbb pledge": 1}


def test_a_decided_pledge_makes_its_package_no_wider() -> None:
    """What is decided of a package stands alone; anything new of it needs all of them."""
    records = [
        unit("aaa", 2), unit("bbb"), pledge("aaa", 2), pledge("bbb", start=45),
        package("brigade", "aaa pledge", "bbb pledge"),
        order("aaa", "post", "D+0", 30, 1, "aaa pledge"), need("post", "D+0..D+30: 3"),
    ]
    made = operation(*records, grid="1x30")
    assert sent(plan(made, gap=0.0)) == {}
    whole = operation(*records, need("late", "D+60..D+90: 1", accept="BBB"))
    assert sent(plan(whole, gap=0.0)) == {"aaa pledge": 1, "bbb pledge": 1}


def test_a_hold_makes_a_pledge_serve() -> None:
    """A package goes when one of its pledges holds an element at home for another nation."""
    made = operation(
        unit("aaa"), unit("bbb"), pledge("aaa"), pledge("bbb", purpose="backfill"),
        package("brigade", "aaa pledge", "bbb pledge"), need("post", "D+0..D+30: 1"),
        duty("reserve", "CCC", "standing", "D+0..D+30: 1", backfill="home"), grid="1x30",
    )
    assert plan(made, gap=0.0).outcomes[0].score == 0


def test_an_answer_may_change_company() -> None:
    """With the mandate a pledge goes alone; without it, only with others."""
    made = operation(
        unit("aaa"), pledge("aaa"), unit("bbb", capability="boat"),
        question("mandate", "yes", "no"), need("post", "D+0..D+30: 1"),
        change("mandate == no", "pledges", "aaa pledge", "only", "with BBB"), grid="1x30",
    )
    scores = {part.outcome: part.score for part in plan(made, "all").outcomes}
    assert scores == {"2027-01-01/yes": 0.0, "2027-01-01/no": 36.0}


def bound_together(seed: int, size: float) -> tuple[Operation, Operation]:
    """A generated operation, and the same in which pledges wait for each other, ring by ring."""
    plain = family("basic", seed, size)
    nation = {p.id: plain.unit[p.unit].nation for p in plain.pledges}
    nations = list(dict.fromkeys(nation.values()))
    other = dict(zip(nations, [*nations[1:], nations[0]], strict=True))
    pledges = tuple(
        replace(p, only=parse_company(f"with {other[nation[p.id]]}")) if i % 3 == 0 else p
        for i, p in enumerate(plain.pledges)
    )
    names = [p.id for p in plain.pledges]
    packages = tuple(Package(id=f"p{i}", pledges=tuple(names[i : i + 2]))
                     for i in range(1, len(names) - 1, 12))
    needs = tuple(
        Need(pledge=name, kind="protection", place="",
             capability=plain.unit[plain.pledge[name].unit].capability)
        for name in names[2::15]
    )
    return plain, replace(plain, pledges=pledges, packages=packages, needs=needs)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_company_on_a_whole_coalition_costs_little(seed: int) -> None:
    """With a third of the pledges waiting for others, a plan too large for one search is as good.

    The quick plan is feasible, the dive and the steps begin from it, and nobody is locked out.
    """
    plain, bound = bound_together(seed, 0.3)
    laid = model(bound)
    assert len(laid.making.tours) > 3_000
    assert len(bonds(laid)) > 10
    free, together_ = plan(plain, work=120), plan(bound, work=120)
    assert verify(bound, together_) == ()
    wait = [p.id for p in bound.pledges if p.only]
    serving = sent(together_)
    assert sum(name in serving for name in wait) >= 0.8 * sum(name in sent(free) for name in wait)
    assert together_.outcomes[0].score <= 1.1 * free.outcomes[0].score


@pytest.mark.slow
def test_two_large_pledges_that_wait_for_each_other_both_go() -> None:
    """In a program that is dived into, two pledges without which two lines are short both go."""
    plain = family("basic", 1, 0.3)
    lines = [r for r in plain.requirements if r.priority == 1][:2]
    records = list(plain.pledges)
    by_task = []
    for line in lines:
        found = next(i for i, p in enumerate(records) if plain.unit[p.unit].capability
                     == line.capability and i not in by_task)
        by_task.append(found)
    first, second = by_task
    nation = [plain.unit[records[i].unit].nation for i in by_task]
    records[first] = replace(records[first], only=parse_company(f"with {nation[1]}"))
    records[second] = replace(records[second], only=parse_company(f"with {nation[0]}"))
    bound = replace(plain, pledges=tuple(records))
    serving = sent(plan(bound, work=40))
    assert records[first].id in serving
    assert records[second].id in serving


def test_a_need_is_met_where_the_pledge_serves() -> None:
    """Two posts in two places want two medics in two places, or one post stays empty."""
    made = operation(
        unit("aaa", 2), unit("bbb", capability="medic"), pledge("aaa", 2), pledge("bbb"),
        wants("aaa pledge", "medic"),
        need("north post", "D+0..D+30: 1", place="north"),
        need("south post", "D+0..D+30: 1", place="south"),
        need("north care", "D+0..D+30: 1", place="north", capability="medic", priority=3),
        need("south care", "D+0..D+30: 1", place="south", capability="medic", priority=3),
        grid="1x30",
    )
    assert plan(made, gap=0.0).outcomes[0].score == 37


def test_a_pin_without_company_is_refused_with_its_company() -> None:
    """A pinned tour whose company nobody can be is no plan; the message says who is missing."""
    made = operation(
        unit("aaa"), unit("bbb", capability="boat"), pledge("aaa", only="with BBB"),
        need("post", "D+0..D+30: 1"), grid="1x30",
    )
    row = Row(outcome="", kind="tour", pledge="aaa pledge", unit="aaa", nation="AAA", task="post",
              first_day=made.as_of, days=30, count=1)
    with pytest.raises(ProblemsFound, match="only with BBB, and 0 are there on D\\+0"):
        plan(made, pins=[row])


def test_a_pin_brings_its_company() -> None:
    """A pinned tour that waits for another pledge takes it along, though that gains nothing."""
    made = operation(
        unit("aaa"), unit("bbb"), pledge("aaa", only="with BBB"), pledge("bbb"),
        need("post", "D+0..D+30: 1", accept="AAA"), need("other", "D+0..D+30: 1", accept="BBB"),
        duty("alert", "BBB", "rotating", "D+0..D+30: 1"), grid="1x30",
        weights={"movement": 50.0},
    )
    row = Row(outcome="", kind="tour", pledge="aaa pledge", unit="aaa", nation="AAA", task="post",
              first_day=made.as_of, days=30, count=1)
    done = plan(made, pins=[row], gap=0.0)
    assert verify(made, done) == ()
    assert sent(done) == {"bbb pledge": 1}
