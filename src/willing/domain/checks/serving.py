"""Whether the elements of a row (cycle or order) can serve the task that the row names."""

from __future__ import annotations

from willing.domain.credit import credit
from willing.domain.formation import line_of
from willing.domain.operation import Operation
from willing.domain.requirement import Commitment, Requirement, Served
from willing.domain.route import within
from willing.domain.serve import is_held
from willing.domain.unit import Unit


def misfit(
    operation: Operation, unit: Unit, pledge_id: str, task: Served, kind: str = "tour"
) -> str | None:
    """Say why elements of a unit, under a pledge or none, cannot be on tour, or held, for a task.

    Conditions, dates and caveats are left out: a tour under way is a fact, and one already
    decided was decided by people who knew them.
    """
    if credit(operation, unit.capability, task.capability) is None:
        return f"'{unit.capability}' does not count for '{task.capability}'"
    own = isinstance(task, Commitment) and task.nation == unit.nation
    if kind == "hold" and not is_held(task):
        return "it is no standing commitment: nobody is held for it"
    if isinstance(task, Requirement) and is_held(task) and kind == "tour":
        return "it is at notice or on call: elements serve it where they live, not on tour"
    pledge = operation.pledge.get(pledge_id)
    if pledge is None:
        if not own:
            return f"elements of '{unit.id}' serve it only under a pledge"
        if isinstance(task, Commitment) and task.kind == "standing" and kind == "tour":
            return "it is standing: the owner's elements serve it at home, not on tour"
        return None
    if pledge.unit != unit.id:
        return f"pledge '{pledge.id}' is one of unit '{pledge.unit}'"
    if own:
        return "a nation serves its own commitments without a pledge"
    wanted = "operation" if isinstance(task, Requirement) else "backfill"
    if pledge.purpose not in (wanted, "any"):
        return f"pledge '{pledge.id}' is for {pledge.purpose}, not for {wanted}"
    way = "home" if kind == "hold" else "tour"
    if isinstance(task, Commitment) and task.backfill not in (way, "any"):
        return f"{task.nation} lets nobody backfill it {'from' if way == 'home' else 'by'} {way}"
    named = {task.id, line_of(task), *within(operation, task.place)}
    if isinstance(task, Requirement):
        named.add(task.effect)
    if pledge.offered_for and not named & set(pledge.offered_for):
        return f"pledge '{pledge.id}' is offered only for {', '.join(pledge.offered_for)}"
    return None
