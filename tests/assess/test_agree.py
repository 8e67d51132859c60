"""The judge's own reading of the data, beside the planner's reading of it in `domain/`."""

from __future__ import annotations

from functools import cache

import pytest

from tests.assess.build import turns
from tests.framed import framed
from tests.operations import coalition, one_post, two_tasks
from willing.assess.known import earliest
from willing.assess.pools import unfree
from willing.assess.scene import Scene, stage
from willing.assess.serving import refusals
from willing.domain.credit import credit
from willing.domain.fit import fit
from willing.domain.outcomes import outcomes
from willing.domain.plan import Row
from willing.domain.requirement import Commitment
from willing.domain.situation import Situation, situation
from willing.domain.span import spans
from willing.domain.standing import releases

MAKERS = {
    "one_post": one_post, "two_tasks": two_tasks, "coalition": coalition, "framed": framed,
}


@cache
def readings(name: str) -> tuple[tuple[Situation, Scene], ...]:
    """Both readings of every outcome of an operation."""
    operation = MAKERS[name]()
    return tuple(
        (situation(operation, made), stage(operation, made, ())) for made in outcomes(operation)
    )


def every_row(here: Situation) -> list[Row]:
    """A tour and a hold of everybody on everything."""
    who = [*(pledge.id for pledge in here.operation.pledges), *here.operation.unit]
    given = [(name, task, 100, 60, 1) for name in who for task in here.operation.task]
    return turns(here.operation, "tour", given) + turns(here.operation, "hold", given)


@pytest.mark.parametrize("name", MAKERS)
def test_both_refuse_the_same(name: str) -> None:
    """Planner and judge let the same pledges serve the same tasks, in every outcome."""
    allowed = 0
    for here, _ in readings(name):
        scene = stage(MAKERS[name](), here.outcome, tuple(every_row(here)))
        for item in (*scene.tours, *scene.holds):
            task, pledge = here.operation.task[item.task.id], here.operation.pledge.get(
                item.row.pledge
            )
            found = fit(here, here.operation.unit[item.unit.id], pledge, task)
            way = "tour" if item.row.kind == "tour" else "home"
            open_to = not isinstance(task, Commitment) or task.backfill in (way, "any")
            may = not found.reasons and (pledge is None or open_to)
            assert may is not any(refusals(scene, item)), (item.row, found.reasons)
            if may and way == "tour":
                begin = earliest(scene, item.pledge, item.task, "tour")
                assert begin == found.leaves_from
                allowed += 1
    assert allowed


@pytest.mark.parametrize("name", MAKERS)
def test_both_want_the_same_on_the_same_days(name: str) -> None:
    """Spans begin and end on the same days with the same quantity."""
    for here, scene in readings(name):
        for task in here.operation.task.values():
            theirs = [(s.first, s.after, s.quantity) for s in spans(task, here.timeline)]
            assert [(s.first, s.after, s.quantity) for s in scene.spans[task.id]] == theirs


@pytest.mark.parametrize("name", MAKERS)
def test_both_count_the_same_credit_and_movement(name: str) -> None:
    """What a capability counts for, and the days from each home to each place, agree."""
    for here, scene in readings(name):
        for sent in here.operation.capability:
            for wanted in here.operation.capability:
                mine, theirs = scene.worth(sent, wanted), credit(here.operation, sent, wanted)
                assert (mine is None) is (theirs is None)
                if mine is not None and theirs is not None:
                    pair = (theirs.give, theirs.count, theirs.lots, theirs.penalty)
                    assert (mine.give, mine.count, mine.lots, mine.penalty) == pair
        for home in here.operation.place:
            for place in here.operation.place:
                assert scene.ways.days(home, place) == here.movement(home, place)[0]


@pytest.mark.parametrize("name", MAKERS)
def test_both_free_the_same_elements_on_the_same_day(name: str) -> None:
    """Elements at rest, or spread over their cycle, are free on the same days."""
    for here, scene in readings(name):
        for unit in here.operation.units:
            on_tour = [
                c for c in here.operation.cycles if c.unit == unit.id and c.state == "tour"
            ]
            theirs = sorted(r.day for r in releases(here, unit) if r.day > 0
                            for _ in range(r.count))
            mine = sorted(day for _, (_, day, count) in unfree(scene, unit) if day > 0
                          for _ in range(int(count)))
            assert len(theirs) - len(mine) == sum(c.count for c in on_tour)
            assert on_tour or mine == theirs
