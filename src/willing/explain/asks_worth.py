"""What asks are worth: the operation planned again with each of them, known from both sides."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.situation import situation
from willing.errors import ProblemsFound
from willing.explain.asks import Ask, in_order, possible_asks, sound
from willing.explain.asks_order import ranked
from willing.explain.asks_part import Parts, large
from willing.explain.asks_steps import step_asks
from willing.explain.edits import edited_by
from willing.explain.watch import Looked, Watch
from willing.planner.interval import NOTHING, Interval, found_words
from willing.planner.limits import PlanLimits, Reached, ctrl_c
from willing.planner.model import build
from willing.planner.solve import Solved, solve_model
from willing.planner.valuing import TRIES, Ended, Known, Valuer, both

_STEPS = 20
"""Attempts to improve one outcome, for each round of outcomes together."""
_LOOKING = 4
"""Part of the time that finding and ordering asks may take."""
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
    part: Interval | None = None
    """In large operations: the same where all that the ask does not concern stays as the plan has
    it. None: all of the plan was free."""

    @property
    def sure(self) -> bool:
        """Whether it is certainly worth something, to the best plan or with all else as planned."""
        return self.worth.sign == 1 or (self.part is not None and self.part.sign == 1)

    @property
    def words(self) -> str:
        """The worth in words; where nothing is proved of it, what is known besides."""
        if self.part is None:
            return self.worth.text + found_words(self.worth, self.found)
        beside = "" if self.worth.settled else f"; with all else as planned {self.part.text}"
        return self.worth.text + beside


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
        """How the worth of the asks shown is told, where it is told in another way; all, or those
        of a nation."""
        shown = [item for item in self.ranked if nation in ("", item.ask.nation)]
        notes = [
            "Steps before the deal are in that plan already: each is worth what is lost where it "
            "can be taken no more."
        ] if any(item.ask.withdrawn for item in shown) else []
        if any(item.part is not None for item in shown):
            notes.append(
                "So large a plan is far from its bound. So each ask is also solved in the part of "
                "the plan that it concerns, with it and without, all else as planned: that is "
                "proved of this plan, not of the best.")
        return " ".join(notes)


def asks(
    operation: Operation, plan: Plan, *, most: int = 10, seconds: float = math.inf,
    work: int = 20, gap: float = 0.01, seed: int = 0, progress: Progress | None = None,
) -> Asks:
    """Try the most hopeful asks, each alone, by planning the plan's outcomes again with it.

    A plan made for all outcomes together is measured by such plans; any other outcome by outcome,
    each from the plan's own rows. Ctrl-C hands over what was tried.
    """
    watch = Watch(progress, seconds=seconds / _LOOKING)
    began = time.monotonic()
    with ctrl_c(watch):
        every = in_order((*possible_asks(operation, plan, watch), *step_asks(operation, plan)))
        first = ranked(operation, plan, every, watch)
        tries = tuple(islice(sound(operation, first), 0 if watch.interrupted else most))
    measure = measured(
        operation, plan, seconds=seconds - (time.monotonic() - began), work=work, gap=gap,
        seed=seed, progress=progress, number=len(tries))
    measure.stopped = watch.interrupted
    found = list(_tried(operation, plan, tries, measure, progress))
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
    operation: Operation, plan: Plan, tries: Sequence[Ask], measure: Together | Apart,
    progress: Progress | None,
) -> Iterator[AskWorth]:
    if tries and large(operation, plan.outcomes[0]):
        yield from _in_parts(operation, plan, tries, measure, progress)
        return
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


def _in_parts(
    operation: Operation, plan: Plan, tries: Sequence[Ask], measure: Together | Apart,
    progress: Progress | None,
) -> Iterator[AskWorth]:
    """The same where the operation is large: each ask in the part of the plan that it concerns."""
    parts = parts_of(operation, plan, measure, progress, len(tries))
    looked = [ask for ask in tries if parts.look(ask)]
    if looked:
        parts.tighten()
    measure.stopped = measure.stopped or parts.stopped
    for ask in looked:
        known = parts.worth(ask)
        yield AskWorth(ask=ask, worth=known.worth, found=known.found, part=known.part)


def parts_of(
    operation: Operation, plan: Plan, measure: Together | Apart, progress: Progress | None,
    number: int,
) -> Parts:
    """What measures so many changes of a large plan in the parts that they concern."""
    return Parts(
        operation=operation, outcomes=plan.outcomes, scores=measure.scores, rows=measure.rows,
        together=measure.before if plan.expected is not None else None, seconds=measure.left,
        number=number, progress=progress, interrupted=measure.interrupted)


def _rank(item: AskWorth) -> tuple[float, float, float, str]:
    low = -math.inf if item.worth.low is None else item.worth.low
    part = 0.0 if item.part is None else item.part.low or 0.0
    return -round(low, 6), -round(part, 6), -(item.found or 0.0), item.ask.text


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
        self.scores = {
            part.outcome: Interval(low=None, high=part.score) for part in plan.outcomes}
        """What is known of each outcome in this plan."""
        self.rows = {part.outcome: planned_rows(plan, part) for part in plan.outcomes}
        """Its rows in each outcome, but for those who are on tour already."""

    @property
    def before(self) -> Interval:
        """Expected score as the data are."""
        return self._known.score

    @property
    def left(self) -> float:
        """Seconds left."""
        return self._seconds - (time.monotonic() - self._began)

    @property
    def interrupted(self) -> bool:
        """Whether the user ended it."""
        return self._valuer.interrupted

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
        self.stopped, self.interrupted, self.doing = False, False, "as the data are"
        self._total = sum(part.probability for part in plan.outcomes)
        self.scores: dict[str, Interval] = {}
        """What is known of the best plan of each outcome."""
        self.rows: dict[str, tuple[Row, ...]] = {}
        """Rows of the best found, but for those who are on tour already."""
        for part in plan.outcomes:
            low = part.unfillable if part.bound is None else part.bound
            self.scores[part.outcome] = Interval(low=low, high=part.score)
            self.rows[part.outcome] = planned_rows(plan, part)

    @property
    def left(self) -> float:
        """Seconds left."""
        return self._seconds - (time.monotonic() - self._began)

    @property
    def before(self) -> Interval:
        """Expected score as the data are."""
        return self._expected(self.scores)

    def search_on(self) -> None:
        """Plan on with the data as they are, so that asks are held against as much work.

        Outcomes that are planned within the wanted gap stay as they are.
        """
        for part in self._plan.outcomes:
            if part.gap is None or part.gap > max(self._gap, _NEAR):
                found = self._solved(self._operation, part)
                self.scores[part.outcome] = both(self.scores[part.outcome], found[0])
                self.rows[part.outcome] = _planned(found[1].rows)

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
        left = self.left
        if self.stopped or left <= 0:
            self.stopped = True
            raise Ended
        chosen = Outcome(name=part.outcome, answers=part.answers, probability=part.probability)
        model = build(situation(operation, chosen))
        limits = replace(self._limits, seconds=left / self._left)
        found = solve_model(model, limits, self._tell, self.rows[part.outcome])
        self._left = max(self._left - 1, 1)
        self.interrupted = self.interrupted or found.status == "interrupted"
        self.stopped = self.stopped or self.interrupted
        low = found.unfillable if found.bound is None else found.bound
        return Interval(low=low, high=found.value), found

    def _tell(self, reached: Reached) -> None:
        if self._progress is not None:
            self._progress(replace(reached, outcome=f"{reached.outcome}, {self.doing}"))


def planned_rows(plan: Plan, part: OutcomePlan) -> tuple[Row, ...]:
    """Rows of an outcome to begin with; who is on tour already is in every plan anyway."""
    return _planned(plan.rows_of(part))


def _planned(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.pinned != "cycle")
