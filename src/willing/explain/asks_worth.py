"""What asks are worth: the operation planned again with each of them, known from both sides."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice

from willing.assess.scene import rows_in
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.situation import situation
from willing.errors import ProblemsFound
from willing.explain.asks import Ask, in_order, possible_asks, sound
from willing.explain.asks_order import ranked
from willing.explain.asks_steps import step_asks
from willing.explain.edits import edited_by
from willing.explain.watch import Looked, Watch
from willing.planner.interval import NOTHING, Interval
from willing.planner.limits import PlanLimits, Reached, ctrl_c
from willing.planner.model import build
from willing.planner.solve import Solved, solve_model
from willing.planner.valuing import TRIES, Ended, Known, Valuer

_STEPS = 20
"""Improvement steps of one outcome, for each round of outcomes together."""
_NEAR = 1e-6
"""Gap at which nothing is left to look for."""
Progress = Callable[[Reached | Looked], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWorth:
    """An ask, and what it is worth."""

    ask: Ask
    """What to ask for."""
    worth: Interval
    """Points by which the best plan with it is better than the best without."""
    found: float | None
    """Points by which the plan found with it is better than the one found without: no proof, as
    either may not be the best. None: no plan was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """The list for the next conference."""

    before: Interval
    """Expected score of the best plan as the data are."""
    together: bool
    """Whether outcomes are planned together; otherwise each as if it were known."""
    outcomes: tuple[str, ...]
    """Outcomes that count."""
    ranked: tuple[AskWorth, ...]
    """What was tried, what is certainly worth most first."""
    known: int
    """Asks that lift something that stops somebody on the heaviest shortfalls, and steps that the
    plan takes."""
    stopped: bool
    """Whether the clock or the user ended it."""

    def note(self, nation: str = "") -> str:
        """How the worth of steps before the deal is told, where one is among the asks shown; all,
        or those of a nation."""
        shown = any(item.ask.withdrawn and nation in ("", item.ask.nation) for item in self.ranked)
        return (
            "Steps before the deal are in that plan already: each is worth what is lost where it "
            "can be taken no more."
        ) if shown else ""


def asks(
    operation: Operation, plan: Plan, *, most: int = 10, seconds: float = math.inf,
    work: int = 20, gap: float = 0.01, seed: int = 0, progress: Progress | None = None,
) -> Asks:
    """Try the most hopeful asks, each alone, by planning the plan's outcomes again with it.

    A plan made for all outcomes together is measured by such plans; any other outcome by outcome,
    each from the plan's own rows. Ctrl-C hands over what was tried.
    """
    watch = Watch(progress)
    with ctrl_c(watch):
        every = in_order((*possible_asks(operation, plan, watch), *step_asks(operation, plan)))
        first = ranked(operation, plan, every, watch)
    tries = tuple(islice(sound(operation, first), most))
    measure = measured(
        operation, plan, seconds=seconds, work=work, gap=gap, seed=seed, progress=progress,
        number=len(tries))
    measure.stopped = watch.interrupted
    found = list(_tried(operation, tries, measure))
    return Asks(
        before=measure.before, together=plan.expected is not None,
        outcomes=tuple(part.outcome for part in plan.outcomes), known=len(every),
        ranked=tuple(sorted(found, key=_rank)), stopped=measure.stopped or len(found) < len(tries),
    )


def measured(
    operation: Operation, plan: Plan, *, seconds: float, work: int, gap: float, seed: int,
    progress: Progress | None, number: int,
) -> Together | Apart:
    """Whatever measures so many changes as a plan was made: together, or outcome by outcome."""
    if plan.expected is not None:
        return Together(operation, plan, seconds, work, seed, progress, number)
    return Apart(operation, plan, seconds, work, gap, seed, progress, number)


def _tried(
    operation: Operation, tries: Sequence[Ask], measure: Together | Apart
) -> Iterator[AskWorth]:
    with suppress(Ended):
        measure.search_on()
    for ask in tries:
        measure.doing = ask.text
        try:
            after = measure.after(edited_by(operation, ask.edits))
        except Ended:
            return
        except ProblemsFound:
            continue  # what is decided already cannot stand with it
        without, with_it = (after, measure.before) if ask.withdrawn else (measure.before, after)
        yield AskWorth(
            ask=ask, worth=without.less(with_it),
            found=None if with_it.high is None or without.high is None
            else without.high - with_it.high,
        )


def _rank(item: AskWorth) -> tuple[float, float, str]:
    low = -math.inf if item.worth.low is None else item.worth.low
    return -round(low, 6), -(item.found or 0.0), item.ask.text


class Together:
    """Measures by plans for all outcomes together."""

    def __init__(
        self, operation: Operation, plan: Plan, seconds: float, work: int, seed: int,
        progress: Progress | None, number: int,
    ) -> None:
        self._chosen = tuple(
            Outcome(name=part.outcome, answers=part.answers, probability=part.probability)
            for part in plan.outcomes
        )
        self._seconds, self._work, self._seed = seconds, work, seed
        self._progress, self._left, self._began = progress, number + 1, time.monotonic()
        self.doing = ""
        self._valuer = self._new(operation)
        self._known = Known(chosen=self._chosen, score=Interval(
            low=plan.expected_bound, high=plan.expected))

    @property
    def before(self) -> Interval:
        """Expected score as the data are."""
        return self._known.score

    @property
    def stopped(self) -> bool:
        """Whether the clock or the user ended it."""
        return self._valuer.stopped

    @stopped.setter
    def stopped(self, told: bool) -> None:
        self._valuer.stopped = self._valuer.interrupted = told

    def search_on(self) -> None:
        """Nothing: what is known without an ask is tightened beside every ask."""

    def after(self, changed: Operation) -> Interval:
        """Expected score with an ask; tightened, and that without it, until the worth shows."""
        valuer = self._new(changed)
        valuer.interrupted, valuer.doing = self._valuer.interrupted, self.doing
        known = Known(chosen=self._chosen)
        try:
            while valuer.tighten(known) and not self.before.less(known.score).settled:
                if known.tries == len(TRIES):
                    self._valuer.tighten(self._known)
            if known.tries == 0:
                raise Ended
        finally:
            self._valuer.stopped = self._valuer.stopped or valuer.stopped
            self._valuer.interrupted = self._valuer.interrupted or valuer.interrupted
        self._left = max(self._left - 1, 1)
        return known.score

    def _new(self, operation: Operation) -> Valuer:
        spent = time.monotonic() - self._began
        return Valuer(
            operation=operation, seconds=(self._seconds - spent) / self._left, work=self._work,
            seed=self._seed, progress=self._progress, doing="as the data are",
        )


class Apart:
    """Measures outcome by outcome, each from the rows of its plan."""

    def __init__(
        self, operation: Operation, plan: Plan, seconds: float, work: int, gap: float, seed: int,
        progress: Progress | None, number: int,
    ) -> None:
        self._plan, self._seconds, self._gap = plan, seconds, gap
        self._limits = PlanLimits(work=_STEPS * work, gap=gap, seed=seed)
        self._progress, self._operation = progress, operation
        self._left, self._began = (number + 1) * len(plan.outcomes), time.monotonic()
        self.stopped, self.doing = False, "as the data are"
        self._total = sum(part.probability for part in plan.outcomes)
        self._scores: dict[str, Interval] = {}
        self._rows: dict[str, tuple[Row, ...]] = {}
        for part in plan.outcomes:
            low = part.unfillable if part.bound is None else part.bound
            self._scores[part.outcome] = Interval(low=low, high=part.score)
            self._rows[part.outcome] = rows_in(plan, part)

    @property
    def before(self) -> Interval:
        """Expected score as the data are."""
        return self._expected(self._scores)

    def search_on(self) -> None:
        """Plan on with the data as they are, so that asks are held against as much work.

        Outcomes that are planned within the wanted gap stay as they are.
        """
        for part in self._plan.outcomes:
            if part.gap is None or part.gap > max(self._gap, _NEAR):
                self._scores[part.outcome], found = self._solved(self._operation, part)
                self._rows[part.outcome] = found.rows

    def after(self, changed: Operation) -> Interval:
        """Expected score with an ask, each outcome as if it were known."""
        return self._expected({
            part.outcome: self._solved(changed, part)[0] for part in self._plan.outcomes})

    def _expected(self, scores: Mapping[str, Interval]) -> Interval:
        whole = NOTHING
        for part in self._plan.outcomes:
            whole = whole.plus(scores[part.outcome].times(part.probability / self._total))
        return whole

    def _solved(self, operation: Operation, part: OutcomePlan) -> tuple[Interval, Solved]:
        """One outcome, from its rows; raises `Ended` when no time is left."""
        left = self._seconds - (time.monotonic() - self._began)
        if self.stopped or left <= 0:
            self.stopped = True
            raise Ended
        chosen = Outcome(name=part.outcome, answers=part.answers, probability=part.probability)
        model = build(situation(operation, chosen))
        start = [row for row in self._rows[part.outcome] if row.pinned != "cycle"]
        limits = replace(self._limits, seconds=left / self._left)
        found = solve_model(model, limits, self._tell, start)
        self._left = max(self._left - 1, 1)
        self.stopped = self.stopped or found.status == "interrupted"
        low = found.unfillable if found.bound is None else found.bound
        return Interval(low=low, high=found.value), found

    def _tell(self, reached: Reached) -> None:
        if self._progress is not None:
            self._progress(replace(reached, outcome=f"{reached.outcome}, {self.doing}"))
