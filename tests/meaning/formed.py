"""Slots of formations once more: the lines that follow from a requirement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from willing.domain.formation import SlotLine
from willing.domain.requirement import Requirement, Served
from willing.domain.windows import Windows

if TYPE_CHECKING:
    from tests.meaning.restated import World


def slots(world: World, task: Requirement) -> list[SlotLine]:
    """Lines of the slots of a requirement for a formation."""
    own = [slot for slot in world.operation.compositions if slot.formation == task.capability]
    return [
        SlotLine(
            id=f"{task.id}/{slot.slot}", effect=task.effect, capability=slot.capability,
            quantity=Windows(tuple(
                replace(part, quantity=part.quantity * slot.count) for part in task.quantity.parts
            )),
            place=task.place, priority=task.priority, accept=task.accept, order=task.order,
            tour_days=task.tour_days, must_have=task.must_have, command=task.command,
            authority=task.authority, framework=task.framework,
            weight=task.weight / sum(other.count for other in own),
            line=task.id, slot=slot,
        ) for slot in own
    ]


def tasks(world: World) -> list[Served]:
    """Requirements with their slots, and commitments."""
    wanted: list[Served] = []
    for task in world.operation.requirements:
        wanted += [task, *slots(world, task)]
    return [*wanted, *world.operation.commitments]
