"""Reads the outcomes of an SMPS problem: scenarios, blocks or independent figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from math import prod
from pathlib import Path

from benchmarks.stochastic.core import lines, number

Place = tuple[str, str]
"""Column (or the name of the right-hand side), and row (or the name or kind of the bounds)."""
_MOST = 100_000
"""Outcomes beyond which independent figures cannot be multiplied out."""
_WAYS = ("REPLACE", "ADD", "MULTIPLY")
BOUNDS = ("UP", "LO", "FX")
"""Kinds of bounds that outcomes may change."""
_SECTIONS = ("STOCH", "INDEP", "BLOCKS", "SCENARIOS", "ENDATA")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """One outcome: how likely, and what it changes in the core."""

    name: str
    probability: float
    changes: dict[Place, float]
    """New figures, or what is added to those of the core, or what they are multiplied by."""
    way: str = "REPLACE"
    """Which of the three."""


def read_draws(path: Path) -> list[Draw]:
    """Outcomes of a `.sto` file: scenarios, blocks or independent figures, all discrete."""
    section, way = "", "REPLACE"
    scenarios: dict[str, tuple[float, dict[Place, float]]] = {}
    blocks: dict[str, list[tuple[float, dict[Place, float]]]] = {}
    current: dict[Place, float] = {}
    for head, words in lines(path):
        if head:
            section, way = _section(path, words, way)
        elif section == "SCENARIOS" and words[0].upper() == "SC":
            parent = scenarios.get(words[2])
            current = {} if parent is None else dict(parent[1])
            scenarios[words[1]] = number(words[3], path, words), current
        elif section == "BLOCKS" and words[0].upper() == "BL":
            drawn = blocks.setdefault(words[1], [])
            # What a later draw of a block does not name is as in its first.
            current = dict(drawn[0][1]) if drawn else {}
            drawn.append((number(words[-1], path, words), current))
        elif section == "INDEP":
            if words[0].upper() in BOUNDS and len(words) > 4:
                del words[1]
            place = words[0], words[1]
            blocks.setdefault(" ".join(place), []).append(
                (number(words[-1], path, words), {place: number(words[2], path, words)})
            )
        elif section in ("SCENARIOS", "BLOCKS"):
            current |= _figures(path, words)
    if scenarios and blocks:
        raise ValueError(f"{path.name}: scenarios and blocks in one file; only either can be read")
    if not scenarios and not blocks:
        raise ValueError(f"{path.name}: no outcomes; scenarios, blocks or figures are wanted")
    if scenarios:
        drawn_all = [_draw(name, *drawn) for name, drawn in scenarios.items()]
    else:
        drawn_all = _multiplied(path, list(blocks.values()))
    return [replace(draw, way=way) for draw in drawn_all]


def _section(path: Path, words: list[str], way: str) -> tuple[str, str]:
    """Name of a section, and what its figures do to those of the core."""
    section, kinds = words[0].upper(), [word.upper() for word in words[1:]]
    if section not in _SECTIONS:
        raise ValueError(
            f"{path.name}: section {section}; only {', '.join(_SECTIONS[1:4])} can be read")
    if section in ("STOCH", "ENDATA"):
        return section, way
    for kind in kinds:
        if kind in _WAYS:
            way = kind
        elif kind != "DISCRETE":
            raise ValueError(f"{path.name}: {section} {kind}; only DISCRETE can be read")
    return section, way


def _figures(path: Path, words: list[str]) -> dict[Place, float]:
    """Figures of a line: of entries and right-hand sides, or one of a bound."""
    if words[0].upper() in BOUNDS and len(words) in (3, 4):
        return {(words[0].upper(), words[-2]): number(words[-1], path, words)}
    if len(words) % 2 == 0:
        raise ValueError(f"{path.name}: '{' '.join(words)}': a name or a figure is missing")
    return {(words[0], words[i]): number(words[i + 1], path, words)
            for i in range(1, len(words), 2)}


def _multiplied(
    path: Path, blocks: list[list[tuple[float, dict[Place, float]]]]
) -> list[Draw]:
    """Every combination of draws of independent blocks."""
    count = prod(len(block) for block in blocks)
    if count > _MOST:
        raise ValueError(f"{path.name}: {count} outcomes; at most {_MOST} can be multiplied out")
    draws = []
    for count, chosen in enumerate(product(*blocks), start=1):
        merged: dict[Place, float] = {}
        for _, changes in chosen:
            merged |= changes
        draws.append(_draw(f"draw {count}", prod(part for part, _ in chosen), merged))
    return draws


def _draw(name: str, probability: float, changes: dict[Place, float]) -> Draw:
    return Draw(name=name, probability=probability, changes=changes)
