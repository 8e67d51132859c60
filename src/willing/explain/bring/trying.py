"""Put a bid into a plan: its own turns are chosen as well as can be, everything else stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Event

from willing.assess.cover import Covered, covered
from willing.assess.scene import Scene, stage
from willing.assess.shape import row_faults
from willing.assess.verify import broken
from willing.domain.outcomes import Outcome
from willing.domain.plan import OutcomePlan, Row
from willing.domain.situation import situation
from willing.explain.bring.bids import Bid, added
from willing.explain.bring.searching import FIRST, LEAST, LOOKS, Found, Trials
from willing.explain.ground import Ground
from willing.explain.watch import Watch
from willing.planner.model import build
from willing.planner.search.improve import AT_ONCE

Every = Mapping[str, tuple[Covered, ...]]
"""Spans of every task, with what is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One bid beside a plan, with the turns that gain most."""

    bid: Bid
    """What is brought."""
    gain: float
    """Points by which the score falls, as the planner reckons; 0: it closes nothing. Exact for the
    best, at least so many for the others."""
    turns: tuple[Row, ...]
    """Its tours and holds."""
    leads: tuple[Row, ...]
    """Leads of the lines it serves, of all nations."""
    earliest: int | None
    """First day on which it could be in place; None: never."""


def tried(here: Ground, offered: tuple[Bid, ...], most: int, watch: Watch) -> tuple[Tried, ...]:
    """Try each bid by itself; what gains most first.

    The `most` best of what the nation has itself, and of what it has not, are searched to their
    end; of the others it is enough to know that they gain something, and that they gain less. Bids
    that were not looked at when the user stopped are left out.
    """
    if not offered:
        return ()
    operation = replace(added(here.scene.operation, offered), changes=())
    model = build(situation(operation, _answers(here.part)))
    trials = Trials(model, here.scene.rows, offered, watch)
    found = {item.bid.pledge.id: item for item in _looked(here, trials, offered, watch)}
    for raised in (False, True):
        group = [item for item in found.values() if bool(item.bid.like) is raised]
        found |= _ranked(trials, group, most, watch)
    return tuple(sorted(
        (_told(trials, item) for item in found.values()), key=lambda item: -item.gain
    ))


def _looked(
    here: Ground, trials: Trials, offered: tuple[Bid, ...], watch: Watch
) -> Iterator[Found]:
    """A short search for each bid; those that the user did not wait for are left out.

    Bids know nothing of each other, so that what is found does not hang on who is searched beside.
    """
    with ThreadPoolExecutor(AT_ONCE) as workers:
        under_way = [workers.submit(trials.search, bid, FIRST) for bid in offered]
        for number, (bid, search) in enumerate(zip(offered, under_way, strict=True), 1):
            watch.tell(here.part.outcome, "offer", bid.unit.capability, number, len(offered))
            looked = search.result()
            if watch.interrupted:
                workers.shutdown(cancel_futures=True)
                return
            yield looked


def _ranked(
    trials: Trials, group: Iterable[Found], most: int, watch: Watch
) -> dict[str, Found]:
    """Bids, searched on until it is known which gain most, and whether each gains.

    While one is searched so is the next that seems to need it; whether it does is asked anew when
    its turn comes, so that what is found is the same as one after the other.
    """
    best = {item.bid.pledge.id: item for item in group}
    order = sorted(best.values(), key=lambda item: -item.at_most)
    begun: dict[tuple[str, bool], Future[Found]] = {}
    known = Event()
    with ThreadPoolExecutor(AT_ONCE) as workers:
        for at, item in enumerate(order):
            some = _further(item, best.values(), most)
            if some is None:
                continue
            asked = [
                (other, sought) for other in order[at:]
                if (sought := _further(other, best.values(), most)) is not None
            ]
            for other, sought in asked[:AT_ONCE]:
                key = (other.bid.pledge.id, sought)
                if key not in begun:
                    begun[key] = workers.submit(
                        trials.search, other.bid, LOOKS, some=sought, enough=known)
            further = begun.pop((item.bid.pledge.id, some)).result()
            if watch.interrupted:
                break
            best[item.bid.pledge.id] = further if further.gain >= item.gain else item
        known.set()
    return best


def _further(item: Found, found: Iterable[Found], most: int) -> bool | None:
    """Whether a bid is searched on only until it gains something, as others gain more; None: what
    is known of it is enough."""
    gains = sorted((other.gain for other in found), reverse=True)
    may_be_best = item.at_most >= (gains[most - 1] if len(gains) >= most else 0.0)
    if item.open and (may_be_best or item.gain <= LEAST < item.at_most):
        return not may_be_best
    return None


def _told(trials: Trials, item: Found) -> Tried:
    mine, lead = trials.rows(item)
    return Tried(
        bid=item.bid, gain=item.gain if mine else 0.0, turns=mine, leads=lead,
        earliest=trials.earliest(item.bid),
    )


def judged(here: Ground, item: Tried) -> tuple[Scene, Every] | None:
    """The whole plan with a bid in it as the judge reads it, and what is there on every span.

    None when he finds fault with it. What is told to be short does not matter: it is reckoned anew.
    """
    alone = replace(added(here.scene.operation, (item.bid,)), changes=())
    scene = stage(alone, _answers(here.part), tuple(_with(here, item.turns, item.leads)))
    if any(row_faults(scene.operation, scene.timeline, scene.rows)):
        return None
    every = covered(scene)
    return None if any(broken(scene, every)) else (scene, every)


def _answers(part: OutcomePlan) -> Outcome:
    return Outcome(name=part.outcome, answers=part.answers, probability=part.probability)


def _with(here: Ground, added_: tuple[Row, ...], led: tuple[Row, ...]) -> Iterator[Row]:
    """The plan's rows with the turns and leads of a bid; what is short is reckoned anew."""
    tasks = {here.scene.operation.with_slots(row.task)[0] for row in added_}
    for row in here.scene.rows:
        if row.kind in ("tour", "hold", "standby", "step") or (
            row.kind == "lead" and row.task not in tasks
        ):
            yield row
    yield from added_
    yield from led
