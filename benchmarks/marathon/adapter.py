"""Makes the sample project's supply and demand an operation, and reads a plan back as its record.

The assumptions are numbered in the docstring of the package.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from benchmarks.marathon.record import Demand, Deployment, Policy, Project, first_records, servable
from willing.calendar import DDay, Grid, Steps
from willing.domain import unit as domain
from willing.domain.nation import Nation, Place
from willing.domain.operation import Operation, Settings, Weights
from willing.domain.plan import Row
from willing.domain.pledge import Pledge
from willing.domain.question import DEAL, Answer, Question
from willing.domain.requirement import Requirement, Substitution
from willing.domain.windows import Window, Windows

STEP = 45
"""Days of a period; lines are added where demand changes."""
BATCH = 10
"""Units next to each other in the cycle that make one pool."""
_NATION, _HOME, _THEATRE = "XAA", "home", "theatre"
_THIRDS = (1, 2, 3)
_SMALL = 0.1
"""A class with less than this part of all element-days is small."""


def operation(project: Project, step: int = STEP, overlap: bool = False) -> Operation:
    """The operation; with `overlap`, every relief stands beside whom it relieves for a while."""
    units, cycles, pledges = _supply(project)
    tasks = lines(project)
    kinds = sorted({u.capability for u in units} | {d[0].kind for d in tasks.values()})
    small = _small(project)
    used = {d.policy: project.policies[d.policy] for d in first_records(project)}
    return Operation(
        name="Rotation sample", as_of=project.day_one,
        grid=Grid(waiting=Steps(((1, 30),)), operation=_grid(project, step), tail=Steps(())),
        settings=Settings(movement_days=0), weights=Weights(shortfall=(1.0, 1.0, 1.0)),
        capabilities=tuple(domain.Capability(id=kind) for kind in kinds),
        policies=tuple(_policy(name, policy, overlap, step) for name, policy in used.items()),
        questions=(
            Question(id=DEAL, answers=(Answer(id=project.day_one.isoformat(), probability=1.0),)),
        ),
        nations=(Nation(id=_NATION),),
        places=(Place(id=_HOME, nation=_NATION), Place(id=_THEATRE, role="sector")),
        units=units, cycles=cycles, pledges=pledges,
        requirements=tuple(
            _requirement(name, demands, 2.0 if _class(demands[0]) in small else 1.0)
            for name, demands in tasks.items()
        ),
        substitutions=tuple(
            Substitution(capability=sent, stands_for=wanted)
            for sent, wanted in project.substitutes if sent in kinds and wanted in kinds
        ),
    )


def lines(project: Project) -> dict[str, list[Demand]]:
    """Demands that are one line each: those of one unit type, priority and demand group."""
    found: dict[str, list[Demand]] = defaultdict(list)
    for demand in servable(project):
        own = demand.group or demand.name.split("_")[1]
        found[f"{demand.kind}_{demand.priority}_{own}"].append(demand)
    return dict(found)


def served(project: Project, rows: Iterable[Row]) -> dict[str, list[tuple[int, int, float]]]:
    """Tours of a plan by demand, as spans of the record's days.

    On each day the elements of a line serve its demands in the order of the record, each up to
    its quantity: they follow on within the group.
    """
    there: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for row in rows:
        if row.kind == "tour":
            first = (row.first_day - project.day_one).days + 1
            there[row.task].append((first, first + row.days, row.count))
    found: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for name, demands in lines(project).items():
        cuts = sorted({
            *(day for first, after, _ in there[name] for day in (first, after)),
            *(day for demand in demands for day in (demand.first, demand.after)),
        })
        for first, after in pairwise(cuts):
            left = sum(n for a, b, n in there[name] if a <= first and after <= b)
            for demand in demands:
                if demand.first <= first and after <= demand.after:
                    part = min(left, demand.quantity)
                    found[demand.name].append((first, after, part))
                    left -= part
    return found


def _class(demand: Demand) -> tuple[str, int]:
    return demand.kind, demand.priority


def _small(project: Project) -> set[tuple[str, int]]:
    asked: dict[tuple[str, int], int] = defaultdict(int)
    for demand in servable(project):
        asked[_class(demand)] += demand.quantity * (demand.after - demand.first)
    return {key for key, days in asked.items() if days < _SMALL * sum(asked.values())}


def _requirement(name: str, demands: Sequence[Demand], weight: float) -> Requirement:
    cuts = sorted({day for demand in demands for day in (demand.first, demand.after)})
    windows = []
    for first, after in pairwise(cuts):
        wanted = sum(d.quantity for d in demands if d.first <= first and after <= d.after)
        if wanted:
            windows.append(Window(DDay(first - 1), DDay(after - 1), wanted))
    return Requirement(
        id=name, effect="sample", capability=demands[0].kind, quantity=Windows(tuple(windows)),
        place=_THEATRE, priority=demands[0].priority, weight=weight,
    )


def _grid(project: Project, step: int) -> Steps:
    horizon = max(demand.after for demand in servable(project)) - 1
    days = {0, horizon, *range(0, horizon, step)}
    for demand in servable(project):
        days |= {demand.first - 1, demand.after - 1}
    return Steps(tuple((1, b - a) for a, b in pairwise(sorted(days))))


def _policy(name: str, policy: Policy, overlap: bool, step: int) -> domain.Policy:
    """Tours of a third, two thirds and all of BOG, on whole periods, less the overlap."""
    lost = policy.overlap if overlap else 0
    tours = {max(policy.bog * part // 3 // step * step - lost, step) for part in _THIRDS}
    return domain.Policy(
        id=name, tours=tuple(sorted(tours)), dwell=policy.start, overlap=lost
    )


_Supply = tuple[tuple[domain.Unit, ...], tuple[domain.Cycle, ...], tuple[Pledge, ...]]


def _supply(project: Project) -> _Supply:
    units: list[domain.Unit] = []
    cycles: list[domain.Cycle] = []
    pledges: list[Pledge] = []
    for name, batch in _batches(project):
        policy = project.policies[batch[0].policy]
        units.append(domain.Unit(
            id=name, nation=_NATION, capability=batch[0].kind, count=len(batch), home=_HOME,
            policy=batch[0].policy,
        ))
        cycles += _cycles(project, name, policy, batch)
        pledges += _pledges(project, name, policy, batch)
    return tuple(units), tuple(cycles), tuple(pledges)


def _batches(project: Project) -> Iterator[tuple[str, list[Deployment]]]:
    """Units of one type, component and policy, so many at a time in the order of their cycle."""
    alike: Mapping[tuple[str, str, str], list[Deployment]] = defaultdict(list)
    for deployment in first_records(project):
        alike[(deployment.kind, deployment.component, deployment.policy)].append(deployment)
    for (kind, component, _), members in alike.items():
        # Who has lost his first cycle and who has not are kept apart: their pledges differ.
        policy = project.policies[members[0].policy]
        for late in (False, True):
            some = [d for d in members if (_position(d) > policy.stop) is late]
            some.sort(key=_position)
            for i in range(0, len(some), BATCH):
                name = f"{kind}_{component}_{'late' if late else 'ready'}_{i // BATCH + 1:02}"
                yield name, some[i:i + BATCH]


def _position(deployment: Deployment) -> int:
    """Days of its cycle that are over on day 1."""
    return deployment.dwell - (deployment.first - 1)


def _ready(policy: Policy, position: int) -> int:
    """Days from day 1 until it may deploy."""
    if position > policy.stop:
        return policy.cycle - position + policy.start
    return max(policy.start - position, 0)


def _cycles(
    project: Project, unit: str, policy: Policy, batch: Sequence[Deployment]
) -> Iterator[domain.Cycle]:
    home = [d for d in batch if _ready(policy, _position(d)) == 0]
    if home:
        yield domain.Cycle(unit=unit, state="home", count=len(home))
    for deployment in batch:
        days = _ready(policy, _position(deployment))
        if days:
            until = project.day_one + timedelta(days=days)
            yield domain.Cycle(unit=unit, state="dwell", count=1, until=until)


def _pledges(
    project: Project, unit: str, policy: Policy, batch: Sequence[Deployment]
) -> Iterator[Pledge]:
    """One pledge up to the end of the first cycle, and one from the next cycle on.

    Both hold for the batch as its last unit has it: the earliest end, and the latest new start.
    """
    positions = [_position(deployment) for deployment in batch]
    day = project.day_one
    if max(positions) <= policy.stop:
        lapse = policy.stop - max(positions) + policy.bog
        yield Pledge(
            id=f"{unit}_now", unit=unit, count=len(batch), status="verified",
            until=day + timedelta(days=lapse),
        )
    again = policy.cycle - min(positions) + policy.start
    yield Pledge(
        id=f"{unit}_again", unit=unit, count=len(batch), status="verified",
        start=day + timedelta(days=again),
    )
