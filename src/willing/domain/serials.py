"""Serials of the statement of requirements: as written, or made from effect and order.

A line without a serial of its own gets the first letters of its effect and its place among the
lines of that effect, `BOR-03`, or the next number that is free. So lines added at the end change
no serial that people already know; whoever takes a line out of the middle writes the others' first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from willing.domain.operation import Operation
from willing.domain.requirement import Requirement

_LETTERS = 3


def serials(operation: Operation) -> Mapping[str, str]:
    """Serial of every requirement by its id, in the operation's order."""
    letters = _letters(operation.requirements)
    taken = {line.serial.strip().casefold() for line in operation.requirements}
    places: Counter[str] = Counter()
    found: dict[str, str] = {}
    for line in operation.requirements:
        places[line.effect] += 1
        serial, number = line.serial.strip(), places[line.effect]
        while not serial:
            made = f"{letters[line.effect]}-{number:02}"
            number += 1
            serial = "" if made.casefold() in taken else made
        taken.add(serial.casefold())
        found[line.id] = serial
    return found


def sub_serial(serial: str, number: int) -> str:
    """Serial of one window of a line, counted from 1: `BOR-03/2`."""
    return f"{serial}/{number}"


def _letters(lines: tuple[Requirement, ...]) -> Mapping[str, str]:
    """First letters of each effect; of several that begin alike the later ones get a number."""
    found: dict[str, str] = {}
    for line in lines:
        if line.effect not in found:
            first = line.effect[:_LETTERS].upper()
            alike = sum(name[:_LETTERS].upper() == first for name in found)
            found[line.effect] = f"{first}{alike + 1}" if alike else first
    return found
