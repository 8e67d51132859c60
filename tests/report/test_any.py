"""Whatever can be planned can be shown to a conference: generated operations and their plans."""

from __future__ import annotations

import io
import math

import pytest
from pptx import Presentation
from pypdf import PdfReader

import willing
from tests.strategies import random_operation
from willing.report.agenda import agenda
from willing.report.conference import conference
from willing.report.paper import paper
from willing.report.slides import slides
from willing.report.statement import statement

SEEDS = [seed for seed in range(12) if not any(
    problem.level == "fault" for problem in willing.check(random_operation(seed)))]


@pytest.mark.parametrize("seed", SEEDS)
def test_any_plan_has_a_conference(seed: int) -> None:
    """Figures agree with each other in every section, and slides and PDF can be opened."""
    operation = random_operation(seed)
    plan = willing.plan(operation, "all", work=0, gap=math.inf)
    held = conference(operation, plan)
    for reading in held.readings:
        entries = statement(reading)
        windows = [len(line.quantity.parts) for line in reading.operation.requirements]
        assert len(entries) == sum(windows)
        for entry in entries:
            assert 0 <= entry.least <= entry.accepted
            assert sum(most for _, most in entry.by) >= entry.accepted
            assert bool(entry.remark) == any(state.word != "filled" for _, _, state in entry.runs)
        for item in held.unused[reading.key]:
            assert 0 < item.count <= item.pledge.count
            assert item.answer.startswith("Thank you for ")
    for section in agenda(held):
        for table in section.tables:
            assert all(len(row) == len(table.columns) for row in table.rows)
    assert len(Presentation(io.BytesIO(slides(held))).slides) >= len(agenda(held))
    assert len(PdfReader(io.BytesIO(paper(held))).pages) >= 1
