"""Pins on steps before the deal, and on what goes through them, on random operations."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from tests.meaning.build import day
from tests.meaning.chance_steps import stepped
from willing.api import pins_of
from willing.domain.checks.decided import check_decided
from willing.domain.outcomes import outcome
from willing.domain.plan import Row
from willing.domain.situation import situation
from willing.planner.plan import plan


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 40 else []) for seed in range(200)
])
def test_pins_of_plans_with_steps_stand_in_the_next(seed: int) -> None:
    """Some rows of a plan with steps before the deal, the steps themselves too, each refused step,
    and tours through them without them: the plan made around them has them, and is no worse.
    """
    op, answers = stepped(seed)
    here = outcome(answers, 1.0)
    if list(check_decided([situation(op, here)])):
        pytest.skip("what is decided breaks a limit alone")
    made = plan(op, [here.name], gap=0.0)
    rows = sorted(pins_of(made.rows), key=str)
    took = {row.task for row in made.rows if row.kind == "step"}
    refused = [
        Row(outcome=here.name, kind="step", nation=s.nation, task=s.id, first_day=day(0), days=1,
            count=0, pinned="pin")
        for s in op.steps if s.id not in took
    ]
    some = [*Random(seed).sample(rows, (len(rows) + 1) // 2), *refused]
    again = plan(op, [here.name], pins=some, gap=0.0)
    assert {row for row in some if row.count} <= {row for row in again.rows if row.pinned == "pin"}
    assert again.outcomes[0].score == pytest.approx(made.outcomes[0].score, abs=1e-6)
    assert not {s.task for s in refused} & {row.task for row in again.rows if row.kind == "step"}


def test_steps_are_among_the_rows_that_are_pinned() -> None:
    """The property above pins some, together with tours and stints."""
    kinds: Counter[str] = Counter()
    for seed in range(40):
        op, answers = stepped(seed)
        made = plan(op, [outcome(answers, 1.0).name], gap=0.0)
        kinds.update({row.kind for row in pins_of(made.rows)})
    assert kinds["step"] >= 5
    assert kinds["tour"] >= 20
    assert kinds["standby"] >= 2
