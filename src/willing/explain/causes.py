"""What differs between two plans, task by task, and which changes of the data lie behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from willing.assess.coverage import coverage
from willing.assess.diff import Changed, diff
from willing.domain.agreement import Agreement
from willing.domain.formation import line_of
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.requirement import Requirement
from willing.domain.route import within
from willing.explain.ground import Ground, ground
from willing.explain.records import RecordChange, compare_operations
from willing.explain.shared import Shared, shared_limits

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
    """Tasks with causes of their own that gave it elements or room, or took some; asked without
    causes."""
    through: tuple[str, ...] = ()
    """Limits by which causes, or tasks that it follows from, reach it; empty: not by limits."""

    @property
    def why(self) -> str:
        """The cause in words."""
        if self.causes:
            return "caused by " + "; ".join(cause.text for cause in self.causes) + self._through
        if self.follows:
            return f"follows from {', '.join(self.follows)}{self._through}"
        return (
            "no change of the data touches it: it makes room or score for others, or is another "
            "choice of like worth"
        )

    @property
    def _through(self) -> str:
        return f", through {' and '.join(self.through)}" if self.through else ""


def causes(
    old: Operation, new: Operation, old_plan: Plan, new_plan: Plan
) -> tuple[TaskChange, ...]:
    """What changed between two plans and what caused it, in the outcomes that both have.

    A change of the data touches a task by its own record, its place, its capability, or by a
    pool that serves otherwise on it: the pool, its nation, home, policy, cycle, pledges and their
    caveats, questions and orders, its owners, and agreements that let its nation be there; further
    the headquarters above the task and ways to its place. What stands for all (weights, settings,
    grid) touches every task. Where nothing does, and more or less of the task is covered, the
    limits of people, beds, the force and tonnes that stop somebody on its shortfall link it: to
    changes of the limit and of what it counts of pools under it, and to tasks on which these serve.
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
    held = _held_otherwise(old_plan, new_plan, outcome)
    pools = {
        name: {item.unit for item in turns[name]} | held[name]
        for name in dict.fromkeys((*old.task, *new.task))
    }
    names = [
        name for name in dict.fromkeys((*old.task, *new.task))
        if turns[name] or abs(before.get(name, 0.0) - after.get(name, 0.0)) > _EPSILON
    ]
    direct = {name: _touching(old, new, name, pools[name], records) for name in names}
    told = [
        TaskChange(
            outcome=outcome, task=name, before=before.get(name, 0.0), after=after.get(name, 0.0),
            changed=tuple(turns[name]), causes=direct[name],
            follows=() if direct[name] else _followed(name, pools, direct),
        )
        for name in names
    ]
    asked = [item for item in told if not item.causes and abs(item.before - item.after) > _EPSILON]
    if not asked:
        return told
    limits = _Limits(ground(old, old_plan, outcome), ground(new, new_plan, outcome), records)
    linked = {item.task: limits.linked(item, direct) for item in asked}
    return [linked.get(item.task, item) for item in told]


@dataclass(frozen=True, slots=True)
class _Limits:
    """Links tasks by the limits that stop somebody on their shortfalls."""

    old: Ground
    new: Ground
    records: list[RecordChange]

    def linked(
        self, item: TaskChange, direct: Mapping[str, tuple[RecordChange, ...]]
    ) -> TaskChange:
        """A task without causes, with those that reach it through limits."""
        # What is short in the plan that covers less, and what stops elements there.
        here = self.new if item.after < item.before else self.old
        if item.task not in here.situation.operation.served:
            return item
        limits = shared_limits(here, item.task, (self.old.scene, self.new.scene))
        causes = {limit.text: self._of(limit) for limit in limits}
        if any(causes.values()):
            found = dict.fromkeys(record for own in causes.values() for record in own)
            through = tuple(text for text, own in causes.items() if own)
            return replace(item, causes=tuple(found), follows=(), through=through)
        if item.follows:
            return item
        tasks = {
            limit.text: [
                name for name, own in direct.items()
                if own and name in limit.tasks and name != item.task
            ]
            for limit in limits
        }
        return replace(
            item, follows=tuple(dict.fromkeys(name for own in tasks.values() for name in own)),
            through=tuple(text for text, own in tasks.items() if own),
        )

    def _of(self, limit: Shared) -> list[RecordChange]:
        """Changes of a limit, and of what it counts of pools."""
        return [
            change for change in self.records
            if (change.table, change.id) == limit.record
            or (change.table == "units" and change.id in limit.units
                and (change.field in limit.fields or not change.field))
        ]


def _there(operation: Operation, plan: Plan, outcome: str) -> Mapping[str, float]:
    return {line.task: line.there for line in coverage(operation, plan, outcome).lines}


def _held_otherwise(old: Plan, new: Plan, outcome: str) -> defaultdict[str, set[str]]:
    """Pools of which other elements are held at home for a task, or on other days."""
    first, second = (
        {
            (row.task, row.unit, row.pledge, row.first_day, row.days, row.count)
            for row in plan.rows if row.kind == "hold" and row.outcome == outcome
        }
        for plan in (old, new)
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for task, unit, *_ in first ^ second:
        found[task].add(unit)
    return found


def _touching(
    old: Operation, new: Operation, task: str, units: set[str],
    records: Iterable[RecordChange],
) -> tuple[RecordChange, ...]:
    touched: set[tuple[str, str]] = set()
    for operation in (old, new):
        touched |= _names(operation, task, units)
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
        here = within(operation, noun.place)
        found |= {(table, place) for place in here for table in ("places", "travel")}
        found |= {("compositions", noun.capability)}
        found |= {("commands", name) for name in _above(operation, task)}
        crossed = {leg.transit for leg in operation.legs if leg.transit}
        found |= {
            key for agreement in operation.agreements
            for key in (("agreements", agreement.id), *(
                ("steps", step.id) for step in operation.steps if agreement.id in step.opens))
            if (agreement.place in here
                or (agreement.kind == "transit" and agreement.place in crossed)) and any(
                _party(operation, agreement, operation.unit[name].nation)
                for name in units & operation.unit.keys()
            )
        }
    found |= {("renewals", name) for table, name in found if table == "agreements"}
    for name in units & operation.unit.keys():
        unit = operation.unit[name]
        found |= {("units", name), ("owners", name), ("cycles", name), ("orders", name),
                  ("nations", unit.nation),
                  ("policies", unit.policy), ("policy_phases", unit.policy), ("legs", unit.home),
                  ("places", unit.home), ("changes", name), ("groups", unit.nation)}
        found |= {("standbys", level.id) for level in operation.standbys
                  if not level.policies or unit.policy in level.policies}
        for pledge in operation.pledges:
            if pledge.unit == name:
                asked = pledge.condition.comparisons() if pledge.condition else ()
                found |= {(table, pledge.id) for table in (
                    "pledges", "caveats", "changes", "renewals")}
                found |= {("questions", item.question) for item in asked} | {
                    ("needs", pledge.id)}
                found |= {("changes", need.id) for need in operation.needs
                          if need.pledge == pledge.id and need.id}
                found |= {("steps", step.id) for step in operation.steps
                          if pledge.id in (*step.opens, *step.shortens)}
                found |= {("packages", package.id) for package in operation.packages
                          if pledge.id in package.pledges}
    return found


def _above(operation: Operation, task: str) -> tuple[str, ...]:
    """The headquarters that a requirement serves under, and those above it."""
    line = operation.task[task]
    chain: list[str] = []
    here = operation.command.get(line.command) if isinstance(line, Requirement) else None
    while here is not None and here.id not in chain:
        chain.append(here.id)
        here = operation.command.get(here.superior)
    return tuple(chain)


def _party(operation: Operation, agreement: Agreement, nation: str) -> bool:
    return not agreement.parties or nation in agreement.parties or any(
        nation in group.members for group in operation.groups if group.id in agreement.parties
    )


def _followed(
    task: str, pools: Mapping[str, set[str]],
    direct: Mapping[str, tuple[RecordChange, ...]],
) -> tuple[str, ...]:
    """Tasks with causes of their own on which the same pools serve otherwise too."""
    return tuple(
        name for name, found in direct.items()
        if name != task and found and pools[task] & pools[name]
    )
