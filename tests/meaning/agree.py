"""Three readings of the reference page, in one outcome: brute force, the judge and the planner."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

import pytest

from tests.meaning.oracle import TooMany, solve
from tests.meaning.plans import as_plan
from willing.assess.verify import verify
from willing.domain.checks.decided import check_decided
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome
from willing.domain.situation import situation
from willing.planner import plan as planner


def agree(operation: Operation, answers: Mapping[str, str], *, most: float = inf) -> None:
    """Brute force, judge and planner are of one mind, or the operation is none to ask them about.

    Skips what `check` refuses, and what takes brute force more looks than `most`.
    """
    here = outcome(answers, 1.0)
    # `check` itself stops before: the ids of micro operations have blanks.
    if list(check_decided([situation(operation, here)])):
        pytest.skip("what is decided breaks a limit alone")
    try:
        best = solve(operation, answers, most=most)
    except TooMany:
        pytest.skip("there are too many plans to try them all")
    assert [str(fault) for fault in verify(operation, as_plan(operation, answers, best))] == []
    plan = planner.plan(operation, [here.name], seed=0, gap=0.0)
    assert plan.outcomes[0].score == pytest.approx(best.score, abs=1e-6)
    assert [str(fault) for fault in verify(operation, plan)] == []
