"""If the deal came: what is covered on days behind it, who stands ready on D, and what runs out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from willing.assess.cover import Covered, counted, covered
from willing.assess.demand import moments
from willing.assess.level import Amount, Level
from willing.assess.milestones import milestones_in
from willing.assess.scene import Scene, stage_of
from willing.assess.standby import stints
from willing.domain.formation import SlotLine
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.reach import Reach
from willing.domain.renewal import still_open, words
from willing.domain.requirement import Requirement, Task

MARKS = (7, 14, 30, 60, 90, 180)
"""Days behind D that are looked at."""
SOON = 30
"""Days from today within which what runs out is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class On:
    """What a line has on one day."""

    mark: int
    """Days behind D."""
    wanted: int
    """Elements wanted, with what people in place ask for."""
    there: float
    """Elements' worth there on that day, never more than wanted."""

    @property
    def cover(self) -> float | None:
        """The part that is there, 0 to 1; None: nothing is wanted on that day."""
        return self.there / self.wanted if self.wanted else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOn:
    """A requirement, slot or reach on the days looked at."""

    task: str
    """Requirement, slot or reach."""
    effect: str
    """Effect it serves."""
    priority: int
    """Class."""
    days: tuple[On, ...]
    """Each day looked at that lies on the timeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectOn:
    """An effect on one day: its weakest essential line, never an average."""

    mark: int
    """Days behind D."""
    task: str
    """The weakest line; empty: no essential line wants anything."""
    cover: float | None
    """Its cover, 0 to 1; None: nothing is wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """Elements held on a level of standby up to D."""

    nation: str
    """Who holds them."""
    unit: str
    """The pool."""
    pledge: str
    """Pledge they are held under."""
    level: str
    """Level of standby."""
    notice_days: int
    """Notice of the level."""
    count: int
    """Elements."""
    since: date
    """First day held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsOut:
    """A promise, a permission or a certificate with a last day."""

    kind: str
    """`pledge`, `renewal`, `agreement` or `certificate`; `ask`: a renewal to be asked for."""
    id: str
    """Record: a pledge, an agreement or a unit."""
    nation: str
    """Nation whose it is; empty: that of several."""
    day: date
    """The day on which it ends in this outcome, or must be renewed or asked for."""
    left: int
    """Days until then; below 0: it has expired."""
    renewal: str = ""
    """What could renew it; empty: nobody has said anything, or it is renewed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """One outcome of a plan, looked at as if its deal came."""

    outcome: str
    """Outcome."""
    probability: float
    """Chance that it comes."""
    d_day: date | None
    """Day D; None: there is never a deal."""
    effects: tuple[tuple[str, tuple[EffectOn, ...]], ...]
    """Each effect on the days looked at."""
    lines: tuple[LineOn, ...]
    """Each requirement, slot and reach that wants something on one of them."""
    milestones: tuple[tuple[str, date | None], ...]
    """Each milestone and its date; None: it is never reached."""
    stands: tuple[Stands, ...]
    """Who stands ready on D."""
    runs_out: tuple[RunsOut, ...]
    """What has expired on the day of the question or does soon after, first things first."""


def ready(operation: Operation, plan: Plan, outcome: str, today: date) -> Ready:
    """What one of a plan's outcomes has on days behind its D, and what runs out by `today`."""
    scene = stage_of(operation, plan, outcome)
    d_day = scene.timeline.d_day
    lines = () if d_day is None else tuple(_lines(scene, d_day))
    part = next(part for part in plan.outcomes if part.outcome == outcome)
    names = dict.fromkeys(line.effect for line in scene.operation.for_effects)
    return Ready(
        outcome=outcome, probability=part.probability,
        d_day=None if d_day is None else scene.timeline.date_of(d_day),
        effects=() if d_day is None else tuple(
            (name, _effect(scene.operation, name, lines)) for name in names),
        lines=lines, milestones=tuple(
            (item.name, None if item.day is None else scene.timeline.date_of(item.day))
            for item in milestones_in(scene)),
        stands=tuple(_stands(scene)),
        runs_out=tuple(sorted(_run_out(scene, today), key=lambda item: (item.day, item.id))),
    )


def _lines(scene: Scene, d_day: int) -> Iterator[LineOn]:
    there, every = counted(scene), covered(scene)
    tasks: tuple[Requirement | Reach, ...] = (*scene.operation.lines, *scene.operation.reaches)
    for task in tasks:
        days = tuple(
            _on(task, mark, d_day + mark, there[task.id], every[task.id])
            for mark in MARKS if d_day + mark < scene.timeline.end
        )
        if any(day.wanted for day in days):
            yield LineOn(task=task.id, effect=task.effect, priority=task.priority, days=days)


def _on(
    task: Task, mark: int, day: int, there: Level, spans: Sequence[Covered]
) -> On:
    """A line on one day. A slot counts as in its whole span: with the formation it fills."""
    span = next((item for item in spans if item.span.first <= day < item.span.after), None)
    if span is None:
        return On(mark=mark, wanted=0, there=0.0)
    has: Amount = there.least(day, day + 1)
    if isinstance(task, SlotLine):
        has = span.cover
    elif has < min(task.min_useful, span.wanted):
        has = 0
    return On(mark=mark, wanted=span.wanted, there=float(min(has, span.wanted)))


def _effect(
    operation: Operation, effect: str, lines: tuple[LineOn, ...]
) -> tuple[EffectOn, ...]:
    """The weakest essential line on each day; of equals that of the higher class, then the first.
    """
    essential = {task.id for task in operation.for_effects
                 if task.effect == effect and task.essential}
    own = [line for line in lines if line.task in essential]
    found = []
    for mark in MARKS:
        here = [
            (cover, line.priority, n, line.task) for n, line in enumerate(own) for day in line.days
            if day.mark == mark and (cover := day.cover) is not None
        ]
        cover, _, _, task = min(here) if here else (None, 0, 0, "")
        found.append(EffectOn(mark=mark, task=task, cover=cover))
    return tuple(found)


def _stands(scene: Scene) -> Iterator[Stands]:
    for item in stints(scene):
        if item.ends == scene.timeline.d_day:
            yield Stands(
                nation=item.unit.nation, unit=item.unit.id, pledge=item.pledge.id,
                level=item.level.id, notice_days=item.level.notice_days, count=item.count,
                since=scene.timeline.date_of(item.first),
            )


def _run_out(scene: Scene, today: date) -> Iterator[RunsOut]:
    operation = scene.operation
    for kind, name, nation, day in _ends(scene):
        left = (day - today).days
        if left <= SOON:
            still = () if kind not in ("pledge", "agreement") else still_open(
                operation.renewals, name, max(operation.as_of, today))
            yield RunsOut(kind=kind, id=name, nation=nation, day=day, left=left,
                          renewal="; ".join(map(words, still)))
    owner = {pledge.id: operation.unit[pledge.unit].nation for pledge in operation.pledges}
    for row in operation.renewals:
        if not row.given and row.ask_by is not None and 0 <= (row.ask_by - today).days <= SOON:
            yield RunsOut(
                kind="ask", id=row.renews, nation=owner.get(row.renews, ""), day=row.ask_by,
                left=(row.ask_by - today).days, renewal=words(row))


def _ends(scene: Scene) -> Iterator[tuple[str, str, str, date]]:
    """Everything that has a last day."""
    operation, line = scene.operation, scene.timeline
    nation = {pledge.id: operation.unit[pledge.unit].nation for pledge in operation.pledges}
    for pledge in operation.pledges:
        if pledge.until is not None:
            ends = scene.answered.ends(pledge.id, (pledge.until - line.as_of).days)
            yield "pledge", pledge.id, nation[pledge.id], line.date_of(ends[-1][1])
        if pledge.renew_by is not None:
            yield "renewal", pledge.id, nation[pledge.id], pledge.renew_by
    for agreement in operation.agreements:
        days = moments(agreement.start, agreement.until, line)
        if agreement.until is not None and days is not None:
            ends = scene.answered.ends(agreement.id, days[1])
            yield "agreement", agreement.id, "", line.date_of(ends[-1][1])
    for unit in operation.units:
        if unit.certified_until is not None:
            yield "certificate", unit.id, unit.nation, unit.certified_until
