"""A new plan stays close to the old one, and its past can be frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

import pytest

from tests.assess.build import finished
from tests.meaning.build import day, duty, need, operation, pledge, unit
from tests.operations import coalition
from tests.strategies import random_operation
from willing.assess.diff import diff
from willing.assess.score import score
from willing.assess.verify import verify
from willing.calendar import DDay
from willing.domain.check import check
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.domain.pledge import Order
from willing.domain.situation import situation
from willing.planner.choose import choose
from willing.planner.freeze import freeze, orders_from
from willing.planner.model import build
from willing.planner.plan import plan

ROWS = {
    "rows", "accept", "ready", "until", "length", "rotate", "pledged", "share", "ceiling", "number",
}
"""Rules that rows can break."""


def micro(seed: int) -> Operation:
    """Two pools of one or two elements and two posts; small enough to try every plan."""
    chance = Random(seed)
    return operation(
        unit("aaa", chance.randint(1, 2), tours=(30, 60), dwell=chance.choice((0, 30))),
        unit("bbb", 1, tours=(60,), dwell=chance.choice((0, 30))),
        pledge("aaa", 1), pledge("bbb", 1, start=chance.choice((0, 20))),
        need("north", chance.choice(("D+0..D+60: 1", "D+0..D+90: 1"))),
        need("south", chance.choice(("D+30..D+90: 1", "D+0..D+60: 1")), priority=2),
        grid="3x30", weights={"disturbance": chance.choice((0.5, 5.0, 30.0)), "movement": 0.25},
    )


def shocked(op: Operation, seed: int) -> Operation:
    """The same with a pledge withdrawn, a post longer, or an element that comes later."""
    return chance_of(seed, [
        replace(op, pledges=op.pledges[:1]), replace(op, pledges=op.pledges[1:]),
        replace(op, requirements=(op.requirements[1], replace(
            op.requirements[0], quantity=need("x", "D+30..D+90: 1").quantity))),
        replace(op, pledges=(op.pledges[0], replace(op.pledges[1], start=day(40)))),
    ])


def chance_of(seed: int, options: list[Operation]) -> Operation:
    return options[seed % len(options)]


def every_plan(op: Operation, deal: str) -> Iterator[Plan]:
    """Every set of possible tours, as a plan that tells its own shortfalls."""
    model = build(situation(op, choose(op, deal)[0]))
    tours, date_of = model.choices.tours, model.choices.timeline.date_of
    rows = []
    for i in range(len(tours)):
        fit, first = model.choices.pairs[int(tours.pair[i])].fit, int(tours.first_day[i])
        rows.append(Row(
            outcome="", kind="tour", pledge=fit.pledge.id if fit.pledge else "", unit=fit.unit.id,
            nation=fit.unit.nation, task=fit.task.id, first_day=date_of(first),
            days=int(tours.ends[i]) - first, count=1,
        ))
    for sent in product((False, True), repeat=len(rows)):
        kept = [row for row, yes in zip(rows, sent, strict=True) if yes]
        yield finished(op, {"deal": deal}, kept)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 5 else []) for seed in range(30)
])
def test_a_replan_is_as_good_as_the_best_of_all_plans(seed: int) -> None:
    """After a shock no plan scores better with its changes charged; every plan is tried."""
    before = plan(micro(seed), gap=0.0)
    op, name = shocked(micro(seed), seed), before.outcomes[0].outcome
    best = min(
        sum(term.points for term in score(op, tried, name, before))
        for tried in every_plan(op, name)
        if not {fault.rule for fault in verify(op, tried)} & ROWS
    )
    made = plan(op, gap=0.0, baseline=before)
    assert made.outcomes[0].score == pytest.approx(best)
    assert verify(op, made, before) == ()


@pytest.mark.parametrize("seed", range(20))
def test_a_replan_without_a_change_changes_nothing(seed: int) -> None:
    """Where nothing changed and each change costs something, the best plan stays as it is."""
    op = random_operation(seed)
    op = replace(op, weights=replace(op.weights, disturbance=0.1))
    if any(problem.level == "fault" for problem in check(op)):
        return
    before = plan(op, gap=0.0)
    if before.outcomes[0].status == "proved":
        again = plan(op, gap=0.0, baseline=before)
        assert diff(before, again) == ()
        assert {t.name: t.points for t in again.outcomes[0].terms}["disturbance"] == 0


@pytest.mark.parametrize("seed", range(20))
def test_changes_cost_what_the_judge_counts(seed: int) -> None:
    """After a pledge is lost, the disturbance is its weight for each element that differs."""
    op = random_operation(seed)
    op = replace(op, weights=replace(op.weights, disturbance=0.3))
    less = replace(op, pledges=op.pledges[1:], caveats=())
    if any(p.level == "fault" for one in (op, less) for p in check(one)):
        return
    before = plan(op, work=2)
    made = plan(less, work=2, baseline=before)
    elements = sum(item.elements for item in diff(before, made))
    terms = {term.name: term.points for term in made.outcomes[0].terms}
    assert terms["disturbance"] == pytest.approx(0.3 * elements)


def relieved() -> Operation:
    """Two elements relieve each other with a lead-in of 20 days."""
    return operation(
        unit("aaa", 2, tours=(60,), dwell=60, work_up=20), pledge("aaa", 2),
        need("post", "D+30..D+240: 1"), grid="8x30",
    )


def test_what_has_left_by_a_day_is_ordered() -> None:
    """Of four tours, those that have begun to prepare by day 75 are orders; the rest is open."""
    op = relieved()
    made = plan(op, gap=0.0)
    orders = orders_from(op, made, "2027-01-01", day(75))
    assert [(o.first_day, o.days, o.count) for o in orders] == [
        (day(30), 60, 1), (day(90), 60, 1),
    ]


def test_a_frozen_past_stands_in_the_next_plan() -> None:
    """After a shock on day 75 the ordered tours stay, and nothing else begins before that day."""
    op = relieved()
    made = plan(op, gap=0.0)
    later = freeze(op, made, "2027-01-01", day(75))
    later = replace(later, requirements=(replace(
        later.requirements[0], quantity=need("x", "D+30..D+240: 2").quantity),))
    again = plan(later, gap=0.0, baseline=made)
    tours = [row for row in again.rows if row.kind == "tour"]
    assert {(r.first_day, r.count) for r in tours if r.pinned == "order"} == {
        (day(30), 1), (day(90), 1),
    }
    assert all(row.first_day >= day(95) for row in tours if not row.pinned)


@pytest.mark.parametrize("name", ["2027-05-01/enablers/wide", "never/none/wide"])
def test_a_frozen_operation_keeps_the_past(name: str) -> None:
    """With its past frozen an operation can be planned again, and all that has begun stands."""
    op = coalition()
    made = plan(op, [name], work=5, gap=0.0)
    frozen = freeze(op, made, name, day(200))
    again = plan(frozen, [name], work=5, gap=0.0)
    past = {(row.unit, row.task, row.first_day) for row in made.rows
            if row.kind == "tour" and row.first_day < day(200)}
    assert past <= {(r.unit, r.task, r.first_day) for r in again.rows if r.pinned}


def test_a_frozen_backfill_by_tour_of_a_reserve_stands() -> None:
    """A tour that relieves a reserve at home is ordered like any other, and passes the check."""
    op = operation(
        unit("aaa", tours=(120,)), pledge("aaa"), need("post", "D+0..D+120: 1"),
        unit("bbb", tours=(120,)), pledge("bbb", purpose="backfill"),
        duty("reserve", "AAA", "standing", "D+0..D+120: 1", backfill="tour", priority=2),
    )
    made = plan(op, gap=0.0)
    later = freeze(op, made, "2027-01-01", day(60))
    assert [problem for problem in check(later) if problem.kind == "misfit"] == []
    again = plan(later, gap=0.0)
    assert [(row.task, row.pinned) for row in again.rows] == [
        ("post", "order"), ("reserve", "order"),
    ]


def reserve(**other: object) -> Operation:
    """AAA's only element is at a post, and BBB holds AAA's reserve from home."""
    return operation(
        unit("aaa", tours=(120,)), pledge("aaa"), need("post", "D+0..D+120: 1"),
        unit("bbb"), pledge("bbb", purpose="backfill"),
        duty("reserve", "AAA", "standing", "D+0..D+120: 1", backfill="home", priority=2), **other,
    )


@pytest.mark.parametrize(("until", "decided"), [(60, 60), (45, 60), (200, 120)])
def test_a_hold_of_a_pledge_that_has_begun_stands(until: int, decided: int) -> None:
    """Who is held before the frozen day is held up to the next line, and may go on from there."""
    made = plan(reserve(), gap=0.0)
    later = freeze(reserve(), made, "2027-01-01", day(until))
    assert check_faults(later) == []
    again = plan(later, gap=0.0)
    holds = [(row.days, row.pinned) for row in again.rows if row.kind == "hold"]
    assert holds == [(decided, "order"), (120 - decided, "")][: 1 + (decided < 120)]
    assert again.outcomes[0].score == 0
    assert verify(later, again) == ()


def check_faults(op: Operation) -> list[str]:
    """Faults other than the plain words of ids."""
    return [str(p) for p in check(op) if p.level == "fault" and p.kind != "id-format"]


def test_a_hold_between_two_lines_is_counted_in_days() -> None:
    """Ordered for days 10 to 50, the hold covers no month wholly, costs its days and is kept."""
    op = reserve(weights={"backfill": 3.0}, settings={"frozen_until": DDay(120)})
    op = replace(op, orders=(
        Order(unit="bbb", pledge="bbb pledge", task="reserve", first_day=DDay(10), days=40,
              count=1, kind="hold"),
        Order(unit="aaa", pledge="aaa pledge", task="post", first_day=DDay(0), days=120, count=1),
    ))
    made = plan(op, gap=0.0)
    assert made.outcomes[0].score == pytest.approx(3.0 * 40 / 30 + 4 * 6)
    assert verify(op, made) == ()


def test_the_judge_misses_an_ordered_hold() -> None:
    """A plan without the hold that is ordered breaks the rule of orders."""
    made = plan(reserve(), gap=0.0)
    later = freeze(reserve(), made, "2027-01-01", day(60))
    again = plan(later, gap=0.0)
    free = replace(again, rows=tuple(
        replace(row, pinned="") if row.kind == "hold" else row for row in again.rows))
    assert {fault.rule for fault in verify(later, free)} == {"ready", "orders"}
