"""Shortfall of every span, counted exactly from the elements a point sends and holds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from willing.domain.fit import supports
from willing.domain.requirement import Requirement
from willing.planner.assembly import assembled, frames_at, parts_at, short
from willing.planner.choices import Pair, span_days
from willing.planner.model import Model
from willing.planner.program import Floats, Ints
from willing.planner.rules.decide import hold_days
from willing.planner.rules.formation import slot_of, slots_by_task
from willing.planner.settled import most

Key = tuple[str, int, int, bool]
"""Whose lots they are, give, count, lots."""
NEAR: Key = ("", 1, 1, False)
"""Elements near to a reach count one by one, whatever they are sent for."""


def shortfalls(model: Model, x: Floats) -> dict[int, list[Fraction]]:
    """Elements short in each span of each task, as exact parts."""
    tours = np.round(x[model.making.tours]).astype(np.int64)
    holds = np.round(x[model.making.holds]).astype(np.int64)
    found: dict[int, list[Fraction]] = {}
    covers = {
        r: _cover(model, r, tours, holds) for r, spans in enumerate(model.choices.spans) if spans
    }
    for r, covered in covers.items():
        wanted = _wanted(model, r, tours)
        least = model.choices.tasks[r].min_useful
        found[r] = [short(w, c, least) for w, c in zip(wanted, covered, strict=True)]
    for r, slots in slots_by_task(model.choices).items():
        numbers = _assembled(model, r, slots, covers, _frames(model, x))
        task, asked = model.choices.tasks[r], model.choices.spans[r]
        found[r] = [
            short(Fraction(span.quantity), cover + number, task.min_useful)
            for span, cover, number in zip(asked, covers[r], numbers, strict=True)
        ]
        for s in slots:
            count = slot_of(model.choices, s).slot.count
            found[s] = [
                max(count * number - there, Fraction(0))
                for number, there in zip(numbers, covers[s], strict=True)
            ]
    return found


def assemblies(model: Model, x: Floats) -> dict[int, list[int]]:
    """Formations assembled in each span of each requirement for one."""
    tours = np.round(x[model.making.tours]).astype(np.int64)
    none: Ints = np.zeros(len(model.making.holds), dtype=np.int64)
    return {
        r: _assembled(
            model, r, slots, {t: _cover(model, t, tours, none) for t in (r, *slots)},
            _frames(model, x),
        )
        for r, slots in slots_by_task(model.choices).items()
    }


def _frames(model: Model, x: Floats) -> dict[tuple[int, str], Ints]:
    return {key: np.round(x[c]).astype(np.int64) for key, c in model.making.leads.items()}


def _assembled(
    model: Model, r: int, slots: list[int], covers: dict[int, list[Fraction]],
    leads: dict[tuple[int, str], Ints],
) -> list[int]:
    choices = model.choices
    frames = frames_at(choices, r, slots, leads)
    return [
        assembled(
            Fraction(span.quantity), covers[r][t], choices.tasks[r].min_useful,
            parts_at(choices, slots, covers, t), None if frames is None else int(frames[t]),
        )[0]
        for t, span in enumerate(choices.spans[r])
    ]


def counted(
    model: Model, x: Floats, amounts: Mapping[int, list[Fraction]] | None = None
) -> float:
    """Score of a point with its shortfalls counted in days; `amounts` are these, where known.

    It is below the program's where a decided turn begins inside a span just as another tour ends:
    the program lets a tour cover a span wholly or not at all.
    """
    points = model.program.value(x)
    for task, missing in (shortfalls(model, x) if amounts is None else amounts).items():
        columns = model.making.short[task]
        cost = model.program.cost[columns]
        points += float(cost @ (np.array([float(a) for a in missing]) - x[columns]))
    return points


def _cover(model: Model, task: int, tours: Ints, holds: Ints) -> list[Fraction]:
    """The least that those there count for on any day of each span."""
    choices, making = model.choices, model.making
    spans, every = choices.spans[task], choices.tours
    parts: dict[Key, list[tuple[int, int, int]]] = {}
    near = choices.near.get(task)
    serves = choices.task_of == task if near is None else near
    for i in np.flatnonzero(serves & (tours > 0)):
        key = _key(choices.pairs[int(every.pair[i])]) if near is None else NEAR
        there = parts.setdefault(key, [])
        there.append((int(every.first_day[i]), int(every.ends[i]), int(tours[i])))
    for hold in np.flatnonzero(holds):
        p = int(making.hold_pair[hold])
        if choices.pairs[p].task == task:
            held = hold_days(choices, task, int(making.hold_period[hold]))
            parts.setdefault(_key(choices.pairs[p]), []).append((*held, int(holds[hold])))
    for given in choices.held:
        if given.pair.task == task:
            parts.setdefault(_key(given.pair), []).append((given.first, given.after, given.count))
    # Fewer are there only on the first day, or when somebody has gone.
    ends = sorted({end for there in parts.values() for _, end, _ in there})
    covered = []
    for span in spans:
        days = [span.first, *(day for day in ends if span.first < day < span.after)]
        covered.append(min(_worth(parts, day) for day in days))
    return covered


def _worth(parts: dict[Key, list[tuple[int, int, int]]], day: int) -> Fraction:
    """What all those there on a day count for."""
    worth = Fraction(0)
    for (_, give, count, lots), there in parts.items():
        number = sum(n for first, end, n in there if first <= day < end)
        worth += Fraction(number // give * count) if lots else Fraction(number * count, give)
    return worth


def _key(pair: Pair) -> Key:
    unit, credit = pair.fit.unit, pair.credit
    apart = f"{unit.nation} {unit.capability}" if credit.lots else ""
    return (apart, credit.give, credit.count, credit.lots)


def _wanted(model: Model, task: int, tours: Ints) -> list[Fraction]:
    """What each span asks for, for the most people in place on any of its days."""
    choices = model.choices
    noun, spans = choices.tasks[task], choices.spans[task]
    if not isinstance(noun, Requirement) or noun.per_people is None:
        return [Fraction(span.quantity) for span in spans]
    supported = np.array([
        supports(choices.situation, noun, t) for t in choices.tasks
    ])
    every = choices.tours
    there = [
        (int(every.first_day[i]), int(every.ends[i]),
         float(tours[i] * choices.pairs[int(every.pair[i])].fit.unit.people))
        for i in np.flatnonzero(supported[choices.task_of] & (tours > 0))
    ]
    people = most(there, *span_days(spans))
    return [
        Fraction(max(span.quantity, math.ceil(Fraction(int(number), noun.per_people))))
        for span, number in zip(spans, people, strict=True)
    ]
