"""Standing ready in explanations: who left early and why, who might have, and who was busy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.meaning.build import day, duty
from tests.standing import held_ready, nobody_held, river
from willing.assess.verify import verify
from willing.domain.plan import Row
from willing.domain.requirement import Commitment
from willing.explain.ground import ground
from willing.explain.stints import elements
from willing.explain.story import explain_task
from willing.planner.plan import plan


def test_an_early_tour_tells_where_its_element_stood_ready_and_since_when() -> None:
    """The level and the first day of its stint stand beside the usual day of the pledge."""
    told = explain_task(*held_ready(), "bridge").assignments[0].why
    assert "stood ready on standby (1 on now since D-30), so that it leaves D+0" in told
    assert "who was not held ready may leave from D+90" in told


def test_a_shortfall_tells_how_much_sooner_who_is_held_ready_would_leave() -> None:
    """Each level has its days and its price; a nation to which no level is open has none."""
    [gap, *_] = explain_task(*nobody_held(), "bridge", remedies=0).gaps
    told = next(s for s in gap.sentences if s.startswith("Not ready yet"))
    mine, other = (next(t for t in told.split(" BBB bbb") if who in t)
                   for who in ("AAA aaa", "1 of 1"))
    assert "it might leave 90 days sooner on standby now (for 1,000,000,000,000 EUR a day)" in mine
    assert "60 days sooner on standby soon" in mine
    assert "standby" not in other


def test_a_pledge_that_does_not_count_is_told_no_standby() -> None:
    """Elements of a pledge less firm than what counts cannot be held."""
    operation, made = nobody_held()
    firm = replace(operation, settings=replace(operation.settings, counts_from="confirmed"))
    [gap, *_] = explain_task(firm, made, "bridge", remedies=0).gaps
    assert not any("on standby" in sentence for sentence in gap.sentences)


def test_an_element_on_standby_is_not_free_for_its_nations_reserve() -> None:
    """A reserve that is short while its nation holds all elements ready tells so, by level."""
    made = river()
    owed = duty("reserve", "AAA", "standing", "D-30..D+0: 1", priority=3)
    assert isinstance(owed, Commitment)
    busy = replace(made, commitments=(owed,))
    [gap] = explain_task(busy, plan(busy, seed=0, gap=0.0), "reserve", remedies=0).gaps
    assert (
        "On standby before the deal: AAA aaa 1 of 2 (on standby now, which does not cover it, "
        "D-30 to D+0) and " in gap.sentences[0])


def test_letting_a_level_cover_closes_what_standing_by_leaves_open() -> None:
    """The reserve is short as nobody on standby covers it; one word on a level mends that."""
    made = river()
    owed = duty("reserve", "AAA", "standing", "D-30..D+0: 1", priority=3)
    busy = replace(made, commitments=(owed,))
    best = plan(busy, seed=0, gap=0.0)
    [remedy, *_] = explain_task(busy, best, "reserve", remedies=1).remedies
    assert remedy.text.startswith(
        "Would close it: let elements on standby now cover commitments of their nations")


def test_an_element_on_a_level_that_covers_is_told_as_held_too() -> None:
    """Both elements stand by in the month before D, and one of them is held for the reserve."""
    made = river()
    owed = duty("reserve", "AAA", "standing", "D-60..D+30: 1", priority=3)
    busy = replace(
        made, commitments=(owed,), standbys=tuple(replace(x, covers=True) for x in made.standbys))
    made_plan = plan(busy, seed=0, gap=0.0)
    assert verify(busy, made_plan) == ()
    here = ground(busy, made_plan, made_plan.outcomes[0].outcome)
    kinds = sorted(
        sorted(stint.kind for stint in element if stint.first < 60 and stint.ends > 30)
        for element in elements(here.scene)["aaa"]
    )
    assert kinds == [["hold", "standby"], ["standby"]]
    [gap] = explain_task(busy, made_plan, "reserve", remedies=0).gaps
    assert gap.first == 60
    assert not any("On standby" in sentence for sentence in gap.sentences)


def test_stints_belong_to_elements() -> None:
    """Each of the two elements stands by, and then goes on the tour that it is called for."""
    operation, made = held_ready()
    here = ground(operation, made, made.outcomes[0].outcome)
    own = elements(here.scene)["aaa"]
    assert sorted([stint.kind for stint in element] for element in own) == [["standby", "tour"]] * 2


def test_remedies_look_at_plans_with_standby_and_keep_its_rule() -> None:
    """What would close a shortfall is a plan that the judge passes, early tours and all."""
    made = river()
    wanted = tuple(
        replace(task, quantity=task.quantity.parts and type(task.quantity)(tuple(
            replace(part, quantity=2) for part in task.quantity.parts)))
        if task.id == "banks" else task for task in made.requirements
    )
    more = replace(made, requirements=wanted)
    planned = plan(more, seed=0, gap=0.0)
    assert verify(more, planned) == ()
    [remedy, *_] = explain_task(more, planned, "banks", remedies=1).remedies
    assert remedy.change is not None
    assert any(row.kind == "standby" for row in remedy.rows)


@pytest.mark.parametrize("task", ["bridge", "banks"])
def test_every_row_is_explained(task: str) -> None:
    """Neither tours nor what is short make an explanation fail where elements stand by."""
    operation, made = held_ready()
    rows: tuple[Row, ...] = tuple(
        row for row in made.rows if row.task == task and row.kind == "tour")
    story = explain_task(operation, made, task)
    assert [note.row for note in story.assignments] == list(rows)
    assert day(60) == rows[0].first_day or task == "banks"
