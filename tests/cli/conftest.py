"""A command line to type at, and plans of the small examples."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from willing.cli import run

EXAMPLES = Path(__file__).parents[2] / "examples"
ONE_POST = str(EXAMPLES / "one_post")
TWO_TASKS = str(EXAMPLES / "two_tasks")


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its result, when all of stdout is one JSON value."""
        return json.loads(self.out)


Typed = Callable[..., Said]


@pytest.fixture
def willing_(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Typed:
    """Type a command in an empty folder; no terminal says how wide it is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)  # readline sets it for workers of pytest

    def typed(*words: str | Path) -> Said:
        capsys.readouterr()
        code = run([str(word) for word in words])
        return Said(code, *capsys.readouterr())

    return typed


@pytest.fixture
def plan_file(willing_: Typed) -> Path:
    """A plan of `two_tasks` in its four outcomes."""
    assert willing_("plan", TWO_TASKS, "--outcomes", "all", "--out", "plan.json").code == 0
    return Path("plan.json").absolute()
