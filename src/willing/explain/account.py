"""One stopper for each element of a pool: an exact account of who could have filled some days."""

from __future__ import annotations

import numpy as np

from willing.domain.formation import SlotLine
from willing.domain.plan import Row
from willing.domain.requirement import Served
from willing.domain.span import Span
from willing.domain.unit import Unit
from willing.explain.blocked import blocked
from willing.explain.ground import Ground
from willing.explain.limits import limit
from willing.explain.offers import Offer
from willing.explain.stints import Element
from willing.explain.stoppers import Stopper
from willing.explain.turns import Days

_TURNS_TRIED = 3
"""Turns of one pool tried for one span, those that cover most of the shortfall first."""
_EPSILON = 1e-6
"""Points below which two scores are the same."""


def account(
    here: Ground, unit: Unit, task: Served, span: Span, days: tuple[int, int], missing: float
) -> tuple[Stopper, ...]:
    """What stops each element of a pool from covering a span; one stopper for every element.

    `days` is the whole shortfall the span belongs to, `missing` how many elements it lacks.
    Elements of a pool are alike, so a pledge's places go first to elements that serve under it on
    these days, then to those that are free, then to the others.
    """
    own = here.elements[unit.id]
    found: dict[int, Stopper] = {
        index: Stopper(kind="here", text="in place there", pledge=stint.pledge, task=task.id)
        for index, element in enumerate(own) for stint in element
        if stint.serves(task, span.first, span.after)
    }
    every = here.offers(unit, task)
    closed: list[tuple[Offer, Stopper]] = []
    for offer in every:
        refused = offer.refusal
        turns = offer.open(span) if refused is None else None
        if turns is None or not len(turns):
            closed.append((offer, refused or offer.closed(span)))
            continue
        chosen = _seats(offer, found, [_rank(element, offer, turns, span) for element in own])
        found |= _dynamic(here, offer, turns, span, days, missing, {i: own[i] for i in chosen})
    for offer, stopper in closed:
        chosen = _seats(offer, found, [_under(element, offer, span) for element in own])
        found |= dict.fromkeys(chosen, stopper)
    pledged = sum(offer.number for offer in every)
    text = f"{pledged} of {unit.count} pledged" if pledged else "nothing of it is pledged"
    rest = Stopper(kind="unpledged", text=text)
    return tuple(found.get(index, rest) for index in range(len(own)))


def _seats(offer: Offer, found: dict[int, Stopper], ranks: list[int]) -> list[int]:
    """Elements without a stopper that stand for a pledge's places, lowest rank first."""
    taken = sum(s.pledge == offer.pledge and s.kind == "here" for s in found.values())
    left = [index for index in range(len(ranks)) if index not in found]
    return sorted(left, key=lambda index: ranks[index])[: max(offer.number - taken, 0)]


def _under(element: Element, offer: Offer, span: Span) -> int:
    """0 for an element that is occupied under the pledge on these days, else 1."""
    serves = any(
        stint.pledge == offer.pledge and stint.on(span.first, span.after) for stint in element
    )
    return 0 if serves and offer.pledge else 1


def _rank(element: Element, offer: Offer, turns: Days, span: Span) -> int:
    """Who stands for a pledge's places first."""
    if not _under(element, offer, span):
        return 0
    free, _ = blocked(element, offer, turns, span, str)
    return 1 if len(free) else 2


def _dynamic(
    here: Ground, offer: Offer, turns: Days, span: Span, days: tuple[int, int], missing: float,
    chosen: dict[int, Element],
) -> dict[int, Stopper]:
    """Stoppers of elements that may serve: what has them, what forbids one more, what it costs."""
    found: dict[int, Stopper] = {}
    idle: dict[int, Days] = {}
    for index, element in chosen.items():
        free, stopper = blocked(element, offer, turns, span, here.scene.timeline.label)
        if stopper is not None:
            found[index] = stopper
        else:
            idle[index] = free
    for index, free in idle.items():
        left, stopper = limit(here.use, offer, free)
        found[index] = stopper or _tried(here, offer, left, days, missing, list(idle.values()))
    return found


def _tried(
    here: Ground, offer: Offer, turns: Days, days: tuple[int, int], missing: float,
    idle: list[Days],
) -> Stopper:
    """Send idle elements on a turn and see what the score says."""
    every, credit, task = offer.turns, offer.fit.credit, offer.fit.task
    assert credit is not None
    inside = [min(int(every.ends[t]), days[1]) - max(int(every.first[t]), days[0]) for t in turns]
    order = sorted(range(len(turns)), key=lambda i: (-inside[i], int(every.first[turns[i]])))
    chosen = [int(turns[i]) for i in order[:_TURNS_TRIED]]
    points, turn = _best(here, offer, chosen, 1)
    number = 1
    # Where a part of a lot, or too few to be useful, count for nothing, several may help.
    if points >= -_EPSILON and (credit.lots or task.min_useful > 1):
        number = min(len(idle), -(-int(missing * credit.give) // credit.count))
        together = [t for t in chosen if sum(t in free for free in idle) >= number > 1]
        left, stopper = limit(here.use, offer, turns[np.isin(turns, together)], number)
        if stopper is not None:
            return stopper
        if len(left):
            points, turn = min((points, turn), _best(here, offer, [int(t) for t in left], number))
    if points >= -_EPSILON:
        return _not_worth(offer, points, turn, max(number, 1))
    return Stopper(
        kind="free", text=_free_text(here, points), pledge=offer.pledge, better=points, turn=turn
    )


def _free_text(here: Ground, points: float) -> str:
    gap = here.part.gap
    proof = "its distance to the best possible is not known" if gap is None else (
        f"the plan is proved to {gap * 100:.2g} %")
    return f"sending it would save {-points:,.2f} points; the search left it, {proof}"


def _not_worth(offer: Offer, points: float, turn: int, number: int) -> Stopper:
    credit, task = offer.fit.credit, offer.fit.task
    assert credit is not None
    kind = "worth"
    text = f"sending it would add {points:,.2f} points" if points > _EPSILON else (
        "sending it would change nothing")
    if isinstance(task, SlotLine):
        kind, text = "assembled", "alone it completes no formation"
    elif credit.lots and number < credit.give:
        kind = "lot"
        text = f"{number} free, and {credit.give} of one nation count as {credit.count}"
    elif task.min_useful > number:
        kind, text = "least", f"{number} more would not make the {task.min_useful} that are of use"
    return Stopper(kind=kind, text=text, pledge=offer.pledge, better=points, turn=turn)


def _best(here: Ground, offer: Offer, turns: list[int], number: int) -> tuple[float, int]:
    """The first turn that makes the score better, else the best of all, with its change of it."""
    best = (_send(here, offer, turns[0], number), turns[0])
    for turn in turns[1:]:
        if best[0] < -_EPSILON:
            break
        best = min(best, (_send(here, offer, turn, number), turn))
    return best


def _send(here: Ground, offer: Offer, turn: int, number: int) -> float:
    unit, task = offer.fit.unit, offer.fit.task
    key = (unit.id, offer.pledge, task.id, turn, number)
    if key not in here.tries:
        here.tries[key] = here.trial.change(row_of(here, offer, turn, number))
    return here.tries[key]


def row_of(here: Ground, offer: Offer, turn: int, number: int) -> Row:
    """The row that sends so many elements of an offer on a turn."""
    every, unit = offer.turns, offer.fit.unit
    return Row(
        outcome=here.part.outcome, kind="hold" if every.hold[turn] else "tour",
        pledge=offer.pledge, unit=unit.id, nation=unit.nation, task=offer.fit.task.id,
        first_day=here.scene.timeline.date_of(int(every.first[turn])),
        days=int(every.ends[turn] - every.first[turn]), count=number,
    )
