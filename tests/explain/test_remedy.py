"""The smallest single change: what it is in cases worked by hand, and that it keeps its word."""

from __future__ import annotations

from typing import Any

import pytest

from tests.explain.plans import best, told
from tests.explain.test_account import planned, sound
from tests.meaning import build
from tests.meaning.cases import CASES
from tests.meaning.oracle import solve
from tests.meaning.plans import as_plan
from willing.assess.cover import covered
from willing.assess.lead import unled
from willing.assess.scene import Scene, stage
from willing.assess.verify import verify
from willing.domain.command import Command
from willing.domain.nation import Leg, Nation
from willing.domain.outcomes import Outcome
from willing.explain import resolve
from willing.explain.candidates import PER_KIND, candidates
from willing.explain.gaps import GapNote, explain_gaps, gaps_of
from willing.explain.ground import Ground, ground
from willing.explain.mend import Mending
from willing.explain.remedy import Remedy, remedy, remedy_of
from willing.explain.single import SIZES
from willing.explain.trial import points_of
from willing.planner.plan import plan

EXPECTED = [
    ("place-caveat", 0, "drop from pledge aaa pledge the caveat on place: not border region", 6),
    ("time-caveat", 0, "drop from pledge aaa pledge the caveat on time: max 30 days", 0),
    ("number-caveat", 0, "raise the most in place of pledge aaa pledge from 1 to 2", 0),
    ("status", 0, "raise pledge aaa pledge from promised to confirmed", 0),
    ("unknown-answer", 0, "confirm pledge aaa pledge without its condition 'not mandate == no'", 0),
    ("own-cover", 0, "lower the notice of pledge aaa pledge from 60 to 0 days", 24),
    ("pledged-number", 0, "raise pledge aaa pledge from 1 to 2 of 3", 0),
    ("order-now", 0, "order guards now instead of at the deal", 0),
    ("deal-between-lines", 0, "extend pledge aaa pledge by 15 days, to 2027-04-01", 0),
    ("ceiling-of-cost", 0, "raise the ceiling of AAA by 300 EUR", 0),
    ("ceiling-with-support", 0, "raise the ceiling of AAA by 50 people", 0),
    ("max-share", 0, "raise the largest share of one nation on post to 75%", 0),
    ("backfill-rule", 0, "open pledge bbb pledge from backfill to any purpose", 0),
    ("dwell", 0, "shorten the dwell of policy aaa from 40 to 30 days", 0),
    ("authority-granted", 0, "grant TACOM on pledge aaa pledge instead of TACON", 0),
    ("authority-caveat", 0,
     "drop from pledge aaa pledge the caveat on authority: max TACON, the beginning to D+30", 0),
    ("agreement-at-home", 0,
     "sign a status of forces agreement for BBB in harbour by D+0", 1),
    ("agreement-dates", 0, "widen sofa in field (status of forces agreement) to D+0 until D+30",
     36),
    ("agreement-with-a-condition", 0,
     "sign sofa in region (status of forces agreement for AAA in region) by D+0", 0),
    ("transit-of-ones-own", 0, "sign transit in RRR (transit agreement for AAA in RRR) by D+20", 0),
    ("transit-closed", 0, "widen transit in RRR (transit agreement) to D+50 until D+60", 36),
    ("tonnes-inside", 0, "let 500 tonnes more be inside sea at once", 0),
    ("lead", 0, "begin pledge bbb pledge 30 days earlier, on 2027-01-01", 0),
    ("at-notice", 0, "lower the notice of pledge bbb pledge from 20 to 10 days", 0),

    ("free-by-date", 0, "have AAA free 1 more of aaa on every day", 0),
    ("free-until", 0, "have AAA free 1 more of aaa on every day", 0),
]
"""Case, shortfall, change, and score with it."""
BATCH = 60
"""Random operations of one test."""
ENOUGH = 4
"""Remedies that a batch must bring; most operations have no shortfall, or none that one change
closes."""


@pytest.mark.parametrize(("case", "at", "text", "after"), EXPECTED)
def test_the_change_that_closes_a_case(case: str, at: int, text: str, after: float) -> None:
    """The change found is the one the case is about, with both scores."""
    operation, made = best(case)
    outcome = made.outcomes[0].outcome
    gap = explain_gaps(operation, made, outcome)[at]
    found = remedy(operation, made, outcome, gap)
    assert found.change is not None
    assert found.change.text == text
    assert found.before == pytest.approx(made.outcomes[0].score)
    assert found.after == pytest.approx(after, abs=1e-6)
    assert found.text.startswith(f"Would close it: {text} (score ")


def kept(here: Ground, found: Remedy, gap: GapNote) -> None:
    """Assert what a remedy promises, from its rows and by planning anew."""
    assert found.change is not None
    assert found.after is not None
    answers = Outcome(name=here.part.outcome, answers=here.part.answers, probability=1.0)
    rows = tuple(row for row in found.rows if not row.kind.endswith("shortfall"))
    plan_ = told(found.change.operation, answers, rows)
    faults = [f for f in verify(found.change.operation, plan_) if f.rule != "score"]
    assert faults == []
    scene = stage(found.change.operation, answers, rows)
    assert found.after == pytest.approx(points_of(scene), abs=1e-6)
    line = here.scene.timeline
    horizon = line.horizon if gap.first < line.horizon else gap.after
    assert (found.left, found.left_before) == pytest.approx((
        missing(scene, gap, gap.after), missing(scene, gap, min(horizon, gap.after))))
    assert found.left < found.whole == pytest.approx(missing(here.scene, gap, gap.after))
    if found.closes and not _rounded(here):
        again = plan(found.change.operation, outcomes=[here.part.outcome], gap=0.0, work=60)
        assert again.outcomes[0].score <= found.after + 1e-5
    assert found.after <= found.before + 1e-6


def _rounded(here: Ground) -> bool:
    """Whether the planner may see less than the judge.

    It counts the elements that cycle rows name, not those an answer adds to a pool, and tasks
    served at once by whole periods.
    """
    operation = here.situation.operation
    return any(change.table == "units" for change in operation.changes) or any(
        nation.ceiling_tasks is not None for nation in operation.nations)


def missing(scene: Scene, gap: GapNote, after: int) -> float:
    """Element-days of a shortfall up to a day, counted day by day."""
    if gap.kind == "lead_shortfall":
        spans = [(span, 1.0) for span in unled(scene).get(gap.task, ())]
    else:
        spans = [(c.span, min(float(c.short), gap.count)) for c in covered(scene)[gap.task]]
    return sum(
        short for day in range(gap.first, after) for span, short in spans
        if span.first <= day < span.after
    )


@pytest.mark.parametrize(("first", "text"), [
    ({"command": Command(id="hq", transfer_days=10)},
     "have hq take authority within 0 instead of 10 days"),
    ({"work_up": 12}, "shorten the work-up of policy aaa from 12 to 0 days"),
])
def test_a_shorter_lead_in_is_a_remedy(first: dict[str, Any], text: str) -> None:
    """Ordered before the deal and free to leave on D, only the lead-in makes the tour late."""
    command = first.get("command")
    made = build.operation(
        build.unit("aaa", tours=(60,), work_up=first.get("work_up", 0)),
        build.pledge("aaa", start=30), *([command] if command else []),
        build.need("post", "D+0..D+60: 1", order="now", command="hq" if command else ""),
        waiting="1x30", deal=("2027-01-31",),
    )
    answers = {"deal": "2027-01-31"}
    plan_ = as_plan(made, answers, solve(made, answers))
    here = ground(made, plan_, plan_.outcomes[0].outcome)
    (gap,) = gaps_of(here)
    (change,) = (c for c in candidates(here, gap) if c.kind in ("transfer", "work-up"))
    assert change.text == text
    found = remedy_of(here, gap, Mending(here))
    assert found.closes
    kept(here, found, gap)
    alone = plan(change.operation, outcomes=[here.part.outcome], gap=0.0)
    assert alone.outcomes[0].score == pytest.approx(0.0)


@pytest.mark.parametrize("case", [case for case, *_ in EXPECTED])
def test_a_change_of_a_case_keeps_its_word(case: str) -> None:
    """With it a plan without the shortfall passes the judge, and the best plan is as good."""
    operation, made = best(case)
    here = ground(operation, made, made.outcomes[0].outcome)
    gap = gaps_of(here)[0]
    kept(here, remedy_of(here, gap, Mending(here)), gap)


@pytest.mark.parametrize("case", sorted(CASES))
def test_a_change_found_near_a_shortfall_is_confirmed_by_brute_force(case: str) -> None:
    """Of every case worked by hand: where only turns near are free, no plan that keeps the rules
    with the change is better than brute force allows, and what is closed can be closed.
    """
    operation, made = best(case)
    here = ground(operation, made, made.outcomes[0].outcome)
    mending = Mending(here)
    for gap in gaps_of(here):
        found = remedy_of(here, gap, mending, looks=0)
        if found.change is not None:
            kept(here, found, gap)
            exact = solve(found.change.operation, CASES[case]().answers)
            assert exact.score <= found.after + 1e-6


def test_most_changes_of_the_cases_are_found_near_the_shortfall() -> None:
    """Without ever freeing the whole plan, most of what the cases are about is still closed."""
    closed = 0
    for case, *_ in EXPECTED:
        operation, made = best(case)
        here = ground(operation, made, made.outcomes[0].outcome)
        closed += remedy_of(here, gaps_of(here)[0], Mending(here), looks=0).closes
    assert closed >= len(EXPECTED) - 4


def kept_in(batch: int) -> int:
    """Assert what each remedy promises in one batch of random operations, and count them."""
    checked = 0
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        operation = sound(seed)
        here = None if operation is None else planned(operation)
        for gap in gaps_of(here)[:2] if here else ():
            found = remedy_of(here, gap, Mending(here), tries=4)
            if found.change is not None:
                kept(here, found, gap)
                checked += 1
    return checked


@pytest.mark.parametrize("batch", [
    pytest.param(batch, marks=[pytest.mark.slow] if batch >= 2 else []) for batch in range(12)
])
def test_a_change_of_a_random_operation_keeps_its_word(batch: int) -> None:
    """Whatever is proposed closes the shortfall, keeps every rule, and makes nothing worse."""
    assert kept_in(batch) >= ENOUGH


def test_in_large_operations_what_is_far_from_the_shortfall_stays(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only pools near the shortfall are free, the plan of the others can be kept."""
    monkeypatch.setattr(resolve, "WHOLE", 0)
    assert kept_in(0) >= ENOUGH


def test_a_closed_fast_way_is_told_and_opened() -> None:
    """Who goes a slower way for want of a signature is told so, and the signature is a remedy."""
    made = build.operation(
        build.unit("aaa", tours=(60,), notice_days=20), build.pledge("aaa"),
        build.need("post", "D+30..D+90: 1"), Nation(id="RRR"),
        Leg(start="home of AAA", end="field", days=10, transit="RRR"),
        Leg(start="home of AAA", end="field", days=40),
        build.agreement("transit", "RRR", id="leave", parties=["AAA"], signed=False),
    )
    plan_ = plan(made, ["2027-01-01"], gap=0.0)
    here = ground(made, plan_, "2027-01-01")
    (gap,) = gaps_of(here)
    assert "movement 40 (the way of 10 is closed: no transit agreement for AAA in RRR: leave not " \
        "signed) days" in " ".join(gap.sentences)
    changes = {change.text: change for change in candidates(here, gap)}
    change = changes["sign leave (transit agreement for AAA in RRR) by D+20"]
    found = Mending(here).best(gap, change, gap.days)
    assert found is not None
    assert found[1] == 0
    assert found[0].sound


def test_what_is_decided_is_not_sent_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """An ordered turn that could be chosen too stays one turn while others are replanned."""
    monkeypatch.setattr(resolve, "WHOLE", 0)
    made = build.operation(
        build.unit("aaa"), build.unit("bbb"), build.pledge("aaa"),
        build.pledge("bbb", condition="mandate == yes"), build.question("mandate", "no", "yes"),
        build.need("post", "D+0..D+30: 1"), build.need("other", "D+0..D+30: 1", accept="BBB"),
        build.order("aaa", "post", "D+0", 30, 1, pledge="aaa pledge"),
    )
    plan_ = plan(made, ["2027-01-01/no"], gap=0.0)
    here = ground(made, plan_, "2027-01-01/no")
    (gap,) = gaps_of(here)
    found = remedy_of(here, gap, Mending(here))
    assert gap.task == "other"
    assert found.change is not None
    assert found.change.kind == "condition"
    kept(here, found, gap)


def test_random_operations_have_remedies() -> None:
    """Some shortfalls of the made operations are closed by a single change, some by none tried."""
    answers = [
        remedy_of(here, gap, Mending(here), tries=4).change is not None
        for seed in range(12) if (operation := sound(seed)) is not None
        and (here := planned(operation)) is not None for gap in gaps_of(here)[:2]
    ]
    assert set(answers) == {True, False}


def test_changes_are_tried_in_order_of_size() -> None:
    """Candidates are sorted by kind and amount, few of each kind, and each names its figures."""
    for case in ("pledged-number", "own-cover", "backfill-rule", "shared-pool"):
        operation, made = best(case)
        here = ground(operation, made, made.outcomes[0].outcome)
        for gap in gaps_of(here):
            sizes = [change.size for change in candidates(here, gap)]
            assert sizes == sorted(sizes)
            assert all([s[0] for s in sizes].count(i) <= PER_KIND for i in range(len(SIZES)))


def test_what_no_single_change_closes_is_said_with_the_number_tried() -> None:
    """Where nothing tried helps, the answer says how many changes were tried."""
    operation, made = best("pledge-dates")
    outcome = made.outcomes[0].outcome
    gap = next(gap for gap in explain_gaps(operation, made, outcome) if gap.first == 60)
    found = remedy(operation, made, outcome, gap)
    assert found.change is None
    assert found.text == "The 1 single change tried does not close it."
    spread, plan_ = best("even-spread")
    outcome = plan_.outcomes[0].outcome
    found = remedy(spread, plan_, outcome, explain_gaps(spread, plan_, outcome)[0], tries=1)
    assert found.text == "The 1 single change tried does not close it, 1 more were not tried."


def test_a_change_that_closes_a_part_says_how_much_is_left() -> None:
    """Two places are empty, and the nation let in has an element for one of them."""
    operation, made = best("changed-acceptance")
    here = ground(operation, made, made.outcomes[0].outcome)
    gap = gaps_of(here)[0]
    found = remedy_of(here, gap, Mending(here))
    assert not found.closes
    assert (found.left, found.whole) == (30.0, 60.0)
    assert found.text == (
        "The 1 single change tried does not close it. Least is left, 1.0 of 2.0 element-months, "
        "with this one: accept AAA on field ('' instead of 'not AAA') "
        "(score 72.00 before, 36.00 after)."
    )
    kept(here, found, gap)


def test_what_reaches_behind_the_horizon_may_be_closed_up_to_it() -> None:
    """A pledge that may end when the tail begins closes what lies before."""
    made = build.operation(
        build.unit("aaa"), build.pledge("aaa", condition="mandate == yes", until=60),
        build.question("mandate", "no", "yes"), build.need("post", "D+0..D+60: 1"),
        grid="2x30", tail="1x30",
    )
    plan_ = plan(made, ["2027-01-01/no"], gap=0.0)
    here = ground(made, plan_, "2027-01-01/no")
    (gap,) = gaps_of(here)
    found = remedy_of(here, gap, Mending(here))
    assert (gap.first, gap.after, gap.points) == (0, 90, 36 * 2 + 36 * 0.5)
    assert (found.left, found.left_before) == (30.0, 0.0)
    assert "Would close it up to the horizon, 1.0 of 3.0 element-months are left:" in found.text
    kept(here, found, gap)


def test_what_more_elements_would_cost_elsewhere_is_said() -> None:
    """One more at the post wants more medics than there are, and these weigh more."""
    made = build.operation(
        build.unit("aaa", people=100), build.pledge("aaa", condition="mandate == yes"),
        build.question("mandate", "no", "yes"),
        build.need("post", "D+0..D+30: 1", priority=2),
        build.need("care", "D+0..D+30: 0", capability="medic", per_people=50),
    )
    plan_ = plan(made, ["2027-01-01/no"], gap=0.0)
    here = ground(made, plan_, "2027-01-01/no")
    (gap,) = gaps_of(here)
    found = remedy(made, plan_, "2027-01-01/no", gap)
    assert found.dearer == ("care",)
    assert found.text.endswith(" More there would leave care shorter, at a worse score.")


def test_where_nothing_can_be_lifted_it_is_said() -> None:
    """A shortfall that no record lifts has no candidates."""
    operation, made = best("points")
    outcome = made.outcomes[0].outcome
    found = remedy(operation, made, outcome, explain_gaps(operation, made, outcome)[0])
    assert (found.tried, found.known) == (0, 0)
    assert found.text == "No single change of one record lifts what stops them."


def test_the_same_plan_gives_the_same_answer() -> None:
    """Searching twice finds the same change, scores and rows."""
    operation, made = best("own-cover")
    outcome = made.outcomes[0].outcome
    gap = explain_gaps(operation, made, outcome)[0]
    assert remedy(operation, made, outcome, gap) == remedy(operation, made, outcome, gap)
