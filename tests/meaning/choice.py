"""What may be chosen in a micro plan, and what it takes of every limit."""

from __future__ import annotations

from dataclasses import dataclass

from tests.meaning.restated import World
from willing.domain.pledge import Pledge
from willing.domain.requirement import Commitment, Task
from willing.domain.standby import Standby
from willing.domain.unit import Unit

Use = tuple[str, int, int, float]
"""A limit, first day, day after, and how much of it one element takes on each of these days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Elements that may be sent on one tour, or held at home for one span."""

    kind: str
    unit: Unit
    pledge: Pledge | None
    task: Task | Standby
    first: int
    after: int
    uses: tuple[Use, ...]
    most: int
    least: int = 0
    pinned: str = ""
    arrives: int = 0
    within: int = -1
    """Notice of its level of standby; of an early tour that of the slowest that is enough."""

    @property
    def abroad(self) -> bool:
        """Whether another nation is served: a requirement, or somebody else's commitment."""
        return not (isinstance(self.task, Commitment) and self.task.nation == self.unit.nation)


def outward(here: World, first: int, after: int, rounded: bool) -> tuple[int, int]:
    """Widen days to whole periods, where the planner rounds against the plan."""
    if not rounded:
        return max(first, 0), min(after, here.line.end)
    lines = here.line.lines
    return (
        max([x for x in lines if x <= first], default=0),
        min([x for x in lines if x >= after], default=here.line.end),
    )
