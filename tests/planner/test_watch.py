"""Quick plans where elements stand by and are held for their own nation at the same time."""

from __future__ import annotations

import numpy as np
import pytest

from tests.meaning.chance_standing import standing
from willing.domain.outcomes import outcome
from willing.domain.situation import situation
from willing.planner.milp import Limits, solve_relaxed
from willing.planner.model import Model, build
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.search.dive import complete
from willing.planner.search.greedy import greedy


def watching(seed: int) -> Model | None:
    """The model of a random micro operation; None where nobody may do both."""
    operation, answers = standing(seed)
    made = build(situation(operation, outcome(answers, 1.0)))
    return made if made.making.watching and made.making.watching.units else None


SEEDS = [seed for seed in range(60) if watching(seed) is not None]


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_wished_for_a_quick_plan_is_a_plan(seed: int) -> None:
    """Near the relaxation, from nobody, or as many of everything as there is room for."""
    made = watching(seed)
    assert made is not None
    hoods, columns = Neighbourhoods(made), made.program.columns
    relaxed = solve_relaxed(made.program, Limits(), "simplex").x
    assert relaxed is not None
    for wish in (relaxed, np.zeros(columns), np.full(columns, 9.0)):
        point = complete(hoods, greedy(made, wish))
        assert point is not None
        assert not made.program.broken(point)


def test_some_of_these_plans_hold_who_stands_by() -> None:
    """In many of them elements of one unit stand by while it is held for its nation."""
    both = 0
    for seed in SEEDS:
        made = watching(seed)
        assert made is not None
        making = made.making
        assert making.watching is not None
        wish = np.full(made.program.columns, 9.0)
        point = complete(Neighbourhoods(made), greedy(made, wish))
        assert point is not None
        both += bool(
            (point[making.tours][making.watching.stints] > 0).any()
            and (point[making.holds][making.watching.holds] > 0).any()
        )
    assert both >= len(SEEDS) // 3
