"""What is read off a run: first plan, gaps, medians, and the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import table
from benchmarks.page import update, update_rows
from benchmarks.record import Event, Record, read


def _record(*events: Event, unfillable: float = 0.0) -> Record:
    return Record(name="x", unfillable=unfillable, events=list(events), megabytes=100.0)


def test_times_are_read_off_the_events() -> None:
    """The first plan and each gap have the time of the first event that shows them."""
    run = _record(Event(1, None, 50), Event(2, 120, 50), Event(3, 104, 100), Event(5, 100.5, 100))
    assert run.first_plan() == 2
    assert run.reaches(0.05) == 3
    assert run.reaches(0.01) == 5
    assert run.reaches(0.001) is None


def test_the_gap_leaves_out_what_no_choice_could_fill() -> None:
    """Half of the score cannot be filled, so the gap is twice that of the whole score."""
    assert _record(Event(1, 100, 99)).gap == pytest.approx(0.01)
    assert _record(Event(1, 100, 99), unfillable=50).gap == pytest.approx(0.02)


def test_only_better_and_known_figures_are_kept() -> None:
    """A solver's word for infinity, and what is worse than before, leave no event."""
    run = _record()
    run.see(1e20, float("-inf"))
    assert not run.events
    run.see(10, 5)
    run.see(12, 4)
    assert [(e.best, e.bound) for e in run.events] == [(10, 5)]


def test_a_part_of_a_program_keeps_the_bound_of_the_whole() -> None:
    """What is proved about a part does not count."""
    run = Record(name="x", unfillable=0.0, fixed=5.0)
    run.see(10, 9)
    assert run.bound == 5


def test_a_record_reads_back_as_written(tmp_path: Path) -> None:
    """Events are in the file as soon as they are seen, and words when it has finished."""
    run = Record(name="x", unfillable=1.0, path=tmp_path / "run.jsonl")
    assert read(tmp_path / "run.jsonl") is None
    run.start()
    run.see(10, None)
    back = read(tmp_path / "run.jsonl")
    assert back is not None
    assert (back.events, back.unfillable, back.words) == (run.events, 1.0, "")
    run.words = "limit"
    run.finish()
    back = read(tmp_path / "run.jsonl")
    assert back is not None
    assert (back.events, back.words) == (run.events, "limit")


def test_what_comes_later_does_not_count() -> None:
    """A plan found at 70 s is none at a limit of 60 s."""
    run = _record(Event(50, 120, 100), Event(70, 101, 100))
    assert run.until(60).best == 120
    assert run.until(60).reaches(0.05) is None
    assert run.reaches(0.05) == 70


def test_there_is_no_gap_as_long_as_the_unfillable_is_not_known() -> None:
    """A gap without it would look too good."""
    assert Record(name="x", unfillable=None, events=[Event(1, 100, 99)]).gap is None


def test_who_never_gets_there_counts_with_the_limit() -> None:
    """The middle of 3, never and never is the limit, and is shown as never."""
    assert str(table.seconds([3, None, None], 60)) == "> 60"
    assert str(table.seconds([3, 4, None], 60)) == "4.0"


def test_the_lead_is_taken_on_what_can_be_filled() -> None:
    """80 against the best peer's 100, with 50 that nobody can fill, is 40 % lower."""
    runs = {
        "willing": [_record(Event(1, 80, 70), unfillable=50)],
        "one": [_record(Event(1, 100, 70), unfillable=50)],
        "two": [_record(Event(1, 900, 70), unfillable=50)],
    }
    assert table.ahead(runs) == pytest.approx(0.4)
    assert table.ahead({"willing": runs["willing"]}) is None


def test_tables_say_who_has_no_plan() -> None:
    """A solver without a plan has no score, no gap and no plan that holds."""
    runs = {"willing": [_record(Event(1, 80, 80))], "one": [_record(Event(1, None, 70))]}
    runs["willing"][0].valid = True
    made = table.solvers(runs, 60)
    assert "| willing | 0.00% | 80.0 | 80.0 | 1.0 | 1.0 | 1.0 | 100 | 1 of 1 |" in made
    assert "| one | none | none | 70.0 | > 60 | > 60 | > 60 | 100 | no plan |" in made


def test_a_section_is_replaced_and_others_stay(tmp_path: Path) -> None:
    """Measuring again rewrites one section of the page; families stand before all else."""
    page = tmp_path / "page.md"
    update("growth", "A", "first", page)
    update("basic, 40 s", "B", "second", page)
    update("growth", "A", r"third \1", page)
    text = page.read_text(encoding="utf-8")
    assert "first" not in text
    assert text.index("## How it is measured") < text.index("second") < text.index(r"third \1")
    assert text.count("\n## ") == 3


def test_rows_are_replaced_and_others_stay(tmp_path: Path) -> None:
    """A table that is a section keeps the rows of other runs, in its own order."""
    page = tmp_path / "page.md"
    head = "Words.\n\n| a | b | c |\n|---|---|---|"
    order = {"x | 1": "not yet", "y | 2": "not yet"}
    update_rows("t", "T", head, {"y | 2": "old", "z | 3": "kept"}, page, order)
    update_rows("t", "T", head, {"y | 2": "new"}, page, order)
    rows = "| x | 1 | not yet |\n| y | 2 | new |\n| z | 3 | kept |\n"
    assert f"## T\n\n{head}\n{rows}<!-- end of t -->" in page.read_text(encoding="utf-8")
