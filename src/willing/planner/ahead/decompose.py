"""A program for each outcome: cuts for the bound, whole plans for the choice.

First the relaxation of the whole, by cuts at choices between the best so far and the one the
cuts like best. Then whole choices, each planned in every outcome. Where whole plans cost more
than their relaxation says, the cuts are lifted by prices, and a choice of yes and no is cut off
with its very cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from willing.planner.ahead.cuts import Cut
from willing.planner.ahead.exact import exact_cut
from willing.planner.ahead.executor import Team
from willing.planner.ahead.master import Choice, Master
from willing.planner.ahead.polish import Polish
from willing.planner.ahead.recourse import Planned, costs_of
from willing.planner.ahead.stages import Stages
from willing.planner.ahead.standing import Standing
from willing.planner.program import Floats

_INWARD = 0.5
"""How far from the best choice so far to the one the cuts like best outcomes are asked."""
_FINE = 0.1
"""Part of the wanted gap that is not worth a cut."""
_STEPS = 1
"""Prices tried for a cut in one round."""
_SLOW, _LOOKS = 0.02, 4
"""Part of the gap that so many rounds of lifting must close to be worth going on."""

_ROUNDS = 8
"""Whole choices that must close that part, where the rest can be finished as one program."""
_RELAXED = 0.4
"""Part of the time after which what is still to prove waits for plans."""
_EMPTY = 4
"""Rounds without a cut, each trying prices nearer to the best, after which there are none."""


class Decomposition:
    """Finds a choice by asking each outcome by itself."""

    def __init__(
        self, stages: Stages, team: Team, standing: Standing, moves: bool,
        finished: bool,
    ) -> None:
        self._stages, self._team, self._standing = stages, team, standing
        self._outcomes = range(len(stages.outcomes))
        self._least: list[Cut] = []
        """What each outcome costs at least, whatever is chosen."""
        self.cuts: list[Cut] = []
        self._master = Master(stages, (), standing.stop)
        self._polish = Polish(stages, standing) if moves else None
        self._finished = finished
        self._plans = False
        """Whether somebody else plans outcomes, and wants time for it."""
        self._gaping = False
        """Whether whole plans were ever seen to cost more than their relaxation."""

    def run(self, start: Floats | None = None) -> None:
        """Decide, from a whole choice if one is given; the standing tells what was reached."""
        self._plans = start is not None
        if start is not None:
            self._begin(start)
        self._know_least()
        if start is not None:
            self._near(start)
        if not self._relax():
            return
        gaps: list[float] = []
        while self._standing.goes_on():
            if not self._choose():
                return
            value, bound = self._standing.value, self._standing.bound
            gaps.append(np.inf if value is None or bound is None else value - bound)
            late = self._finished and len(gaps) > _ROUNDS
            if late and gaps[-1] > (1 - _SLOW) * gaps[-1 - _ROUNDS]:
                self._standing.ended = "stalled"
                return

    def _begin(self, start: Floats) -> None:
        """Plan every outcome after a first choice, so that there is something to hand over."""
        planned: list[Planned] = []
        for plan in self._in_turn("plan", start):
            if plan is not None:
                planned.append(plan)
            self._standing.tell("begin")
        if len(planned) == len(self._outcomes):
            self._standing.offer(start, planned)
            self._standing.tell("begin")

    def _near(self, start: Floats) -> None:
        """Plan every outcome near its relaxation after the first choice.

        Where relaxing each once more would take too long, near the one with any choice; the rest
        of the time is for these plans then.
        """
        standing, late = self._standing, self._standing.late(_RELAXED)
        if not late:
            for cut in self._in_turn("line", start):
                self._master.add([cut])
                self.cuts.append(cut)
        self._offer(start)
        standing.tell("begin")
        while late and standing.goes_on():
            before = standing.value
            self._offer(start)
            standing.tell("improve")
            if standing.value == before:
                return

    def _know_least(self) -> None:
        """Ask what each outcome costs at least; those not asked yet cost what is known before."""
        costs = np.array([outcome.least for outcome in self._stages.outcomes])
        self._prove_least(costs)
        for cut in self._in_turn("least"):
            self._least.append(cut)
            costs[cut.outcome] = max(costs[cut.outcome], cut.constant)
            self._prove_least(costs)
            self._standing.tell("relax")
        self._master.add(self._least)
        self.cuts += self._least

    def _prove_least(self, costs: Floats) -> None:
        if np.isfinite(costs).all():
            self._standing.prove(self._stages.at_least(costs))

    def _in_turn(self, question: str, *given: object) -> Iterator[Any]:
        """Ask every outcome, as many at once as there are workers, so that answers come soon."""
        for first in range(0, len(self._outcomes), self._team.width):
            some = self._outcomes[first : first + self._team.width]
            yield from self._team.ask([(w, question, given) for w in some])

    def _relax(self) -> bool:
        """Prove the relaxation; whether any choice is left."""
        centre, best = None, np.inf
        inward = 1.0
        while self._standing.goes_on():
            choice = self._master.relaxed()
            if choice is None:
                self._standing.ended = "infeasible"
                return False
            self._standing.prove(choice.value)
            if best - choice.value <= self._fine(choice.value):
                break
            x = choice.x if centre is None else centre + inward * (choice.x - centre)
            cuts = self._ask("line", x)
            value = self._value(x, cuts)
            if value < best:
                centre, best = x, value
            added = self._add(cuts, choice)
            self._standing.tell("relax")
            if not added and inward == 1.0:
                break
            inward = _INWARD if added and centre is not None else 1.0
            if self._plans and self._standing.late(_RELAXED):
                break
        return True

    def _choose(self) -> bool:
        """Ask every outcome about one whole choice; whether there is more to do."""
        standing = self._standing
        choice = self._master.whole(standing.limits.gap / 4, standing.x)
        if choice is None:
            standing.ended = "infeasible" if standing.x is None else "stalled"
            return False
        standing.prove(choice.bound)
        if standing.proved():
            standing.tell("choose")
            return False
        x = self._rounded(choice)
        cuts = self._ask("line", x)
        hopeful = self._value(x, cuts)
        added = self._add(cuts, choice)
        if standing.value is None or hopeful < standing.value - self._fine(standing.value):
            added += self._plan(x, cuts, choice)
        standing.tell("choose")
        if not added:
            standing.ended = "stalled"
        return bool(added)

    def _plan(self, x: Floats, cuts: Sequence[Cut], choice: Choice) -> int:
        """Plan every outcome after a choice; cuts added where whole plans cost more."""
        if any(not cut.cost for cut in cuts):
            return 0
        planned = self._offer(x)
        found = [plan for plan in planned if plan is not None]
        if len(found) == len(planned):
            costs = costs_of(found)
            if self._standing.limits.nodes and self._gapes(costs, self._costs(x, cuts)):
                if not self._gaping:
                    self._gaping = True
                    self._lift()
                sharper = self._ask("sharpen", x, _STEPS)
            else:
                sharper = []
        else:
            sharper = []
        exact = [
            exact_cut(self._stages, w, x, plan, self._least[w].constant)
            for w, plan in zip(self._outcomes, planned, strict=True)
        ]
        return self._add([*sharper, *(cut for cut in exact if cut is not None)], choice)

    def _offer(self, x: Floats) -> list[Planned | None]:
        """Plan every outcome after a choice, and take it when it is better."""
        planned: list[Planned | None] = self._team.ask(
            [(w, "plan", (x,)) for w in self._outcomes]
        )
        found = [plan for plan in planned if plan is not None]
        if len(found) == len(planned):
            self._standing.offer(x, found)
            if self._polish is not None:
                self._polish.after(x, found)
        return planned

    def _lift(self) -> None:
        """Lift the bound of the relaxation by prices, while it rises.

        First what each outcome would cost if it were known: prices as in the first stage.
        """
        choice = self._master.relaxed()
        if choice is None or not self._standing.goes_on():
            return
        known: list[Cut] = self._team.ask([(w, "known", ()) for w in self._outcomes])
        self._add(known, choice)
        bounds, centre, inward, empty = [], choice.x, 1.0, 0
        while self._standing.goes_on():
            choice = self._master.relaxed()
            if choice is None:
                return
            self._standing.prove(choice.value)
            self._standing.tell("lift")
            bounds.append(choice.value)
            if len(bounds) % _LOOKS == 0:
                self._try_out()
            if len(bounds) > _LOOKS and self._slow(bounds[-1] - bounds[-1 - _LOOKS]):
                return
            centre = centre + inward * (choice.x - centre)
            added = self._add(self._ask("sharpen", centre, _STEPS), choice)
            empty = 0 if added else empty + 1
            if empty == _EMPTY:
                return
            inward = 1.0 if empty else _INWARD

    def _try_out(self) -> None:
        """Plan every outcome after the whole choice that the cuts like best."""
        whole = self._master.whole(self._standing.limits.gap, self._standing.x)
        if whole is not None:
            self._standing.prove(whole.bound)
            self._offer(self._rounded(whole))

    def _slow(self, won: float) -> bool:
        """Whether the bound rises too little to be worth its rounds."""
        value, bound = self._standing.value, self._standing.bound
        return value is not None and bound is not None and won < _SLOW * (value - bound)

    def _ask(self, question: str, x: Floats, *more: object) -> list[Cut]:
        cuts: list[Cut] = self._team.ask([(w, question, (x, *more)) for w in self._outcomes])
        return cuts

    def _add(self, cuts: Sequence[Cut], choice: Choice) -> int:
        """Add the cuts that the choice breaks; how many there were."""
        worth = self._fine(choice.value)
        broken = []
        for cut in cuts:
            height = cut.at(choice.x[self._stages.outcomes[cut.outcome].first])
            if cut.cost:
                if height > choice.costs[cut.outcome] + worth:
                    broken.append(cut)
            elif height > 1e-9:
                broken.append(cut)
        self._master.add(broken)
        self.cuts += broken
        return len(broken)

    def _rounded(self, choice: Choice) -> Floats:
        """A whole choice without the solver's dust."""
        return np.where(self._stages.first.integer, np.round(choice.x), choice.x)

    def _costs(self, x: Floats, cuts: Sequence[Cut]) -> Floats:
        return np.array([cut.at(x[self._stages.outcomes[cut.outcome].first]) for cut in cuts])

    def _value(self, x: Floats, cuts: Sequence[Cut]) -> float:
        """Score of a choice by its cuts; infinite where an outcome has no plan."""
        if any(not cut.cost for cut in cuts):
            return np.inf
        return self._stages.value(x, self._costs(x, cuts))

    def _gapes(self, costs: Floats, relaxed: Floats) -> bool:
        """Whether whole plans cost so much more than their relaxation that it matters."""
        risk, likely = self._stages.risk, self._stages.probabilities
        more = risk.of(costs, likely) - risk.of(relaxed, likely)
        return more > self._fine(self._standing.value or 1.0)

    def _fine(self, value: float) -> float:
        """Points that are not worth a cut."""
        return max(_FINE * self._standing.limits.gap * abs(value), 1e-9)
