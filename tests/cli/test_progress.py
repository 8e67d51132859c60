"""Progress is one line a step, and in a terminal one living line."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import TWO_TASKS
from willing import planner
from willing.cli.page import page
from willing.cli.progress import STEPS, Told, line
from willing.planner.limits import Reached


def reached(outcome: str = "early", step: str = "dive", seconds: float = 2.0) -> Reached:
    """Where planning stands."""
    return Reached(
        outcome=outcome, seconds=seconds, best=1234.5, bound=1200.0, gap=0.0279, step=step
    )


def test_a_line_says_bound_best_gap_and_seconds() -> None:
    """Figures carry what they are; what is not known is said so."""
    assert line(reached()) == (
        "early: making a plan; best 1,234.50, bound 1,200.00, gap 2.79 %, 2 s")
    first = Reached(outcome="early", seconds=0.0, best=None, bound=None, gap=None, step="relax")
    assert line(first) == (
        "early: reckoning the bound; best none yet, bound none yet, gap not known, 0 s")


def test_a_bound_never_stands_above_the_best_plan() -> None:
    """What the solver's tolerance and rounding leave between them is not shown as a fault."""
    near = Reached(
        outcome="early", seconds=2.0, best=1.3249, bound=1.3251, gap=0.0, step="improve")
    assert "best 1.32, bound 1.32, gap 0.00 %" in line(near)


def test_every_step_of_the_planner_has_words() -> None:
    """Whatever the planner tells it does is shown in words of its own, and no words are left."""
    folder = Path(planner.__file__).parent
    told = {
        step for path in folder.rglob("*.py")
        for step in re.findall(r"(?:watch\.tell|_together)\(\"(\w+)\"", path.read_text("utf-8"))
    }
    assert told == set(STEPS)
    assert len(set(STEPS.values())) == len(STEPS)


def test_the_time_limit_says_what_it_counts_for() -> None:
    """Nobody must guess whether several outcomes share the seconds."""
    for verb, words in (("plan", "outcome"), ("replan", "outcome"), ("sustain", "of the plans")):
        told = re.search(rf"## willing {verb} [A-Z ]+\n(.*?)(?=\n## |\Z)", page(), flags=re.DOTALL)
        assert told is not None
        limit = re.search(r"`--time-limit NUMBER` \| ([^|]+)", told.group(1))
        assert limit is not None
        assert limit.group(1).startswith(f"Seconds for each {words}")
        assert "not for all of them together" in limit.group(1)


def test_lines_follow_steps_not_every_telling(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal a line stands for each step and each outcome's end."""
    with Told() as told:
        for step in ("relax", "improve", "improve", "improve"):
            told(reached(step=step))
        told(reached("late", "relax", 0.0))
    lines = capsys.readouterr().err.splitlines()
    assert [words.split(";")[0] for words in lines] == [
        "early: reckoning the bound", "early: improving it", "early: done",
        "late: reckoning the bound", "late: done",
    ]


def test_nothing_is_called_done_that_failed(capsys: pytest.CaptureFixture[str]) -> None:
    """When planning ends with an error no outcome is said to be done."""
    def fail() -> None:
        with Told() as told:
            told(reached())
            raise ValueError("no plan")

    with pytest.raises(ValueError, match="no plan"):
        fail()
    assert "done" not in capsys.readouterr().err


def test_a_terminal_has_a_living_line() -> None:
    """In a terminal the line is written anew, tells of Ctrl-C, and leaves each outcome's end."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "willing", "plan", TWO_TASKS, "--outcomes", "each backstop"],
        stderr=theirs, stdout=subprocess.DEVNULL, env={**os.environ, "TERM": "xterm"},
    ) as running:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # the other side is closed
            pass
    os.close(ours)
    assert running.returncode == 0
    text = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", shown).decode()
    assert "Ctrl-C hands over the best plan so far" in text
    assert len(re.findall(r"2027-04-01/\w+: done; best", text)) == 2
