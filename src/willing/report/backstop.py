"""A question answered each way: coverage over time, what hangs on it, who could stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from willing.domain.operation import Operation
from willing.domain.outcomes import rank
from willing.explain.standins import StandIn, stand_ins
from willing.planner.drivers import Driver
from willing.planner.worths import Worths
from willing.report.answers import Hanging, hanging
from willing.report.reading import Reading, readings

DAYS = (7, 14, 30, 60, 90, 180)
"""Days after D on which coverage is told."""
STAND_INS = 3
"""Lines for which it is looked for who could stand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """Coverage of an effect over time with one answer, in the plan for all outcomes."""

    effect: str
    """Effect."""
    answer: str
    """Answer of the question."""
    mean: tuple[float | None, ...]
    """Coverage on each of `DAYS`, 0 to 1, weighed by the outcomes' chances; None: nothing is
    wanted then."""
    least: tuple[float | None, ...]
    """The same in the outcome where it is least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backstop:
    """What hangs on a question, and what its answers are worth."""

    days: tuple[int, ...]
    """Days after D on which coverage is told."""
    over: tuple[Over, ...]
    """Coverage of every effect with every answer."""
    hangs: tuple[Hanging, ...]
    """Lines whose coverage differs with the answer."""
    stand_ins: tuple[StandIn, ...]
    """Who could stand in on the heaviest of them: one or two for each."""
    worths: Worths
    """Figures from solving again."""
    drivers: tuple[Driver, ...] = ()
    """What the highest answer is worth with illustrative figures moved, as far as that was asked
    for: those that certainly move it most first."""
    drivers_stopped: bool = False
    """Whether the clock or the user ended moving them."""


def backstop(operation: Operation, found: Worths) -> Backstop:
    """Read what was found, line by line, from the plan for all outcomes."""
    every = readings(operation, found.plan)
    hangs = tuple(h for h in hanging(operation, every) if h.question == found.question)
    told: list[StandIn] = []
    for item in hangs[:STAND_INS]:
        worse = _likeliest(every, found.question, item.least_answer)
        told += stand_ins(operation, found.plan, worse, item.task)
    return Backstop(
        days=DAYS, over=_over(operation, every, found.question), hangs=hangs,
        stand_ins=tuple(told), worths=found,
    )


def _likeliest(every: Sequence[Reading], question: str, answer: str) -> str:
    """The likeliest outcome with an answer and a deal."""
    mine = [r for r in every if dict(r.plan.answers)[question] == answer]
    dealt = [r for r in mine if r.plan.d_day is not None] or mine
    return max(dealt, key=lambda r: r.plan.probability).name


def _over(operation: Operation, every: Sequence[Reading], question: str) -> tuple[Over, ...]:
    groups: dict[str, list[Reading]] = {}
    for reading in every:
        if reading.plan.d_day is not None:
            groups.setdefault(dict(reading.plan.answers)[question], []).append(reading)
    ranked = sorted(groups.items(), key=lambda item: rank(operation, question, item[0]) or 0)
    effects = dict.fromkeys(
        name for group in groups.values() for reading in group
        for name, spans in reading.coverage.effects if spans)
    found = []
    for effect in effects:
        for answer, group in ranked:
            at = [[_on(reading, effect, day) for reading in group] for day in DAYS]
            found.append(Over(
                effect=effect, answer=answer,
                mean=tuple(_mean(covers, group) for covers in at),
                least=tuple(min((c for c in covers if c is not None), default=None)
                            for covers in at),
            ))
    return tuple(found)


def _on(reading: Reading, effect: str, day: int) -> float | None:
    """Coverage of an effect so many days after D; None: nothing is wanted."""
    d_day = reading.timeline.d_day
    assert d_day is not None
    spans = dict(reading.coverage.effects).get(effect, ())
    return next((s.cover for s in spans if s.first <= d_day + day < s.after), None)


def _mean(covers: Sequence[float | None], group: Sequence[Reading]) -> float | None:
    known = [
        (reading.plan.probability, cover)
        for cover, reading in zip(covers, group, strict=True) if cover is not None
    ]
    total = sum(chance for chance, _ in known)
    return sum(chance * cover for chance, cover in known) / total if total else None
