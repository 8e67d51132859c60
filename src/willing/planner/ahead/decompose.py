"""A program for each outcome: cuts for the bound, whole plans for the choice.

First the relaxation of the whole, by cuts at choices between the best so far and the one the
cuts like best. Then whole choices, each planned in every outcome. Where whole plans cost more
than their relaxation says, the cuts are lifted by prices, and a choice of yes and no is cut off
with its very cost. Where all that is decided here and now are a few whole numbers, the choices are
parted instead, until each part is decided. Where plans can be counted out, choices near one are
looked through as well.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from willing.planner.ahead.asking import Asking
from willing.planner.ahead.branch import Branching, can_be_parted
from willing.planner.ahead.cuts import Cut
from willing.planner.ahead.exact import exact_cut
from willing.planner.ahead.executor import Team
from willing.planner.ahead.gaining import Gaining, Kin
from willing.planner.ahead.master import Choice
from willing.planner.ahead.nearby import Nearby
from willing.planner.ahead.polish import Polish
from willing.planner.ahead.recourse import Planned, costs_of
from willing.planner.ahead.stages import Stages
from willing.planner.ahead.standing import Standing
from willing.planner.program import Floats

_INWARD = 0.5
"""How far from the best choice so far to the one the cuts like best outcomes are asked."""
_STEPS = 1
"""Prices tried for a cut in one round."""
_SLOW, _LOOKS = 0.02, 4
"""Part of the gap that so many rounds of lifting must close to be worth going on."""

_NEAR = 0.5
"""Part of the gap that whole plans must cost more than their relaxation to be worth lifting, where
choices can be parted."""
_ROUNDS = 8
"""Whole choices that must close that part, where the rest can be finished as one program."""
_RELAXED = 0.4
"""Part of the time after which what is still to prove waits for plans."""
_AGAIN = 3.0
"""Times as long as all outcomes took to tell what they cost at least that must be left for asking
them again and planning them."""
_PATIENCE = 3
"""Times that plans are made better in vain after which no more is hoped for."""
_EMPTY = 4
"""Rounds without a cut, each trying prices nearer to the best, after which there are none."""


class Decomposition:
    """Finds a choice by asking each outcome by itself."""

    def __init__(
        self, stages: Stages, team: Team, standing: Standing, moves: bool,
        finished: bool, kin: Kin | None = None,
    ) -> None:
        self._stages, self._standing = stages, standing
        self._asking = Asking(
            stages, team, standing, Polish(stages, standing) if moves else None
        )
        self._master = self._asking.master
        self._nearby = Nearby(self._asking) if moves else None
        self._parted = moves and can_be_parted(stages)
        self._finished, self._kin = finished, kin
        self._plans = False
        """Whether somebody else plans outcomes, and wants time for it."""
        self._lifted = False
        """Whether cuts were lifted by prices, as whole plans cost more than their relaxation."""
        self._high: list[list[Cut]] = [[] for _ in stages.outcomes]
        """Lines of each outcome that were lifted by prices."""

    @property
    def cuts(self) -> list[Cut]:
        """All cuts that were ever added."""
        return self._asking.cuts

    def run(self, start: Floats | None = None) -> None:
        """Decide, from a whole choice if one is given; the standing tells what was reached."""
        self._plans = start is not None
        if start is not None:
            self._begin(start)
        before = self._standing.seconds
        floors = self._know_least()
        if self._kin is not None:
            Gaining(self._asking, self._kin).run(floors)
        elif self._standing.short_of(_AGAIN * (self._standing.seconds - before)):
            # Relaxing each again would leave no time for plans: they are made near what each
            # costs at least.
            self._improve()
        if not self._relax():
            return
        if self._parted:
            # One whole choice tells how much whole plans cost beyond their relaxation.
            if self._standing.goes_on():
                self._choose()
            Branching(self._asking).run()
            return
        gaps: list[float] = []
        while self._standing.goes_on():
            if not self._choose():
                self._improve()
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
        for plan in self._asking.in_turn("plan", start):
            if plan is not None:
                planned.append(plan)
            self._standing.tell("begin")
        if len(planned) == len(self._stages.outcomes):
            self._standing.offer(start, planned)
            self._standing.tell("begin")

    def _improve(self) -> None:
        """Have the plans after the best choice made better by others, while that gains anything."""
        standing, idle = self._standing, 0
        while self._plans and idle < _PATIENCE and standing.x is not None and standing.goes_on():
            before = standing.value
            self._asking.offer(standing.x)
            standing.tell("improve")
            idle = idle + 1 if standing.value == before else 0

    def _know_least(self) -> Floats:
        """Ask what each outcome costs at least; those not asked yet cost what is known before."""
        costs = np.array([outcome.least for outcome in self._stages.outcomes])
        self._prove_least(costs)
        least: list[Cut] = []
        for cut in self._asking.in_turn("least"):
            least.append(cut)
            costs[cut.outcome] = max(costs[cut.outcome], cut.constant)
            self._prove_least(costs)
            self._standing.tell("relax")
        self._asking.add_all(least)
        return costs

    def _prove_least(self, costs: Floats) -> None:
        if np.isfinite(costs).all():
            self._standing.prove(self._stages.at_least(costs))

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
            if best - choice.value <= self._asking.fine(choice.value):
                break
            x = choice.x if centre is None else centre + inward * (choice.x - centre)
            cuts = self._asking.ask("line", x)
            value = self._asking.value(x, cuts)
            if value < best:
                centre, best = x, value
            added = self._asking.add(cuts, choice)
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
        cuts = self._asking.ask("line", x)
        hopeful = self._asking.value(x, cuts)
        added = self._asking.add(cuts, choice)
        if standing.value is None or hopeful < standing.value - self._asking.fine(standing.value):
            added += self._plan(x, cuts, choice)
        standing.tell("choose")
        if not added:
            standing.ended = "stalled"
        return bool(added)

    def _plan(self, x: Floats, cuts: Sequence[Cut], choice: Choice) -> int:
        """Plan every outcome after a choice; cuts added where whole plans cost more."""
        if any(not cut.cost for cut in cuts):
            return 0
        planned = self._asking.offer(x)
        self._look_near(x)
        found = [plan for plan in planned if plan is not None]
        below = list(cuts)
        lift = len(found) == len(planned) and self._worth_lifting(costs_of(found), x, cuts)
        if lift and not self._lifted:
            self._lifted = True
            self._lift()
        if self._parted:
            return 0
        if lift:
            below = self._sharpen(x)
        exact = [
            exact_cut(self._stages, line.outcome, x, plan, self._highest(line, x))
            for line, plan in zip(below, planned, strict=True)
        ]
        sharper = below if lift else []
        return self._asking.add([*sharper, *(cut for cut in exact if cut is not None)], choice)

    def _sharpen(self, x: Floats) -> list[Cut]:
        """Lines below whole plans, as high at a choice as prices make them."""
        return self._remembered(self._asking.ask("sharpen", x, _STEPS))

    def _remembered(self, cuts: list[Cut]) -> list[Cut]:
        for cut in cuts:
            if cut.lifted:
                self._high[cut.outcome].append(cut)
        return cuts

    def _highest(self, line: Cut, x: Floats) -> Cut:
        """Of a line and those lifted before, the highest at a choice."""
        own = x[self._stages.outcomes[line.outcome].first]
        return max([line, *self._high[line.outcome]], key=lambda cut: cut.at(own))

    def _worth_lifting(self, costs: Floats, x: Floats, cuts: Sequence[Cut]) -> bool:
        """Whether whole plans cost so much more than their relaxation that it matters.

        Where choices can be parted only if most of the gap is such cost: prices are looked for in
        programs with every choice open, which are far larger than those after one.
        """
        standing = self._standing
        if not standing.limits.nodes:
            return False
        more = self._gape(costs, self._asking.costs(x, cuts))
        if self._parted and standing.value is not None and standing.bound is not None:
            return more > _NEAR * (standing.value - standing.bound)
        return more > self._asking.fine(standing.value or 1.0)

    def _lift(self) -> None:
        """Lift the bound of the relaxation by prices, while it rises.

        First what each outcome would cost if it were known: prices as in the first stage.
        """
        choice = self._master.relaxed()
        if choice is None or not self._standing.goes_on():
            return
        known = self._asking.known()
        self._asking.add(self._remembered(known), choice)
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
            added = self._asking.add(self._sharpen(centre), choice)
            empty = 0 if added else empty + 1
            if empty == _EMPTY:
                return
            inward = 1.0 if empty else _INWARD

    def _try_out(self) -> None:
        """Plan every outcome after the whole choice that the cuts like best."""
        whole = self._master.whole(self._standing.limits.gap, self._standing.x)
        if whole is not None:
            self._standing.prove(whole.bound)
            x = self._rounded(whole)
            if not self._look_near(x):
                self._asking.offer(x)

    def _look_near(self, x: Floats) -> bool:
        """Plan every outcome after a better choice near one; whether there is a quick way to it."""
        near = None if self._nearby is None else self._nearby.better(x)
        value = self._standing.value
        if near is not None and (value is None or near[1] < value - self._asking.fine(value)):
            self._asking.offer(near[0])
            self._standing.tell("near")
        return near is not None

    def _slow(self, won: float) -> bool:
        """Whether the bound rises too little to be worth its rounds."""
        value, bound = self._standing.value, self._standing.bound
        return value is not None and bound is not None and won < _SLOW * (value - bound)

    def _rounded(self, choice: Choice) -> Floats:
        """A whole choice without the solver's dust."""
        return np.where(self._stages.first.integer, np.round(choice.x), choice.x)

    def _gape(self, costs: Floats, relaxed: Floats) -> float:
        """How much more whole plans cost than their relaxation."""
        risk, likely = self._stages.risk, self._stages.probabilities
        return risk.of(costs, likely) - risk.of(relaxed, likely)
