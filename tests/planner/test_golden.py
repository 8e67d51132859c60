"""What each rule writes into the program, held against a text that a person has read."""

from __future__ import annotations

import pytest

from tests.planner.dump import FOLDER, dump, operations
from willing.planner.rules import RULES

NAMES = [rule.__name__ for rule in RULES]


def test_every_rule_has_a_golden_text_and_no_text_is_left_over() -> None:
    """A new rule needs an operation in `dump.py` and a text; one that is gone takes both along."""
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == sorted(NAMES)
    assert sorted(operations()) == sorted(NAMES)


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_writes_what_its_golden_text_says(rule: object) -> None:
    """Columns, bounds, costs and rows of a rule are those read before; else: was it on purpose?"""
    golden = (FOLDER / f"{rule.__name__}.txt").read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert dump(rule) == golden, "if so: python -m tests.planner.dump"  # type: ignore[arg-type]
