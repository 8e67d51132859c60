"""A small nation's door: offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.types import PositiveInt

import willing
from willing.cli.app import FINE, app
from willing.cli.options import AsJson, OperationPath
from willing.cli.progress import Told
from willing.cli.shown import counted, say_whose_data, show_json

if TYPE_CHECKING:
    from willing.domain.operation import Operation
    from willing.explain.bring.bids import Bid, PassedOver
    from willing.explain.bring.offer import Brought, Closed, Offer

_MOST = 4
"""Lines, idle elements and the like that are shown of one thing."""


@app.command
def offer(
    operation: OperationPath, /, *,
    nation: Annotated[str, Parameter(help="Nation that asks what it could bring.")],
    people: Annotated[PositiveInt, Parameter(help="Most people in place at once.")],
    capability: Annotated[list[str] | None, Parameter(
        consume_multiple=True, negative_iterable=(),
        help="Capabilities to look at. Without it: all that short requirements want.")] = None,
    plan: Annotated[Path | None, Parameter(
        help="Plan to bring it into. Without it: a quick plan, made on the way.")] = None,
    outcome: Annotated[str, Parameter(
        help="Outcome to look at. Without it: the plan's first, or the likeliest.")] = "",
    most: Annotated[PositiveInt, Parameter(
        help="Things to show that it has itself, and as many that it could raise.")] = 5,
    json: AsJson = False,
) -> int:
    """Find what a nation could best bring: what it closes, whom it joins, when, at what cost.

    Each thing is put alone into the plan, with all else as it is; the judge reckons the gain. What
    the nation has itself comes first. What it does not have is taken in the size that others have
    it, for a nation that could raise or train it. Progress stands on stderr; Ctrl-C hands over what
    was found so far.
    """
    told = willing.load(operation)
    made = None if plan is None else willing.read_plan(plan)
    with Told() as progress:
        found = willing.offer(
            told, nation, people, plan=made, outcome=outcome, most=most,
            capabilities=tuple(capability or ()), progress=progress,
        )
    if json:
        show_json(asdict(found))
    else:
        for line in (*_lines(found), *_shut_out(told, found)):
            print(line)
    if made is not None and plan is not None:
        say_whose_data(told, made, operation, plan)
    return FINE


def _lines(found: Offer) -> Iterator[str]:
    useful = len(found.best) + found.more
    if found.stopped:
        looked = useful + len(found.idle)
        yield (
            f"Stopped: {looked} of {counted(looked + len(found.unseen), 'thing')} looked at; what "
            "follows is the best of what was found by then."
        )
    yield (
        f"{found.nation} with at most {found.people:,} people in place at once, outcome "
        f"{found.outcome}: {useful} of {counted(useful + len(found.idle), 'thing')} would close "
        "something."
    )
    for place, item in enumerate(found.best, 1):
        yield ""
        yield from _thing(found, place, item)
    if found.more:
        yield ""
        yield f"And {found.more} more that would close less."
    if found.idle:
        names = [f"{bid.at_once} {bid.unit.capability}" for bid in found.idle]
        yield ""
        yield f"Closes nothing in this plan: {_some(names)}."
    if found.passed:
        yield f"Short, and not to be had: {_some([_why(item) for item in found.passed])}."


def _shut_out(told: Operation, found: Offer) -> Iterator[str]:
    """Where the nation may not be for want of an agreement; parts of such places are not told."""
    from willing.report.presence import whereabouts
    from willing.report.shut_out import shut_out

    # Its faults were refused before it was planned.
    access = [
        item for item in whereabouts(told, found.outcome).access if item.nation == found.nation
    ]
    for item in shut_out(told, access):
        yield f"{found.nation} may not always be in {', '.join(item.places)}: {item.cause}."


def _thing(found: Offer, place: int, item: Brought) -> Iterator[str]:
    bid, room = item.bid, item.room
    whose = f"as in {bid.like}" if bid.like else f"of its own {bid.unit.id}"
    yield (
        f"{place}. {bid.at_once} {bid.unit.capability}, {item.people:,} people"
        f"{f' and {item.behind:,} behind them' if item.behind else ''}, {whose}: "
        f"{item.points:,.1f} points"
    )
    for title, lines in (("closes", item.closes), ("asks for", item.asks)):
        for line in lines[:_MOST]:
            yield f"   {title:<9} {_closed(found, line)}"
        if len(lines) > _MOST:
            yield f"   {'':<9} and {counted(len(lines) - _MOST, 'line')} more"
    if item.joins:
        yield f"   {'joins':<9} {', '.join(item.joins)}"
    yield (
        f"   {'begins':<9} {_label(found, item.first)} (could from "
        f"{_label(found, item.earliest or item.first)}), last turn {_label(found, item.latest)}"
    )
    by = "by legs" if item.known_way else "no legs: taken from the settings"
    yield f"   {'needs':<9} {item.notice} days of notice, {item.way} of movement ({by})"
    if item.must_bring:
        yield f"   {'brings':<9} {', '.join(item.must_bring)}"
    yield f"   {'lift':<9} {_lift(bid)}"
    number = sum(int(row.count) for row in item.turns)
    yield (
        f"   {'serves':<9} {counted(number, 'turn')} of {counted(bid.pledge.count, 'element')}"
    )
    for row in item.held:
        yield (
            f"   {'stands by':<9} {row.count:g} on {row.task} from {_label(found, row.first_day)}, "
            "so that it may leave sooner"
        )
    if room.ceiling is not None:
        yield (
            f"   {'ceiling':<9} {room.ceiling:,} people; {room.away:,} away at most without it, "
            f"{room.with_bid:,} with it, reliefs included"
        )
    if item.cost:
        yield (
            f"   {'costs':<9} {item.cost:,.0f} {found.currency} in place or on standby, up to the "
            "horizon"
        )


def _lift(bid: Bid) -> str:
    """What moves with the elements that are in place at once."""
    unit, number = bid.unit, bid.at_once
    return (
        f"{unit.vehicles * number:,} vehicles, {unit.tonnes * number:,.0f} t, "
        f"{unit.lane_metres * number:,.0f} lane metres"
    )


def _closed(found: Offer, line: Closed) -> str:
    change = line.short - line.left
    return (
        f"{line.task} (class {line.priority}): {abs(change):,.0f} element-days "
        f"{'less' if change > 0 else 'more'}, {line.left:,.0f} left, "
        f"{_label(found, line.first)}..{_label(found, line.after)}"
    )


def _label(found: Offer, day: date) -> str:
    return day.isoformat() if found.d_day is None else f"D{(day - found.d_day).days:+d}"


def _why(item: PassedOver) -> str:
    if item.people is not None:
        return f"{item.capability} (an element has {item.people} people)"
    return f"{item.capability} ({item.why})"


def _some(names: list[str]) -> str:
    more = f" and {len(names) - 2 * _MOST} more" if len(names) > 2 * _MOST else ""
    return ", ".join(names[: 2 * _MOST]) + more
