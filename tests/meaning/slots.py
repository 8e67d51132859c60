"""Formations of a micro plan: section 4's `formation` once more, by trying every number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil
from typing import TYPE_CHECKING

from tests.meaning.formed import slots
from willing.domain.formation import SlotLine
from willing.domain.requirement import Requirement

if TYPE_CHECKING:
    from tests.meaning.tally import Counts, Tally

Room = Mapping[str, Sequence[float]] | None
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Span:
    """What is missing of a formation in one span."""

    number: int
    """Formations assembled."""
    missing: float
    """Elements of the requirement."""
    gaps: dict[str, float]
    """Elements of each slot line."""
    whole: float
    """All of it, in formations."""


def formations(tally: Tally, task: Requirement, plan: Counts, most: Counts, room: Room) -> list[
    Span
]:
    """Each span of a requirement for a formation at its best."""
    lines = slots(tally.world, task)
    framed = _most_frames(tally, task, lines, plan, most, room)
    found = []
    for t, asked in enumerate(tally.asked[task.id]):
        there = {
            line.id: min(
                tally.credits(line, pools)
                for pools in tally.there(tally.asked[line.id][t], most, room, plan)
            ) for line in lines
        }
        whole = min(tally.credits(task, pools) for pools in tally.there(asked, most, room, plan))
        limit = max(ceil(asked.span.quantity - whole - TOLERANCE), 0)
        if framed is not None:
            limit = min(limit, framed[t])
        for line in lines:
            if line.slot.least:
                limit = min(limit, int((there[line.id] + TOLERANCE) / line.slot.least))
        found.append(min(
            (_span(task, asked.span.quantity, whole, number, lines, there)
             for number in range(limit, -1, -1)), key=lambda span: round(span.whole, 9),
        ))
    return found


def _span(
    task: Requirement, quantity: int, whole: float, number: int, lines: Sequence[SlotLine],
    there: Mapping[str, float],
) -> Span:
    cover = whole + number
    useful = cover > min(task.min_useful, quantity) - TOLERANCE
    missing = max(quantity - cover, 0.0) if useful else float(quantity)
    gaps = {line.id: max(line.slot.count * number - there[line.id], 0.0) for line in lines}
    elements = sum(line.slot.count for line in lines)
    return Span(number, missing, gaps, missing + sum(gaps.values()) / elements)


def frame_turns(
    tally: Tally, task: Requirement, plan: Counts
) -> Iterator[tuple[str, int, int, int]]:
    """Nation, first day, day after and number of every turn of a framework nation."""
    lines = slots(tally.world, task)
    spans = [asked.span for asked in tally.asked[task.id]]
    for nation, frames in _frames(tally, task, lines, plan, plan, None).items():
        turns: dict[tuple[int, int], int] = {}
        for first, after in _first_out(frames):
            days = (spans[first].first, _until(task, spans, first, after))
            turns[days] = turns.get(days, 0) + 1
        for (begins, ends), number in turns.items():
            yield nation, begins, ends, number


def _until(task: Requirement, spans: Sequence[object], first: int, after: int) -> int:
    """Day after a turn; while nobody is wanted it may go on until its least time is over."""
    ends: int = spans[after - 1].after  # type: ignore[attr-defined]
    if after == len(spans):
        return ends
    least = spans[first].first + task.lead_days  # type: ignore[attr-defined]
    return max(ends, min(least, spans[after].first))  # type: ignore[attr-defined]


def _most_frames(
    tally: Tally, task: Requirement, lines: Sequence[SlotLine], plan: Counts, most: Counts,
    room: Room,
) -> list[int] | None:
    if not any(line.slot.framework for line in lines):
        return None
    frames = _frames(tally, task, lines, plan, most, room).values()
    return [sum(each) for each in zip(*frames, strict=True)]


def _frames(
    tally: Tally, task: Requirement, lines: Sequence[SlotLine], plan: Counts, most: Counts,
    room: Room,
) -> dict[str, list[int]]:
    """Most formations each nation can frame in every span, its turns being long enough."""
    own = [line for line in lines if line.slot.framework]
    nation = {unit.id: unit.nation for unit in tally.world.operation.units}
    found = {}
    for who in dict.fromkeys(nation.values()):
        able = [
            min(
                int((tally.credits(line, {
                    pool: n for pool, n in pools.items() if nation[pool] == who
                }) + TOLERANCE) / line.slot.least)
                for line in own
                for pools in tally.there(tally.asked[line.id][t], most, room, plan)
            ) for t in range(len(tally.asked[task.id]))
        ] if own else []
        able = [
            min(number, asked.span.quantity)
            for number, asked in zip(able, tally.asked[task.id], strict=False)
        ]
        found[who] = _lasting(tally, task, able)
    return found


def _lasting(tally: Tally, task: Requirement, able: list[int]) -> list[int]:
    """The most of all frames that last long enough: where two do, so does the larger of both."""
    spans = [asked.span for asked in tally.asked[task.id]]

    def lasts(frames: Sequence[int]) -> bool:
        return all(
            after == len(spans)
            or spans[after].first - spans[first].first >= task.lead_days
            for first, after in _first_out(frames)
        )

    if lasts(able):
        return able
    good = [
        frames for frames in product(*(range(number + 1) for number in able)) if lasts(frames)
    ]
    most = [max(each) for each in zip(*good, strict=True)]
    assert lasts(most)
    return most


def _first_out(frames: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Frames one by one as spans, who began first ending first."""
    begun: list[int] = []
    for t, number in enumerate([*frames, 0]):
        begun += [t] * (number - len(begun))
        while len(begun) > number:
            yield begun.pop(0), t



