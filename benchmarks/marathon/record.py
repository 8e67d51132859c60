"""Reads the sample project, and reckons what its recorded deployments fill."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks.page import ROOT

UNUSED = "NotUtilized"
"""What the record says instead of a demand when a unit is not used."""


class NoCases(Exception):
    """The public cases are not on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One demand; days are the record's, from 1."""

    name: str
    """As the deployments name it."""
    kind: str
    """Unit type wanted (SRC)."""
    priority: int
    quantity: int
    first: int
    after: int
    """Day after the last."""
    group: str
    """Demand group within which units follow on; empty: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One record of a unit."""

    unit: str
    kind: str
    """Unit type sent."""
    component: str
    """Active or reserve component."""
    policy: str
    """Policy that holds for it."""
    demand: str
    """Demand served, or `NotUtilized`."""
    first: int
    budget: int
    """Days of BOG that are left."""
    dwell: int
    """Days since it was last away, or since its cycle began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Figures of a policy, in days."""

    bog: int
    """Longest deployment."""
    start: int
    """Dwell from which it may deploy."""
    stop: int
    """Dwell up to which it may deploy."""
    cycle: int
    """Dwell at which an unused unit begins a new cycle."""
    overlap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The sample project."""

    day_one: date
    demands: tuple[Demand, ...]
    deployments: tuple[Deployment, ...]
    policies: Mapping[str, Policy]
    substitutes: tuple[tuple[str, str], ...]
    """Unit type sent, unit type wanted."""


def cases(folder: str | None = None) -> Path:
    """The folder of the sample: below the given folder, `WILLING_CASES`, or one named `cases`
    next to the repository. Raises `NoCases` with a word on what to do when it is absent."""
    asked = folder or os.environ.get("WILLING_CASES")
    roots = [Path(asked)] if asked else sorted(ROOT.parent.glob("*/cases"))
    for root in roots:
        found = root / "rotation" / "marathon_sample"
        if (found / "Deployments.txt").exists():
            return found
    raise NoCases(
        f"skipped: no sample project in {asked or 'a folder named cases next to the repository'}; "
        "give the folder of the public cases by --cases or WILLING_CASES"
    )


def read_project(folder: Path) -> Project:
    """Read demands, deployments, policies and relations."""
    rows = _rows(folder / "Deployments.txt")
    first = rows[0]
    began = datetime.strptime(first["DeployDate"], "%m/%d/%Y").date()
    return Project(
        day_one=began - timedelta(days=int(first["DeployInterval"]) - 1),
        demands=tuple(
            _demand(row) for row in _rows(folder / "DemandRecords.txt") if row["Enabled"] == "TRUE"
        ),
        deployments=tuple(_deployment(row) for row in rows),
        policies=_policies(folder / "PolicyRecords.txt"),
        substitutes=tuple(
            (row["Donor"], row["Recepient"]) for row in _rows(folder / "RelationRecords.txt")
            if row["Relation"] == "sub" and row["Enabled"] == "TRUE"
        ),
    )


def fill(
    project: Project, served: Mapping[str, Iterable[tuple[int, int, float]]]
) -> dict[tuple[str, int], float]:
    """Part of the element-days filled, by unit type and priority, of what anybody could serve.

    `served` has spans (first day, day after, elements) by the name of a demand.
    """
    filled: dict[tuple[str, int], float] = defaultdict(float)
    asked: dict[tuple[str, int], float] = defaultdict(float)
    for demand in servable(project):
        there = [0.0] * demand.after
        for first, after, count in served.get(demand.name, ()):
            for day in range(max(first, demand.first), min(after, demand.after)):
                there[day] += count
        key = (demand.kind, demand.priority)
        filled[key] += sum(min(n, demand.quantity) for n in there)
        asked[key] += demand.quantity * (demand.after - demand.first)
    return {key: filled[key] / asked[key] for key in sorted(asked)}


def servable(project: Project) -> tuple[Demand, ...]:
    """Demands that some unit of the record may serve."""
    own = {deployment.kind for deployment in project.deployments}
    known = own | {wanted for sent, wanted in project.substitutes if sent in own}
    return tuple(demand for demand in project.demands if demand.kind in known)


def rebuilt(project: Project) -> dict[str, list[tuple[int, int, float]]]:
    """The recorded deployments with their ends rebuilt, by demand."""
    begins: dict[str, list[int]] = defaultdict(list)
    for deployment in project.deployments:
        begins[deployment.unit].append(deployment.first)
    ends = {demand.name: demand.after for demand in project.demands}
    found: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for deployment in project.deployments:
        if deployment.demand == UNUSED:
            continue
        onward = [day for day in begins[deployment.unit] if day > deployment.first]
        after = min(
            deployment.first + deployment.budget, ends[deployment.demand], *onward,
        )
        found[deployment.demand].append((deployment.first, after, 1.0))
    return found


def first_records(project: Project) -> Sequence[Deployment]:
    """The earliest record of every unit, in the order of the record."""
    found: dict[str, Deployment] = {}
    for deployment in project.deployments:
        known = found.get(deployment.unit)
        if known is None or deployment.first < known.first:
            found[deployment.unit] = deployment
    return tuple(found.values())


def _demand(row: Mapping[str, str]) -> Demand:
    first, days = int(row["StartDay"]), int(row["Duration"])
    name = f"{row['Priority']}_{row['Vignette']}_{row['SRC']}_[{first}...{first + days}]"
    return Demand(
        name=name, kind=row["SRC"], priority=int(row["Priority"]), quantity=int(row["Quantity"]),
        first=first, after=first + days, group=row["DemandGroup"],
    )


def _deployment(row: Mapping[str, str]) -> Deployment:
    return Deployment(
        unit=row["Unit"], kind=row["UnitType"], component=row["Component"],
        policy=row["AtomicPolicy"], demand=row["Demand"], first=int(row["DeployInterval"]),
        budget=int(row["BogBudget"]), dwell=int(row["DwellBeforeDeploy"]),
    )


def _policies(path: Path) -> dict[str, Policy]:
    return {
        row["PolicyName"]: Policy(
            bog=int(row["MaxBOG"]), start=int(row["StartDeployable"]),
            stop=int(row["StopDeployable"]), cycle=int(row["MaxDwell"]),
            overlap=int(row["Overlap"]),
        )
        for row in _rows(path) if row["MaxDwell"].isdigit()
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t")
        header = [name.strip() for name in next(lines)]
        return [
            dict(zip(header, (cell.strip() for cell in line), strict=False))
            for line in lines if line
        ]
