"""Changes that nations sign: more authority over what they send, and agreements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from willing.domain.agreement import WORDS, Agreement
from willing.domain.crossing import crossing
from willing.domain.presence import covering, in_force, lacking
from willing.domain.requirement import Requirement
from willing.explain.asked import Asked
from willing.explain.offers import Lack
from willing.explain.single import SingleChange, edited, with_table

_ON_THE_WAY = {"transit", "leg"}
"""What fails on the way, of which any one may open it."""


def granted(asked: Asked) -> Iterator[SingleChange]:
    """As much authority as the line asks for."""
    pledge, task = asked.pledge, asked.task
    if pledge is None or not isinstance(task, Requirement):
        return
    text = f"grant {task.authority} on pledge {pledge.id} instead of {pledge.authority}"
    yield asked.change("authority", text, 0, edited(
        asked.operation, "pledges", pledge, authority=task.authority))


def signed(asked: Asked) -> Iterator[SingleChange]:
    """The one agreement that fails the nation in the place, signed or wide enough in time.

    Of several nations any of which would open a way, each.
    """
    lacks = _lacks(asked)
    if len({item.kind for item in lacks} - _ON_THE_WAY) + any(
        item.kind in _ON_THE_WAY for item in lacks
    ) != 1:
        return
    for lack in lacks:
        if lack.kind != "leg":
            yield from _signed(asked, lack)


def faster_way(asked: Asked) -> Iterator[SingleChange]:
    """Leave to cross, where the fastest way there is closed and a slower one taken."""
    offer = asked.offer
    if offer is None:
        return
    ways = crossing(asked.here.situation, asked.unit.nation, asked.unit.home, asked.task.place)
    every, reaching = offer.turns, offer.turns.covering(asked.span)
    if ways is None or not len(reaching):
        return
    arrives = int(every.arrives[reaching].max())
    fastest, _ = asked.here.situation.movement(asked.unit.home, asked.task.place)
    days = (arrives - fastest, arrives)
    for hurdle in ways.closed(days):
        if hurdle.kind == "ground":
            lack = Lack(kind="transit", place=hurdle.name, days=days, text="")
            yield from _signed(asked, lack)


def _signed(asked: Asked, lack: Lack) -> Iterator[SingleChange]:
    kind, place, days, nation = lack.kind, lack.place, lack.days, asked.unit.nation
    situation = asked.here.situation
    line = situation.timeline
    by = line.label(max(days[0], 0))
    units = tuple(u.id for u in asked.operation.units if u.nation == nation)
    every = covering(asked.operation, kind, nation, place)
    for agreement in every:
        text = f"sign {agreement.id} ({WORDS[kind]} for {nation} in {agreement.place}) by {by}"
        if in_force(situation, agreement) is not None and agreement.condition is None:
            text = f"widen {agreement.id} ({WORDS[kind]}) to {by} until {line.label(days[1])}"
        changed = edited(asked.operation, "agreements", agreement, **_wide_enough(
            agreement, asked, days))
        yield replace(asked.change("agreement", text, 0, changed), units=units)
    if not every:
        new = Agreement(
            id=f"ask_{kind}_{nation}_{place}", kind=kind,  # type: ignore[arg-type]
            parties=(nation,), place=place, signed=True,
        )
        text = f"sign a {WORDS[kind]} for {nation} in {place} by {by}"
        changed = with_table(
            asked.operation, "agreements", (*asked.operation.agreements, new))
        yield replace(asked.change("agreement", text, 1, changed), units=units)


def _lacks(asked: Asked) -> tuple[Lack, ...]:
    """What fails the latest turn that would fill the first span to its end."""
    offer, span = asked.offer, asked.span
    found = () if offer is None else offer.unlawful(offer.turns.covering(span))
    nation, place, days = asked.unit.nation, asked.task.place, (span.first, span.after)
    return found or tuple(
        Lack(kind=kind, place=place, days=days, text=text)
        for kind, text in lacking(asked.here.situation, nation, place, days)
    )


def _wide_enough(agreement: Agreement, asked: Asked, days: tuple[int, int]) -> dict[str, object]:
    """What makes an agreement hold on these days: a signature, and dates that do not cut them."""
    line = asked.here.situation.timeline
    start = None if agreement.start is None else line.day_of(agreement.start)
    until = None if agreement.until is None else line.day_of(agreement.until)
    return {
        "signed": True, "condition": None,
        "start": agreement.start if start is not None and start <= days[0] else None,
        "until": agreement.until if until is not None and until >= days[1] else None,
    }
