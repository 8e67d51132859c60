"""Formations: slots that go together, and lines that ask for a formation."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.checks.kinds import listed, problem, short, where
from willing.domain.checks.names import Names
from willing.domain.formation import Slot, slots_by_formation
from willing.domain.requirement import Requirement
from willing.errors import Problem


def check_formations(names: Names) -> Iterator[Problem]:
    """Slots that contradict each other, and lines whose rules a formation cannot have."""
    formations = slots_by_formation(names.operation.compositions)
    for slot in names.operation.compositions:
        yield from _slot(slot)
        if slot.capability in formations:
            yield problem(
                "slot-nested", where("compositions", slot, "capability"),
                f"'{short(slot.capability)}' has slots itself",
                "a slot asks for elements, not for a formation",
                "write its slots here, or ask for the formation on a line of its own",
            )
    for name, slots in formations.items():
        if not any(slot.least > 0 for slot in slots):
            yield problem(
                "slot-viable", where("compositions", slots[0], "viable"),
                f"no slot of '{short(name)}' is viable: {listed([slot.slot for slot in slots])}",
                "a formation cannot do without all of its slots",
                "empty 'viable' of one of them, or write a number above 0",
            )
    for requirement in names.operation.requirements:
        yield from line_problems(names, requirement)


def line_problems(names: Names, task: Requirement) -> Iterator[Problem]:
    """Rules of a line that no line for a formation can have."""
    if task.capability not in slots_by_formation(names.operation.compositions):
        return
    for field, instead in (
        ("lead", "'framework' slots say who leads, and 'lead_days' how long at least"),
        ("max_share", "'nations' limits how many nations there may be"),
        ("per_people", "people ask for elements; ask for so many formations in 'quantity'"),
        ("kind", "a formation is 'in_place'; ask for its elements on a line of another kind"),
    ):
        value = getattr(task, field)
        if value and value != "in_place":
            yield problem(
                "formation-line", where("requirements", task, field),
                f"{short(value)} is given on a line for the formation '{short(task.capability)}'",
                instead, "empty it",
            )


def check_unasked_formations(names: Names) -> Iterator[Problem]:
    """Formations that no requirement asks for. Wants an operation without faults."""
    asked = {task.capability for task in names.operation.requirements}
    for name, slots in slots_by_formation(names.operation.compositions).items():
        if name not in asked:
            yield problem(
                "unasked-formation", where("compositions", slots[0], "formation"),
                f"no requirement asks for '{short(name)}'",
                "a formation is assembled where a requirement names it as its capability",
                "name it in a requirement, or take its slots out",
            )


def _slot(slot: Slot) -> Iterator[Problem]:
    if slot.least > slot.count:
        yield problem(
            "slot-viable", where("compositions", slot, "viable"),
            f"{short(slot.least)} of {short(slot.count)} elements are viable",
            "the viable number is at most the count", "lower it, or raise the count",
        )
    if slot.framework and slot.least <= 0:
        yield problem(
            "slot-viable", where("compositions", slot, "framework"),
            "the framework nation brings a slot of which nothing is viable",
            "it brings the viable elements, 1 or more", "raise 'viable', or write 'no'",
        )
