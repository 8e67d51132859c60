"""Windows: what they hold on each day, printing, and columns of mistakes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willing.calendar import DDay, Grid, Moment, parse_steps, timeline
from willing.domain.windows import Window, Windows, parse_windows
from willing.errors import TextFault

AS_OF = date(2027, 1, 1)
GRID = Grid(waiting=parse_steps("3x30"), operation=parse_steps("5x20"), tail=parse_steps("1x30"))
MOMENTS: st.SearchStrategy[Moment | None] = st.one_of(
    st.none(), st.integers(-80, 200).map(DDay),
    st.integers(-60, 300).map(lambda n: AS_OF + timedelta(days=n)),
)
WINDOWS = st.lists(
    st.builds(Window, MOMENTS, MOMENTS, st.integers(0, 9)), max_size=3
).filter(lambda parts: all(
    type(p.start) is not type(p.end) or p.start is None or p.start < p.end for p in parts
)).map(lambda parts: Windows(tuple(parts)))
DEALS = st.sampled_from([None, AS_OF, AS_OF + timedelta(days=45)])


@given(WINDOWS)
def test_windows_print_and_parse(windows: Windows) -> None:
    """Windows read back from what they print."""
    assert parse_windows(str(windows)) == windows


@given(WINDOWS, DEALS)
def test_windows_hold_on_the_days_they_say(windows: Windows, deal: date | None) -> None:
    """Day by day: from the first day up to, not including, the last; D-days only after a deal."""
    line = timeline(AS_OF, deal, GRID)
    laid = windows.on(line)
    assert list(laid) == sorted(laid)
    for day in range(line.end):
        expected = sorted(
            part.quantity for part in windows.parts
            if (line.d_day is not None
                or not (isinstance(part.start, DDay) or isinstance(part.end, DDay)))
            and (part.start is None or _number(part.start, line.d_day) <= day)
            and (part.end is None or day < _number(part.end, line.d_day))
        )
        assert sorted(q for first, after, q in laid if first <= day < after) == expected


def _number(moment: Moment, d_day: int | None) -> int:
    if isinstance(moment, DDay):
        assert d_day is not None
        return d_day + moment.days
    return (moment - AS_OF).days


def test_a_bare_number_holds_always() -> None:
    """`3` is one window without beginning and end; nothing at all is no window."""
    assert parse_windows(" 3 ") == Windows((Window(None, None, 3),))
    assert parse_windows("") == Windows(())
    assert str(parse_windows("..: 3")) == "3"


@pytest.mark.parametrize(("text", "match"), [
    ("D+3", r"column 1: 'D\+3' is not a window"),
    ("D+0..D+9 3", r"column 1: .* is not a window"),
    ("D+0..D+9: 3; D+9..: x", r"column 20: quantity 'x' is not a whole number"),
    ("D+0..D+9: -3", r"column 10: quantity '-3' is not a whole number"),
    ("D+0..D+9: 3; X..: 2", r"column 13: 'X' is not a day"),
    ("D+0..soon: 3", r"column 6: 'soon' is not a day"),
    ("D+9..D+9: 3", r"column 1: the window 'D\+9..D\+9' ends before it begins"),
    ("2027-02-01..2027-01-01: 1", r"ends before it begins; .*exchange the two days"),
    ("9" * 10, r"column 1: '9999999999' is not a window"),
    ("9" * 6000, r"column 1: .* is not a window"),
])
def test_a_mistake_is_told_with_its_column(text: str, match: str) -> None:
    """What cannot be read is told with the column at which it stands, however long it is."""
    with pytest.raises(TextFault, match=match):
        parse_windows(text)


@given(st.text(alphabet="D+-.:;0123456789 x", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text does more harm than a `TextFault`."""
    column, windows = 1, Windows()
    try:
        windows = parse_windows(text)
    except TextFault as fault:
        column = fault.column
    assert 1 <= column <= len(text) + 1
    assert parse_windows(str(windows)) == windows
