"""Lays every possible tour on the lines of an outcome's timeline, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from willing.calendar import Timeline
from willing.domain.ready import OnStandby, OpenDeal
from willing.domain.requirement import Task
from willing.domain.situation import Situation
from willing.domain.span import Span
from willing.domain.taken import with_every_step
from willing.domain.term import lets
from willing.domain.turn import Rhythm, rhythm
from willing.planner.buys import buys
from willing.planner.choices import (
    Choices,
    Pair,
    Tours,
    all_spans,
    may_hold,
    may_tour,
    pairs,
    rhythms,
    span_days,
)
from willing.planner.given import ON_TOUR, given_holds, given_turns
from willing.planner.later import hangs_on_the_day, later_readings
from willing.planner.passing import Needs, Passing, layers, passing
from willing.planner.program import Ints
from willing.planner.stints import lay_stint, lay_stints, levels, stand_ready, standing

_FIELDS = (
    "pair", "first_day", "ends", "take", "kept", "since", "give", "departs", "there", "back",
    "covers", "covered", "meets", "least", "most", "given", "stands", "leaves", "planned",
    "arrives", "way", "sets_out",
)


def choices(situation: Situation, deal: OpenDeal | None = None) -> Choices:
    """Lay out all that may be decided in one outcome.

    While nobody knows when the deal comes (`deal`), what is decided is laid on lines of the waiting
    grid, behind D too, and on those that all timelines have which may still come true: outcomes
    that cannot be told apart share it.
    Whatever a step before the deal may open is laid out; the rule `step` says what waits for it.
    """
    bare, situation = situation, with_every_step(situation, deal)
    book = _Ways(bare=bare, needs=[])
    tasks, found = all_spans(situation)
    every = tuple(pair for pair in pairs(situation, tasks) if found[pair.task])
    bought = buys(situation, deal)
    blocks = [
        block
        for p, pair in enumerate(every)
        if may_tour(pair)
        for block in _lay_pair(situation, book, p, (pair,), found[pair.task], deal)
    ]
    for pair in every:
        readings = (pair, *later_readings(situation, bare, pair, bought))
        for last in range(1, len(readings)):
            blocks += _lay_pair(
                situation, book, len(every), readings[: last + 1], found[pair.task], deal)
            every = (*every, readings[last])
    tasks = (*tasks, *levels(situation))
    found = (*found, *(() for _ in situation.operation.standbys))
    waiting = standing(situation, tasks, every, deal)
    blocks += lay_stints(situation, dict(enumerate(waiting, len(every))), deal)
    every = (*every, *waiting)
    every, given = _given(bare, tasks, found, every)
    return Choices(
        situation=situation, tasks=tasks, spans=found, pairs=every,
        tours=_joined([*blocks, *given]),
        holders=tuple(
            p for p, pair in enumerate(every)
            if pair.number and may_hold(pair) and not pair.later
        ),
        held=tuple(given_holds(situation, tasks)), buys=bought, deal=deal,
        ways=tuple(book.needs), bare=bare,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ways:
    """What ways need that steps open, each kind of need once."""

    bare: Situation
    """The outcome in which no step is taken but those that are facts."""
    needs: list[Needs]
    """Needs by position."""

    def at(self, needs: Needs) -> int:
        """Position of a need; -1: nothing is needed."""
        if needs and needs not in self.needs:
            self.needs.append(needs)
        return self.needs.index(needs) if needs else -1


def _joined(blocks: Iterable[dict[str, Ints]]) -> Tours:
    laid = list(blocks)
    return Tours(**{
        name: np.concatenate([block[name] for block in laid]).astype(np.int64)
        if laid else np.zeros(0, dtype=np.int64)
        for name in _FIELDS
    })


def _lay_pair(
    situation: Situation, book: _Ways, p: int, readings: Sequence[Pair], found: tuple[Span, ...],
    deal: OpenDeal | None,
) -> Iterable[dict[str, Ints]]:
    """Tours of the last of some readings of a pair; those before it decide sooner."""
    pair, line = readings[-1], situation.timeline
    lines = np.array(line.lines[:-1], dtype=np.int64)
    # A tour begins on the line of a period in which its task asks for something.
    periods = np.unique([span.period for span in found])
    starts = lines[periods]
    if deal is not None:
        later = [x for x in deal.lines if x < line.end and line.period_of(x) in periods]
        starts = np.union1d(starts, np.array(later, dtype=np.int64))
    other = passing(situation, book.bare, pair.fit.unit, pair.fit.task)
    for way, every, by in _by_way(situation, book, other, pair, starts, found):
        for length in way.tours:
            days = every
            block = _lay(situation, way, days, length, found, by=by)
            keep = _allowed(pair, block, line.lines[0]) & _on_lines(line, block, deal)
            sooner = [_ready(line, before, dict(block)) for before in readings[:-1]]
            _keep_rested(line, pair, block)
            called = dict(block)
            block["stands"] = stand_ready(line, pair, block)
            _as_soon(block, sooner)
            if sooner:
                keep &= hangs_on_the_day(
                    situation.operation, pair, block["leaves"], block["stands"])
            keep &= ~_too_long(situation, way, length, block, deal)
            block["pair"] = np.full(len(days), p)
            block["least"] = np.zeros(len(days), dtype=np.int64)
            block["most"] = np.full(len(days), pair.number)
            block["given"] = np.zeros(len(days), dtype=np.int64)
            yield {name: block[name][keep] for name in _FIELDS}
            # By a step before the deal, or by elements that stand ready: a choice of its own each.
            either = keep & (block["stands"] < 0) & (block["leaves"] < pair.fit.by_notice)
            if pair.fit.early is not None and either.any():
                called["stands"] = stand_ready(line, pair, called, pair.fit.by_notice)
                either &= called["stands"] >= 0
                _as_soon(called, sooner)
                block.update(called)
                yield {name: block[name][either] for name in _FIELDS}


def _by_way(
    situation: Situation, book: _Ways, ways: Passing | None, pair: Pair, starts: Ints,
    found: tuple[Span, ...],
) -> Iterable[tuple[Rhythm, Ints, tuple[Ints, Ints] | None]]:
    """Rhythms with their first days; where steps open ways, once for each way, with the days of
    movement (-1: none) and the position of what it needs."""
    for way, days in rhythms(situation, pair, starts):
        if ways is None:
            yield way, days, None
        for which, each in layers(ways, _arrives(way, days, found)):
            moved = np.array([-1 if w.days is None else w.days for w in each], dtype=np.int64)
            needs = np.array([book.at(w.needs) for w in each], dtype=np.int64)
            yield way, days[which], (moved, needs)


def _arrives(way: Rhythm, days: Ints, found: tuple[Span, ...]) -> Ints:
    """Days of arrival of tours first in place on some days."""
    opening = int(span_days(found)[0][0]) if found else int(days[0])
    overlap: Ints = np.where(days > opening, way.overlap, 0)
    arrives: Ints = days - way.reception - way.transfer - overlap
    return arrives


def _allowed(pair: Pair, block: dict[str, Ints], beginning: int) -> np.ndarray:
    """Which tours keep to the days on which the pair may serve, and cover anything at all."""
    early = pair.fit.early
    soonest = pair.fit.leaves_from
    begins = soonest if early is None else min(soonest, early.leaves_from)
    keep = (block["leaves"] >= max(begins, beginning)) & (
        block["covered"] > block["covers"]
    ) & (block["open"] > 0)
    if pair.fit.tour_limit is not None:
        keep &= block["ends"] - block["first_day"] <= pair.fit.tour_limit
    if pair.fit.terms:
        keep &= lets(pair.fit.terms, block["leaves"], block["ends"])
    for first, after in pair.fit.closed:
        keep &= (block["ends"] <= first) | (block["first_day"] >= after)
    for first, after in pair.fit.barred:
        keep &= (block["ends"] <= first) | (block["arrives"] >= after)
    return keep


def _on_lines(line: Timeline, block: dict[str, Ints], deal: OpenDeal | None) -> np.ndarray:
    """Which tours begin on a line that is known when they are decided."""
    own: np.ndarray = np.isin(block["first_day"], line.lines)
    if deal is None:
        return own
    still_open = np.zeros(len(own), dtype=bool)
    for told, lines in deal.others(line.d_day):
        may_be = block["leaves"] < told
        own &= ~may_be | np.isin(block["first_day"], lines)
        still_open |= may_be
    return own | (still_open & np.isin(block["first_day"], deal.lines))


def _too_long(
    situation: Situation, way: Rhythm, length: int, block: dict[str, Ints], deal: OpenDeal | None
) -> np.ndarray:
    """Which tours are cut to days that a shorter one is enough for.

    Not those begun while several outcomes are open: where the task goes on, they stay longer.
    """
    stays = block["ends"] - block["first_day"]
    found = np.zeros(len(stays), dtype=bool)
    for shorter in way.tours:
        found |= (shorter < length) & (stays <= shorter)
    return found if deal is None else found & (block["leaves"] >= situation.all_known())


def _as_soon(block: dict[str, Ints], sooner: Sequence[dict[str, Ints]]) -> None:
    """Take elements as soon as any sooner decision would have it: nothing tells the two apart."""
    for name in ("take", "kept", "since"):
        block[name] = np.minimum.reduce([block[name], *(other[name] for other in sooner)])


def _ready(line: Timeline, pair: Pair, block: dict[str, Ints]) -> dict[str, Ints]:
    """The tours with what the notice of a pair asks of their elements."""
    _keep_rested(line, pair, block)
    block["stands"] = stand_ready(line, pair, block)
    return block


def _keep_rested(line: Timeline, pair: Pair, block: dict[str, Ints]) -> None:
    """Elements on tours that leave before the longest notice must be at home from earlier on."""
    for before, since in reversed(pair.fit.notice.early if pair.fit.notice else ()):
        early = block["leaves"] < before
        block["since"] = np.where(early, since, block["since"])
        block["kept"] = np.where(early, line.period_of(since), block["kept"])


def _lay(
    situation: Situation, way: Rhythm, days: Ints, length: int, found: tuple[Span, ...],
    cut: bool = True, by: tuple[Ints, Ints] | None = None,
) -> dict[str, Ints]:
    """Turns of one length on each of the first days, rounded to lines against the plan.

    They are cut at the task's last day, but for those already decided. `by`: days of movement of
    each (-1: no way is open) and what the way needs, where steps open ways.
    """
    line = situation.timeline
    firsts, afters = span_days(found)
    closing = int(afters[-1]) if found else line.end
    arrives = _arrives(way, days, found)
    if by is None:
        ways = [way.way(int(day)) for day in arrives] if way.crossing else [way.movement]
        moved = np.array([-1 if d is None else d for d in ways], dtype=np.int64)
        by = moved, np.full(len(days), -1)
    movement = np.where(by[0] < 0, way.movement, by[0])
    departs = arrives - movement
    leaves = departs - way.work_up
    if way.certified is not None:
        leaves = np.where(leaves > way.certified, leaves - way.certify, leaves)
    ends = days + length
    if cut:
        ends = np.minimum(ends, closing)
    back = ends + movement
    free = back + way.recovery + way.dwell
    lines = np.array(line.lines, dtype=np.int64)

    def period_of(day: Ints) -> Ints:
        return np.maximum(np.searchsorted(lines, day, side="right") - 1, 0)

    def line_after(day: Ints) -> Ints:
        return np.minimum(np.searchsorted(lines, day, side="left"), line.periods)

    take = period_of(leaves)
    return {
        "first_day": days, "ends": ends, "leaves": leaves, "planned": days + length,
        "arrives": arrives, "sets_out": departs,
        "open": (by[0] >= 0) + np.zeros_like(days), "way": by[1],
        "take": take, "kept": take, "since": leaves, "give": line_after(free),
        "departs": period_of(departs), "there": period_of(arrives), "back": line_after(back),
        "covers": np.searchsorted(firsts, days, side="left"),
        "covered": np.searchsorted(afters, ends, side="right"),
        "meets": np.searchsorted(firsts, ends, side="left"),
    }


def _given(
    situation: Situation, tasks: tuple[Task, ...], found: tuple[tuple[Span, ...], ...],
    every: tuple[Pair, ...],
) -> tuple[tuple[Pair, ...], list[dict[str, Ints]]]:
    """Turns already decided and elements already on tour; they need no permission any more."""

    known = list(every)
    at = {(pair.unit, pair.pledge, pair.task): p for p, pair in enumerate(known) if not pair.later}
    blocks = []
    for turn in given_turns(situation, tasks):
        key = (turn.pair.unit, turn.pair.pledge, turn.pair.task)
        if key not in at:
            at[key] = len(known)
            known.append(turn.pair)
        days = np.array([turn.first_day], dtype=np.int64)
        if isinstance(turn.pair.fit.task, OnStandby):
            block = lay_stint(situation, at[key], turn.pair, days, days + turn.days)
        else:
            way = rhythm(situation, turn.pair.fit.unit, turn.pair.fit.task, turn.first_day)
            # Who is on tour goes home as he came: by no way that a step opens.
            by = (days * 0 + way.movement, days * 0 - 1) if turn.why == ON_TOUR else None
            block = _lay(situation, way, days, turn.days, found[turn.pair.task], False, by=by)
            block["stands"] = np.full(1, -1, dtype=np.int64)
        if turn.why == ON_TOUR:
            block["take"] = np.array([-1])
        one = np.ones(1, dtype=np.int64)
        block.update(
            pair=one * at[key], least=one * turn.count, most=one * turn.count, given=one * turn.why
        )
        blocks.append({name: block[name] for name in _FIELDS})
    return tuple(known), blocks
