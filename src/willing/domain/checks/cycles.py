"""Cycle rows: they add up, have their dates, and name tasks that the unit can serve."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.checks.kinds import problem, short, where
from willing.domain.checks.names import Names
from willing.domain.checks.serving import misfit
from willing.domain.unit import Cycle
from willing.errors import Problem


def check_cycles(names: Names) -> Iterator[Problem]:
    """Cycle rows that contradict the unit, the calendar, the pledge or the task."""
    operation = names.operation
    totals: dict[str, int] = {}
    first: dict[str, Cycle] = {}
    for row in operation.cycles:
        totals[row.unit] = totals.get(row.unit, 0) + row.count
        first.setdefault(row.unit, row)
        yield from _home(names, row) if row.state == "home" else _dates(names, row)
        yield from _fits(names, row)
        yield from _pledged(names, row)
    for unit in operation.units:
        total = totals.get(unit.id)
        if total is not None and total != unit.count:
            yield problem(
                "cycle-sum", where("cycles", first[unit.id], "count"),
                f"the rows of unit '{short(unit.id)}' add up to {short(total)} elements",
                f"the unit has {short(unit.count)}", "correct the rows, or the unit's count",
            )


def _home(names: Names, row: Cycle) -> Iterator[Problem]:
    given = [name for name in ("until", "task", "pledge") if getattr(row, name)]
    if given:
        yield problem(
            "cycle-state", where("cycles", row, given[0]),
            f"{' and '.join(given)} given beside elements at home",
            "elements at home are rested and free, and have none of these",
            "empty them, or correct the state",
        )
    if row.since is not None and row.since > names.operation.as_of:
        yield problem(
            "cycle-dates", where("cycles", row, "since"), f"the dwell ended on {row.since}",
            f"elements at home are rested by {names.operation.as_of}",
            "correct the date, or write 'dwell' with its end under 'until'",
        )


def _dates(names: Names, row: Cycle) -> Iterator[Problem]:
    as_of = names.operation.as_of
    if row.until is None or row.until < as_of:
        yield problem(
            "cycle-dates", where("cycles", row, "until"),
            f"the {row.state} ends on {row.until}" if row.until else f"the {row.state} has no end",
            f"it ends on a date from {as_of} on",
            "write the last day, or 'home' where it is over",
        )
    if row.since is not None:
        yield problem(
            "cycle-state", where("cycles", row, "since"), f"since {row.since} for a {row.state}",
            "only elements at home are rested since a day", "empty it, or correct the state",
        )


def _fits(names: Names, row: Cycle) -> Iterator[Problem]:
    operation = names.operation
    unit, task = operation.unit.get(row.unit), operation.served.get(row.task)
    if unit is None or task is None or (row.pledge and row.pledge not in operation.pledge):
        return
    if row.state == "tour" and (why := misfit(operation, unit, row.pledge, task)):
        yield problem(
            "misfit", where("cycles", row, "task"),
            f"elements of '{short(unit.id)}' are on tour on '{short(task.id)}', but {short(why)}",
            "a tour under way names a task that its unit and pledge may serve",
            "correct the task or the pledge, or empty both for a tour outside this operation",
        )


def _pledged(names: Names, row: Cycle) -> Iterator[Problem]:
    """A pledge counts the elements of its own unit alone, in dwell and on tours elsewhere too."""
    operation = names.operation
    pledge = operation.pledge.get(row.pledge)
    on_task = row.state == "tour" and row.task in operation.served  # then its misfit is told
    if pledge is not None and row.unit in operation.unit and pledge.unit != row.unit and (
        not on_task
    ):
        yield problem(
            "misfit", where("cycles", row, "pledge"),
            f"pledge '{short(pledge.id)}' is one of unit '{short(pledge.unit)}'",
            "elements are under pledges of their own unit", "correct the pledge, or empty it",
        )
