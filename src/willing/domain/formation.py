"""Formations: what they are made of, and the lines of their slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from willing.domain.nation import Grade
from willing.domain.requirement import Requirement, Task
from willing.errors import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One place in a formation: so many elements of a capability.

    A capability that has slots is a formation.
    """

    formation: str
    """Capability that is made up of slots."""
    slot: str
    """Name of the slot inside the formation: hq, support, manoeuvre."""
    capability: str
    """What is wanted in the slot; itself no formation."""
    count: int = 1
    """Elements wanted for one formation."""
    viable: int | None = None
    """Elements without which the formation is not in place; none: all of them; 0: it can do
    without."""
    framework: bool = False
    """Whether one nation, the framework nation, brings the viable elements of this slot."""
    source: str = ""
    """Where it was said."""
    grade: Grade = ""
    """How good the source is: A, B, C or I."""
    note: str = ""
    """Anything a reader should know."""
    origin: Origin | None = field(default=None, compare=False, repr=False)

    @property
    def least(self) -> int:
        """Elements without which the formation is not in place."""
        return self.count if self.viable is None else self.viable


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotLine(Requirement):
    """The line of one slot of a requirement for a formation; its id is `REQUIREMENT/SLOT`.

    It follows from the requirement, whose place, dates, priority, acceptability, must-haves and
    command it has. Its quantity is the most it may want: what it does want depends on how many are
    assembled.
    """

    line: str
    """Requirement it belongs to."""
    slot: Slot
    """Place in the formation."""


def line_of(task: Task) -> str:
    """The requirement or commitment that a task is, or that a slot belongs to."""
    return task.line if isinstance(task, SlotLine) else task.id


def slots_by_formation(compositions: Iterable[Slot]) -> Mapping[str, tuple[Slot, ...]]:
    """Slots of each formation, in the order of the table."""
    found: dict[str, tuple[Slot, ...]] = {}
    for slot in compositions:
        found[slot.formation] = (*found.get(slot.formation, ()), slot)
    return found


def slot_lines(
    requirements: Iterable[Requirement], compositions: Iterable[Slot]
) -> Iterator[SlotLine]:
    """The lines of the slots of every requirement for a formation.

    A missing element of a slot weighs as its part of the formation: the requirement's weight over
    the elements of all slots.
    """
    slots = slots_by_formation(compositions)
    for task in requirements:
        own = slots.get(task.capability, ())
        whole = max(sum(slot.count for slot in own), 1)
        for slot in own:
            yield SlotLine(
                id=f"{task.id}/{slot.slot}", name=f"{task.name or task.id}, {slot.slot}",
                effect=task.effect, capability=slot.capability,
                quantity=task.quantity.times(slot.count), place=task.place,
                priority=task.priority, weight=task.weight / whole, essential=False,
                accept=task.accept, must_have=task.must_have, tour_days=task.tour_days,
                order=task.order, command=task.command, authority=task.authority,
                framework=task.framework,
                serial=f"{task.serial}/{slot.slot}" if task.serial else "",
                line=task.id, slot=slot,
            )
