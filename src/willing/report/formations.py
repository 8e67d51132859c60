"""Formations as a staff reads them: whole, assembled from slots, under which framework nation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from willing.assess.formation import Assembled, assembled
from willing.assess.scene import Scene, stage_of
from willing.report.figures import number
from willing.report.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class InSlot:
    """One slot over some days."""

    name: str
    """Name of the slot in the formation."""
    framework: bool
    """Whether the framework nation brings it."""
    there: float
    """What those in place count for."""
    wanted: int
    """Elements wanted for the formations assembled."""
    nations: tuple[str, ...]
    """Nations in place in it, with what they count for: `CCC 2`."""

    @property
    def text(self) -> str:
        """The slot in a few words: `company 2 of 3 (CCC 2)`."""
        who = f" ({', '.join(self.nations)})" if self.nations else ""
        wanted = f" of {number(self.wanted)}" if self.wanted else ""
        return f"{self.name} {number(self.there)}{wanted}{who}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormationDays:
    """A requirement for a formation over days on which nothing changes."""

    task: str
    """Requirement."""
    first: int
    """First day."""
    after: int
    """Day after the last."""
    wanted: int
    """Formations wanted."""
    whole: float
    """Formations filled whole."""
    assembled: int
    """Formations assembled from slots."""
    framework: tuple[str, ...]
    """Framework nations, with how many they frame: `GBR 1`."""
    slots: tuple[InSlot, ...]
    """Every slot."""

    @property
    def filled(self) -> str:
        """How many, and how: `1 of 2: 1 whole, 0 assembled`."""
        there = min(self.whole + self.assembled, self.wanted)
        return (
            f"{number(there)} of {number(self.wanted)}: {number(self.whole)} whole, "
            f"{number(self.assembled)} assembled"
        )

    @property
    def framed(self) -> str:
        """Framework nations: `GBR 1`; a dash where no slot is theirs or nobody frames one."""
        return ", ".join(self.framework) or "–"

    @property
    def in_slots(self) -> str:
        """All slots in a few words."""
        return "; ".join(slot.text for slot in self.slots)


def formations_of(reading: Reading) -> tuple[FormationDays, ...]:
    """Every requirement for a formation in one outcome, by days; nothing where there is none."""
    if not reading.operation.compositions:
        return ()
    scene = stage_of(reading.before, reading.whole, reading.name)
    found: list[FormationDays] = []
    for task, spans in assembled(scene, scene.credits).items():
        for item in spans:
            here = _days(scene, task, item)
            last = found[-1] if found else None
            if last and last.after == here.first and last == replace(
                here, first=last.first, after=last.after
            ):
                found[-1] = replace(last, after=here.after)
            else:
                found.append(here)
    return tuple(found)


def _days(scene: Scene, task: str, item: Assembled) -> FormationDays:
    first, after = item.span.first, item.span.after
    return FormationDays(
        task=task, first=first, after=after, wanted=item.span.quantity, whole=float(item.whole),
        assembled=item.number, framework=tuple(_framework(scene, task, first, after)),
        slots=tuple(
            InSlot(
                name=own.slot.slot, framework=own.slot.framework, there=float(own.there),
                wanted=own.slot.count * item.number,
                nations=tuple(_nations(scene, own.task, first, after)),
            ) for own in item.slots
        ),
    )


def _framework(scene: Scene, task: str, first: int, after: int) -> Iterator[str]:
    for row, begins, ends in sorted(scene.rows_of("lead"), key=lambda found: found[0].nation):
        if row.task == task and begins <= first and after <= ends:
            yield f"{row.nation} {number(row.count)}"


def _nations(scene: Scene, slot: str, first: int, after: int) -> Iterator[str]:
    there = scene.credits
    for task, nation in sorted(there):
        least = there[task, nation].least(first, after) if task == slot else 0
        if least:
            yield f"{nation} {number(float(least))}"
