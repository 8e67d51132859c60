"""What differs between two plans, task by task, and which changes of the data lie behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from willing.assess.coverage import coverage
from willing.assess.diff import Changed, diff
from willing.domain.formation import line_of
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.route import within
from willing.explain.records import RecordChange, compare_operations

_EPSILON = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChange:
    """A task that is served otherwise than before, or more or less covered."""

    outcome: str
    """Outcome."""
    task: str
    """Requirement or commitment."""
    before: float
    """Element-days covered up to the horizon in the old plan."""
    after: float
    """Element-days covered in the new plan."""
    changed: tuple[Changed, ...]
    """Turns on it whose elements differ."""
    causes: tuple[RecordChange, ...]
    """Changes of the data that touch the task, or pools and pledges that serve otherwise on it."""
    follows: tuple[str, ...]
    """Tasks with causes of their own that gave it elements or took some; asked without causes."""

    @property
    def why(self) -> str:
        """The cause in words."""
        if self.causes:
            return "caused by " + "; ".join(cause.text for cause in self.causes)
        if self.follows:
            return f"follows from {', '.join(self.follows)}"
        return "no change of the data touches it: another choice of like worth"


def causes(
    old: Operation, new: Operation, old_plan: Plan, new_plan: Plan
) -> tuple[TaskChange, ...]:
    """What changed between two plans and what caused it, in the outcomes that both have.

    A change of the data touches a task by its own record, its place, its capability, or by a
    pool that serves otherwise on it: the pool, its nation, home, policy, cycle, pledges and their
    caveats, questions and orders. What stands for all (weights, settings, grid) touches every task.
    """
    records = [change for change in compare_operations(old, new) if change.matters]
    outcomes = {part.outcome for part in old_plan.outcomes}
    found: list[TaskChange] = []
    for part in new_plan.outcomes:
        if part.outcome in outcomes:
            found += _outcome(old, new, old_plan, new_plan, part.outcome, records)
    return tuple(found)


def _outcome(
    old: Operation, new: Operation, old_plan: Plan, new_plan: Plan, outcome: str,
    records: list[RecordChange],
) -> list[TaskChange]:
    turns: defaultdict[str, list[Changed]] = defaultdict(list)
    for item in diff(old_plan, new_plan):
        if item.outcome == outcome:
            turns[item.task].append(item)
    before, after = _there(old, old_plan, outcome), _there(new, new_plan, outcome)
    names = [
        name for name in dict.fromkeys((*old.task, *new.task))
        if turns[name] or abs(before.get(name, 0.0) - after.get(name, 0.0)) > _EPSILON
    ]
    direct = {name: _touching(old, new, name, turns[name], records) for name in names}
    return [
        TaskChange(
            outcome=outcome, task=name, before=before.get(name, 0.0), after=after.get(name, 0.0),
            changed=tuple(turns[name]), causes=direct[name],
            follows=() if direct[name] else _followed(name, turns, direct),
        )
        for name in names
    ]


def _there(operation: Operation, plan: Plan, outcome: str) -> Mapping[str, float]:
    return {line.task: line.there for line in coverage(operation, plan, outcome).lines}


def _touching(
    old: Operation, new: Operation, task: str, turns: Iterable[Changed],
    records: Iterable[RecordChange],
) -> tuple[RecordChange, ...]:
    touched: set[tuple[str, str]] = set()
    for operation in (old, new):
        touched |= _names(operation, task, {item.unit for item in turns})
    general = ("operation", "grid", "weights", "settings", "overheads")
    return tuple(
        change for change in records
        if change.table in general
        or any(change.table == table and name in change.id.split("/") for table, name in touched)
    )


def _names(operation: Operation, task: str, units: set[str]) -> set[tuple[str, str]]:
    """Table and id of every record that a task and the pools on it rest on."""
    found: set[tuple[str, str]] = set()
    noun = operation.task.get(task)
    if noun is not None:
        line = line_of(noun)
        found |= {("requirements", line), ("commitments", line), ("orders", task),
                  ("changes", line), ("substitutions", noun.capability),
                  ("compositions", operation.task[line].capability)}
        found |= {("places", place) for place in within(operation, noun.place)}
    for name in units & operation.unit.keys():
        unit = operation.unit[name]
        found |= {("units", name), ("cycles", name), ("orders", name), ("nations", unit.nation),
                  ("policies", unit.policy), ("policy_phases", unit.policy), ("legs", unit.home),
                  ("places", unit.home), ("changes", name), ("groups", unit.nation)}
        for pledge in operation.pledges:
            if pledge.unit == name:
                asked = pledge.condition.comparisons() if pledge.condition else ()
                found |= {("pledges", pledge.id), ("caveats", pledge.id), ("changes", pledge.id)}
                found |= {("questions", item.question) for item in asked} | {
                    ("needs", pledge.id)}
                found |= {("packages", package.id) for package in operation.packages
                          if pledge.id in package.pledges}
    return found


def _followed(
    task: str, turns: Mapping[str, list[Changed]],
    direct: Mapping[str, tuple[RecordChange, ...]],
) -> tuple[str, ...]:
    """Tasks with causes of their own on which the same pools serve otherwise too."""
    own = {item.unit for item in turns[task]}
    return tuple(
        name for name, found in direct.items()
        if name != task and found and own & {item.unit for item in turns[name]}
    )
