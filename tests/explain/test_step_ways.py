"""Why a step that opens a way is taken, and what stops whoever would come by it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.meaning.build import agreement, by_ship, step
from tests.planner.test_ways import ONE, shipped
from willing.assess.step import sooner
from willing.domain.nation import Nation
from willing.domain.operation import Operation
from willing.explain.step import explain_step
from willing.explain.story import explain_task
from willing.planner.plan import plan


def only_by_ship(**other: object) -> Operation:
    """The post of `shipped`, without a road."""
    made = shipped(**other)
    return replace(made, legs=made.legs[1:])


def test_a_charter_tells_who_comes_by_it_and_how_long_he_would_be_by_road() -> None:
    """By road the tour would leave before it may: it could not be. 20 days are lifted."""
    made = shipped()
    [told] = explain_step(made, plan(made, [ONE], gap=0.0), "charter").outcomes
    assert [row.task for row in told.used] == ["post"]
    assert told.gain == pytest.approx(36 - (12 + 5))
    assert [(one.task, one.days) for one in told.lifts] == [("post", 20.0)]


def test_who_could_come_by_road_too_is_told_with_the_days_that_he_saves() -> None:
    """Where the post wants nobody before D+30 the road would do; a ship that is free is used."""
    made = shipped()
    late = replace(
        made, requirements=tuple(replace(line, quantity=type(line.quantity)(tuple(
            replace(part, start=replace(part.start, days=40)) for part in line.quantity.parts)))
            for line in made.requirements),
        steps=tuple(replace(s, cost=0.0, taken=made.as_of) for s in made.steps),
    )
    found = plan(late, [ONE], gap=0.0)
    [told] = explain_step(late, found, "charter").outcomes
    assert (told.used, [(one.days, one.without) for one in told.sooner]) == ((), [(10, 30)])


def test_a_shortfall_tells_of_the_step_that_opens_the_only_way() -> None:
    """The charter is too dear: the post stays short, and the leg that is closed is named."""
    made = only_by_ship(lead_days=0)
    dear = replace(made, steps=tuple(replace(s, cost=9e9) for s in made.steps))
    [gap, *_] = explain_task(dear, plan(dear, [ONE], gap=0.0), "post", remedies=0).gaps
    assert any("leg ship is open only once charter is taken before the deal" in sentence
               for sentence in gap.sentences)


def test_a_shortfall_tells_of_leave_to_cross_that_a_step_would_bring() -> None:
    """The agreement that is not signed is named with its step."""
    made = shipped()
    dear = replace(
        made, legs=(by_ship(10, transit="RRR"),), nations=(*made.nations, Nation(id="RRR")),
        agreements=(agreement("transit", "RRR", id="leave", signed=False),),
        steps=(step("early", "leave", kind="agreement", cost=9e9),),
    )
    [gap, *_] = explain_task(dear, plan(dear, [ONE], gap=0.0), "post", remedies=0).gaps
    assert any("leave not signed, and early is not taken before the deal" in sentence
               for sentence in gap.sentences)


def test_nobody_is_faster_by_a_step_that_opens_no_way() -> None:
    """Steps that open pledges make no way shorter."""
    from tests.stepping import NO, taken
    from willing.assess.scene import stage_of

    operation, made = taken()
    assert sooner(stage_of(operation, made, NO), "mandate_early") == ()
