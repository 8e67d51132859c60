"""A plan is handed over whenever it is stopped: by the clock, by Ctrl-C, by the work limit."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

import willing
from benchmarks.generate import family
from tests.cli.conftest import Typed
from willing.cli.app import FINE, STOPPED
from willing.cli.progress import Told
from willing.explain.watch import Looked
from willing.explain.worst import UNSEEN
from willing.planner.limits import Reached

HARD = ("--gap", "0")


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    """An operation that is not proved to its end in a moment."""
    folder = tmp_path / "hard"
    willing.save(family("basic", 1, 0.1), folder)
    return folder


def pressing(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Press Ctrl-C so many times when the first plan is there."""
    heard = Told.__call__

    def press(self: Told, reached: Reached) -> None:
        heard(self, reached)
        if reached.step == "dive":
            for _ in range(times):
                os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(Told, "__call__", press)


def status(typed: Typed, hard: Path) -> str:
    """Status of the plan that was written, which the judge passes and which may not repeat."""
    assert typed("verify", hard, "plan.json").code == FINE
    plan = willing.read_plan("plan.json")
    assert not plan.repeatable
    return plan.outcomes[0].status


def test_ctrl_c_hands_over_the_best_plan_so_far(
    willing_: Typed, hard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One Ctrl-C ends the search; the plan is written, sound, and says that it was interrupted."""
    pressing(monkeypatch, 1)
    said = willing_("plan", hard, *HARD, "--out", "plan.json")
    assert said.code == FINE
    assert "interrupted" in said.out
    assert status(willing_, hard) == "interrupted"


def test_a_second_ctrl_c_ends_the_program(
    willing_: Typed, hard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of them leave nothing behind, and the exit code says so."""
    pressing(monkeypatch, 2)
    said = willing_("plan", hard, *HARD, "--out", "plan.json")
    assert said.code == STOPPED
    assert said.err.endswith("Stopped; nothing was written.\n")
    assert not Path("plan.json").exists()


def test_a_plan_stopped_by_the_clock_says_so(willing_: Typed, hard: Path) -> None:
    """There is a plan at any time limit; it says that it may not repeat."""
    said = willing_("plan", hard, *HARD, "--time-limit", "0.01", "--out", "plan.json")
    assert said.code == FINE
    assert "may give another plan" in said.out
    assert status(willing_, hard) == "limit"


def test_a_plan_stopped_by_the_work_limit_repeats(willing_: Typed, hard: Path) -> None:
    """The same work gives the same rows, and the plan says that it repeats."""
    def rows(name: str) -> object:
        said = willing_("plan", hard, *HARD, "--work", "2", "--seed", "7", "--out", name)
        assert "give the same plan again" in said.out
        return willing.read_plan(name).rows

    assert rows("one.json") == rows("two.json")


@pytest.fixture
def stopped(willing_: Typed, hard: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """The command line beside a plan with several shortfalls; Ctrl-C is pressed at the first."""
    assert willing_("plan", hard, "--gap", "inf", "--out", "plan.json").code == FINE
    heard = Told.__call__

    def press(self: Told, stands: Reached | Looked) -> None:
        heard(self, stands)
        if isinstance(stands, Looked) and stands.number == 1:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(Told, "__call__", press)
    return willing_


def test_explanations_stopped_are_handed_over(stopped: Typed, hard: Path) -> None:
    """The shortfall looked at is told whole; how many were not looked at is said."""
    said = stopped("explain", hard, "plan.json")
    assert said.code == FINE
    assert "explaining 1 of 3" in said.err
    assert said.out.count("Short ") == 1
    assert "Stopped: 2 more not looked at." in said.out


def test_a_report_is_written_with_what_was_explained(stopped: Typed, hard: Path) -> None:
    """After Ctrl-C the page is there; shortfalls without explanation say so, and are counted."""
    said = stopped("report", hard, "plan.json", "--html", "page.html", "--explain")
    assert said.code == FINE
    assert "without explanation, and say so." in said.err
    assert UNSEEN in Path("page.html").read_text("utf-8")
