"""Latest dates of answers and asks, in words and cells."""

from __future__ import annotations

from collections.abc import Sequence

from willing.explain.latest import Latest
from willing.report.section import Column, Section, Table


def latest_section(found: Sequence[Latest], stopped: bool) -> Section:
    """By when questions must be answered and asks granted, before the plan gets worse."""
    return Section(
        key="Latest dates", title="Latest dates", texts=(
            "Each is moved over the lines of the waiting grid and planned again: until when the "
            "best plan is as good as with it on the first day, and from when it is certainly "
            "worse.", *(("Stopped before all were looked at.",) if stopped else ()),
        ),
        tables=(Table(
            none="No question is open but the deal, and no ask has a date.", columns=(
                Column("What", 50), Column("Nation", 10), Column("As good until", 12, "date"),
                Column("Worse from", 12, "date"), Column("In words", 60)),
            rows=tuple(
                (what_words(item), item.nation or "–",
                 "every line" if item.always else str(item.until),
                 "–" if item.always else str(item.worse_from or "not known"), dates_words(item))
                for item in found
            ),
        ),),
    )


def what_words(item: Latest) -> str:
    """What is to be answered or granted."""
    if item.kind == "ask":
        return item.what
    return f"answer {item.what} (now {'at the deal' if item.now is None else item.now})"


def dates_words(item: Latest) -> str:
    """As good until, worse from, and what lies between."""
    return f"with all else as planned {_dates(item)}" if item.part else _dates(item)


def _dates(item: Latest) -> str:
    if item.always:
        return "as good on every line as on the first day"
    until = "as good only on the first day"
    if item.until != item.tried[0].on:
        until = f"as good until {item.until}"
    if item.worse_from is None:
        return f"{until}; whether it is worse later is not known"
    between = ""
    if item.open_between:
        between = ", between them not known"
    return f"{until}, worse from {item.worse_from} by {item.by.between}{between}"
