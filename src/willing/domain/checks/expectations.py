"""Warnings about what the data take for granted: renewals, movement, cycles, many outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from willing.domain.checks.kinds import listed, problem, where
from willing.domain.checks.names import Names
from willing.domain.checks.serving import misfit
from willing.domain.checks.tasks import Lines
from willing.domain.credit import credit
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.requirement import Commitment, Served
from willing.domain.route import movement_days, ways
from willing.domain.unit import Unit
from willing.errors import Problem

MANY = 500
"""Outcomes above which planning them all is said to take long."""


def check_expectations(
    names: Names, lines: Lines, found: tuple[Outcome, ...]
) -> Iterator[Problem]:
    """What the plan will rest on without anybody having said so."""
    operation = names.operation
    yield from _expiries(operation, found)
    pairs = serving_pairs(operation)
    yield from _legs(operation, pairs)
    yield from _unasked(operation, pairs)
    yield from _spread(operation)
    yield from _nobody_on_tour(operation, lines)
    if len(found) > MANY:
        yield problem(
            "many-outcomes", "operation questions", f"the answers combine to {len(found)} outcomes",
            f"above {MANY}, planning them all takes long",
            "plan the likeliest, or leave out questions that change little",
        )


def serving_pairs(operation: Operation) -> list[tuple[Unit, Served]]:
    """Units and the tasks that their capability counts for, by pledge or by ownership."""
    pledged = {pledge.unit for pledge in operation.pledges}
    worth: dict[tuple[str, str], bool] = {}
    found: list[tuple[Unit, Served]] = []
    for unit in operation.units:
        for task in operation.served.values():
            key = (unit.capability, task.capability)
            if key not in worth:
                worth[key] = credit(operation, *key) is not None
            own = isinstance(task, Commitment) and task.nation == unit.nation
            if worth[key] and (own or unit.id in pledged):
                found.append((unit, task))
    return found


def _expiries(operation: Operation, found: tuple[Outcome, ...]) -> Iterator[Problem]:
    chances: dict[date, float] = {}
    for outcome in found:
        if outcome.deal is not None:
            chances[outcome.deal] = chances.get(outcome.deal, 0.0) + outcome.probability
    if not chances:
        return
    likeliest = max(chances, key=lambda deal: (round(chances[deal], 9), -deal.toordinal()))
    for pledge in operation.pledges:
        for field, word in (("until", "ends"), ("renew_by", "must be renewed by")):
            day = getattr(pledge, field)
            renewed = field == "until" and any(
                row.given and isinstance(row.until, date) and row.until >= likeliest
                for row in operation.renewals if row.renews == pledge.id
            )
            if day is not None and day < likeliest and not renewed:
                yield problem(
                    "pledge-expires", where("pledges", pledge, field), f"it {word} {day}",
                    f"the likeliest deal is on {likeliest}", "ask the nation to renew it",
                )
                break


def _legs(operation: Operation, pairs: list[tuple[Unit, Served]]) -> Iterator[Problem]:
    graph = ways(operation)
    pledges: dict[str, list[str]] = {unit.id: [""] for unit, _ in pairs}
    for pledge in operation.pledges:
        pledges.setdefault(pledge.unit, []).append(pledge.id)
    trips = dict.fromkeys(
        (unit.home, task.place) for unit, task in pairs
        if any(misfit(operation, unit, name, task) is None for name in pledges[unit.id])
    )
    unknown = [
        f"{start} - {end}" for start, end in trips
        if not movement_days(operation, graph, start, end)[1]
    ]
    if unknown:
        yield problem(
            "no-legs", "operation legs",
            f"no legs join home and task place ({len(unknown)}): {listed(unknown)}",
            f"{operation.settings.movement_days} days are assumed (settings.movement_days)",
            "add legs where the time matters",
        )


def _unasked(operation: Operation, pairs: list[tuple[Unit, Served]]) -> Iterator[Problem]:
    serving = {unit.id for unit, _ in pairs}
    wanted = dict.fromkeys(task.capability for task in operation.task.values())
    for unit in operation.units:
        if unit.id in serving:
            continue
        if any(credit(operation, unit.capability, name) is not None for name in wanted):
            given = f"its nation has not pledged it and owes no '{unit.capability}'"
            fix = "pledge it, or leave it out"
        else:
            given = f"no task asks for '{unit.capability}'"
            fix = "correct the capability, add a substitution, or leave it out"
        yield problem(
            "unasked-unit", where("units", unit, "capability"), given,
            "a unit serves tasks that ask for its capability, pledged or as its nation's own", fix,
        )


def _spread(operation: Operation) -> Iterator[Problem]:
    told = {row.unit for row in operation.cycles}
    told |= {unit.id for unit in operation.units if unit.free is not None}
    spread = [unit.id for unit in operation.units if unit.id not in told]
    if spread:
        yield problem(
            "no-cycles", "operation cycles",
            f"units without rows ({len(spread)}): {listed(spread)}",
            "they are taken to be spread evenly over their cycle",
            "add rows where it is known who is home, on tour or at rest",
        )


def _nobody_on_tour(operation: Operation, lines: Lines) -> Iterator[Problem]:
    # Windows from D on may hold on the as-of date in one outcome only; one is enough to say it.
    served = {row.task for row in operation.cycles if row.state == "tour" and row.count}
    served |= {
        order.task for order in operation.orders for line in lines
        if (first := line.day_of(order.first_day)) is not None and first <= 0 < first + order.days
    }
    for task in operation.commitments:
        runs = any(
            first == 0 and quantity
            for line in lines for first, _, quantity in task.quantity.on(line)
        )
        if task.kind == "rotating" and runs and task.id not in served:
            yield problem(
                "nobody-on-tour", where("commitments", task, "quantity"),
                f"it is owed on {operation.as_of}, and no cycle row is on tour for it",
                "until somebody arrives it is short", "add the cycle rows of those who serve it",
            )
