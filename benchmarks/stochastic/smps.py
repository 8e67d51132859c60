"""Puts a two-stage SMPS problem together: core, periods, and what changes by outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from math import prod
from pathlib import Path

from benchmarks.stochastic.core import Core, lines, read_core
from benchmarks.stochastic.together import two_stages
from willing.planner.ahead.stages import Stages

Change = tuple[str, str, float]
"""Column (or the name of the right-hand side), row, and the new figure."""
_MOST = 100_000
"""Outcomes beyond which independent figures cannot be multiplied out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """One outcome: how likely, and what it changes in the core."""

    name: str
    probability: float
    changes: tuple[Change, ...]


def read_smps(core_file: Path) -> Stages:
    """The problem of a core file and the `.tim` and `.sto` beside it, of the same name."""
    core = read_core(core_file)
    column, row = _second(core_file.with_suffix(".tim"))
    draws = read_draws(core_file.with_suffix(".sto"))
    return two_stages(
        [(draw.name, draw.probability, _changed(core, draw)) for draw in draws], column, row
    )


def _second(path: Path) -> tuple[str, str]:
    """First column and first row of the second period."""
    periods = [words for head, words in lines(path) if not head]
    if len(periods) != 2:
        raise ValueError(f"{path.name}: {len(periods)} periods; only two stages can be read")
    return periods[1][0], periods[1][1]


def read_draws(path: Path) -> list[Draw]:
    """Outcomes of a `.sto` file: scenarios, blocks or independent figures, all discrete."""
    section = ""
    scenarios: dict[str, tuple[float, dict[tuple[str, str], float]]] = {}
    blocks: dict[str, list[tuple[float, dict[tuple[str, str], float]]]] = {}
    current: dict[tuple[str, str], float] = {}
    for head, words in lines(path):
        if head:
            section = words[0].upper()
            kind = words[1].upper() if len(words) > 1 else "DISCRETE"
            if section in ("INDEP", "BLOCKS", "SCENARIOS") and kind != "DISCRETE":
                raise ValueError(f"{path.name}: {section} {kind}; only DISCRETE can be read")
            if len(words) > 2 and words[2].upper() != "REPLACE":
                raise ValueError(
                    f"{path.name}: {section} {kind} {words[2]}; only figures that REPLACE those of "
                    "the core can be read")
        elif section == "SCENARIOS" and words[0].upper() == "SC":
            parent = scenarios.get(words[2])
            current = {} if parent is None else dict(parent[1])
            scenarios[words[1]] = float(words[3]), current
        elif section == "BLOCKS" and words[0].upper() == "BL":
            drawn = blocks.setdefault(words[1], [])
            # What a later draw of a block does not name is as in its first.
            current = dict(drawn[0][1]) if drawn else {}
            drawn.append((float(words[-1]), current))
        elif section == "INDEP":
            place = words[0], words[1]
            blocks.setdefault(" ".join(place), []).append(
                (float(words[-1]), {place: float(words[2])})
            )
        elif section in ("SCENARIOS", "BLOCKS"):
            for i in range(1, len(words) - 1, 2):
                current[words[0], words[i]] = float(words[i + 1])
    if scenarios:
        return [_draw(name, *drawn) for name, drawn in scenarios.items()]
    return _multiplied(path, list(blocks.values()))


def _multiplied(
    path: Path, blocks: list[list[tuple[float, dict[tuple[str, str], float]]]]
) -> list[Draw]:
    """Every combination of draws of independent blocks."""
    count = prod(len(block) for block in blocks)
    if count > _MOST:
        raise ValueError(f"{path.name}: {count} outcomes; at most {_MOST} can be multiplied out")
    draws = []
    for number, chosen in enumerate(product(*blocks), start=1):
        merged: dict[tuple[str, str], float] = {}
        for _, changes in chosen:
            merged |= changes
        draws.append(_draw(f"draw {number}", prod(part for part, _ in chosen), merged))
    return draws


def _draw(name: str, probability: float, changes: dict[tuple[str, str], float]) -> Draw:
    return Draw(
        name=name, probability=probability,
        changes=tuple((column, row, value) for (column, row), value in changes.items()),
    )


def _changed(core: Core, draw: Draw) -> Core:
    """The core with the figures of an outcome."""
    entries, right = dict(core.entries), dict(core.right)
    for column, row, value in draw.changes:
        if column in core.integer:
            entries[column, row] = value
        else:
            right[row] = value
    return replace(core, entries=entries, right=right)
