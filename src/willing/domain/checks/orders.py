"""Orders: turns already decided that can be served, and that together use no more than there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from willing.domain.checks.kinds import problem, short, where
from willing.domain.checks.names import Names
from willing.domain.checks.ranges import COUNT
from willing.domain.checks.serving import misfit
from willing.domain.checks.tasks import Lines
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome
from willing.domain.pledge import Order, Pledge
from willing.domain.situation import Situation
from willing.domain.span import task_days
from willing.domain.standing import free_day, releases
from willing.domain.turn import rhythm
from willing.domain.unit import Cycle, Unit
from willing.errors import Problem

Use = tuple[int, int, int]
"""First day, day after, and elements used in between."""


def check_orders(names: Names, lines: Lines) -> Iterator[Problem]:
    """Orders that cannot be kept."""
    for order in names.operation.orders:
        yield from _fits(names, order)
    # Over legs of negative length (a fault told elsewhere) a search for the way would not end.
    if all(leg.days >= 0 for leg in names.operation.legs):
        yield from _pools(names, lines)


def _fits(names: Names, order: Order) -> Iterator[Problem]:
    operation = names.operation
    unit, task = operation.unit.get(order.unit), operation.served.get(order.task)
    if unit is None or task is None or (order.pledge and order.pledge not in operation.pledge):
        return
    why = misfit(operation, unit, order.pledge, task, order.kind)
    if why:
        yield problem(
            "misfit", where("orders", order, "task"),
            f"elements of '{short(unit.id)}' are ordered to '{short(task.id)}', but {short(why)}",
            "an order names a task that its unit and pledge may serve by its kind, tour or hold",
            "correct the task or the pledge",
        )


def _pools(names: Names, lines: Lines) -> Iterator[Problem]:
    """Units and pledges of which orders and cycle rows use too much on some day."""
    operation = names.operation
    # Other units have no more away than their cycle rows say, and these add up (cycle-sum).
    busy = {order.unit for order in operation.orders}
    busy |= {row.unit for row in operation.cycles if row.pledge}
    busy |= {change.id for change in operation.changes if change.table == "units"}
    units = [unit for unit in operation.units if unit.id in busy and _readable(operation, unit)]
    told: set[str] = set()
    for line in lines:
        here = Situation(operation=operation, outcome=outcome({}, 1.0), timeline=line)
        for unit in units:
            for table, record, uses in _uses(here, unit):
                most, least = peak(uses), min(names.counts(record))
                if most > least and record.id not in told:
                    told.add(record.id)
                    yield problem(
                        "overused", where(table, record, "count"),
                        f"cycle rows and orders use {most:g} elements at once",
                        f"there are {short(least)}",
                        "correct the orders or the cycle rows, or raise the count",
                    )


def _readable(operation: Operation, unit: Unit) -> bool:
    """Whether the turns of a unit can be laid out: faults told elsewhere may prevent it."""
    tours = [policy.tours for policy in operation.policies if policy.id == unit.policy]
    tours += [phase.tours for phase in operation.policy_phases if phase.policy == unit.policy]
    rows: tuple[Order | Cycle, ...] = (*operation.orders, *operation.cycles)
    tasks = [operation.served.get(row.task) for row in rows if row.unit == unit.id]
    return (
        unit.policy in operation.policy and all(tours) and 0 < unit.count <= COUNT
        and all(task is None or task.place in operation.place for task in tasks)
    )


def _uses(here: Situation, unit: Unit) -> Iterator[tuple[str, Unit | Pledge, list[Use]]]:
    """What a unit and each of its pledges already have in use."""
    operation = here.operation
    rows = [row for row in operation.cycles if row.unit == unit.id]
    orders = [
        (order.pledge, use)
        for order in operation.orders
        if order.unit == unit.id and (use := _use(here, unit, order))
    ]
    waiting = [(0, release.day, release.count) for release in releases(here, unit)]
    single = [
        use for order in operation.orders if order.unit == unit.id
        and not _declared(operation, order) and not _own(order)
        and (use := _use(here, unit, order))
    ]
    yield "units", unit, [*waiting, *single, *_borne(here, unit)]
    for pledge in operation.pledges:
        if pledge.unit == unit.id:
            busy = [
                (0, free_day(here, unit, row), row.count)
                for row in rows if row.pledge == pledge.id
            ]
            yield "pledges", pledge, busy + [use for name, use in orders if name == pledge.id]


def _declared(operation: Operation, order: Order) -> bool:
    """Whether its elements may be declared for one task more."""
    task = operation.served.get(order.task)
    return order.kind == "hold" and task is not None and task.twice


def _own(order: Order) -> bool:
    """Whether its elements are held for their own nation."""
    return order.kind == "hold" and not order.pledge


def _borne(here: Situation, unit: Unit) -> Iterator[Use]:
    """Elements that bear what is ordered to be held for tasks that may be declared twice, or for
    their own nation, beyond what those ordered to stand by bear of the latter."""
    by_task: dict[tuple[str, bool], list[Use]] = {}
    single: list[Use] = []
    standing: list[Use] = []
    for order in here.operation.orders:
        use = _use(here, unit, order) if order.unit == unit.id else None
        level = here.operation.standby.get(order.task)
        if use and _declared(here.operation, order):
            by_task.setdefault((order.task, _own(order)), []).append(use)
        elif use and _own(order):
            single.append(use)
        elif use and order.kind == "standby" and level is not None and level.covers:
            standing.append((use[0], _stint_ends(here, order), use[2]))

    def on(day: int, uses: list[Use]) -> int:
        return sum(n for a, b, n in uses if a <= day < b)

    every = [*single, *standing, *(use for uses in by_task.values() for use in uses)]
    for first, after in pairwise(sorted({day for a, b, _ in every for day in (a, b)})):
        beyond, spare = on(first, single) - on(first, standing), 0
        if beyond < 0:
            beyond, spare = 0, -beyond
        others = [on(first, uses) for (_, own), uses in by_task.items() if not own]
        own = [on(first, uses) for (_, mine), uses in by_task.items() if mine]
        total = sum(others) + sum(own)
        yield first, after, beyond + max(
            0, *others, -(-sum(others) // 2), -(-(total - spare) // 2), *(n - spare for n in own))


def pledged_uses(here: Situation, unit: Unit) -> list[Use]:
    """What orders and cycle rows use of a unit under its pledges."""
    return [use for table, _, uses in _uses(here, unit) if table == "pledges" for use in uses]


def _use(here: Situation, unit: Unit, order: Order) -> Use | None:
    task, first = here.operation.served.get(order.task), here.timeline.day_of(order.first_day)
    if order.kind == "standby" and first is not None:
        level = here.operation.standby.get(order.task)
        free = _stint_ends(here, order) + (level.recovery if level else 0)
        return (max(first, 0), min(free, here.timeline.end), order.count)
    if task is None or first is None:
        return None
    if first >= here.timeline.end:
        return None
    if order.kind == "hold":
        return (max(first, 0), min(first + order.days, here.timeline.end), order.count)
    opening, _ = task_days(task, here.timeline) or (first, None)
    # An ordered tour ends on its own date, even where its task ends before.
    turn = rhythm(here, unit, task, first).turn(first, order.days, opening, None)
    return (max(turn.leaves, 0), min(turn.free, here.timeline.end), order.count)


def _stint_ends(here: Situation, order: Order) -> int:
    """Day after the last that elements ordered to stand by do; the deal ends it."""
    line = here.timeline
    ends = (line.day_of(order.first_day) or 0) + order.days
    return ends if line.d_day is None else min(ends, line.d_day)


def peak(uses: Iterable[tuple[int, int, float]]) -> float:
    """Most in use at once, of uses with a first day, a day after, and an amount."""
    steps = sorted(
        step for first, after, count in uses if first < after
        for step in ((first, count), (after, -count))
    )
    now = most = 0.0
    for _, more in steps:
        now += more
        most = max(most, now)
    return most
