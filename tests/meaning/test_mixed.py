"""Where everything that officers know meets, brute force, judge and planner still agree."""

from __future__ import annotations

from random import Random

import pytest

from tests.meaning.agree import agree
from tests.meaning.build import day
from tests.meaning.chance_mixed import LAYERS, mixed
from tests.meaning.layers import Layer
from willing.domain.checks.decided import check_decided
from willing.domain.outcomes import outcome
from willing.domain.situation import situation
from willing.planner import plan as planner
from willing.planner.freeze import freeze

MOST = 1000
"""Partial plans that brute force looks at before an operation is left out as too large."""
QUICK = 60
"""Seeds of the quick suite; the others are slow proofs."""


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= QUICK else []) for seed in range(1560)
])
def test_all_agree_where_features_meet(seed: int) -> None:
    """With any of the features on top of each other, brute force, judge and planner agree."""
    agree(*mixed(seed), most=MOST)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= QUICK // 3 else [])
    for seed in range(500)
])
def test_all_agree_where_features_meet_and_the_past_is_frozen(seed: int) -> None:
    """With what a plan had begun by day 45 ordered, they agree, and `check` lets it stand."""
    operation, answers = mixed(seed)
    here = outcome(answers, 1.0)
    if list(check_decided([situation(operation, here)])):
        pytest.skip("what is decided breaks a limit alone")
    plan = planner.plan(operation, [here.name], gap=0.0, seed=0)
    later = freeze(operation, plan, here.name, day(45))
    assert list(check_decided([situation(later, here)])) == []
    agree(later, answers, most=MOST)


@pytest.mark.parametrize("layer", [layer for layer, _ in LAYERS])
def test_each_feature_can_be_laid_over_most_operations(layer: Layer) -> None:
    """A layer changes at least every third operation, so that features do meet."""
    made = [mixed(seed)[0] for seed in range(30)]
    changed = [layer(Random(seed), operation) != operation for seed, operation in enumerate(made)]
    assert sum(changed) >= 10
