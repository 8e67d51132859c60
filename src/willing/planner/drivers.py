r"""Which illustrative figures drive what an answer is worth: each moved both ways, planned again.

$$ worth(a; \theta_f (1 \pm \rho)) = V_{f\pm}(W_{a_0}) - V_{f\pm}(W_a) $$

where $\theta_f$ is one figure that somebody chose (grade I), and $\rho$ how far it is moved; whole
numbers move by one at least. All other figures stay. Nobody argues for these ends: they show which
figures are worth a better source, not how likely they are to be wrong.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from willing.domain.check import faults
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.windows import Window, Windows
from willing.errors import ProblemsFound
from willing.planner.interval import NOT_KNOWN, Interval
from willing.planner.limits import Reached
from willing.planner.valuing import Valuer
from willing.planner.worth import with_answer

FIGURES = {
    "requirements": ("quantity",), "pledges": ("count", "notice_days"),
    "units": ("notice_days",), "commitments": ("quantity",), "nations": ("decision_days",),
    "standbys": ("cost_per_day", "longest", "recovery"), "legs": ("days",),
}
"""Figures that are moved, by table; what weighs most in a plan first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure that somebody chose, and both ways in which it is moved."""

    table: str
    """Table."""
    record: str
    """Record; of a leg its ends and mode."""
    field: str
    """Field."""
    value: str
    """What the data say."""
    low: str
    """The lower figure that is tried."""
    high: str
    """The higher one."""
    weight: float
    """Element-days of the plan on the lines looked at that it concerns; orders what is tried."""
    moved: tuple[Operation, Operation]
    """The operation with the lower figure, and with the higher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """What an answer is worth with one figure moved."""

    table: str
    """Table."""
    record: str
    """Record; of a leg its ends and mode."""
    field: str
    """Field."""
    value: str
    """What the data say."""
    low: str
    """The lower figure."""
    high: str
    """The higher one."""
    at_low: Interval
    """Points that the answer is worth with the lower figure; not known where check or what is
    decided already refuses it."""
    at_high: Interval
    """The same with the higher one."""

    @property
    def moves(self) -> Interval:
        """Points by which the worth changes from the lower figure to the higher."""
        return self.at_high.less(self.at_low)

    @property
    def still(self) -> bool:
        """Whether it certainly does not change."""
        return self.moves.settled and self.moves.sign is None

    @property
    def certain(self) -> float:
        """Points by which it certainly changes, to either side."""
        low, high = self.moves.low, self.moves.high
        return max(low or 0.0, -(high or 0.0), 0.0) if self.moves.sign is not None else 0.0


def figures(
    operation: Operation, plan: Plan, lines: Collection[str], share: float
) -> tuple[Figure, ...]:
    """Figures of grade I, those first that concern most of what a plan has on some lines."""
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    for row in plan.rows:
        if row.task in lines:
            days = row.count * row.days
            weights["requirements", row.task] += days
            weights["commitments", row.task] += days
            for table, name in (("pledges", row.pledge), ("units", row.unit),
                                ("nations", row.nation)):
                weights[table, name] += days if name else 0.0
    found = list(_every(operation, share, weights))
    tables = tuple(FIGURES)
    return tuple(sorted(found, key=lambda figure: (
        -figure.weight, tables.index(figure.table), figure.record, figure.field)))


def drivers(
    operation: Operation, tried: Sequence[Figure], question: str, ends: tuple[str, str],
    names: Sequence[str], *, seconds: float = math.inf, work: int = 20, seed: int = 0,
    progress: Callable[[Reached], None] | None = None,
) -> tuple[tuple[Driver, ...], bool]:
    """What the last answer is worth beside the first with each figure moved both ways.

    Those that certainly move it most first. True: the clock or the user ended it.
    """
    known = {str(item) for item in faults(operation)}
    whole = Valuer(operation=operation, seconds=seconds, work=work, seed=seed, progress=progress)
    whole.stage(1.0, 2 * len(tried))
    found: list[Driver] = []
    for figure in tried:
        both: list[Interval] = []
        for changed, value in zip(figure.moved, (figure.low, figure.high), strict=True):
            if whole.out():
                break
            whole.doing = f"{figure.record}: {figure.field} {value}"
            both.append(_worth(changed, whole, question, ends, names, known))
        if len(both) < 2:
            break
        found.append(Driver(
            table=figure.table, record=figure.record, field=figure.field, value=figure.value,
            low=figure.low, high=figure.high, at_low=both[0], at_high=both[1]))
    ranked = sorted(found, key=lambda item: (-round(item.certain, 6), -_wide(item), item.record))
    return tuple(ranked), whole.stopped or len(found) < len(tried)


def _wide(item: Driver) -> float:
    """Points between the middles of both worths: no proof, orders those that are not certain."""
    ends = (item.moves.low, item.moves.high)
    return abs(sum(end for end in ends if end is not None)) / 2 if None not in ends else 0.0


def _worth(
    changed: Operation, whole: Valuer, question: str, ends: tuple[str, str],
    names: Sequence[str], known: Collection[str],
) -> Interval:
    """What an answer is worth with a figure moved."""
    if not {str(item) for item in faults(changed)} <= set(known):
        return NOT_KNOWN
    valuer = whole.beside(changed, 2)
    least, most = (with_answer(changed, question, answer, names) for answer in ends)
    try:
        one, other = valuer.of(least), valuer.of(most)
        while not one.score.less(other.score).settled and (
            valuer.tighten(one) | valuer.tighten(other)
        ):
            pass
    except ProblemsFound:
        return NOT_KNOWN  # what is decided already cannot stand with it
    finally:
        whole.stopped = whole.stopped or valuer.stopped
        whole.interrupted = whole.interrupted or valuer.interrupted
    return one.score.less(other.score)


def _every(
    operation: Operation, share: float, weights: Mapping[tuple[str, str], float]
) -> Iterator[Figure]:
    for table, names in FIGURES.items():
        for at, record in enumerate(getattr(operation, table)):
            if record.grade != "I":
                continue
            for name in names:
                value = getattr(record, name)
                ends = _ends(value, share)
                if ends is None:
                    continue
                yield Figure(
                    table=table, record=_called(record), field=name, value=str(value),
                    low=str(ends[0]), high=str(ends[1]),
                    weight=weights.get((table, _called(record)), 0.0),
                    moved=(_with(operation, table, at, name, ends[0]),
                           _with(operation, table, at, name, ends[1])),
                )


def _with(operation: Operation, table: str, at: int, name: str, value: Any) -> Operation:
    records = getattr(operation, table)
    changed: dict[str, Any] = {
        table: (*records[:at], replace(records[at], **{name: value}), *records[at + 1:])}
    return replace(operation, **changed)


def _called(record: Any) -> str:
    """What a record is called where it has no id: its ends and mode."""
    if hasattr(record, "id"):
        return str(record.id)
    told = {field.name for field in fields(record)}
    return " ".join(str(getattr(record, name)) for name in ("start", "end", "mode")
                    if name in told)


def _ends(value: Any, share: float) -> tuple[Any, Any] | None:
    """A figure moved down and up; None: there is nothing to move."""
    if isinstance(value, Windows):
        low, high = (
            Windows(tuple(
                Window(part.start, part.end, _moved(part.quantity, sign * share))
                for part in value.parts
            )) for sign in (-1, 1)
        )
        return (low, high) if str(low) != str(high) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        return None
    return _moved(value, -share), _moved(value, share)


def _moved(value: Any, share: float) -> Any:
    """A figure and a share of it; whole numbers by one at least, and never below nothing."""
    if isinstance(value, int):
        step = max(round(value * abs(share)), 1) if value else 0
        return max(value + int(math.copysign(step, share)), 0)
    return value * (1 + share)
