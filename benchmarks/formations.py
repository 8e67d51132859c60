"""Turns some lines of a generated operation into lines for formations, filled slot by slot."""

from __future__ import annotations

import random
from dataclasses import replace
from math import ceil

from willing.domain.formation import Slot
from willing.domain.operation import Operation
from willing.domain.requirement import Requirement
from willing.domain.unit import Capability
from willing.domain.windows import Window, Windows

_BODY, _VIABLE = 3, 2
_LEAD_DAYS = 150
_WORTH = 5
"""Elements that a group counts for: more than the four in it, so that assembling one pays."""


def with_formations(operation: Operation, share: float, dice: random.Random) -> Operation:
    """The operation with a share of its larger lines asking for groups of three with a leader.

    A group has one element of another capability, which the framework nation brings for 150 days at
    least, and three of the line's own, of which two are viable. Lines with rules that formations
    cannot have stay as they are, and those that orders name.
    """
    kinds = [capability.id for capability in operation.capabilities]
    fixed = {row.task for row in (*operation.orders, *operation.cycles)}
    formed: dict[str, str] = {}
    lines = []
    for line in operation.requirements:
        if dice.random() < share and _may(line) and line.id not in fixed:
            formed.setdefault(line.capability, f"{line.capability}_group")
            line = replace(
                line, capability=formed[line.capability], lead_days=_LEAD_DAYS,
                nations=dice.choice((None, 3)), weight=line.weight * _WORTH,
                quantity=Windows(tuple(
                    Window(part.start, part.end, ceil(part.quantity / _BODY))
                    for part in line.quantity.parts
                )),
            )
        lines.append(line)
    slots: list[Slot] = []
    for capability, group in formed.items():
        leader = kinds[(kinds.index(capability) + 1) % len(kinds)]
        slots += [
            Slot(formation=group, slot="lead", capability=leader, framework=True),
            Slot(formation=group, slot="body", capability=capability, count=_BODY, viable=_VIABLE),
        ]
    return replace(
        operation, requirements=tuple(lines), compositions=tuple(slots),
        capabilities=(*operation.capabilities, *(Capability(id=name) for name in formed.values())),
    )


def _may(line: Requirement) -> bool:
    most = max(part.quantity for part in line.quantity.parts)
    ruled = line.lead or line.max_share or line.per_people or line.min_useful
    return most >= _BODY and not ruled
