"""Asks about some classes of shortfall, and whether sets of them close it, by planning again."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from willing.domain.check import faults
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.situation import situation
from willing.errors import ProblemsFound
from willing.explain.asks import Ask, never_worse, possible_asks, sound_ones
from willing.explain.asks_part import is_large
from willing.explain.edits import clash, edited_together, in_first
from willing.explain.single import SIZES
from willing.explain.thinning import taken
from willing.explain.watch import Looked, Watch
from willing.planner.ahead.decided import AheadLimits
from willing.planner.all_outcomes import decide, plan_together
from willing.planner.fewest import Chosen, Fewest, fewest
from willing.planner.here_and_now import here_and_now, open_deal
from willing.planner.interval import NOT_KNOWN, NOTHING, Interval
from willing.planner.limits import PlanLimits, Reached, ctrl_c
from willing.planner.limits import Watch as Planned
from willing.planner.model import Model, build
from willing.planner.relaxation.relax import relax
from willing.planner.solve import solve_model
from willing.planner.unfillable import unfillable_by_line
from willing.planner.valuing import Ended, proved
from willing.units import DAYS_PER_MONTH

ROUNDS = 3
"""Times asks are looked for: as the data are, then with all asks known so far."""
HEAVIEST = 24
"""Shortfalls of each outcome for which asks are looked for."""
CLOSED = 1e-6
"""Element-months that are none."""
_STEPS = 20
"""Attempts to improve one outcome, for each round of outcomes together."""
_SHARE = 8
"""Part of the time left that one question may take."""
_PLANS, _ALL = 4, 2
"""Part of it that plans as the data are, or looking for asks, may take; and plans with all asks."""
_GAP = 1e-6
"""Wanted gap."""


@dataclass
class Sets:
    """Asks about some classes, and whether sets of them close these."""

    operation: Operation
    """The operation where nothing but these classes counts."""
    plan: Plan
    """The plan that was made with all classes; others start from its rows."""
    outcomes: tuple[Outcome, ...]
    together: bool
    """Whether one plan is made for all outcomes."""
    seconds: float
    work: int
    seed: int
    progress: Callable[[Reached | Looked], None] | None
    began: float = field(default_factory=time.monotonic)
    interrupted: bool = False
    asks: list[Ask] = field(default_factory=list)
    """Asks known so far, the smallest first."""
    without: Interval = NOT_KNOWN
    """Expected element-months short as the data are."""
    everything: Interval = NOT_KNOWN
    """The same with all asks that can be made at once."""
    lines: dict[str, Interval] = field(default_factory=dict)
    """Expected element-months short of each line then; only where each outcome is planned by
    itself."""
    large: bool = False
    """Whether an outcome is so large that nothing is proved of sets one by one."""
    stays: tuple[float, ...] = ()
    """What all at once leave short in each outcome."""
    doing: str = ""
    questions: int = 0
    """Sets looked at so far, each outcome counted."""

    @property
    def allowed(self) -> float:
        """Expected element-months that a set may leave: where all asks leave some, no set need do
        better."""
        high = self.everything.high
        return 0.0 if high is None or high <= CLOSED else high

    def look(self) -> None:
        """Find asks that lift what stops somebody, and those that show only when they are made.

        Raises `Ended` when time is over before all is known that sets are held against.
        """
        now = self.operation
        for number in range(ROUNDS + 1):
            plan = self._everything(now, number)
            late = number > 0 and self.left < self.seconds / 2
            if self.allowed == 0.0 or number == ROUNDS or late or not self._more(now, plan):
                break
            now = edited_together(self.operation, [ask.edits for ask in self._at_once()])
        sure = [ask for ask in self.asks if never_worse(self.operation, ask)]
        if len(sure) < len(self.asks):
            # They may show what else there is to ask, but no proof can stand on them.
            self.asks = sure
            self._everything(
                edited_together(self.operation, [ask.edits for ask in self._at_once()]), len(sure))

    def _everything(self, now: Operation, number: int) -> Plan:
        """The best plan as the data are, or (a number above 0) with all asks so far."""
        self.doing = "as the data are" if not number else f"all {len(self.asks)} asks"
        plan, self.everything = self._planned(now, _ALL if number else _PLANS)
        self.stays = tuple(part.score for part in plan.outcomes)
        self.without = self.without if number else self.everything
        return plan

    def fewest(self, others: int) -> Fewest:
        """The smallest set that leaves no more short than is allowed, and others as small."""
        apart = [
            (one, other) for one, other in combinations(range(len(self.asks)), 2)
            if clash(self.operation, self.asks[one].edits, self.asks[other].edits)
        ]
        known = _faults(self.operation)
        alone = self.allowed == 0.0 or not self.together
        parts = [*range(len(self.outcomes))] if alone else []

        def enough(chosen: Chosen, part: int) -> bool | None:
            self._asked(len(chosen))
            changed = edited_together(
                self.operation, [self.asks[at].edits for at in sorted(chosen)])
            if not _faults(changed) <= known:
                return None
            try:
                if part < len(parts):
                    return self._alone(changed, part)
                return _verdict(self._all(changed), self.allowed)
            except ProblemsFound:
                return None  # what is decided already cannot stand with it

        return fewest(
            len(self.asks), len(parts) + self.together, enough, apart=apart, most_others=others)

    def thinned(self) -> Chosen | None:
        """The asks that the plan with all of them takes, in half of the time left.

        None: outcomes are planned together, or there was no time.
        """
        if self.together:
            return None
        until = self.left - self.left / 2 if math.isfinite(self.left) else -math.inf

        def goes_on(left: int, groups: int) -> bool:
            self._asked(left)
            return not self.interrupted and self.left > until

        found = taken(
            self.operation, sorted(self._at_once(), key=self.asks.index), [
                (outcome, self._start(outcome), part.score)
                for part, outcome in zip(self.plan.outcomes, self.outcomes, strict=True)
            ], goes_on)
        return None if found is None else frozenset(self.asks.index(ask) for ask in found)

    def _more(self, now: Operation, plan: Plan) -> bool:
        """Take in asks that a plan shows with what is asked so far; False: there are none."""
        watch = Watch(self.progress, self.interrupted, seconds=self._seconds(_PLANS))
        with ctrl_c(watch):
            found = possible_asks(now, plan, watch, HEAVIEST)
        self.interrupted = self.interrupted or watch.interrupted
        self._seconds()
        names = {ask.text for ask in self.asks}
        new = [
            replace(ask, edits=made) for ask in found if ask.text not in names
            # Where every plan takes minutes there is none only to see what else it would show.
            and (not self.large or never_worse(self.operation, ask))
            and (made := in_first(self.operation, now, ask.edits)) is not None
        ]
        self.asks = sorted([*self.asks, *sound_ones(self.operation, new)], key=lambda ask: (
            SIZES.index(ask.kind), ask.amount, ask.text))
        return len(self.asks) > len(names)

    def _at_once(self) -> list[Ask]:
        """As many asks as can be made at once; of two that clash the larger one."""
        taken: list[Ask] = []
        for ask in reversed(self.asks):
            if not any(clash(self.operation, ask.edits, other.edits) for other in taken):
                taken.append(ask)
        return taken

    def _planned(self, changed: Operation, part: int) -> tuple[Plan, Interval]:
        """A plan that the judge passes, and what is known of the element-months short."""
        names = [outcome.name for outcome in self.outcomes]
        if self.together:
            plan, found = plan_together(
                changed, names, seed=self.seed, work=self.work, progress=self._tell,
                limits=AheadLimits(seconds=self._seconds(part), work=self.work, gap=_GAP))
            self.interrupted = self.interrupted or found.status == "interrupted"
            return plan, Interval(low=plan.expected_bound, high=plan.expected)
        return self._planned_apart(changed, part)

    def _planned_apart(self, changed: Operation, part: int) -> tuple[Plan, Interval]:
        """The same outcome by outcome, each from the rows of the plan before."""
        share = self._seconds(part) / len(self.outcomes)
        limits = PlanLimits(
            seconds=share, work=_STEPS * self.work, gap=_GAP, seed=self.seed)
        total, score = sum(outcome.probability for outcome in self.outcomes), NOTHING
        parts: list[OutcomePlan] = []
        rows: list[Row] = []
        self.lines = {}
        for before, outcome in zip(self.plan.outcomes, self.outcomes, strict=True):
            model = build(situation(changed, outcome))
            self.large = self.large or is_large(model)
            found = solve_model(
                model, limits, self._tell, self._start(outcome), relax_first=is_large(model))
            self.interrupted = self.interrupted or found.status == "interrupted"
            low = found.unfillable if found.bound is None else found.bound
            score = score.plus(
                Interval(low=low, high=found.value).times(outcome.probability / total))
            self._add_lines(model, found.rows, outcome.probability / total)
            parts.append(replace(before, same_as="", score=found.value, bound=low, terms=()))
            rows += found.rows
        self.plan = replace(self.plan, outcomes=tuple(parts), rows=tuple(rows))
        return self.plan, score

    def _add_lines(self, model: Model, rows: Sequence[Row], chance: float) -> None:
        """Take in what a plan leaves short of each line in one outcome, and what any must."""
        horizon = model.situation.timeline.horizon
        left: dict[str, float] = {}
        for row in rows:
            if row.kind == "shortfall":
                first = (row.first_day - self.operation.as_of).days
                days = max(min(first + row.days, horizon) - first, 0)
                left[row.task] = left.get(row.task, 0.0) + row.count * days / DAYS_PER_MONTH
        least = unfillable_by_line(model.choices)
        for task, low in zip(model.choices.tasks, least, strict=True):
            if self.operation.weights.shortfall[task.priority - 1] > 0 and left.get(task.id):
                here = Interval(low=min(low, left[task.id]), high=left[task.id])
                known = self.lines.get(task.id, NOTHING)
                self.lines[task.id] = known.plus(here.times(chance))

    def _start(self, outcome: Outcome) -> list[Row]:
        """Rows of an outcome to begin with; who is on tour already is in every plan anyway."""
        part = next(part for part in self.plan.outcomes if part.outcome == outcome.name)
        return [row for row in self.plan.rows_of(part) if row.pinned != "cycle"]

    def _alone(self, changed: Operation, number: int) -> bool | None:
        """Whether nothing more than allowed is short in one outcome, planned as if it were known.

        Where even that is not so, no plan for all outcomes closes it.
        """
        outcome = self.outcomes[number]
        allowed = 0.0 if self.allowed == 0.0 else self.stays[number]
        deal = open_deal(
            changed, [situation(changed, each) for each in self.outcomes]
        ) if self.together else None
        model = build(situation(changed, outcome), deal=deal)
        if model.unfillable > allowed + CLOSED:
            return False
        limits = PlanLimits(
            seconds=self._seconds(), work=_STEPS * self.work, gap=_GAP, seed=self.seed)
        relaxed = relax(model, Planned(
            limits=limits, outcome=outcome.name, unfillable=model.unfillable))
        if relaxed is not None and (relaxed.bound or 0.0) > allowed + CLOSED:
            return False
        found = solve_model(model, limits, start=self._start(outcome))
        self.interrupted = self.interrupted or found.status == "interrupted"
        return _verdict(Interval(low=found.bound, high=found.value), allowed)

    def _all(self, changed: Operation) -> Interval:
        """Expected element-months short in the best plan for all outcomes together."""
        here = here_and_now(changed, self.outcomes)
        found = decide(
            here, AheadLimits(seconds=self._seconds(), work=self.work, gap=_GAP),
            work=self.work, seed=self.seed)
        self.interrupted = self.interrupted or found.status == "interrupted"
        return proved(here, found.bound, found.value)

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.seconds - (time.monotonic() - self.began)

    def _seconds(self, share: int = _SHARE) -> float:
        """Seconds that the next question may take; raises `Ended` when none are left."""
        if self.left <= 0 or self.interrupted:
            raise Ended
        return self.left / share

    def _asked(self, number: int) -> None:
        """Pass on that one more set is looked at."""
        self.questions += 1
        if self.progress is not None:
            self.progress(Looked(
                outcome="sets of asks", step="judge", what=f"{number} of {len(self.asks)} asks",
                number=self.questions, of=self.questions))

    def _tell(self, reached: Reached) -> None:
        if self.progress is not None:
            self.progress(replace(reached, outcome=f"{reached.outcome}, {self.doing}"))


def _verdict(score: Interval, allowed: float) -> bool | None:
    """Whether no more is short than allowed; None: not known."""
    if score.high is not None and score.high <= allowed + CLOSED:
        return True
    return False if score.low is not None and score.low > allowed + CLOSED else None


def _faults(operation: Operation) -> frozenset[str]:
    return frozenset(str(item) for item in faults(operation))
