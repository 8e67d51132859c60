"""Spans: windows cut at lines."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from tests.domain.bend import bend
from tests.domain.here import here
from tests.operations import coalition
from tests.strategies import operations
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.situation import situation
from willing.domain.span import Span, spans, task_days
from willing.domain.windows import parse_windows

# D is day 120; lines follow every 10 days up to 180, then every 30 up to 480, then every 60.


def _spans(text: str, deal: str = "2027-05-01") -> tuple[Span, ...]:
    operation = bend("requirements", "monitors", quantity=parse_windows(text))
    at = here(operation, deal=deal)
    return spans(at.operation.task["monitors"], at.timeline)


def test_windows_are_cut_at_lines() -> None:
    """D+5..D+25: 2 lies in three periods."""
    found = [(s.first, s.after, s.quantity, s.days) for s in _spans("D+5..D+25: 2")]
    assert found == [(125, 130, 2, 5), (130, 140, 2, 10), (140, 145, 2, 5)]


def test_a_line_that_reaches_the_horizon_goes_on() -> None:
    """The last quantity holds through the tail when the last window reaches the horizon."""
    assert _spans("D+300..D+360: 2; D+0..D+10: 1")[-1] == Span(
        period=len(here().timeline.lines) - 2, first=600, after=660, quantity=2)
    assert _spans("D+300..D+359: 2")[-1].after == 479


def test_nothing_is_asked_without_a_deal() -> None:
    """Windows from D on vanish where there is never a deal; dated ones stay."""
    assert _spans("D+0..: 2", deal="never") == ()
    assert _spans("2027-02-01..2027-02-11: 1", deal="never")[0].first == 31


def test_zero_asks_for_nothing_unless_people_do() -> None:
    """A quantity of 0 makes no span, but for a line that people in place may raise."""
    assert _spans("D+0..D+20: 0; D+20..D+30: 1")[0].first == 140
    hospital = here().operation.task["hospital"]
    assert {s.quantity for s in spans(hospital, here().timeline)} == {0}


def test_days_of_a_task() -> None:
    """First day, and the day after the last; None where nothing is asked."""
    task = coalition().task["mines"]
    assert task_days(task, here().timeline) == (150, 360)
    assert task_days(task, here(deal="never").timeline) is None
    assert task_days(replace(task, quantity=parse_windows("0")), here().timeline) is None


@settings(max_examples=40, deadline=None)
@given(operations())
def test_spans_cover_the_windows_and_nothing_else(operation: Operation) -> None:
    """Each day of a window lies in one span of one period with its quantity."""
    for outcome in outcomes(operation)[:2]:
        at = situation(operation, outcome)
        line = at.timeline
        for task in at.operation.task.values():
            found = spans(task, line)
            laid = task.quantity.on(line)
            for span in found:
                assert line.lines[span.period] <= span.first < span.after
                assert span.after <= line.lines[span.period + 1]
            asked = {d: q for first, after, q in laid for d in range(first, after) if q}
            told = {d: s.quantity for s in found for d in range(s.first, s.after) if s.quantity}
            goes_on = bool(laid) and laid[-1][1] >= line.horizon
            if goes_on:
                asked |= {d: laid[-1][2] for d in range(laid[-1][0], line.end) if laid[-1][2]}
            assert told == asked
