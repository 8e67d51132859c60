"""The judge and one plan for two outcomes: what is decided before anybody can tell them apart."""

from __future__ import annotations

from dataclasses import replace

from tests.assess.build import Turn, finished, mended, turns
from tests.meaning.build import agreement, day, duty, need, operation, pledge, question, unit
from willing.assess.verify import verify
from willing.domain.nation import Leg
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.plan import Plan


def _both(made: Operation, kind: str, one: list[Turn], other: list[Turn]) -> Plan:
    """A plan of two outcomes that tells its own shortfalls and scores rightly."""
    plans = [
        finished(made, dict(each.answers), turns(made, kind, given))
        for each, given in zip(outcomes(made), (one, other), strict=True)
    ]
    parts = tuple(
        replace(part, probability=0.5) for plan in plans for part in plan.outcomes)
    rows = tuple(row for plan in plans for row in plan.rows)
    return mended(made, replace(plans[0], outcomes=parts, rows=rows, expected=0.0))


def _rules(made: Operation, plan: Plan) -> list[str]:
    return [fault.rule for fault in verify(made, plan)]


MANDATE = question("mandate", "yes", "no", answered=70)


def test_who_leaves_before_an_answer_has_said_for_how_long() -> None:
    """The same tour lasts 90 days with one answer and 120 with the other: nobody knew when it
    began, though both go on when the answer comes.
    """
    made = operation(
        unit("u", 1, nation="AAA", tours=(90, 120)), pledge("u"),
        need("post", "D+0..D+120: 1"), MANDATE,
    )
    short, long = [("u pledge", "post", 0, 90, 1)], [("u pledge", "post", 0, 120, 1)]
    assert _rules(made, _both(made, "tour", long, long)) == []
    assert _rules(made, _both(made, "tour", short, short)) == []
    assert _rules(made, _both(made, "tour", short, long)) == ["ahead"]


def test_the_end_of_a_task_brings_people_home_sooner_in_one_outcome() -> None:
    """With the sooner deal their task ends earlier, whatever they had said."""
    deals = day(30).isoformat(), day(60).isoformat()
    made = operation(
        unit("u", 1, nation="AAA", tours=(30, 60), work_up=10), pledge("u"),
        duty("post", "AAA", "rotating", "D-30..D+30: 1"),
        waiting="2x30", grid="2x30", deal=deals,
    )
    sooner, later = [("u", "post", 30, 30, 1)], [("u", "post", 30, 60, 1)]
    assert _rules(made, _both(made, "tour", sooner, later)) == []
    assert _rules(made, _both(made, "tour", sooner, [("u", "post", 30, 30, 1)])) == []


def test_who_leaves_on_different_days_has_foreseen_the_answer() -> None:
    """In place on the same day, but one leaves ten days earlier: with the answer yes he comes by a
    faster way, which nobody knew when he would have had to leave by the slower one.
    """
    made = operation(
        unit("u", 1, nation="AAA", work_up=30), pledge("u"),
        need("post", "D+90..D+120: 1"), MANDATE,
        Leg(start="home of AAA", end="field", days=20),
        Leg(start="home of AAA", end="field", days=5, mode="rail", transit="BBB"),
        unit("b", 1, nation="BBB"),
        agreement("transit", "BBB", condition="mandate == yes", signed=False),
    )
    going = [("u pledge", "post", 90, 30, 1)]
    plan = _both(made, "tour", going, going)
    assert {fault.rule for fault in verify(made, plan)} == {"ahead"}
    kept_in = _both(made, "tour", [], [])
    assert _rules(made, kept_in) == []


def test_what_a_nation_holds_by_itself_may_differ_and_what_it_holds_for_others_not() -> None:
    """Before the answer AAA's element counts for one thing or another as it likes; under a pledge
    it is promised to somebody.
    """
    made = operation(
        unit("u", 1, nation="AAA"), pledge("u", purpose="any"), unit("v", 1, nation="BBB"), MANDATE,
        duty("guard", "AAA", "standing", "1", order="now"),
        duty("reserve", "AAA", "standing", "1", order="now"),
        duty("other", "BBB", "standing", "1", order="now", backfill="home"),
    )
    guard, reserve = [("u", "guard", 0, 120, 1)], [("u", "reserve", 0, 120, 1)]
    assert _rules(made, _both(made, "hold", guard, reserve)) == []
    other = [("u pledge", "other", 0, 120, 1)]
    assert _rules(made, _both(made, "hold", other, other)) == []
    assert _rules(made, _both(made, "hold", guard, other)) == ["ahead"]
    late = [("u", "guard", 0, 90, 1), ("u pledge", "other", 90, 30, 1)]
    assert _rules(made, _both(made, "hold", guard, late)) == []
