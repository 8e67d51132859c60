"""When milestones are reached: by hand on small plans, and day by day on all good ones."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from tests.assess.build import finished, turns
from tests.assess.good import CASES, slots
from tests.assess.naive import Days
from tests.meaning.build import need, operation, pledge, unit
from tests.meaning.reached import reached
from tests.meaning.restated import world
from willing.assess.coverage import coverage
from willing.assess.milestones import MilestoneDate, milestones
from willing.domain.milestone import Milestone, Threshold
from willing.domain.operation import Operation
from willing.domain.plan import Plan

DEAL = {"deal": "2027-01-01"}


def made(*thresholds: Threshold, hold_days: int = 1, until: int = 120) -> Operation:
    """Two posts, and one milestone with these thresholds."""
    return operation(
        unit("aaa", 3, tours=(30, 60)), pledge("aaa", 3),
        need("north", f"D+0..D+{until}: 2", effect="borders"),
        need("south", "D+30..D+90: 1", effect="borders", min_useful=1),
        Milestone(id="IOC", name="Initial", hold_days=hold_days), thresholds,
    )


def asked(line: str, **figures: float) -> Threshold:
    """A threshold of the milestone."""
    return Threshold(milestone="IOC", line=line, **figures)  # type: ignore[arg-type]


def date(operation: Operation, *tours: tuple[str, int, int, int]) -> MilestoneDate:
    """The milestone in a plan of tours: task, first day, days, elements."""
    rows = turns(operation, "tour", [("aaa pledge", *tour) for tour in tours])
    plan = finished(operation, DEAL, rows)
    return milestones(operation, plan, plan.outcomes[0].outcome)[0]


def test_the_last_line_to_be_met_sets_the_date() -> None:
    """The date is the day on which all are met; who was met before does not set it."""
    found = date(made(asked("north"), asked("south")), ("north", 0, 60, 2), ("south", 45, 30, 1))
    assert found.day == 45
    assert [(held.task, held.first, held.after, held.need.missing) for held in found.held] == [
        ("south", 30, 45, 1.0)
    ]
    assert [(line.task, line.day) for line in found.lines] == [("south", 45), ("north", 0)]


def test_lines_that_are_met_on_one_day_set_it_together() -> None:
    """Two that come on the same day are both told."""
    found = date(made(asked("north", least=1), asked("south")), ("north", 30, 60, 1),
                 ("south", 30, 60, 1))
    assert found.day == 30
    assert [held.task for held in found.held] == ["north", "south"]


def test_a_share_waits_for_the_line_to_be_asked_for_and_outlives_it() -> None:
    """Before its first window a line is not there; behind its last nothing is wanted of it."""
    found = date(made(asked("south", share=0.0), asked("north", share=0.5)), ("north", 0, 60, 1),
                 ("north", 60, 60, 1))
    assert (found.day, [(h.task, h.asked) for h in found.held]) == (30, [("south", False)])
    late = date(made(asked("south"), asked("north", least=2)), ("north", 90, 30, 2))
    assert late.day == 90


def test_elements_are_asked_for_whatever_is_wanted() -> None:
    """With `least`, a line that nobody serves any more is not met, though nothing is wanted."""
    found = date(made(asked("south", least=1), asked("north", least=2)), ("north", 90, 30, 2),
                 ("south", 30, 60, 1))
    assert found.day is None
    assert {held.task for held in found.held} == {"south"}


def test_a_milestone_must_last() -> None:
    """A day of cover is not enough where sixty are asked for."""
    tours = (("north", 0, 30, 2), ("north", 45, 60, 2), ("south", 30, 60, 1))
    assert date(made(asked("north")), *tours).day == 0
    assert date(made(asked("north"), hold_days=60), *tours).day == 45
    assert date(made(asked("north"), hold_days=80), *tours).day is None


def test_a_milestone_that_is_never_reached_names_what_holds_it_up() -> None:
    """Told is the line that never is as asked, on the first days when all others are."""
    found = date(made(asked("north", least=3), asked("south")), ("south", 45, 30, 1),
                 ("north", 0, 60, 2))
    assert (found.day, [line.day for line in found.lines]) == (None, [None, 45])
    (held,) = found.held
    assert (held.task, held.need.needs, held.need.there, held.first) == ("north", 3.0, 2.0, 0)


def test_too_few_to_be_useful_are_none() -> None:
    """Below `min_useful` nothing is there for a milestone either."""
    useful = made(asked("north", share=0.5))
    useful = replace(useful, requirements=(
        replace(useful.requirements[0], min_useful=2), useful.requirements[1],
    ))
    assert date(useful, ("north", 0, 60, 1)).day is None
    assert date(useful, ("north", 15, 60, 2)).day == 15


def test_a_line_that_wants_nothing_in_an_outcome_is_left_out() -> None:
    """Others decide; where nobody is asked for anything the milestone is not reached."""
    silent = made(asked("south"), asked("north"))
    nothing = replace(silent.requirements[1], quantity=type(silent.requirements[1].quantity)(()))
    silent = replace(silent, requirements=(silent.requirements[0], nothing))
    assert date(silent, ("north", 0, 60, 2)).day == 0
    alone = replace(silent, thresholds=(asked("south"),))
    found = date(alone, ("north", 0, 60, 2))
    assert (found.day, found.lines, found.held) == (None, (), ())


def every() -> list[tuple[Operation, Plan]]:
    """All good plans, each with milestones over random lines."""
    dice, found = Random(5), []
    for case in CASES.values():
        told, plan = case()
        names = [*told.task, *(r.effect for r in told.requirements), *(p.id for p in told.places)]
        here = [n for n in names if n in told.task or any(
            r.essential and n in (r.effect, r.place) for r in told.requirements)]
        for _ in range(6):
            rows = tuple(
                Threshold(milestone=m, line=dice.choice(here), least=least,
                          share=dice.choice((None, 0.3, 0.5, 1.0)) if least is None else None)
                for m in ("A", "B", "C") for least in dice.sample((None, None, 1, 2), 2)
            )
            marks = tuple(Milestone(id=m, hold_days=dice.choice((1, 30, 100))) for m in "ABC")
            found.append((replace(told, milestones=marks, thresholds=rows), plan))
    return found


def test_day_by_day_the_dates_are_the_same() -> None:
    """On every good plan the judge tells the dates that looking at every day finds."""
    told = []
    for operation_, plan in every():
        if operation_.compositions:
            continue  # below: the plain count knows nothing of slots
        here = world(operation_, dict(plan.outcomes[0].answers))
        for item in milestones(operation_, plan, plan.outcomes[0].outcome):
            assert item.day == reached(here, plan.rows, item.milestone)
            told.append(item.day)
    assert len({day for day in told if day is not None}) > 3
    assert None in told


def test_what_sets_a_date_was_not_met_the_day_before() -> None:
    """On the eve of every date the lines that are told lack something, by the naive count."""
    for operation_, plan in every():
        days = Days(operation_, plan)
        for item in milestones(operation_, plan, plan.outcomes[0].outcome):
            if not item.day:
                continue
            told = {held.task for held in item.held}
            assert told
            for line in item.lines:
                need = next(n for n in line.needs if n.first <= item.day - 1 < n.after)
                task = days.operation.task[line.task]
                credit = days.counts(task, item.day - 1)
                wanted = days.wanted(task, item.day - 1)
                useful = credit >= min(task.min_useful, wanted)
                assert need.there == pytest.approx(float(credit) if useful else 0.0)
                assert (line.task in told) >= (not need.met)


def test_an_effect_is_met_where_its_weakest_essential_line_is() -> None:
    """A threshold on an effect agrees with the effect's coverage, span by span."""
    compared = 0
    for operation_, plan in every():
        effects = dict(coverage(operation_, plan, plan.outcomes[0].outcome).effects)
        for effect, steps in effects.items():
            asked_ = replace(
                operation_, milestones=(Milestone(id="E"),),
                thresholds=(Threshold(milestone="E", line=effect, share=0.5),),
            )
            (item,) = milestones(asked_, plan, plan.outcomes[0].outcome)
            for step in steps:
                if step.cover >= 0.5 and item.lines:
                    for line in item.lines:
                        inside = [n for n in line.needs
                                  if n.first < step.after and n.after > step.first and n.wanted]
                        assert all(need.met for need in inside)
                        compared += len(inside)
    assert compared > 20


def test_a_formation_by_slots_reaches_a_milestone() -> None:
    """A battalion assembled from slots is there, whole or not; its slots are lines too."""
    operation_, plan = slots()
    marks = (Milestone(id="one"), Milestone(id="two"), Milestone(id="companies"))
    asked = (
        Threshold(milestone="one", line="north", least=1),
        Threshold(milestone="two", line="north", least=2),
        Threshold(milestone="companies", line="north/company", least=3),
    )
    told = milestones(
        replace(operation_, milestones=marks, thresholds=asked), plan, plan.outcomes[0].outcome
    )
    assert [item.day for item in told] == [0, 90, 0]
