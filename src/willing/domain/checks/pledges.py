"""Pledges: dates, numbers, and tasks they are offered for."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.checks.kinds import listed, problem, short, where
from willing.domain.checks.names import Names
from willing.domain.pledge import Pledge
from willing.domain.requirement import Commitment
from willing.errors import Problem


def check_pledges(names: Names) -> Iterator[Problem]:
    """Pledges that contradict themselves, their unit, the tasks they name, or each other."""
    operation = names.operation
    for pledge in operation.pledges:
        yield from pledge_problems(pledge)
        yield from _tasks(names, pledge)
        unit = operation.unit.get(pledge.unit)
        if unit is not None and pledge.count > (most := max(names.counts(unit))):
            yield problem(
                "pledge-count", where("pledges", pledge, "count"),
                f"{short(pledge.count)} elements are pledged",
                f"unit '{short(unit.id)}' has {short(most)}",
                "lower the number, or correct the unit's",
            )
    yield from _double(names)
    yield from _over(names)


def pledge_problems(pledge: Pledge) -> Iterator[Problem]:
    """What is wrong with one pledge, whatever the rest of the operation says."""
    if pledge.start is not None and pledge.until is not None and pledge.until <= pledge.start:
        yield problem(
            "pledge-dates", where("pledges", pledge, "until"),
            f"it runs from {pledge.start} until {pledge.until}", "it ends after it begins",
            "correct one of the dates",
        )


def _tasks(names: Names, pledge: Pledge) -> Iterator[Problem]:
    unit = names.operation.unit.get(pledge.unit)
    for name in pledge.offered_for:
        task = names.operation.served.get(name)
        if task is None or unit is None:
            continue
        if not isinstance(task, Commitment):
            why = "it is pledged for backfill only" if pledge.purpose == "backfill" else ""
        elif task.nation == unit.nation:
            why = "a nation serves its own commitments without a pledge"
        elif pledge.purpose == "operation":
            why = "it is pledged for the operation only, and this is a commitment"
        else:
            why = f"{task.nation} lets nobody backfill it" if task.backfill == "none" else ""
        if why:
            yield problem(
                "pledge-task", where("pledges", pledge, "offered_for"),
                f"'{short(name)}' is named, but {why}",
                "a pledge names tasks that its purpose and their owners allow",
                "take the task out, or correct 'purpose' or the commitment's 'backfill'",
            )


def _double(names: Names) -> Iterator[Problem]:
    # Two pledges may share a unit when something tells them apart: what they are for, their
    # dates, or a condition, company or caveat that only one of them has.
    limits: dict[str, list[str]] = {}
    for caveat in names.operation.caveats:
        limits.setdefault(caveat.pledge, []).append(
            f"{caveat.kind} {caveat.rule} {caveat.values} {caveat.start} {caveat.until}"
        )
    seen: dict[object, Pledge] = {}
    for pledge in names.operation.pledges:
        key = (
            pledge.unit, pledge.purpose, frozenset(pledge.offered_for), pledge.start,
            pledge.until, pledge.condition, pledge.only,
            tuple(sorted(limits.get(pledge.id, []))),
        )
        first = seen.setdefault(key, pledge)
        if first is not pledge:
            yield problem(
                "double-pledge", where("pledges", pledge, "unit"),
                f"unit '{short(pledge.unit)}' is pledged like this by '{short(first.id)}' already",
                "pledges of one unit differ in purpose, lines, dates, conditions, company or"
                " caveats",
                "make one pledge of both, or say what sets them apart",
            )


def _over(names: Names) -> Iterator[Problem]:
    pledged: dict[str, list[Pledge]] = {}
    for pledge in names.operation.pledges:
        pledged.setdefault(pledge.unit, []).append(pledge)
    for name, pledges in pledged.items():
        unit = names.operation.unit.get(name)
        total = sum(pledge.count for pledge in pledges)
        if unit is None or len(pledges) < 2:
            continue
        if total > (most := max(names.counts(unit))):
            yield problem(
                "over-pledged", where("units", unit, "count"),
                f"{listed([pledge.id for pledge in pledges])} together offer {short(total)}",
                f"the unit has {short(most)}; the plan uses no more at once",
                "check that they are meant to serve in turns",
            )
