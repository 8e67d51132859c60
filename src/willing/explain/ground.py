"""One outcome of a plan with everything explanations ask of it, each reckoned once."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from willing.assess.cover import covered
from willing.assess.fault import Fault
from willing.assess.limits import ceiling_faults, share_faults
from willing.assess.pools import number_faults, pool_faults
from willing.assess.scene import Scene, named, rows_in, stage
from willing.assess.score import terms
from willing.assess.serving import serving_faults
from willing.domain.credit import credit
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.requirement import Task
from willing.domain.situation import Situation, situation
from willing.domain.unit import Unit
from willing.explain.limits import Use
from willing.explain.offers import Offer, offers
from willing.explain.stints import Element, elements


@dataclass(frozen=True)
class Ground:
    """What stands in one outcome: the data, the rows, and what they use up."""

    part: OutcomePlan
    """The plan's outcome."""
    situation: Situation
    """The operation in it."""
    scene: Scene
    """The rows as the judge reads them."""

    @cached_property
    def use(self) -> Use:
        """What the rows use up."""
        return Use(self.scene)

    @cached_property
    def elements(self) -> Mapping[str, tuple[Element, ...]]:
        """Where each element of each pool is."""
        return elements(self.scene)

    @cached_property
    def points(self) -> float:
        """The score of the rows, in points, without disturbance."""
        return points_of(self.scene)

    @cached_property
    def _offers(self) -> dict[tuple[str, str], tuple[Offer, ...]]:
        return {}

    @cached_property
    def tries(self) -> dict[tuple[str, str, str, int, int], tuple[float, tuple[Fault, ...]]]:
        """What it would change to send elements on a turn more, as far as it was tried."""
        return {}

    def offers(self, unit: Unit, task: Task) -> tuple[Offer, ...]:
        """Everything under which a pool's elements could serve a task."""
        key = (unit.id, task.id)
        if key not in self._offers:
            self._offers[key] = offers(self.situation, unit, task)
        return self._offers[key]

    @cached_property
    def _capable(self) -> dict[str, tuple[Unit, ...]]:
        return {}

    def capable(self, task: Task) -> tuple[Unit, ...]:
        """Pools whose elements count for a task."""
        operation = self.situation.operation
        if task.capability not in self._capable:
            self._capable[task.capability] = tuple(
                unit for unit in operation.units
                if credit(operation, unit.capability, task.capability) is not None
            )
        return self._capable[task.capability]


def ground(operation: Operation, plan: Plan, outcome: str) -> Ground:
    """Read one outcome of a plan; raises `WillingError` when the plan does not have it."""
    part = named(plan, outcome)
    answers = Outcome(name=part.outcome, answers=part.answers, probability=part.probability)
    rows = rows_in(plan, part)
    return Ground(
        part=part, situation=situation(operation, answers), scene=stage(operation, answers, rows)
    )


def points_of(scene: Scene) -> float:
    """The score of a scene's rows, in points, without disturbance."""
    return math.fsum(term.points for term in terms(scene, covered(scene), 0))


def tried(here: Ground, add: Row, drop: Row | None = None) -> tuple[float, tuple[Fault, ...]]:
    """How the score changes with a row more, or one in another's place, and which rules it breaks.

    Shortfalls follow from the tours and holds; of rules only those on tours and holds are asked.
    """
    rows = here.scene.rows
    if drop is not None:
        rows = without(rows, drop, int(add.count))
    scene = replace(here.scene, rows=(*rows, add))
    faults = [
        *serving_faults(scene), *pool_faults(scene), *share_faults(scene, covered(scene)),
        *ceiling_faults(scene), *number_faults(scene),
    ]
    return points_of(scene) - here.points, tuple(faults)


def without(rows: tuple[Row, ...], drop: Row, count: int) -> tuple[Row, ...]:
    """Rows with so many elements fewer on one of them."""
    at = rows.index(drop)
    left = int(drop.count) - count
    kept = (replace(drop, count=left),) if left > 0 else ()
    return (*rows[:at], *kept, *rows[at + 1:])
