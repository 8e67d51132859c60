"""The judge stays apart: it shares nouns with the planner, and no reckoning."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import willing.assess

FILES = sorted(Path(willing.assess.__file__).parent.glob("*.py"))

OTHERS = {
    "willing.domain.accept", "willing.domain.credit", "willing.domain.fit",
    "willing.domain.route", "willing.domain.span", "willing.domain.standing",
    "willing.domain.turn",
}
"""What the planner's side reckons with; the judge says it again for itself."""

ALLOWED = ("willing.assess", "willing.domain", "willing.calendar", "willing.errors",
           "willing.units")


def imports(file: Path) -> list[tuple[str, str]]:
    """Module and name of everything a file imports."""
    found = []
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom):
            found += [(node.module or "", name.name) for name in node.names]
        elif isinstance(node, ast.Import):
            found += [(name.name, "") for name in node.names]
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_judge_imports_nouns_only(file: Path) -> None:
    """No file of the judge imports the planner or what the planner reckons with."""
    for module, _ in imports(file):
        assert module not in OTHERS
        if module.startswith("willing"):
            assert module.startswith(ALLOWED)


def test_a_situation_is_asked_for_data_and_days_only() -> None:
    """Only the scene lays out an outcome, and takes the operation and the timeline from it."""
    users = [file.name for file in FILES
             if any(module == "willing.domain.situation" for module, _ in imports(file))]
    assert users == ["scene.py"]
    asked = {
        node.attr for file in FILES if file.name == "scene.py"
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        and node.value.id == "here"
    }
    assert asked == {"operation", "timeline"}


def test_nobody_asks_a_situation_when_something_is_known_or_how_far_it_is() -> None:
    """`known_day` and `movement` of a situation are the planner's; the judge has its own."""
    for file in FILES:
        names = {node.attr for node in ast.walk(ast.parse(file.read_text()))
                 if isinstance(node, ast.Attribute)}
        assert not names & {"known_day", "graph", "fit"}
