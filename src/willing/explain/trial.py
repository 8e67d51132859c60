"""What a plan is worth with one tour or hold more, or with one in another's place."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from willing.assess.company import company_faults, package_faults
from willing.assess.cover import covered, supports
from willing.assess.demand import Span
from willing.assess.fault import Fault
from willing.assess.formation import nation_faults
from willing.assess.ledger import Carried, ledger_of
from willing.assess.limits import bed_faults, ceiling_faults, force_faults, share_faults
from willing.assess.pools import number_faults, pool_faults
from willing.assess.presence import presence_faults
from willing.assess.reach import near_lines
from willing.assess.scene import Scene
from willing.assess.score import terms
from willing.assess.serving import serving_faults
from willing.assess.stay import Stay, stay
from willing.assess.ways import Ways
from willing.domain.host import is_host_support
from willing.domain.plan import Row
from willing.domain.requirement import Commitment


def points_of(scene: Scene) -> float:
    """The score of a scene's rows, in points, without disturbance."""
    return math.fsum(term.points for term in terms(scene, covered(scene), 0))


def with_row(scene: Scene, add: Row) -> Scene:
    """The scene with one row more."""
    return replace(scene, rows=(*scene.rows, add))


def faults_with(scene: Scene, add: Row) -> tuple[Fault, ...]:
    """Rules on tours and holds that break with a row more."""
    tested = with_row(scene, add)
    return (
        *serving_faults(tested), *presence_faults(tested), *pool_faults(tested),
        *share_faults(tested, covered(tested)), *ceiling_faults(tested), *bed_faults(tested),
        *force_faults(tested), *number_faults(tested),
        *company_faults(tested), *package_faults(tested),
        *nation_faults(tested),
    )


def without(rows: tuple[Row, ...], drop: Row, count: int) -> tuple[Row, ...]:
    """Rows with so many elements fewer on one of them."""
    at = rows.index(drop)
    left = int(drop.count) - count
    kept = (replace(drop, count=left),) if left > 0 else ()
    return (*rows[:at], *kept, *rows[at + 1:])


@dataclass(frozen=True)
class _Aside(Scene):
    """A scene of few tasks, cut from a whole one, with its stays already reckoned."""

    whole: Scene
    given: tuple[Stay, ...]
    asked: frozenset[str]
    """Tasks whose shortfall may change; of the others only the people count."""

    @cached_property
    def tours(self) -> tuple[Stay, ...]:
        """Every tour on these tasks."""
        return tuple(item for item in self.given if item.row.kind == "tour")

    @cached_property
    def holds(self) -> tuple[Stay, ...]:
        """Every hold for these tasks."""
        return tuple(item for item in self.given if item.row.kind == "hold")

    @cached_property
    def ways(self) -> Ways:
        """Days of movement."""
        return self.whole.ways

    @cached_property
    def spans(self) -> dict[str, tuple[Span, ...]]:
        """What each task wants whose shortfall may change."""
        return {
            name: self.whole.spans[name] if name in self.asked else ()
            for name in self.operation.task
        }


class Trial:
    """What one more row on a task does to the score; only what it touches is reckoned again."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._asides: dict[str, tuple[_Aside, float]] = {}

    def change(self, add: Row) -> float:
        """Points by which the score changes; lead rows stay as they are."""
        scene = self._scene
        more = stay(scene.operation, scene.timeline, scene.ways, scene.task_days(add.task), add)
        if add.task not in self._asides:
            made = self._cut(add.task)
            self._asides[add.task] = (made, points_of(made))
        aside, points = self._asides[add.task]
        changed = points_of(replace(aside, given=(*aside.given, more))) - points
        return changed + self._burden(more)

    @cached_property
    def _carried(self) -> dict[str, Carried]:
        return {carried.nation: carried for carried in ledger_of(self._scene)}

    def _burden(self, more: Stay) -> float:
        """What the excess of those who bear it grows by over their fair shares, in points."""
        operation = self._scene.operation
        if not self._scene.abroad(more) or is_host_support(
            operation, more.unit, more.pledge, more.task
        ):
            return 0.0
        credit = operation.settings.backfill_credit if isinstance(more.task, Commitment) else 1.0
        days = self._scene.days_before(more, self._scene.timeline.horizon)
        excess = 0.0
        for nation, part in operation.borne[more.unit.id].items():
            carried = self._carried[nation]
            if carried.fair_share is not None:
                burden = carried.burden + part * credit * more.count * more.unit.people * days
                excess += max(burden - carried.fair_share, 0.0) - carried.excess
        return operation.weights.burden * excess / 1000

    def _cut(self, task: str) -> _Aside:
        """The task, lines that support it and all that those support, and reaches it is near to.

        Burdens are left out.
        """
        scene = self._scene
        together = set(scene.operation.with_slots(task))
        asked, wanted = set(together), set(together)
        for line in scene.operation.requirements:
            supported = supports(scene.operation, line)
            if not together.isdisjoint(supported) or (task == line.id and supported):
                asked.add(line.id)
                wanted |= {line.id, *supported}
        reaches = []
        for reach in scene.operation.reaches:
            if task in (lines := near_lines(scene.operation, reach)):
                asked.add(reach.id)
                wanted |= set(lines)
                reaches.append(reach)
        wanted |= {other for name in wanted for other in scene.operation.with_slots(name)}
        tasks = [told for name, told in scene.operation.task.items() if name in wanted]
        operation = replace(
            scene.operation, nations=(),
            requirements=tuple(
                told for told in scene.operation.requirements if told.id in wanted
            ),
            commitments=tuple(told for told in tasks if isinstance(told, Commitment)),
            reaches=tuple(reaches),
            weights=replace(scene.operation.weights, burden=0.0),
            settings=replace(scene.operation.settings, reference_person_days=0.0),
        )
        return _Aside(
            operation=operation, outcome=scene.outcome, timeline=scene.timeline,
            asked=frozenset(asked), whole=scene,
            rows=tuple(row for row in scene.rows if row.task in wanted),
            given=tuple(
                item for item in (*scene.tours, *scene.holds) if item.task.id in wanted
            ),
        )
