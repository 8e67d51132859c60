"""What to ask for: found from stoppers, measured by planning again."""

from __future__ import annotations

import math
import signal
from dataclasses import replace

import pytest

from tests.meaning.beforehand import by_trying
from tests.meaning.build import caveat, day, need, operation, pledge, question, unit
from tests.meaning.cases.who import renewed
from tests.operations import two_tasks
from tests.planner.test_all_outcomes import tiny
from tests.stepping import NO, harbour, taken
from willing.domain.operation import Operation
from willing.domain.standby import Standby
from willing.explain.asks import possible_asks
from willing.explain.asks_worth import Asks, asks
from willing.explain.edits import edited_by, edits
from willing.explain.watch import Watch
from willing.planner import plan as planner
from willing.planner.all_outcomes import plan_together
from willing.report.asks_handout import asks_handout


def looked(told: Operation, together: bool = False, most: int = 10) -> Asks:
    """The asks of an operation's best plan."""
    made = plan_together(told)[0] if together else planner.plan(told, "all", gap=0.0)
    return asks(told, made, most=most, gap=0.0)


def held_back() -> Operation:
    """One company is kept from a post by a caveat, another by a condition; a third is not asked."""
    return operation(
        unit("aaa"), pledge("aaa"), caveat("aaa pledge", "place", "not", "field"),
        unit("bbb", nation="BBB"), pledge("bbb", condition="mandate == yes"),
        unit("ccc", nation="CCC"),
        need("post", "D+0..D+30: 2"), question("mandate", "no", "yes"),
    )


def test_a_caveat_and_a_condition_are_worth_what_they_keep_away() -> None:
    """Dropping the caveat brings one for 30 days in both outcomes; the condition in one of two."""
    found = looked(held_back())
    worth = {item.ask.text: item.worth for item in found.ranked}
    dropped = next(w for text, w in worth.items() if text.startswith("drop from pledge aaa"))
    confirmed = next(w for text, w in worth.items() if text.startswith("confirm pledge bbb"))
    assert dropped.low == pytest.approx(36.0, rel=0.01)
    assert dropped.high == pytest.approx(36.0, rel=0.01)
    assert confirmed.low == pytest.approx(18.0, rel=0.01)
    assert found.before.high is not None


def test_asks_name_the_nation_whose_word_it_is() -> None:
    """A pledge is its nation's; each ask names the lines it could help."""
    nations = {item.ask.text.split()[0]: item.ask.nation for item in looked(held_back()).ranked}
    assert nations["drop"] == "AAA"
    assert nations["confirm"] == "BBB"
    assert all(item.ask.lines == ("post",) for item in looked(held_back()).ranked)


def test_a_renewal_is_asked_for_with_its_last_day() -> None:
    """The pledge's nation is asked; the change is the renewal's mark, and nothing else."""
    told = renewed().operation
    [ask] = [ask for ask in possible_asks(told, planner.plan(told, "all", gap=0.0), Watch())
             if ask.kind == "renewal"]
    assert (ask.nation, ask.text) == (
        "AAA", "renew pledge aaa pledge until 2027-05-31 (to be asked for by 2027-03-02)")
    changed = edited_by(told, ask.edits)
    assert [row.given for row in changed.renewals] == [True, True]
    assert replace(changed, renewals=told.renewals) == told


def test_steps_that_a_plan_takes_are_asks_worth_what_is_lost_without_them() -> None:
    """The mandate and the contract, each with its line and nation; what nobody takes is no ask."""
    told, made = harbour(), taken()[1]
    found = {item.ask.text.split()[2]: item for item in asks(told, made, most=40, gap=0.0).ranked
             if item.ask.kind == "step"}
    assert {name: (item.ask.nation, item.ask.lines) for name, item in found.items()} == {
        "mandate_early": ("", ("pier",)), "contract": ("BBB", ("gate",))}
    assert found["mandate_early"].worth.low == pytest.approx(4 * 36 - 2)
    assert found["mandate_early"].worth.high == pytest.approx(4 * 36 - 2)
    assert found["contract"].worth.low == pytest.approx(4 * 36 - 1)


def test_how_the_worth_of_steps_is_told_stands_where_steps_are_shown() -> None:
    """For the coordinator, and on the page of a nation that is asked to take one; nowhere else."""
    told, made = taken()
    found = asks(told, made, most=40, gap=0.0)
    takers = {item.ask.nation for item in found.ranked if item.ask.kind == "step"}
    assert takers
    for nation in told.nation:
        assert bool(found.note(nation)) is (nation in takers)
    assert found.note().startswith("Steps before the deal are in that plan already")
    page = asks_handout(told, found, latest=None)
    assert found.note() in page.meta


def test_a_step_that_is_a_fact_is_no_ask() -> None:
    """What is signed needs nobody to ask for it."""
    told = harbour()
    told = replace(told, steps=tuple(replace(step, taken=told.as_of) for step in told.steps))
    made = planner.plan(told, [NO], gap=0.0)
    assert not [item for item in asks(told, made, most=40, gap=0.0).ranked
                if item.ask.kind == "step"]


def test_in_one_plan_for_all_outcomes_a_step_is_worth_what_the_others_would_lose() -> None:
    """It is paid in the outcome that brings the mandate anyway, and saves the other."""
    told = harbour()
    made = plan_together(told)[0]
    [found] = [item for item in asks(told, made, most=40, gap=0.0).ranked
               if item.ask.text.startswith("take step mandate_early")]
    [chance] = [part.probability for part in made.outcomes if part.outcome == NO]
    assert found.worth.low == pytest.approx(chance * 4 * 36 - 2, rel=0.02)


def test_most_worth_comes_first_and_no_more_are_tried_than_wanted() -> None:
    """Ranked by what is certain; of more asks only so many are tried."""
    found = looked(held_back())
    lows = [item.worth.low or 0.0 for item in found.ranked]
    assert lows == sorted(lows, reverse=True)
    less = looked(held_back(), most=1)
    assert len(less.ranked) == 1
    assert less.known == found.known > 1


@pytest.mark.parametrize("seed", range(4))
def test_worth_of_asks_in_plans_for_all_outcomes_is_that_of_trying_everything(seed: int) -> None:
    """The operation with the ask, and without, planned by brute force: the difference lies inside.

    Only asks are held against it that leave pledges, levels and questions for brute force to try.
    """
    told = tiny(seed)
    before = by_trying(told)
    found = looked(told, together=True, most=8)
    tried = 0
    for item in found.ranked:
        changed = edited_by(told, item.ask.edits)
        if len(changed.pledges) != len(told.pledges) or changed.questions != told.questions:
            continue
        if any(pledge.count > 1 for pledge in changed.pledges):
            continue
        tried += 1
        value = before - by_trying(changed)
        assert item.worth.low is not None
        assert item.worth.high is not None
        assert item.worth.low - 1e-4 <= value <= item.worth.high + 1e-4, item.ask.text
    assert tried > 0


def test_an_ask_is_a_change_of_the_data_as_the_planners_wrote_it() -> None:
    """What is found in an outcome is made to the operation before any answer changed it."""
    told = two_tasks()
    made = planner.plan(told, "all", gap=0.0)
    for ask in possible_asks(told, made, Watch()):
        changed = edited_by(told, ask.edits)
        assert changed != told
        assert changed.changes == told.changes
        assert edits(told, changed) == ask.edits


def test_records_that_are_edited_dropped_and_added_are_told_apart() -> None:
    """Each difference is one edit, and made again gives the same operation."""
    told = held_back()
    changed = replace(
        told, caveats=(), pledges=(replace(told.pledges[0], count=2), *told.pledges[1:],
                                   replace(told.pledges[0], id="new")),
        settings=replace(told.settings, backfill_credit=0.5),
    )
    one = replace(changed, pledges=told.pledges)
    assert edited_by(told, edits(told, one)) == one
    two = replace(told, pledges=(replace(told.pledges[0], count=2), *told.pledges[1:]))
    assert [edit.values for edit in edits(told, two)] == [(("count", 2),)]
    three = replace(told, pledges=(*told.pledges, replace(told.pledges[0], id="new")))
    assert edited_by(told, edits(told, three)) == three


def test_a_quick_plan_is_planned_on_before_asks_are_held_against_it() -> None:
    """What the search finds by going on is no ask's doing: intervals are those of the best plan."""
    told = two_tasks()
    quick = planner.plan(told, "all", gap=math.inf)
    best = planner.plan(told, "all", gap=0.0)
    assert quick.outcomes[0].bound is None
    one, other = asks(told, quick, most=3, gap=0.0), asks(told, best, most=3, gap=0.0)
    assert one.before.high == pytest.approx(other.before.high)
    assert one.before.low == pytest.approx(other.before.low, rel=1e-3)


def test_without_time_nothing_is_tried_and_it_is_said() -> None:
    """The list is empty, not wrong."""
    told = held_back()
    found = asks(told, planner.plan(told, "all", gap=0.0), seconds=1e-9)
    assert found.stopped
    assert found.ranked == ()
    assert found.known > 0


def test_a_level_of_standby_opened_to_who_comes_too_late_is_worth_what_he_fills() -> None:
    """BBB needs 60 days; held ready on AAA's level it is there on D, for what holding costs."""
    told = operation(
        unit("aaa", tours=(30,)), unit("bbb", nation="BBB", tours=(30,), notice_days=60),
        pledge("bbb"), need("post", "D+0..D+30: 1"),
        Standby(id="now", notice_days=0, longest=60, policies=("aaa",), cost_per_day=100_000.0),
        waiting="2x30", deal=(day(60).isoformat(),),
    )
    held = next(item for item in looked(told).ranked if item.ask.text.startswith("hold "))
    assert held.ask.text == "hold units of policy bbb on standby now too"
    assert held.ask.nation == "BBB"
    assert held.worth.low == pytest.approx(33.0, rel=0.01)
    assert held.worth.high == pytest.approx(33.0, rel=0.01)


def test_a_second_ask_about_one_record_is_tried_behind_all_first_ones() -> None:
    """Two sizes of one pledge do not keep another nation's ask from being tried."""
    told = two_tasks()
    every = possible_asks(told, planner.plan(told, "all", gap=0.0), Watch())
    raised = [at for at, ask in enumerate(every) if ask.text.startswith("raise pledge deu_pledge")]
    assert len(raised) == 2
    opened = next(at for at, ask in enumerate(every) if ask.text.startswith("open pledge fra"))
    assert raised[0] < opened or raised[1] > opened
    assert raised[1] > raised[0] + 1


@pytest.mark.parametrize("together", [False, True])
def test_ctrl_c_hands_over_what_was_tried(together: bool) -> None:
    """Stopped while asks are looked for, none is tried, and the list says so."""
    told = held_back()
    made = plan_together(told)[0] if together else planner.plan(told, "all", gap=0.0)
    found = asks(told, made, progress=lambda _: signal.raise_signal(signal.SIGINT))
    assert found.stopped
    assert found.ranked == ()
