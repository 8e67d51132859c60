"""The two models whose data files are read: server location, and sizes to produce."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from benchmarks.stochastic.core import Core
from benchmarks.stochastic.data import DEFAULT, Figures, read_data
from benchmarks.stochastic.together import two_stages
from willing.planner.ahead.stages import Stages

_OVERLOAD = 1000.0
"""What one more unit of capacity than there is costs, where the data do not say."""
_KEYS = {"Revenue": 2, "Demand": 2}
"""Parameters with more than one key, which may be listed instead of given as a table."""


def read_model(folder: Path) -> Stages:
    """The problem of a folder with one data file for each outcome."""
    common = _all(folder, "ReferenceModel.dat")
    structure = _all(folder, "ScenarioStructure.dat")
    files = sorted(
        (path for path in folder.rglob("*.dat") if re.fullmatch(r"Scenario\d+", path.stem)),
        key=lambda path: int(path.stem[8:]),
    )
    if not files:
        raise ValueError(
            f"{folder}: no core file, and no Scenario1.dat and its like; either is wanted")
    outcomes = []
    for path in files:
        data = common | read_data(path, _KEYS)
        outcomes.append((path.stem, _probability(structure, path.stem, len(files)), data))
    write = _model_of(outcomes[0][2])
    return two_stages([(name, part, write(data)) for name, part, data in outcomes], *_SECOND[write])


def _all(folder: Path, name: str) -> dict[str, Figures]:
    found: dict[str, Figures] = {}
    for path in sorted(folder.rglob(name)):
        found |= read_data(path, _KEYS)
    return found


def _probability(structure: dict[str, Figures], name: str, count: int) -> float:
    """Probability of an outcome: its leaf's; equal for all when nothing says."""
    leaf = structure.get("ScenarioLeafNode", {}).get((name,))
    given = structure.get("ConditionalProbability", {}).get((leaf or "",))
    return 1.0 / count if given is None else float(given)


def _model_of(data: dict[str, Figures]) -> Callable[[dict[str, Figures]], Core]:
    if "ClientPresent" in data:
        return servers
    if "DemandsSecondStage" in data:
        return sizes
    raise ValueError(f"no model with {', '.join(data)} is known; sslp and sizes are")


def _number(
    data: dict[str, Figures], name: str, *key: str, default: float | None = None
) -> float:
    """A figure of the data; for keys that are not named the one that holds for those."""
    figures = data.get(name, {})
    given = figures.get(key, figures.get((DEFAULT,)))
    if given is None and default is None:
        raise ValueError(
            f"the data have no figure {name} {' '.join(key)}".rstrip()
            + "; the model cannot be made without"
        )
    try:
        return float(given) if given is not None else float(default or 0.0)
    except ValueError:
        raise ValueError(f"{name} {' '.join(key)}: '{given}' is no figure") from None


def servers(data: dict[str, Figures]) -> Core:
    """Open servers now; then give each client that is there to one of them, for its revenue.

    Demand beyond an open server's capacity is paid dearly.
    """
    core = Core(objective="cost")
    everyone = [str(i + 1) for i in range(int(_number(data, "NumClients")))]
    places = [str(j + 1) for j in range(int(_number(data, "NumServers")))]
    for j in places:
        _column(core, f"open {j}", 1.0, True, _number(data, "FixedCost", j))
    for j in places:
        core.senses[f"capacity {j}"] = "L"
        _column(core, f"over {j}", None, False, _number(data, "Penalty", default=_OVERLOAD))
        core.entries[f"open {j}", f"capacity {j}"] = -_number(data, "Capacity")
        core.entries[f"over {j}", f"capacity {j}"] = -1.0
    for i in everyone:
        core.senses[f"client {i}"] = "E"
        core.right[f"client {i}"] = _number(data, "ClientPresent", i, default=1.0)
        for j in places:
            name = f"give {i} {j}"
            _column(core, name, 1.0, True, -_number(data, "Revenue", i, j))
            core.entries[name, f"client {i}"] = 1.0
            core.entries[name, f"capacity {j}"] = _number(data, "Demand", i, j)
    return core


def sizes(data: dict[str, Figures]) -> Core:
    """Produce sizes now and in a second period, and cut larger ones down for smaller ones."""
    core = Core(objective="cost")
    kinds = [str(i + 1) for i in range(int(_number(data, "NumSizes")))]
    for period, wanted in (("1", "DemandsFirstStage"), ("2", "DemandsSecondStage")):
        _period(core, data, kinds, period)
        for i in kinds:
            core.senses[f"wanted {i} {period}"] = "G"
            core.right[f"wanted {i} {period}"] = _number(data, wanted, i)
        for i in kinds:
            core.senses[f"stock {i} {period}"] = "L"
            for before in range(1, int(period) + 1):
                core.entries[f"make {i} {before}", f"stock {i} {period}"] = -1.0
                for j in kinds[:int(i)]:
                    core.entries[f"cut {i} {j} {before}", f"stock {i} {period}"] = 1.0
                    core.entries[f"cut {i} {j} {period}", f"wanted {j} {period}"] = 1.0
    return core


def _period(core: Core, data: dict[str, Figures], kinds: list[str], period: str) -> None:
    """What is made and cut in a period: the setups, the most of it, and what it costs."""
    most = _number(data, "Capacity")
    core.senses[f"capacity {period}"] = "L"
    core.right[f"capacity {period}"] = most
    for i in kinds:
        _column(core, f"setup {i} {period}", 1.0, True, _number(data, "SetupCosts", i))
    for i in kinds:
        make, own = f"make {i} {period}", f"setup {i} {period}"
        _column(core, make, most, True, _number(data, "UnitProductionCosts", i))
        core.senses[own] = "L"
        core.entries[make, own] = 1.0
        core.entries[own, own] = -most
        core.entries[make, f"capacity {period}"] = 1.0
        for j in kinds[:int(i)]:
            dearer = 0.0 if i == j else _number(data, "UnitReductionCost")
            _column(core, f"cut {i} {j} {period}", most, True, dearer)


def _column(core: Core, name: str, most: float | None, whole: bool, cost: float) -> None:
    core.integer[name] = whole
    if most is not None:
        core.bounds[name] = (0.0, most)
    if cost:
        core.entries[name, core.objective] = cost


_SECOND = {servers: ("over 1", "capacity 1"), sizes: ("setup 1 2", "capacity 2")}
"""First column and first row of the second stage of each model."""
