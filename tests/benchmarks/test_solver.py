"""Solvers that do not come to their end: they are ended, and what they had reached counts."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import pytest

from benchmarks import process, solver
from benchmarks.record import Event, Record, read
from benchmarks.table import endings, solvers

LIMIT = 0.5


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long in tests."""
    monkeypatch.setattr(solver, "ROOM", 1.0)
    monkeypatch.setattr(solver, "HANDOVER", 1.0)
    monkeypatch.setattr(process, "PATIENCE", 1.0)


def _run(way: str, place: Path, megabytes: int = 0) -> Record:
    words = [way, "--seconds", str(LIMIT), "--megabytes", str(megabytes)]
    return solver.run_solver("tests.benchmarks.fake_peer", way, words, place, LIMIT)


def _scores(record: Record) -> list[tuple[float | None, float | None]]:
    return [(event.best, event.bound) for event in record.events]


def test_who_does_not_stop_is_killed_and_keeps_what_he_had_reached(tmp_path: Path) -> None:
    """What came after the limit is in his file, but does not count; nobody judged his plan."""
    record = _run("deaf", tmp_path)
    written = read(tmp_path / "deaf.jsonl")
    assert written is not None
    assert _scores(written) == [(12, 7), (10, 9)]
    assert _scores(record) == [(12, 7)]
    assert record.gap == pytest.approx(0.5)
    assert record.valid is None
    assert record.cut
    assert record.words.startswith("ended by the runner ")
    assert record.words.endswith(" s after its limit, so its last plan could not be judged")


def test_the_peak_memory_of_the_killed_is_known(tmp_path: Path) -> None:
    """He had taken 50 MB more than this process, below which no child is measured."""
    taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 + 50
    assert _run("deaf", tmp_path, taken).megabytes > taken


def test_the_children_of_the_killed_end_with_him(tmp_path: Path) -> None:
    """The whole process group is ended."""
    _run("deaf", tmp_path)
    child = int((tmp_path / "deaf.child").read_text(encoding="utf-8"))
    for _ in range(100):
        state = Path(f"/proc/{child}/stat")
        # Somebody else collects it, so it may stay for a moment as a name without a process.
        if not state.exists() or ") Z " in state.read_text(encoding="utf-8"):
            return
        time.sleep(0.05)
    pytest.fail(f"process {child} still runs")


def test_who_stops_when_asked_hands_over_his_last_plan(tmp_path: Path) -> None:
    """He is judged, but what he found after the limit does not count for him either."""
    record = _run("late", tmp_path)
    assert record.valid is True
    assert record.cut
    assert record.words.endswith(" s after its limit")
    assert _scores(record) == [(12, 7)]


def test_who_crashes_keeps_what_he_had_reached(tmp_path: Path) -> None:
    """The reason stands beside it."""
    record = _run("crashing", tmp_path)
    assert _scores(record) == [(12, 7)]
    assert record.words.startswith("crashed (MemoryError: no room), so its last plan ")
    assert record.cut


def test_half_a_line_is_no_event(tmp_path: Path) -> None:
    """Who is killed while he writes loses that line only."""
    record = _run("torn", tmp_path)
    assert (tmp_path / "torn.jsonl").read_text(encoding="utf-8").endswith('"be')
    assert _scores(record) == [(12, 7)]


def test_who_never_begins_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Handing over has a limit of its own."""
    monkeypatch.setattr(solver, "PREPARING", 0.5)
    record = _run("sleepy", tmp_path)
    assert record.best is None
    assert "had not begun after " in record.words


def test_who_interrupts_the_runner_ends_the_solver(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No process outlives the runner."""
    started: list[int] = []

    def interrupt(pid: int, enough: object) -> None:
        started.append(pid)
        raise KeyboardInterrupt

    monkeypatch.setattr(process, "_wait", interrupt)
    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        _run("deaf", tmp_path)
    with pytest.raises(ProcessLookupError, match="No such process"):
        os.kill(started[0], 0)


def test_tables_say_who_was_ended_and_who_was_not_judged() -> None:
    """Instances with the same ending share a line."""
    ended = Record(
        name="one", unfillable=0.0, events=[Event(1, 80, 70)], cut=True, words="crashed (x)"
    )
    runs = {"one": [ended, ended], "two": [Record(name="two", unfillable=0.0, words="limit")] * 2}
    assert endings(runs, ["seed 1", "seed 2"]) == "- `one` crashed (x): seed 1, seed 2."
    assert "| 0 of 2, 2 not judged |" in solvers(runs, 60)
