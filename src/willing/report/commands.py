"""The tree of headquarters: what serves under each, with which authority asked and granted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from willing.domain.command import Command
from willing.domain.operation import Operation
from willing.domain.requirement import Requirement
from willing.report.figures import amount
from willing.report.pledged import caveat_words, most_at_once
from willing.report.reading import Reading

UNSAID = "not said"
"""What stands for an authority that a nation has not spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """One nation on one line."""

    nation: str
    """Nation."""
    most: int
    """Most elements in place at once."""
    granted: str
    """Authority its pledges grant, with their caveats on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandLine:
    """One requirement under a headquarters."""

    task: Requirement
    """The requirement as it stands in this outcome."""
    wanted: str
    """Most elements wanted at once, with their unit: `3 battalions`."""
    serving: tuple[Serving, ...]
    """Who serves it in the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headquarters:
    """A command in the tree, or the lines that name none."""

    command: Command | None
    """The command; None: lines that name none."""
    depth: int
    """Commands above it."""
    lines: tuple[CommandLine, ...]
    """Lines directly under it."""


def commanded(operation: Operation) -> bool:
    """Whether an operation says anything of command or authority."""
    return bool(operation.commands) or any(line.authority for line in operation.requirements)


def tree(reading: Reading) -> tuple[Headquarters, ...]:
    """Headquarters from the highest down, each before those below it, with its lines."""
    operation = reading.operation
    lines: dict[str, list[CommandLine]] = {}
    for task in operation.requirements:
        lines.setdefault(task.command, []).append(_line(reading, task))
    found = [
        Headquarters(command=command, depth=depth, lines=tuple(lines.get(command.id, ())))
        for command, depth in _walk(operation, "", 0)
    ]
    if "" in lines:
        found.append(Headquarters(command=None, depth=0, lines=tuple(lines[""])))
    return tuple(found)


def _walk(operation: Operation, superior: str, depth: int) -> Iterator[tuple[Command, int]]:
    for command in operation.commands:
        if command.superior == superior:
            yield command, depth
            yield from _walk(operation, command.id, depth + 1)


def _line(reading: Reading, task: Requirement) -> CommandLine:
    pieces = reading.pieces.get(task.id, ())
    most = max((piece.wanted for piece in pieces), default=0)
    tours = [tour for tour in reading.tours if tour.task == task.id]
    serving = []
    for nation in dict.fromkeys(tour.nation for tour in tours):
        mine = [tour for tour in tours if tour.nation == nation]
        granted = dict.fromkeys(_granted(reading.operation, tour.pledge) for tour in mine)
        at_once = most_at_once([(t.turn.first_day, t.turn.ends, t.count) for t in mine])
        serving.append(Serving(nation=nation, most=at_once, granted=", ".join(granted)))
    return CommandLine(
        task=task, wanted=amount(most, reading.unit_of_count(task.id)), serving=tuple(serving))


def _granted(operation: Operation, name: str) -> str:
    pledge = operation.pledge.get(name)
    told = [pledge.authority if pledge and pledge.authority else UNSAID]
    told += [
        caveat_words(caveat) for caveat in operation.caveats
        if caveat.pledge == name and caveat.kind == "authority"
    ]
    return "; ".join(told)
