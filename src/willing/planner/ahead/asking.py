"""Asks all outcomes about a choice, and keeps what they answer: cuts, plans, the best so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from willing.planner.ahead.cuts import Cut
from willing.planner.ahead.executor import Team
from willing.planner.ahead.master import Choice, Master
from willing.planner.ahead.polish import Polish
from willing.planner.ahead.recourse import Gained, Planned
from willing.planner.ahead.stages import Stages
from willing.planner.ahead.standing import Standing
from willing.planner.program import Floats

_FINE = 0.1
"""Part of the wanted gap that is not worth a cut."""


class Asking:
    """The outcomes, the program of the choice, and where deciding stands."""

    def __init__(
        self, stages: Stages, team: Team, standing: Standing, polish: Polish | None,
    ) -> None:
        self.stages, self.standing = stages, standing
        self.outcomes = range(len(stages.outcomes))
        self.master = Master(stages, (), standing.stop)
        self.cuts: list[Cut] = []
        """All cuts that were ever added."""
        self._team, self._polish = team, polish

    def ask(self, question: str, x: Floats, *more: object) -> list[Cut]:
        """Put a question about a choice to every outcome."""
        cuts: list[Cut] = self._team.ask([(w, question, (x, *more)) for w in self.outcomes])
        return cuts

    def known(self) -> list[Cut]:
        """What each outcome would cost if it were known."""
        cuts: list[Cut] = self._team.ask([(w, "known", ()) for w in self.outcomes])
        return cuts

    def countable(self) -> list[bool]:
        """Whether each outcome's plans can be counted out."""
        told: list[bool] = self._team.ask([(w, "countable", ()) for w in self.outcomes])
        return told

    def counted(self, choices: Floats) -> Floats:
        """What each outcome costs after each of some choices; shape (outcomes, choices)."""
        return np.array(self._team.ask([(w, "count", (choices,)) for w in self.outcomes]))

    def in_turn(self, question: str, *given: object) -> Iterator[Any]:
        """Ask every outcome, as many at once as there are workers, so that answers come soon."""
        for first in range(0, len(self.outcomes), self._team.width):
            some = self.outcomes[first : first + self._team.width]
            yield from self._team.ask([(w, question, given) for w in some])

    def plans(self, x: Floats, outcomes: Iterable[int]) -> list[Planned | None]:
        """Plans of some outcomes after a choice; None where there is none."""
        plans: list[Planned | None] = self._team.ask([(w, "plan", (x,)) for w in outcomes])
        return plans

    def gain(self, x: Floats, jobs: Sequence[tuple[int, bool]]) -> list[Gained]:
        """Make plans of some outcomes better after a choice; relax those first that are to be."""
        gained: list[Gained] = self._team.ask([(w, "gain", (x, firm)) for w, firm in jobs])
        return gained

    def liken(self, x: Floats, wishes: Mapping[int, Floats]) -> list[Planned | None]:
        """Plans of some outcomes after a choice, begun at what others like them do."""
        plans: list[Planned | None] = self._team.ask(
            [(w, "liken", (x, wish)) for w, wish in wishes.items()])
        return plans

    def offer(self, x: Floats) -> list[Planned | None]:
        """Plan every outcome after a choice, and take it when it is better."""
        planned = self.plans(x, self.outcomes)
        found = [plan for plan in planned if plan is not None]
        if len(found) == len(planned):
            self.standing.offer(x, found)
            if self._polish is not None:
                self._polish.after(x, found)
        return planned

    def add(self, cuts: Sequence[Cut], choice: Choice) -> int:
        """Add the cuts that the choice breaks; how many there were."""
        worth = self.fine(choice.value)
        broken = []
        for cut in cuts:
            height = cut.at(choice.x[self.stages.outcomes[cut.outcome].first])
            if cut.cost:
                if height > choice.costs[cut.outcome] + worth:
                    broken.append(cut)
            elif height > 1e-9:
                broken.append(cut)
        self.add_all(broken)
        return len(broken)

    def add_all(self, cuts: Sequence[Cut]) -> None:
        """Add cuts, whatever the choice is."""
        self.master.add(cuts)
        self.cuts += cuts

    def costs(self, x: Floats, cuts: Sequence[Cut]) -> Floats:
        """How high the outcomes' cuts are at a choice."""
        return np.array([cut.at(x[self.stages.outcomes[cut.outcome].first]) for cut in cuts])

    def value(self, x: Floats, cuts: Sequence[Cut]) -> float:
        """Score of a choice by its cuts; infinite where an outcome has no plan."""
        if any(not cut.cost for cut in cuts):
            return np.inf
        return self.stages.value(x, self.costs(x, cuts))

    def fine(self, value: float) -> float:
        """Points that are not worth a cut."""
        return max(_FINE * self.standing.limits.gap * abs(value), 1e-9)
