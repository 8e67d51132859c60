"""The plan: flat rows that anybody can make, read and judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

Kind = Literal["tour", "hold", "standby", "step", "lead", "shortfall", "lead_shortfall"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a plan: so many elements, on one task, from a day, for so many days."""

    outcome: str
    """Outcome it belongs to."""
    kind: Kind
    """`tour`: elements in place; `hold`: elements kept at home for a standing commitment;
    `standby`: elements held on a level of standby before the deal;
    `step`: a step taken before the deal;
    `lead`: a nation leads; `shortfall`: elements missing; `lead_shortfall`: nobody leads."""
    pledge: str = ""
    """Pledge that is used; empty: the owner's own elements."""
    unit: str = ""
    """Pool that is used; empty for leads and shortfalls."""
    nation: str = ""
    """Nation that sends, holds, leads or takes the step; empty for shortfalls and the coalition's
    steps."""
    task: str
    """Requirement or commitment; of a standby its level, of a step its id."""
    first_day: date
    """First day in place, held, led or short; of a step the day on which it is taken."""
    days: int
    """How many days; a step is paid for up to D, without a deal up to the horizon."""
    count: float
    """Elements; a shortfall may be a part of one."""
    pinned: Literal["", "pin", "order", "cycle"] = ""
    """Fixed by a planner, decided before, or already on tour; empty: free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One named part of the score."""

    name: str
    """shortfall_1, shortfall_2, ..., lead, tail, burden, backfill, substitution, movement,
    readiness, disturbance."""
    points: float
    """Its worth, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePlan:
    """What was planned for one outcome, and how good it is."""

    outcome: str
    """Name of the outcome."""
    answers: tuple[tuple[str, str], ...]
    """Question and answer."""
    probability: float
    """Chance that it comes."""
    d_day: date | None
    """D-day after it moved to a line; None: never."""
    terms: tuple[Term, ...]
    """Parts of the score, recomputed from the rows."""
    score: float
    """Sum of the parts, in points; lower is better."""
    bound: float | None
    """No plan can score below this; None: not known."""
    unfillable: float
    """Part of the score that no choice could ever avoid."""
    status: Literal["proved", "limit", "interrupted", "made elsewhere"]
    """Proved within the wanted gap, stopped at a limit, stopped by the user, or not ours."""
    work: int = 0
    """Attempts made to improve it."""
    seconds: float = 0.0
    """Time taken."""
    same_as: str = ""
    """Outcome with the same data whose plan this is; empty: solved for itself."""

    @property
    def gap(self) -> float | None:
        """Distance to the bound over the score less what is unfillable; 0 when both are nothing."""
        if self.bound is None:
            return None
        distance = max(self.score - self.bound, 0.0)
        scale = self.score - self.unfillable
        return 0.0 if distance <= 1e-9 else distance / max(scale, 1e-9)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Rows for each outcome, and what they were made from."""

    operation: str
    """Name of the operation."""
    operation_hash: str
    """Hash of the operation's data the plan was made from."""
    made_by: str
    """Program and version."""
    seed: int
    """Seed of the planner's random choices."""
    repeatable: bool
    """Whether the same input, seed and work limit give the same plan (not stopped by the clock)."""
    settings: tuple[tuple[str, str], ...] = ()
    """What the planner was asked for."""
    outcomes: tuple[OutcomePlan, ...]
    """One for each outcome planned."""
    rows: tuple[Row, ...]
    """All rows."""
    format: int = 1
    """Version of this format."""
    expected: float | None = None
    """Score over all outcomes by their chances, where one plan was made for all of them: what is
    decided before the deal is the same in all that cannot yet be told apart. None: each outcome
    was planned by itself."""
    expected_bound: float | None = None
    """No such plan has a lower one; None: not known."""

    @cached_property
    def rows_by_outcome(self) -> Mapping[str, tuple[Row, ...]]:
        """Rows of each outcome that has any, in their order."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.outcome, []).append(row)
        return {outcome: tuple(rows) for outcome, rows in found.items()}

    def rows_of(self, part: OutcomePlan) -> tuple[Row, ...]:
        """Rows of an outcome; without rows of its own, those of the outcome it is the same as."""
        every = self.rows_by_outcome
        return every.get(part.outcome) or every.get(part.same_as, ())
