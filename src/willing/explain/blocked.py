"""What occupies an element on all turns that would cover a span."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from willing.domain.requirement import Served
from willing.domain.span import Span
from willing.explain.offers import Marks, Offer
from willing.explain.stints import Element, Stint
from willing.explain.stoppers import Stopper
from willing.explain.turns import Days

Label = Callable[[int], str]
"""A day in words."""


def blocked(
    element: Element, offer: Offer, turns: Days, span: Span, label: Label
) -> tuple[Days, Stopper | None]:
    """Turns for which an element is free; when there is none, what has it instead."""
    every = offer.turns
    take, give = every.take[turns], every.give[turns]
    in_way = [(stint, (take < stint.give) & (give > stint.take)) for stint in element]
    if offer.fit.task.twice:
        in_way = list(_once_more(in_way, offer, every.hold[turns]))
    if offer.fit.pledge is None:
        in_way = list(_standing_by(in_way, offer, turns))
    taken = np.zeros(len(turns), dtype=bool)
    for _, marks in in_way:
        taken |= marks
    if not taken.all():
        return turns[~taken], None
    leaves, free = every.kept[turns], every.free[turns]
    in_days = np.zeros(len(turns), dtype=bool)
    for stint, _ in in_way:
        in_days |= (leaves < stint.free) & (free > stint.leaves)
    stints = [stint for stint, marks in in_way if marks.any()]
    there = max(stints, key=lambda stint: stint.on(span.first, span.after))
    if there.on(span.first, span.after):
        return turns[:0], _told(there, offer, span, label)
    if not in_days.all():
        turn = int(turns[np.flatnonzero(~in_days)[0]])
        return turns[:0], _rounding(stints[-1], offer, turn, label)
    # Free on these days, but no turn fits between what comes before and what comes after.
    overlap = sum(
        np.clip(np.minimum(give, s.give) - np.maximum(take, s.take), 0, None) for s in stints
    )
    turn = int(np.argmin(overlap))
    stint = next(stint for stint, marks in in_way if marks[turn])
    return turns[:0], _around(stint, offer, int(turns[turn]), span, label)


def _once_more(
    in_way: list[tuple[Stint, Marks]], offer: Offer, hold: Marks
) -> Iterator[tuple[Stint, Marks]]:
    """What is in the way of a hold that may be the second one of an element."""
    task = offer.fit.task
    other = [
        stint.kind == "hold" and stint.task is not None and stint.task.twice
        and stint.task.id != task.id for stint, _ in in_way
    ]
    declared = sum(
        (marks.astype(int) for (_, marks), may in zip(in_way, other, strict=True) if may),
        start=np.zeros(len(hold), dtype=int),
    )
    for (stint, marks), may in zip(in_way, other, strict=True):
        yield stint, marks & ~(hold & (declared == 1)) if may else marks


def _standing_by(
    in_way: list[tuple[Stint, Marks]], offer: Offer, turns: Days
) -> Iterator[tuple[Stint, Marks]]:
    """What is in the way of an element's hold for its own nation, which one standby may cover."""
    every = offer.turns
    held = np.zeros(len(turns), dtype=bool)
    for stint, marks in in_way:
        if stint.kind == "hold":
            held |= marks
    for stint, marks in in_way:
        inside = (every.leaves[turns] >= stint.first) & (every.free[turns] <= stint.ends)
        yield stint, marks & ~(every.hold[turns] & inside & ~held) if stint.covers else marks


def _told(stint: Stint, offer: Offer, span: Span, label: Label) -> Stopper:
    """A stint that has the element on the days of the span itself."""
    name = _name(stint, offer.fit.task)
    if stint.kind == "standby" and stint.ends > span.first:
        if offer.fit.pledge is None and not stint.covers:
            name += ", which does not cover it"
        text = f"on {name}, {label(stint.first)} to {label(stint.ends)}"
        return _stopper("standby", stint, offer, text)
    if stint.task is None or stint.ends <= span.first:
        text = f"at rest until {label(stint.free)}{_after(stint)}"
        return _stopper("rest", stint, offer, text)
    kind = _kind(stint, offer.fit.task)
    if kind == "held":
        return _stopper(kind, stint, offer, f"held for {name} to {label(stint.ends)}")
    if stint.first >= span.after:
        return _stopper(kind, stint, offer, f"on its way to {name}, there {label(stint.first)}")
    return _stopper(kind, stint, offer, f"on {name}, {label(stint.first)} to {label(stint.ends)}")


def _around(stint: Stint, offer: Offer, turn: int, span: Span, label: Label) -> Stopper:
    """A stint before or after the span that leaves no room for a whole turn."""
    every = offer.turns
    if stint.leaves < span.first:
        after = _after(stint)
        leaves, kept = int(every.leaves[turn]), int(every.kept[turn])
        text = (
            f"at rest until {label(stint.free)}{after}; it would have to leave "
            f"{label(leaves)} (line {label(int(every.take[turn]))})"
        )
        if kept < leaves:
            text = (
                f"at rest until {label(stint.free)}{after}; to leave {label(leaves)} it would have "
                f"to be at home from {label(kept)}, by its notice"
            )
        return _stopper("stage" if kept < leaves else "rest", stint, offer, text)
    text = (
        f"kept for {_name(stint, offer.fit.task)} from {label(stint.leaves)}; a turn here would "
        f"free it {label(int(every.free[turn]))}"
    )
    return _stopper(_kind(stint, offer.fit.task), stint, offer, text)


def _rounding(stint: Stint, offer: Offer, turn: int, label: Label) -> Stopper:
    every = offer.turns
    text = (
        f"a turn from {label(int(every.leaves[turn]))} to {label(int(every.free[turn]))} would fit "
        f"in days; lines make it {label(int(every.take[turn]))} to {label(int(every.give[turn]))}"
    )
    return _stopper("rounding", stint, offer, text)


def _after(stint: Stint) -> str:
    """What a rest comes from; empty: what was before the as-of date."""
    if stint.kind == "standby":
        return f" after standby {stint.level}"
    return "" if stint.task is None else f" after {stint.task.id}"


def _kind(stint: Stint, task: Served) -> str:
    if stint.kind in ("hold", "standby"):
        return "held" if stint.kind == "hold" else "standby"
    return "turn" if stint.task is not None and stint.task.id == task.id else "elsewhere"


def _name(stint: Stint, task: Served) -> str:
    """A task with its class beside the one that is short."""
    if stint.kind == "standby":
        return f"standby {stint.level}{' (decided before)' if stint.decided else ''}"
    if stint.task is None:
        return "rest"
    if stint.task.id == task.id:
        return f"{task.id} itself"
    than = task.priority - stint.task.priority
    word = "higher" if than > 0 else "lower" if than < 0 else "the same"
    decided = ", decided before" if stint.decided else ""
    return f"{stint.task.id} (class {stint.task.priority}, {word}{decided})"


def _stopper(kind: str, stint: Stint, offer: Offer, text: str) -> Stopper:
    task = "" if stint.task is None else stint.task.id
    return Stopper(kind=kind, text=text, pledge=offer.pledge, task=task, until=stint.free)
