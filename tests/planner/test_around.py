"""The best that a part of a plan can be while all else stays."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planner.test_touched import SEEDS, begun, drawn
from willing.planner.around import Laid, around, laid, same
from willing.planner.extract import rows
from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.rules.step import without_shut


def plan_of(model: Model) -> Laid:
    """A quick plan of a random operation, laid out."""
    model = without_shut(model)
    made = laid(model, [row for row in rows(model, begun(model, Neighbourhoods(model)))
                        if row.pinned != "cycle"], ahead=False)
    assert made is not None
    return made


def never() -> bool:
    """Nobody asks to stop."""
    return False


@pytest.mark.parametrize("seed", SEEDS)
def test_a_part_is_no_better_than_the_whole_and_no_worse_than_the_plan(seed: int) -> None:
    """Of one pool alone; and where every pool may change it is the best there is."""
    made = plan_of(drawn(seed))
    best = solve_whole(made.model.program, Limits(gap=1e-6))
    assert best.value is not None
    units = [unit.id for unit in made.model.situation.operation.units]
    for pools in (units[:1], units):
        found = around(made, pools, (), 60.0, never)
        assert found.low is not None
        assert found.high is not None
        assert best.value - 0.01 <= found.low + 0.01
        assert found.low <= found.high <= made.score + 1e-9
    assert found.high == pytest.approx(best.value, abs=0.01, rel=1e-4)


def test_where_nothing_may_change_the_plan_is_the_best() -> None:
    """No pool and no line: its own score, from both sides."""
    made = plan_of(drawn(0))
    found = around(made, (), (), 60.0, never)
    assert (found.low, found.high) == (made.score, made.score)


def test_what_is_decided_before_all_is_known_stays() -> None:
    """In one plan for several outcomes, no part of one of them changes what it shares."""
    model = drawn(0)
    free, held = (laid(model, (), ahead=ahead) for ahead in (False, True))
    assert free is not None
    assert held is not None
    assert free.open_.all()
    assert held.open_.sum() <= free.open_.sum()
    assert np.array_equal(held.point, free.point)


def test_programs_that_say_the_same_are_told_from_others() -> None:
    """The same data laid out twice are the same; another operation is not."""
    assert same(drawn(0).program, drawn(0).program)
    assert not same(drawn(0).program, drawn(40).program)
