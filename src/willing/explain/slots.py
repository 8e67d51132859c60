"""What keeps one formation more from being assembled on some days: slots, or a framework nation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from willing.assess.formation import Assembled
from willing.assess.level import Amount, Level
from willing.domain.formation import SlotLine
from willing.explain.ground import Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """One slot that lacks elements for one formation more."""

    line: SlotLine
    """The slot."""
    there: Amount
    """What those in place count for, on the day with the least."""
    needed: int
    """Viable elements of all formations, one more included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMore:
    """What one formation more would want on some days."""

    number: int
    """Formations assembled, on the days with the fewest."""
    lacking: tuple[Lacking, ...]
    """Slots with too few elements."""
    framework: str
    """Why nobody frames one more; empty: somebody does, or nobody must."""

    @property
    def sentence(self) -> str:
        """The same in words."""
        wants = [
            f"{item.needed} in {item.line.id} ({_amount(item.there)} there)"
            for item in self.lacking
        ]
        wants += [self.framework] if self.framework else []
        wanted = "; ".join(wants) or "nothing that is not there"
        return f"Assembled slot by slot: {self.number}. One more wants {wanted}."


def one_more(here: Ground, task: str, days: tuple[int, int]) -> OneMore | None:
    """What one formation more wants on some days of a line; None for a line without slots."""
    inside = [
        item for item in here.formations.get(task, ())
        if item.span.first < days[1] and item.span.after > days[0]
    ]
    if not inside:
        return None
    number = min(item.number for item in inside)
    lines = here.situation.operation.slots_of[task]
    lacking = tuple(
        Lacking(line=line, there=there, needed=line.slot.least * (number + 1))
        for at, line in enumerate(lines)
        if (there := min(item.slots[at].there for item in inside)) < line.slot.least * (number + 1)
    )
    framed = [item.framed for item in inside if item.framed is not None]
    unframed = bool(framed) and min(framed) <= number
    return OneMore(
        number=number, lacking=lacking,
        framework=_framework(here, task, inside, number) if unframed else "",
    )


def _framework(here: Ground, task: str, inside: list[Assembled], number: int) -> str:
    """Slots of the framework nation, and the nations that have elements in some of them."""
    own = [
        line for line in here.situation.operation.slots_of[task]
        if line.slot.framework and line.slot.least
    ]
    wanted = " and ".join(f"{line.slot.slot} {line.slot.least}" for line in own)
    lasting = here.situation.operation.task[task]
    days = f" for {lead} days" if (lead := getattr(lasting, "lead_days", 0)) else ""
    return f"a framework nation with {wanted}{days} ({_nations(here, own, inside)})"


def _nations(here: Ground, own: list[SlotLine], inside: list[Assembled]) -> str:
    nations = sorted({nation for task, nation in here.use.credits if task in {x.id for x in own}})
    parts = [part for nation in nations if (part := ", ".join(_has(here, own, inside, nation)))]
    told = [f"{nation} {part}" for nation, part in zip(nations, parts, strict=False)]
    return "; ".join(told) + " there" if told else "nobody is there"


def _has(
    here: Ground, own: list[SlotLine], inside: list[Assembled], nation: str
) -> Iterator[str]:
    for line in own:
        level = here.use.credits.get((line.id, nation), Level(()))
        there = min(level.least(item.span.first, item.span.after) for item in inside)
        yield f"{line.slot.slot} {_amount(there)}"


def _amount(number: Amount) -> str:
    return f"{float(number):g}"
