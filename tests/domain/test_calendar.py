"""Days, dates, steps and timelines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willing.calendar import DDay, Grid, Moment, Steps, parse_moment, parse_steps, timeline
from willing.errors import TextFault

AS_OF = date(2027, 1, 1)
GRID = Grid(waiting=parse_steps("3x30"), operation=parse_steps("2x10, 1x40"),
            tail=parse_steps("2x60"))
RUNS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 60)), max_size=4)


@given(st.one_of(st.integers(-99999, 99999).map(DDay), st.dates()))
def test_moments_print_and_parse(moment: Moment) -> None:
    """A moment reads back from what it prints."""
    assert parse_moment(str(moment)) == moment


@pytest.mark.parametrize(("text", "day"), [("D", 0), (" D + 30 ", 30), ("D-5", -5), ("D+0", 0)])
def test_d_day_may_be_written_loosely(text: str, day: int) -> None:
    """Blanks do not matter, and `D` alone is the day itself."""
    assert parse_moment(text) == DDay(day)


@pytest.mark.parametrize(("text", "match"), [
    ("2027-02-30", r"'2027-02-30' is no day of the calendar .*correct the month or the day"),
    ("D+123456", r"is not a day; a day is 'D\+30'"), ("d+3", r"is not a day"),
    ("30", r"is not a day"), ("", r"'' is not a day"), ("20270101", r"is not a day"),
])
def test_what_is_no_day_is_refused(text: str, match: str) -> None:
    """Anything but the two forms is refused with both forms shown."""
    with pytest.raises(TextFault, match=match):
        parse_moment(text)


@given(RUNS)
def test_steps_print_and_parse(runs: list[tuple[int, int]]) -> None:
    """Steps read back from what they print; their lines end where their days add up."""
    steps = Steps(tuple(runs))
    assert parse_steps(str(steps)) == steps
    lines = steps.lines(5)
    assert len(lines) == sum(number for number, _ in runs)
    assert lines == sorted(set(lines))
    assert not lines or lines[-1] == 5 + steps.days


@pytest.mark.parametrize(("text", "column"), [
    ("12x", 1), ("0x7", 1), ("3x0", 1), ("3x7, x", 5), ("3x7,", 5), ("3x99999", 1), ("-1x7", 1),
])
def test_steps_that_cannot_be_read_are_refused(text: str, column: int) -> None:
    """A run that is none is told with its column."""
    with pytest.raises(TextFault, match=rf"column {column}: .* is not a run of periods"):
        parse_steps(text)


@pytest.mark.parametrize(("deal", "asked", "d_day"), [
    (date(2027, 1, 1), 0, 0), (date(2026, 5, 1), 0, 0), (date(2027, 1, 2), 1, 30),
    (date(2027, 1, 31), 30, 30), (date(2027, 2, 1), 31, 60), (date(2027, 4, 1), 90, 90),
])
def test_a_deal_between_lines_moves_to_the_next(deal: date, asked: int, d_day: int) -> None:
    """D is the first waiting line at or after the deal; the day asked for is kept beside it."""
    line = timeline(AS_OF, deal, GRID)
    assert (line.asked_d_day, line.d_day) == (asked, d_day)
    waiting = tuple(day for day in (0, 30, 60, 90) if day <= d_day)
    ends = (d_day + 10, d_day + 20, d_day + 60, d_day + 120, d_day + 180)
    assert line.lines == (*waiting, *ends)
    assert (line.horizon, line.end, line.periods) == (d_day + 60, d_day + 180, len(line.lines) - 1)


def test_never_has_no_d_day() -> None:
    """Without a deal the timeline ends with the waiting grid and its tail."""
    line = timeline(AS_OF, None, GRID)
    assert line.lines == (0, 30, 60, 90, 150, 210)
    assert (line.d_day, line.asked_d_day, line.horizon) == (None, None, 90)
    assert line.day_of(DDay(3)) is None
    assert line.label(31) == "2027-02-01"


def test_a_deal_behind_the_waiting_grid_is_refused() -> None:
    """The message says where the waiting grid ends."""
    with pytest.raises(TextFault, match=r"behind .*; the waiting grid ends on 2027-04"):
        timeline(AS_OF, date(2027, 4, 2), GRID)


def test_no_waiting_grid_holds_a_deal_today_only() -> None:
    """Without waiting periods the deal takes effect on the as-of date."""
    grid = Grid(waiting=Steps(()), operation=parse_steps("1x10"), tail=Steps(()))
    assert timeline(AS_OF, AS_OF, grid).lines == (0, 10)


@given(st.integers(-50, 400))
def test_days_find_their_period_and_line(day: int) -> None:
    """A day lies in the period whose lines enclose it; a search over all lines agrees."""
    line = timeline(AS_OF, date(2027, 2, 1), GRID)
    inside = [t for t in range(line.periods) if line.lines[t] <= day < line.lines[t + 1]]
    expected = inside[0] if inside else (0 if day < 0 else line.periods)
    assert line.period_of(day) == expected
    later = [i for i, value in enumerate(line.lines) if value >= day]
    assert line.line_at_or_after(day) == (later[0] if later else None)
    assert line.date_of(day) == AS_OF + timedelta(days=day)
    assert line.day_of(line.date_of(day)) == day
    assert line.label(day) == f"D{day - 60:+d}"
    assert line.day_of(DDay(day)) == day + 60
