"""Puts a two-stage SMPS problem together: core, periods, and what changes by outcome."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.stochastic.core import Core, bound, lines, read_core
from benchmarks.stochastic.draws import BOUNDS, Draw, read_draws
from benchmarks.stochastic.together import two_stages
from willing.planner.ahead.stages import Stages


def read_smps(core_file: Path) -> Stages:
    """The problem of a core file and the `.tim` and `.sto` beside it, of the same name."""
    core = read_core(core_file)
    core, column, row = _in_order(core, _beside(core_file, "time"))
    draws = read_draws(_beside(core_file, "stoch"))
    return two_stages(
        [(draw.name, draw.probability, _changed(core, draw)) for draw in draws], column, row
    )


def _beside(core_file: Path, kind: str) -> Path:
    """The file of another kind beside a core file: `.tim`, `.time`, `.sto`, `.stoc`, `.stoch`."""
    found = [
        path for path in sorted(core_file.parent.iterdir())
        if path.stem == core_file.stem and len(path.suffix) > 3
        and f".{kind}".startswith(path.suffix.lower())
    ]
    if not found:
        raise ValueError(
            f"{core_file.name}: no .{kind[:3]} beside it; core, .tim and .sto must have one name")
    return found[0]


def _in_order(core: Core, path: Path) -> tuple[Core, str, str]:
    """The core by periods, and the first column and row of the second of them.

    Periods are told by their first column and row, or explicitly for each column and row.
    """
    section, periods = "", []
    told: dict[str, dict[str, str]] = {"COLUMNS": {}, "ROWS": {}}
    for head, words in lines(path):
        if head:
            section = words[0].upper()
        elif section in told:
            told[section][words[0]] = words[1]
        else:
            periods.append(words)
    if len(periods) != 2:
        raise ValueError(f"{path.name}: {len(periods)} periods; only two stages can be read")
    if not told["COLUMNS"]:
        column, row = periods[1][:2]
        _known(path, column, core.integer, "column")
        return core, column, row if row != core.objective else next(iter(core.senses))
    second = periods[1][0]
    columns = sorted(core.integer, key=lambda name: told["COLUMNS"].get(name) == second)
    rows = sorted(core.senses, key=lambda name: told["ROWS"].get(name) == second)
    late = [next((name for name in names if told[of].get(name) == second), None)
            for names, of in ((columns, "COLUMNS"), (rows, "ROWS"))]
    if late[0] is None or late[1] is None:
        raise ValueError(f"{path.name}: period {second} has no columns or no rows")
    ordered = replace(
        core, integer={name: core.integer[name] for name in columns},
        senses={name: core.senses[name] for name in rows},
    )
    return ordered, late[0], late[1]


def _known(path: Path, name: str, names: dict[str, bool] | dict[str, str], what: str) -> None:
    if name not in names:
        raise ValueError(f"{path.name}: {name} is no {what} of the core file")


def _changed(core: Core, draw: Draw) -> Core:
    """The core with the figures of an outcome."""
    made = replace(
        core, entries=dict(core.entries), right=dict(core.right), ranges=dict(core.ranges),
        bounds=dict(core.bounds), kinds=dict(core.kinds), integer=dict(core.integer),
    )
    for (column, row), value in draw.changes.items():
        if column in core.integer and row in core.sets.get("BOUNDS", ()):
            _bounded(made, column, core.kinds.get(column, "UP"), value, draw)
        elif column in BOUNDS and column not in core.integer and row in core.integer:
            _bounded(made, row, column, value, draw)
        elif row in core.free:
            continue
        elif row != core.objective and row not in core.senses:
            raise ValueError(
                f"outcome {draw.name}: {column} {row}: {row} is no row of the core file, "
                "nor a set of its bounds"
            )
        elif column in core.integer:
            turned = -1.0 if core.maximised and row == core.objective else 1.0
            _set(made.entries, (column, row), value, turned, draw.way)
        elif column in core.sets.get("RANGES", ()) and column not in core.sets.get("RHS", ()):
            _set(made.ranges, row, value, 1.0, draw.way)
        else:
            _right_side(core, column, row, draw)
            turned = -1.0 if core.maximised and row == core.objective else 1.0
            _set(made.right, row, value, turned, draw.way)
    return made


def _right_side(core: Core, name: str, row: str, draw: Draw) -> None:
    """A name that is no column must be that of the right-hand sides, where these have one."""
    named = core.sets.get("RHS")
    if named and name not in named and name.upper() not in ("RHS", "RIGHT"):
        raise ValueError(
            f"outcome {draw.name}: {name} {row}: {name} is no column of the core file; "
            f"right-hand sides are called {', '.join(sorted(named))} in it"
        )


def _set(
    figures: dict[Any, float], key: Any, value: float, turned: float, way: str
) -> None:
    """Change a figure by what an outcome says; it may be turned in the core."""
    before = figures.get(key, 0.0)
    figures[key] = {
        "REPLACE": turned * value, "ADD": before + turned * value, "MULTIPLY": before * value,
    }[way]


def _bounded(core: Core, column: str, kind: str, value: float, draw: Draw) -> None:
    lower, upper = core.bounds_of(column)
    before = lower if kind in ("LO", "LI") else upper
    if draw.way == "MULTIPLY" and not np.isfinite(before):
        raise ValueError(f"outcome {draw.name}: {column} has no bound to multiply")
    figure = {"REPLACE": value, "ADD": before + value, "MULTIPLY": before * value}[draw.way]
    bound(core, column, kind, figure)
