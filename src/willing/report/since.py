"""What changed since the last conference: lines, pledges, how far lines are filled, and turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from willing.assess.coverage import Line, coverage
from willing.assess.diff import diff
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.serials import serials
from willing.explain.records import RecordChange, compare_operations

_SHOWN = ("requirements", "pledges", "caveats", "commitments", "nations", "units", "questions")
"""Tables whose changes are told one by one, in this order; those of others are counted."""
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The last conference."""

    plan: Plan | None = None
    """The plan that it saw; None: only the data are compared."""
    operation: Operation | None = None
    """The data that it saw; None: those of today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """A line that is better or worse filled than in the last plan, or new, or gone."""

    outcome: str
    """Outcome that both plans have."""
    task: str
    """Requirement or commitment."""
    serial: str
    """Serial of a requirement; the id of a commitment."""
    priority: int
    """Class."""
    before: float | None
    """Coverage up to the horizon in the last plan, 0 to 1; None: nothing was asked."""
    after: float | None
    """Coverage now; None: nothing is asked any more."""

    @property
    def word(self) -> str:
        """better, worse, new or gone."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        return "better" if self.after > self.before else "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How many elements of a nation are on other turns than before, in one outcome."""

    outcome: str
    """Outcome."""
    nation: str
    """Nation."""
    fewer: int
    """Elements of the last plan's turns that are no more."""
    more: int
    """Elements of new turns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """Everything that changed since the last conference."""

    records: tuple[RecordChange, ...]
    """Changes of lines, pledges and what else is told one by one."""
    others: tuple[tuple[str, int], ...]
    """Other tables, and how many of their records or fields changed."""
    filling: tuple[Filling, ...]
    """Lines otherwise filled, by class, the largest loss first."""
    moved: tuple[Moved, ...]
    """Elements on other turns, by nation."""
    outcomes: tuple[str, ...]
    """Outcomes that only one of the plans has."""
    data: bool
    """Whether data were compared."""
    plans: bool
    """Whether plans were compared."""


def since(operation: Operation, plan: Plan, last: Last) -> Since:
    """Compare a plan and its data with those of the last conference.

    The last plan is read with the data that it was made from, where they are given.
    """
    changes = () if last.operation is None else compare_operations(last.operation, operation)
    told = [change for table in _SHOWN for change in changes if change.table == table]
    counts = Counter(change.table for change in changes if change.table not in _SHOWN)
    filling: list[Filling] = []
    moved: list[Moved] = []
    only: list[str] = []
    if last.plan is not None:
        theirs = {part.outcome for part in last.plan.outcomes}
        ours = {part.outcome for part in plan.outcomes}
        only = sorted(theirs ^ ours)
        for part in plan.outcomes:
            if part.outcome in theirs:
                filling += _filling(operation, plan, last.plan, last.operation, part.outcome)
        moved = _moved(last.plan, plan)
    return Since(
        records=tuple(told), others=tuple(counts.items()), filling=tuple(filling),
        moved=tuple(moved), outcomes=tuple(only), data=last.operation is not None,
        plans=last.plan is not None,
    )


def _filling(
    operation: Operation, plan: Plan, old: Plan, old_data: Operation | None, outcome: str
) -> list[Filling]:
    before = _lines(old_data or operation, old, outcome)
    after = _lines(operation, plan, outcome)
    known = {**serials(old_data or operation), **serials(operation)}
    found = []
    for name in dict.fromkeys((*after, *before)):
        was, now = _share(before.get(name)), _share(after.get(name))
        if was == now or (was is not None and now is not None and abs(was - now) < _EPSILON):
            continue
        line = after.get(name) or before[name]
        found.append(Filling(
            outcome=outcome, task=name, serial=known.get(name, name), priority=line.priority,
            before=was, after=now,
        ))
    return sorted(found, key=lambda f: (f.priority, (f.after or 0.0) - (f.before or 0.0), f.task))


def _lines(operation: Operation, plan: Plan, outcome: str) -> Mapping[str, Line]:
    return {line.task: line for line in coverage(operation, plan, outcome).lines}


def _share(line: Line | None) -> float | None:
    return line.there / line.wanted if line is not None and line.wanted else None


def _moved(old: Plan, new: Plan) -> list[Moved]:
    fewer: Counter[tuple[str, str]] = Counter()
    more: Counter[tuple[str, str]] = Counter()
    for turn in diff(old, new):
        key = (turn.outcome, turn.nation)
        if turn.after > turn.before:
            more[key] += turn.elements
        else:
            fewer[key] += turn.elements
    return [
        Moved(outcome=outcome, nation=nation, fewer=fewer[outcome, nation],
              more=more[outcome, nation])
        for outcome, nation in dict.fromkeys((*fewer, *more))
    ]
