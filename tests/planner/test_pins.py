"""Rows fixed by a planner stand in the plan as they are, or it is told why they cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from tests.framed import framed
from tests.meaning.build import (
    caveat,
    day,
    duty,
    need,
    operation,
    order,
    pledge,
    question,
    slot,
    unit,
)
from tests.meaning.cases.who import renewed_by_an_answer
from tests.operations import coalition
from tests.strategies import random_operation
from willing.api import pins_of
from willing.domain.check import check
from willing.domain.nation import Place
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.domain.windows import Windows, parse_windows
from willing.errors import ProblemsFound
from willing.planner.plan import plan


def tour(name: str, task: str, first: int, days: int = 30, count: int = 1) -> Row:
    """A pinned tour of a pool's only pledge."""
    return Row(outcome="", kind="tour", pledge=f"{name} pledge", unit=name, task=task,
               first_day=day(first), days=days, count=count)


def problems(op: Operation, *pins: Row) -> list[tuple[str, str]]:
    """Kind and what was given of every problem that pins make."""
    with pytest.raises(ProblemsFound, match="pin") as told:
        plan(op, pins=pins)
    return [(problem.kind, problem.given) for problem in told.value.problems]


def pinned(made: Plan) -> set[Row]:
    return {row for row in made.rows if row.pinned == "pin"}


def two_posts() -> Operation:
    """One element for two posts, of which the first is worth six times the second."""
    return operation(
        unit("aaa"), pledge("aaa"), need("north", "D+0..D+30: 1"),
        need("south", "D+0..D+30: 1", priority=2),
    )


def test_a_pin_that_counts_on_a_renewal_too_early_is_refused_with_the_reason() -> None:
    """The pledge goes on from day 40; a tour pinned from day 30 leaves before that is known."""
    case = renewed_by_an_answer()
    with pytest.raises(ProblemsFound, match="leaves before its renewal is known"):
        plan(case.operation, ["2027-01-01/yes"], pins=[tour("aaa", "post", 30, 60)])


def test_a_pin_stands_though_a_better_plan_is_possible() -> None:
    """An element pinned to the lesser post serves it, and the greater one stays short."""
    made = plan(two_posts(), gap=0.0, pins=[tour("aaa", "south", 0)])
    assert [(row.kind, row.task, row.pinned) for row in made.rows] == [
        ("tour", "south", "pin"), ("shortfall", "north", ""),
    ]
    assert made.outcomes[0].score == pytest.approx(36.0)


def test_what_is_sent_beyond_a_pin_is_a_row_of_its_own() -> None:
    """Of two elements on the same tour, one pinned, the plan tells the pinned one apart."""
    op = operation(unit("aaa", 2), pledge("aaa", 2), need("post", "D+0..D+30: 2"))
    made = plan(op, gap=0.0, pins=[tour("aaa", "post", 0)])
    assert [(row.count, row.pinned) for row in made.rows] == [(1, "pin"), (1, "")]


def test_pins_for_the_same_turn_are_added() -> None:
    """Two rows that pin one element each to the same turn pin two."""
    op = operation(unit("aaa", 2), pledge("aaa", 2), need("post", "D+0..D+30: 1"))
    made = plan(op, gap=0.0, pins=[tour("aaa", "post", 0)] * 2)
    assert [(row.count, row.pinned) for row in made.rows] == [(2, "pin")]


def test_holds_can_be_pinned_from_line_to_line() -> None:
    """A hold of two months out of four is pinned, and what follows is planned around it."""
    op = operation(
        unit("aaa"), pledge("aaa"), duty("reserve", "AAA", "standing", "D+0..D+120: 1", priority=3),
        need("post", "D+0..D+120: 1"),
    )
    row = Row(outcome="", kind="hold", unit="aaa", task="reserve", first_day=day(30), days=60,
              count=1)
    made = plan(op, gap=0.0, pins=[row])
    assert pinned(made) == {replace(
        row, outcome=made.outcomes[0].outcome, nation="AAA", pinned="pin"
    )}
    assert made.outcomes[0].score == pytest.approx(2 * 36 + 2 * 1)


def test_a_lead_can_be_pinned_that_needs_elements() -> None:
    """A pinned lead makes the planner send what it needs, though others would be as good."""
    op = operation(
        unit("aaa", 2, tours=(60,)), pledge("aaa", 2), unit("bbb", 2, tours=(60,)),
        pledge("bbb", 2), need("post", "D+0..D+60: 2", lead=2, lead_days=30),
        weights={"movement": 0.1},
    )
    row = Row(outcome="", kind="lead", nation="BBB", task="post", first_day=day(30), days=30,
              count=1)
    made = plan(op, gap=0.0, pins=[row])
    leads = [(r.nation, (r.first_day - day(0)).days, r.days, r.pinned)
             for r in made.rows if r.kind == "lead"]
    assert leads == [("BBB", 0, 30, ""), ("BBB", 30, 30, "pin")]
    assert made.outcomes[0].score == pytest.approx(0.2)


def test_a_pin_holds_in_the_outcome_it_names_only() -> None:
    """A row of one outcome pins nothing in another."""
    op = replace(two_posts(), questions=replaced_deal("2027-01-01", "never"))
    named = replace(tour("aaa", "south", 0), outcome="2027-01-01")
    made = plan(op, "all", gap=0.0, pins=[named])
    assert {row.outcome for row in pinned(made)} == {"2027-01-01"}


def replaced_deal(*answers: str) -> tuple[object, ...]:
    return operation(deal=answers).questions


@pytest.mark.parametrize(("name", "given"), [
    ("2027-01-02", "rows are pinned in outcome '2027-01-02'"),
    ("never", "rows are pinned in outcome 'never'"),
])
def test_pins_of_outcomes_that_are_not_planned_are_told(name: str, given: str) -> None:
    """A pin of an unknown outcome is a problem, and so are pins of which none can hold."""
    op = replace(two_posts(), questions=replaced_deal("2027-01-01", "never"))
    row = replace(tour("aaa", "south", 0), outcome=name)
    assert problems(op, row) == [("pin-outcome", given)]


def strict() -> Operation:
    """One element with notice, an end and a caveat; a second nation that is refused."""
    return operation(
        unit("aaa", tours=(30, 60), notice_days=20), pledge("aaa", until=110),
        caveat("aaa pledge", "time", "max", "40"), unit("bbb"),
        pledge("bbb", status="promised", condition="deal == never"),
        need("post", "D+0..D+120: 1", accept="not BBB"),
        duty("reserve", "AAA", "standing", "D+0..D+60: 1"),
        settings={"counts_from": "confirmed"},
    )


@pytest.mark.parametrize(("row", "told"), [
    (tour("aaa", "post", 30), "promised only; pledges count from confirmed"),
    (tour("bbb", "post", 0), "its condition 'deal == never' does not hold"),
    (tour("bbb", "post", 0), "BBB is not accepted there"),
    (tour("aaa", "post", 37), "on lines only: 2027-01-31 or 2027-03-02"),
    (tour("aaa", "post", 30, 45), "a tour from there lasts 30 or 60 days, not 45"),
    (tour("aaa", "post", 0), "it would leave home on 2027-01-01; it may from 2027-01-21"),
    (tour("aaa", "post", 60, 60), "it ends on 2027-05-01; the pledge ends on 2027-04-21"),
    (tour("aaa", "post", 60, 60), "a caveat allows 40 days, not 60"),
    (tour("aaa", "reserve", 30), "a nation serves its own commitments without a pledge"),
    (tour("aaa", "past", 30), "no task 'past'; did you mean 'post'"),
    (tour("aab", "post", 30), "no unit 'aab'; did you mean 'aaa'"),
    (replace(tour("aaa", "post", 30), pledge="aba"), "no pledge 'aba'"),
    (replace(tour("aaa", "post", 30), unit="bbb"), "pledge 'aaa pledge' is one of 'aaa'"),
    (replace(tour("aaa", "post", 30), nation="BBB"), "'aaa' is of AAA, not of 'BBB'"),
    (replace(tour("aaa", "post", 30), count=1.5), "1.5 elements for 30 days"),
    (replace(tour("aaa", "post", 30), kind="shortfall"), "a shortfall cannot be pinned"),
    (replace(tour("aaa", "post", 30), kind="lead", nation="AAA"), "'post' wants no lead"),
    (replace(tour("aaa", "post", 30), kind="hold"), "no standing commitment"),
    (replace(tour("aaa", "reserve", 7, 23), kind="hold", pledge=""),
     "a hold begins and ends on lines"),
])
def test_every_reason_against_a_pin_is_told(row: Row, told: str) -> None:
    """A pin that is none of the choices is a problem that says what is in the way."""
    found = problems(strict(), row)
    assert [kind for kind, _ in found] == ["pin-impossible"]
    assert told in found[0][1]


def test_all_bad_pins_are_told_at_once() -> None:
    """Each bad pin is a problem of its own, with its row and outcome as the place."""
    rows = [tour("aaa", "post", 0), tour("bbb", "post", 0), tour("aaa", "past", 0)]
    with pytest.raises(ProblemsFound, match="pinned tour of bbb pledge on post") as told:
        plan(strict(), pins=rows)
    assert len(told.value.problems) == 3


def test_what_stops_several_pins_is_told_once() -> None:
    """Pins stopped by the same are one problem, for all outcomes; what stops one is told of it."""
    op = replace(
        two_posts(), questions=(*two_posts().questions, question("mandate", "no", "late")),
        pledges=(pledge("aaa", condition="deal == never"),),
    )
    pins = [tour("aaa", "north", 0), tour("aaa", "south", 0), tour("aaa", "south", 7)]
    with pytest.raises(ProblemsFound, match="does not hold") as told:
        plan(op, "all", pins=pins)
    [problem] = told.value.problems
    assert problem.where == (
        "outcomes 2027-01-01/no, 2027-01-01/late, pinned 3 pins: "
        "tour of aaa pledge on north from 2027-01-01 for 30 days, "
        "tour of aaa pledge on south from 2027-01-01 for 30 days, "
        "tour of aaa pledge on south from 2027-01-08 for 30 days"
    )
    assert problem.given.count("does not hold") == 1
    assert "; tour of aaa pledge on south from 2027-01-08 for 30 days: the planner begins tours " \
        in problem.given


def test_rows_that_break_a_rule_together_are_one_report() -> None:
    """Of four pins on one element, the rule and the days are told once, and all four are named."""
    posts = ("north", "south", "east", "west")
    op = operation(unit("aaa"), pledge("aaa"), *(need(name, "D+0..D+30: 1") for name in posts))
    found = problems(op, *(tour("aaa", name, 0) for name in posts))
    assert found == [("pins-break-rules", (
        "4 elements from D+0 to D+30, and it has 1 (30 days in all); rows that are fixed: "
        "from 2027-01-01 for 30 days: 1 on tour of aaa pledge on east, "
        "1 on tour of aaa pledge on north, 1 on tour of aaa pledge on south, "
        "1 on tour of aaa pledge on west"
    ))]


def test_more_elements_than_pledged_cannot_be_pinned() -> None:
    """Two elements of a pledge of one are too many for one tour."""
    assert problems(two_posts(), tour("aaa", "north", 0, count=2)) == [
        ("pin-impossible", "2 elements are pinned, and there are 1"),
    ]


@pytest.mark.parametrize(("op", "pins", "where", "fixed"), [
    (two_posts(), [tour("aaa", "north", 0), tour("aaa", "south", 0)], "unit aaa",
     "1 on tour of aaa pledge on south"),
    (operation(unit("aaa", 2), pledge("aaa"), need("north", "D+0..D+30: 1"),
               need("south", "D+0..D+30: 1")),
     [tour("aaa", "north", 0), tour("aaa", "south", 0)], "pledge aaa pledge",
     "1 on tour of aaa pledge on north"),
    (operation(unit("aaa", 2), pledge("aaa", 2), need("post", "D+0..D+30: 2", max_share=0.5)),
     [tour("aaa", "post", 0, count=2)], "AAA on post", "2 on tour of aaa pledge on post"),
    (operation(unit("aaa"), pledge("aaa"), need("post", "D+0..D+30: 1"),
               order("aaa", "post", "D+0", 30, 1, "aaa pledge")),
     [tour("aaa", "post", 0)], "unit aaa", "1 on tour of aaa pledge on post"),
])
def test_pins_that_break_a_rule_together_are_named(
    op: Operation, pins: list[Row], where: str, fixed: str
) -> None:
    """Pins that are fine one by one but break a rule together are told with the rule."""
    with pytest.raises(ProblemsFound, match="rows that are fixed") as told:
        plan(op, pins=pins)
    problem = told.value.problems[0]
    assert problem.kind == "pins-break-rules"
    assert where in problem.where
    assert fixed in problem.given


def test_pins_that_break_a_rule_only_on_lines_are_named_too() -> None:
    """In days an element is free on day 50, by lines on day 60: both turns cannot be pinned."""
    op = operation(
        unit("aaa", dwell=20, overlap=10), pledge("aaa"), need("post", "D+0..D+150: 1"),
    )
    found = problems(op, tour("aaa", "post", 0), tour("aaa", "post", 60))
    assert found[0][0] == "pins-break-rules"
    assert "no plan can hold all rows that are fixed" in found[0][1]
    assert found[0][1].count("tour of aaa pledge on post") == 2


def _pins_of(made: Plan) -> set[Row]:
    return set(pins_of(made.rows))


def test_a_plan_pinned_as_a_whole_comes_out_again() -> None:
    """All tours, holds and leads of a plan, pinned, make the same plan."""
    op, name = coalition(), "2027-05-01/enablers/wide"
    made = plan(op, [name], work=5)
    again = plan(op, [name], work=5, pins=pins_of(made.rows))
    assert _pins_of(made) <= pinned(again)
    assert again.outcomes[0].score == pytest.approx(made.outcomes[0].score)


def test_who_frames_a_formation_is_not_pinned_with_its_plan() -> None:
    """A plan with a formation assembled from slots is pinned by its tours; the frame follows."""
    op = framed()
    made = plan(op, gap=0.0)
    frames = [row for row in made.rows if row.kind == "lead"]
    assert frames
    assert {row.kind for row in _pins_of(made)} == {"tour"}
    again = plan(op, gap=0.0, pins=pins_of(made.rows))
    assert [row for row in again.rows if row.kind == "lead"] == frames


def frame(nation: str, first: int, days: int = 60, count: int = 1) -> Row:
    """A pinned turn of a framework nation."""
    return Row(outcome="", kind="lead", nation=nation, task="north", first_day=day(first),
               days=days, count=count)


@pytest.mark.parametrize("nation", ["AAA", "BBB"])
def test_a_framework_nation_is_pinned(nation: str) -> None:
    """Either of two nations frames the battalion when it is pinned, whoever would have else."""
    turn = frame(nation, 0, 90)
    made = plan(framed(), gap=0.0, pins=[turn])
    assert {replace(row, outcome="", pinned="") for row in pinned(made)} == {turn}
    assert any(row.nation == nation and row.task == "north/hq" for row in made.rows)


def test_pinned_turns_of_a_framework_nation_follow_each_other() -> None:
    """Two nations in a row, and what is not pinned is left to the plan."""
    turns = {frame("BBB", 0, 60), frame("AAA", 60, 60)}
    made = plan(framed(), gap=0.0, pins=turns)
    assert {replace(row, outcome="", pinned="") for row in pinned(made)} == turns
    again = plan(framed(), gap=0.0, pins=pinned(made))
    assert [row for row in again.rows if row.kind == "lead"] == [
        row for row in made.rows if row.kind == "lead"]


@pytest.mark.parametrize(("row", "given"), [
    (frame("CCC", 0), "no elements of CCC may serve on 'north/hq'; "
     "no elements of CCC may serve on 'north/support'"),
    (frame("AAA", 10), "a turn begins and ends with spans of 'north', on lines"),
    (frame("AAA", 0, 70), "a turn begins and ends with spans of 'north', on lines"),
    (frame("AAA", 0, 30), "a turn lasts 60 days at least, and it is pinned for 30"),
    (frame("AAA", 0, 60, 2), "2 formations are framed by pins, and 1 are wanted"),
])
def test_a_turn_that_cannot_be_is_told(row: Row, given: str) -> None:
    """Of a nation without slots, off the lines, too short, of more than is wanted."""
    assert problems(framed(), row) == [("pin-impossible", given)]


def test_a_formation_without_framework_slots_is_not_framed() -> None:
    """Where no slot is the framework nation's there is nothing to pin."""
    op = operation(
        slot("company", 2), unit("aaa", 2, capability="company"), pledge("aaa", 2),
        need("north", "D+0..D+60: 1", capability="battalion"),
    )
    assert problems(op, frame("AAA", 0)) == [
        ("pin-impossible", "'north' needs no framework nation")]


def _seeds(seeds: Iterable[int]) -> list[object]:
    return [pytest.param(seed, marks=[pytest.mark.slow] if seed >= 40 else []) for seed in seeds]


@pytest.mark.parametrize("seed", _seeds(range(300)))
def test_pins_taken_from_a_plan_stand_in_the_next(seed: int) -> None:
    """Some rows of a plan of a random operation, pinned, are in the plan made around them."""
    op = random_operation(seed)
    if any(problem.level == "fault" for problem in check(op)):
        return
    rows = sorted(_pins_of(plan(op, work=2)), key=str)
    some = Random(seed).sample(rows, (len(rows) + 1) // 2)
    assert set(some) <= pinned(plan(op, work=2, seed=seed, pins=some))


def test_a_hold_of_a_pledge_is_pinned_only_when_it_may_be() -> None:
    """A backfill from home that may begin on day 40 cannot be pinned from day 30."""
    op = operation(
        unit("aaa"), unit("bbb"), pledge("bbb", purpose="backfill"),
        duty("reserve", "AAA", "standing", "D+0..D+120: 1", backfill="home", lead_days=40),
    )
    row = Row(outcome="", kind="hold", pledge="bbb pledge", unit="bbb", task="reserve",
              first_day=day(30), days=30, count=1)
    assert problems(op, row)[0][1].startswith("it may be held from 2027-03-02")
    later = replace(row, first_day=row.first_day + timedelta(30))
    assert len(pinned(plan(op, pins=[later]))) == 1


@pytest.mark.parametrize(("place", "settings", "told"), [
    ({"beds": parse_windows("150")}, {}, "300 people there on D+0; it has 150 beds"),
    ({"stay_tonnes": parse_windows("150")}, {}, "300 tonnes inside on D+0; 150 are allowed"),
    ({}, {"ceiling_people": parse_windows("150")}, "300 people there on D+0; 150 may be"),
])
def test_pins_for_which_there_is_no_room_name_what_is_too_small(
    place: dict[str, Windows], settings: dict[str, Windows], told: str
) -> None:
    """Beds, tonnes and the ceiling of the force are named with their figures."""
    op = operation(
        unit("aaa", 3, people=100, tonnes=100.0), pledge("aaa", 3), need("post", "D+0..D+30: 3"),
        Place(id="field", **place), settings=settings,  # type: ignore[arg-type]
    )
    [(kind, given)] = problems(op, tour("aaa", "post", 0, count=3))
    assert kind == "pins-break-rules"
    assert given.startswith(told)
