"""The operation as it stands in one outcome: changes made, days laid out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from willing.calendar import Timeline, timeline
from willing.domain.condition import Condition
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome, rank
from willing.domain.route import Hurdle, Ways, movement_days, options, ways
from willing.domain.text import field_types, read_field

CHANGING = ("requirements", "commitments", "units", "pledges", "places", "nations", "reaches",
            "needs")
"""Tables that an answer may change."""


@dataclass(frozen=True)
class _Net:
    """Ways between places as far as they were asked for, and the tables that they follow from."""

    tables: tuple[object, ...]
    graphs: dict[frozenset[Hurdle], Ways] = field(default_factory=dict)
    movement: dict[tuple[str, str], tuple[int, bool]] = field(default_factory=dict)


_NETS: deque[_Net] = deque(maxlen=8)
"""Those asked last: most outcomes change nothing of the ways, and share one."""


def _net(operation: Operation) -> _Net:
    tables = (operation.legs, operation.places, operation.steps, operation.settings)
    for net in tuple(_NETS):
        if all(ours is theirs for ours, theirs in zip(tables, net.tables, strict=True)):
            return net
    net = _Net(tables)
    _NETS.append(net)
    return net


@dataclass(frozen=True)
class Situation:
    """One outcome's operation and timeline; what planner, explanations and checks read."""

    operation: Operation
    """The operation with the outcome's changes made."""
    outcome: Outcome
    """Answers."""
    timeline: Timeline
    """Days and lines."""
    taken: tuple[tuple[str, int], ...] = ()
    """Steps supposed to be taken here and the days of that; those taken already are known."""

    @cached_property
    def options(self) -> tuple[Hurdle, ...]:
        """Legs that only a step opens."""
        return options(self.operation)

    @cached_property
    def _net(self) -> _Net:
        return _net(self.operation)

    def graph(self, without: Iterable[Hurdle]) -> Ways:
        """Legs by place, but for those that are closed."""
        closed, graphs = frozenset(without), self._net.graphs
        if closed not in graphs:
            graphs[closed] = ways(self.operation, closed)
        return graphs[closed]

    @cached_property
    def taken_on(self) -> Mapping[str, int]:
        """Days on which steps are taken: as is supposed here, or in fact."""
        end = self.timeline.horizon if self.timeline.d_day is None else self.timeline.d_day
        facts = {
            step.id: (step.taken - self.timeline.as_of).days
            for step in self.operation.steps if step.taken is not None
        }
        return {**dict(self.taken), **{name: day for name, day in facts.items() if day < end}}

    @cached_property
    def presence(self) -> dict[tuple[str, str], tuple[tuple[int, int], ...]]:
        """Days on which agreements keep a nation from a place, as far as they were asked for."""
        return {}

    @cached_property
    def crossings(self) -> dict[tuple[str, str, str], Any]:
        """Ways of nations that need transit agreements, as far as they were asked for."""
        return {}

    def movement(self, start: str, end: str) -> tuple[int, bool]:
        """Days between two places for whoever may use every leg, and whether legs say so.

        Legs that only a step opens count where no other lead there.
        """
        key, known = (start, end), self._net.movement
        if key not in known:
            found = movement_days(self.operation, self.graph(self.options), start, end)
            if not found[1] and self.options:
                found = movement_days(self.operation, self.graph(()), start, end)
            known[key] = found
        return known[key]

    def known_day(self, condition: Condition | None) -> int | None:
        """First day on which the answers given so far make the condition true; None: never.

        A question is answered on its date, or at the deal. No condition is true from day 0.
        """
        if condition is None:
            return 0
        days = {name: self.answer_day(name) for name, _ in self.outcome.answers}
        for day in sorted({0, *(d for d in days.values() if d is not None)}):
            known = {
                name: answer for name, answer in self.outcome.answers
                if (answered := days[name]) is not None and answered <= day
            }
            if condition.holds(known, lambda q, a: rank(self.operation, q, a)):
                return day
        return None

    def answer_day(self, name: str) -> int | None:
        """Day on which a question is answered; None: at a deal that never comes."""
        question = self.operation.question.get(name)
        if question is None or question.answered is None:
            return self.timeline.d_day
        return max((question.answered - self.timeline.as_of).days, 0)

    def all_known(self) -> int:
        """First day on which everything is known: D, or the last date of an answer behind it;
        without a deal the end.
        """
        if self.timeline.d_day is None:
            return self.timeline.end
        dated = [self.answer_day(name) or 0 for name, _ in self.outcome.answers]
        return max(self.timeline.d_day, *dated)


def situation(operation: Operation, outcome: Outcome) -> Situation:
    """Make an outcome's changes and lay out its days.

    Changes are made in the order of the table, each where its condition is true with all answers
    of the outcome. Raises `TextFault` for a value that its field cannot hold.
    """
    answers = dict(outcome.answers)
    changed: dict[str, dict[str, dict[str, Any]]] = {}
    for change in operation.changes:
        if change.when.holds(answers, lambda q, a: rank(operation, q, a)):
            of_table = changed.setdefault(change.table, {})
            of_table.setdefault(change.id, {})[change.field] = change.value
    tables: dict[str, Any] = {
        table: _apply(getattr(operation, table), records) for table, records in changed.items()
    }
    return Situation(
        operation=replace(operation, **tables), outcome=outcome,
        timeline=timeline(operation.as_of, outcome.deal, operation.grid),
    )


def _apply(records: Iterable[Any], changed: dict[str, dict[str, str]]) -> tuple[Any, ...]:
    return tuple(
        _changed(record, changed[record.id]) if record.id in changed else record
        for record in records
    )


def _changed(record: Any, values: dict[str, str]) -> Any:
    noun: Any = type(record)
    kinds = field_types(noun)
    return replace(record, **{name: read_field(kinds[name], text) for name, text in values.items()})
