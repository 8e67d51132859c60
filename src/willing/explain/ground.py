"""One outcome of a plan with everything explanations ask of it, each reckoned once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from willing.assess.formation import Assembled, assembled
from willing.assess.ledger import Carried, ledger_of
from willing.assess.scene import Scene, named, stage
from willing.assess.stay import Stay
from willing.domain.credit import credit
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import OutcomePlan, Plan
from willing.domain.requirement import Served, Task
from willing.domain.situation import Situation, situation
from willing.domain.taken import as_taken
from willing.domain.unit import Unit
from willing.explain.limits import Use
from willing.explain.near import Near, cut
from willing.explain.offers import Offer, offers
from willing.explain.stints import Element, elements
from willing.explain.trial import Trial, points_of
from willing.planner.model import build


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
    def formations(self) -> Mapping[str, tuple[Assembled, ...]]:
        """What is there of every requirement for a formation."""
        return assembled(self.scene, self.use.credits)

    @cached_property
    def elements(self) -> Mapping[str, tuple[Element, ...]]:
        """Where each element of each pool is."""
        return elements(self.scene)

    @cached_property
    def points(self) -> float:
        """The score of the rows, in points, without disturbance."""
        return points_of(self.scene)

    @cached_property
    def decisions(self) -> int:
        """How many tours and holds a planner can choose from."""
        making = build(self.situation).making
        return len(making.tours) + len(making.holds)

    @cached_property
    def _offers(self) -> dict[tuple[str, str], tuple[Offer, ...]]:
        return {}

    @cached_property
    def trial(self) -> Trial:
        """What one more row would change."""
        return Trial(self.scene)

    @cached_property
    def stays(self) -> Mapping[int, Stay]:
        """Days of every tour and hold, by the identity of its row."""
        return {id(item.row): item for item in (*self.scene.tours, *self.scene.holds)}

    @cached_property
    def carried(self) -> Mapping[str, Carried]:
        """What each nation carries."""
        return {carried.nation: carried for carried in ledger_of(self.scene)}

    def before(self, tasks: tuple[str, ...]) -> Near:
        """Some tasks as the plan has them."""
        if tasks not in self._before:
            self._before[tasks] = cut(self.scene, self.stays, self.scene.operation, tasks, ())
        return self._before[tasks]

    @cached_property
    def _before(self) -> dict[tuple[str, ...], Near]:
        return {}

    @cached_property
    def tries(self) -> dict[tuple[str, str, str, int, int], float]:
        """Changes of the score by sending elements on a turn more, as far as they were tried."""
        return {}

    def offers(self, unit: Unit, task: Served) -> tuple[Offer, ...]:
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
    rows = plan.rows_of(part)
    return Ground(
        part=part, situation=as_taken(situation(operation, answers), rows),
        scene=stage(operation, answers, rows),
    )
