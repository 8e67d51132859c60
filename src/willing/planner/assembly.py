"""Formations counted exactly: how many are assembled in each span, and what their slots miss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from willing.planner.choices import Choices
from willing.planner.program import Ints
from willing.planner.rules.formation import framework_slots, slot_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One slot as far as assembling goes."""

    count: int
    """Elements wanted for one formation."""
    least: int
    """Elements without which it is not in place."""
    there: Fraction
    """What those in place in the slot count for, through the whole span."""


def short(wanted: Fraction, covered: Fraction, least: int) -> Fraction:
    """What is missing; below `least`, or below what is wanted if that is less, nothing counts."""
    useful = covered >= min(Fraction(least), wanted)
    return max(wanted - (covered if useful else 0), Fraction(0))


def assembled(
    wanted: Fraction, whole: Fraction, useful: int, parts: Sequence[Part], frames: int | None
) -> tuple[int, Fraction]:
    """How many formations are assembled in one span, and how much of a formation is then missing.

    As many as leave least missing, where an element of a slot counts as its part of the
    formation; of equals the larger number. `frames`: how many are framed; None: no slot is the
    framework nation's.
    """
    most = -((whole - wanted) // 1)
    if frames is not None:
        most = min(most, frames)
    for part in parts:
        if part.least:
            most = min(most, part.there // part.least)
    elements = max(sum(part.count for part in parts), 1)

    def missing(number: int) -> Fraction:
        gaps = sum(
            (max(part.count * number - part.there, Fraction(0)) for part in parts), Fraction(0)
        )
        return short(wanted, whole + number, useful) + gaps / elements

    number = min(range(max(int(most), 0), -1, -1), key=missing)
    return number, missing(number)


def frames_at(
    choices: Choices, r: int, slots: Sequence[int], leads: Mapping[tuple[int, str], Ints]
) -> Ints | None:
    """Formations framed in each span of a requirement; None: it needs no framework nation."""
    if not framework_slots(choices, slots):
        return None
    framed = [number for (task, _), number in leads.items() if task == r]
    total: Ints = np.zeros(len(choices.spans[r]), dtype=np.int64)
    for number in framed:
        total = total + number
    return total


def parts_at(
    choices: Choices, slots: Sequence[int], there: Mapping[int, Sequence[Fraction]], span: int
) -> list[Part]:
    """The slots of a requirement in one span."""
    return [
        Part(
            count=slot_of(choices, s).slot.count, least=slot_of(choices, s).slot.least,
            there=there[s][span],
        )
        for s in slots
    ]
