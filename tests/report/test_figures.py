"""Figures as people read them."""

from __future__ import annotations

import pytest

from willing.domain.windows import parse_windows
from willing.report.figures import (
    FILLED,
    NOT_ASKED,
    PARTLY,
    UNFILLED,
    amount,
    by_window,
    number,
    percent,
    plural,
    state_of,
)


@pytest.mark.parametrize(("value", "unit", "told"), [
    (1, "battalion", "1 battalion"), (3, "company", "3 companies"), (2, "aircraft", "2 aircraft"),
    (0.5, "vessel", "0.5 vessels"), (1234, "element-day", "1,234 element-days"),
    (0.999, "point", "1 point"), (0, "bus", "0 buses"), (28, "ten posts", "28 ten posts"),
    (2, "relay", "2 relays"),
])
def test_every_number_carries_its_unit_in_the_right_number(
    value: float, unit: str, told: str
) -> None:
    """A figure is told with its unit, in the plural where it is not one."""
    assert amount(value, unit) == told


def test_almost_all_is_never_told_as_all() -> None:
    """A coverage below one is not rounded up to 100 %, one above nothing not down to 0 %."""
    assert percent(0.9999) == "99 %"
    assert percent(0.0001) == "1 %"
    assert (percent(1.0), percent(0.0), percent(None)) == ("100 %", "0 %", "–")


def test_a_state_has_a_word_and_a_letter() -> None:
    """Filled, partly, unfilled and not asked differ in word and letter, not in colour alone."""
    states = [state_of(1.0), state_of(0.5), state_of(0.0), state_of(None)]
    assert states == [FILLED, PARTLY, UNFILLED, NOT_ASKED]
    assert len({state.letter for state in states}) == len({state.word for state in states}) == 4


def test_figures_keep_no_empty_decimals() -> None:
    """Whole figures are written without decimals, others with as few as they need."""
    assert [number(2.0), number(2.5), number(2.25, 2), number(-3)] == ["2", "2.5", "2.25", "-3"]


def test_only_the_last_word_of_a_unit_becomes_plural() -> None:
    """A unit of two words is made plural at its end."""
    assert plural("patrol vessel") == "patrol vessels"


@pytest.mark.parametrize(("windows", "told"), [
    ("9000", "9,000"), ("D+0..D+90: 9000; D+90..: 120", "D+0..D+90: 9,000; D+90..: 120"),
])
def test_what_holds_in_windows_is_told_with_thousands_apart(windows: str, told: str) -> None:
    """A ceiling is told as other figures are, for always or window by window."""
    assert by_window(parse_windows(windows)) == told
