"""Which choices wait for which steps before the deal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from willing.domain.notice import notice_of
from willing.domain.presence import covering, in_force, needed
from willing.domain.route import Hurdle
from willing.domain.serve import hold_wait, is_held
from willing.domain.situation import Situation
from willing.domain.taken import known_for_pledge, opening, shortening
from willing.domain.term import terms
from willing.planner.choices import Choices, Pair
from willing.planner.given import ON_TOUR, ORDERED
from willing.planner.later import hangs_on_the_day
from willing.planner.program import Bools, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Choices that are open only where one of some steps is taken on one of some days."""

    buys: tuple[int, ...]
    """Positions of the steps taken that open them, any of them."""
    pair: int
    """Pair whose choices they are."""
    tours: Ints
    """Possible tours."""
    holds: Ints
    """Possible holds."""


def gates(choices: Choices, hold_pair: Ints, hold_first: Ints) -> Iterator[Gate]:
    """What every choice waits for that is not open without a step; facts wait for nothing.

    `hold_pair`, `hold_first`: pair and first day of each possible hold. A choice may stand in
    several gates: all of them must be open.
    """
    if not choices.buys:
        return
    bare = choices.bare
    free = np.flatnonzero(
        ~np.isin(choices.tours.given, (ORDERED, ON_TOUR)) & ~choices.stints)
    free = free[np.argsort(choices.tours.pair[free], kind="stable")]
    ends = np.searchsorted(choices.tours.pair[free], np.arange(len(choices.pairs) + 1))
    for p in np.unique(np.concatenate([choices.tours.pair[free], hold_pair])):
        if choices.pairs[p].number:
            mine, holds = free[ends[p] : ends[p + 1]], np.flatnonzero(hold_pair == p)
            yield from _of_pledge(choices, bare, int(p), mine, holds, hold_first[holds])
            yield from _of_notice(choices, bare, int(p), mine)
            yield from _of_agreements(choices, bare, int(p), mine)
            yield from _of_ways(choices, bare, int(p), mine)


def _of_pledge(
    choices: Choices, bare: Situation, p: int, mine: Ints, holds: Ints, firsts: Ints
) -> Iterator[Gate]:
    """Turns under a pledge that would be too early, or never be, without a step that opens it."""
    pair = choices.pairs[p]
    pledge, notice = pair.fit.pledge, pair.fit.notice
    steps = () if pledge is None else opening(bare.operation, pledge.id)
    if not steps or pledge is None or notice is None:
        return
    known = known_for_pledge(bare, pledge)
    decision = bare.operation.nation[pair.fit.unit.nation].decision_days
    latest = _latest(choices, bare, pair, decision, mine)
    before = firsts - decision - hold_wait(pair.fit.task, notice.stages[0].notice)[1]
    for days, which in ((latest, "tours"), (before, "holds")):
        shut = np.ones(len(days), dtype=bool) if known is None else days < known
        found = mine if which == "tours" else holds
        for opened, among in _by_buys(choices, [s.id for s in steps], days[shut]):
            part = found[shut][among]
            none: Ints = np.zeros(0, dtype=np.int64)
            yield Gate(
                buys=opened, pair=p, tours=part if which == "tours" else none,
                holds=part if which == "holds" else none,
            )


def _latest(
    choices: Choices, bare: Situation, pair: Pair, decision: int, mine: Ints
) -> Ints:
    """Last day on which the pledge of each tour may come to count.

    Where the days at home before, the level of standby or a shorter notice hang on the day of the
    decision, it is the day that the choices were laid out with.
    """
    tours, notice = choices.tours, pair.fit.notice
    assert notice is not None
    longest = _own_notice(bare, pair) + notice.entry
    leaves = tours.leaves[mine]
    exact = hangs_on_the_day(bare.operation, pair, leaves, tours.stands[mine])
    found: Ints = np.where(exact, notice.decided - decision, leaves - longest - decision)
    return found


def _own_notice(bare: Situation, pair: Pair) -> int:
    """Notice that any element of a pair keeps without a step."""
    assert pair.fit.pledge is not None
    return notice_of(bare.operation, pair.fit.unit, pair.fit.pledge)


def _of_notice(choices: Choices, bare: Situation, p: int, mine: Ints) -> Iterator[Gate]:
    """Tours that leave before the notice of their pledge is over, by a step that shortens it."""
    pair = choices.pairs[p]
    pledge, notice = pair.fit.pledge, pair.fit.notice
    if pledge is None or notice is None or not shortening(bare.operation, pledge):
        return
    decided, leaves = notice.decided + notice.entry, choices.tours.leaves[mine]
    early = (leaves < decided + _own_notice(bare, pair)) & (choices.tours.stands[mine] < 0)
    none: Ints = np.zeros(0, dtype=np.int64)
    for day in np.unique(leaves[early]):
        yield Gate(
            buys=sooner_by(choices, pair, int(day)), pair=p,
            tours=mine[early & (leaves == day)], holds=none,
        )


def _of_agreements(choices: Choices, bare: Situation, p: int, mine: Ints) -> Iterator[Gate]:
    """Tours on days on which only a step brings an agreement into force."""
    fit = choices.pairs[p].fit
    nation, place = fit.unit.nation, fit.task.place
    if not len(mine) or is_held(fit.task):
        return
    none: Ints = np.zeros(0, dtype=np.int64)
    tours = choices.tours
    for kind in needed(bare.operation, nation, place):
        for first, after, steps in _only_by_step(bare, kind, nation, place):
            inside = (tours.arrives[mine] < after) & (tours.ends[mine] > first)
            begins = np.maximum(tours.arrives[mine[inside]], first)
            for opened, among in _by_buys(choices, steps, begins):
                yield Gate(buys=opened, pair=p, tours=mine[inside][among], holds=none)


def _of_ways(choices: Choices, bare: Situation, p: int, mine: Ints) -> Iterator[Gate]:
    """Tours that come by a way that only steps open."""
    nation, every = choices.pairs[p].fit.unit.nation, choices.tours
    none: Ints = np.zeros(0, dtype=np.int64)
    for way in np.unique(every.way[mine]):
        own = mine[every.way[mine] == way]
        for day, arrives in sorted(set(zip(every.sets_out[own], every.arrives[own], strict=True))):
            among = own[(every.sets_out[own] == day) & (every.arrives[own] == arrives)]
            for hurdle in choices.ways[way] if way >= 0 else ():
                for opened in way_opened(choices, nation, hurdle, int(day), int(arrives)):
                    yield Gate(buys=opened, pair=p, tours=among, holds=none)


def way_opened(
    choices: Choices, nation: str, hurdle: Hurdle, departs: int, arrives: int
) -> Iterator[tuple[int, ...]]:
    """Steps taken that open ground or a leg on the days of a movement: one of each group is
    needed."""
    bare, operation = choices.bare, choices.bare.operation
    if hurdle.kind == "leg":
        steps = [step.id for step in opening(operation, hurdle.name)]
        yield _in_effect(choices, steps, departs)
        return
    for first, after, steps in _only_by_step(bare, "transit", nation, hurdle.name):
        if first < arrives and departs < after:
            yield _in_effect(choices, steps, max(departs, first))


def preferred(choices: Choices, taken: Mapping[str, int]) -> Iterator[int]:
    """Possible tours in an order: of several that are the same for a row, the last is meant.

    Where these steps are taken on these days it is the one that is open, that leaves last, and
    that calls nobody who stands ready.
    """
    tours = choices.tours
    if not choices.several:
        return iter(range(len(tours)))
    opened = np.ones(len(tours), dtype=bool)
    chosen = {i for i, buy in enumerate(choices.buys) if taken.get(buy.step.id) == buy.day}
    for i in np.flatnonzero((tours.way >= 0) & (tours.given == 0)):
        nation = choices.pairs[int(tours.pair[i])].fit.unit.nation
        opened[i] = all(
            chosen & set(group) for hurdle in choices.ways[int(tours.way[i])]
            for group in way_opened(choices, nation, hurdle, int(tours.sets_out[i]),
                                    int(tours.arrives[i]))
        )
    for p, pair in enumerate(choices.pairs):
        if pair.fit.early is not None:
            mine = np.flatnonzero((tours.pair == p) & (tours.stands < 0) & (tours.given == 0))
            for i in mine[tours.leaves[mine] < pair.fit.by_notice]:
                opened[i] &= bool(chosen & set(sooner_by(choices, pair, int(tours.leaves[i]))))
    return iter(np.lexsort((tours.stands < 0, tours.leaves, opened)).tolist())


def sooner_by(choices: Choices, pair: Pair, leaves: int) -> tuple[int, ...]:
    """Steps taken by which elements of a pair may leave on a day, before their own notice."""
    pledge, notice = pair.fit.pledge, pair.fit.notice
    if pledge is None or notice is None:
        return ()
    decided = notice.decided + notice.entry
    enough = [step.id for step, days in shortening(choices.bare.operation, pledge)
              if decided + days <= leaves]
    return _in_effect(choices, enough, leaves)


def _in_effect(choices: Choices, steps: Sequence[str], day: int) -> tuple[int, ...]:
    return tuple(
        i for i, buy in enumerate(choices.buys) if buy.step.id in steps and buy.effect <= day)


def _only_by_step(
    bare: Situation, kind: str, nation: str, place: str
) -> Iterator[tuple[int, int, list[str]]]:
    """Spans of days on which no agreement of a kind is in force without a step, and the steps that
    bring one into force that holds on all of them."""
    line = bare.timeline
    every = covering(bare.operation, kind, nation, place)
    held = [span for item in every if (span := in_force(bare, item)) is not None]
    dates: list[tuple[int, int, list[str]]] = []
    for item in every:
        start = 0 if item.start is None else line.day_of(item.start)
        until = line.end if item.until is None else line.day_of(item.until)
        steps = [step.id for step in opening(bare.operation, item.id)]
        if steps and start is not None and until is not None:
            if item.until is not None:
                until = terms(bare, item.id, until)[-1].until
            dates.append((start, until, steps))
    cuts = {0, line.end, *(day for span in held for day in span)}
    cuts |= {day for start, until, _ in dates for day in (start, until)}
    for first, after in pairwise(sorted(day for day in cuts if 0 <= day <= line.end)):
        if not any(a <= first < b for a, b in held):
            yield first, after, [
                name for start, until, steps in dates if start <= first < until for name in steps
            ]


def _by_buys(
    choices: Choices, steps: Sequence[str], days: Ints
) -> Iterator[tuple[tuple[int, ...], Bools]]:
    """Groups of days by the steps taken that are in effect on them."""
    own = [i for i, buy in enumerate(choices.buys) if buy.step.id in steps]
    effects = np.array([choices.buys[i].effect for i in own], dtype=np.int64)
    order = np.argsort(effects, kind="stable")
    number = np.searchsorted(effects[order], days, side="right")
    for count in np.unique(number):
        yield tuple(own[i] for i in order[:count]), number == count
