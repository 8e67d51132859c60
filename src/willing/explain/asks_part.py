"""What an ask is worth in a large plan: the part that it concerns is solved with it and without.

In an operation of this size bounds and plans lie far apart, and two searches over all of it differ
by chance. So all else stays as it stands, in both: then every difference is the ask's doing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import OutcomePlan, Row
from willing.domain.situation import Situation, situation
from willing.errors import ProblemsFound
from willing.explain.asks import Ask, never_worse
from willing.explain.edits import edited_by
from willing.explain.watch import Looked
from willing.planner.around import Laid, around, kept, laid, same
from willing.planner.here_and_now import open_deal
from willing.planner.interval import NOT_KNOWN, NOTHING, Interval
from willing.planner.limits import PlanLimits, ctrl_c
from willing.planner.limits import Watch as Planned
from willing.planner.model import Model, build
from willing.planner.relaxation.relax import relax
from willing.planner.valuing import Ended

LARGE = 100_000
"""Entries of one outcome's program from which on asks are tried in the part that they concern."""
_LONG = 0.2
"""Part of the time left that one date may take."""
_KEPT = 8
"""Outcomes kept laid out between asks; others are laid out again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWorth:
    """What an ask is worth, to all of a plan and in the part that it concerns."""

    worth: Interval
    """Points by which the best plan with it is better than the best without."""
    part: Interval
    """The same where all that it does not concern stays as the plan has it."""
    found: float | None
    """Points by which the plan found with it is better; None: none was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """One outcome with an ask and without."""

    outcome: str
    chance: float
    without: Interval
    """Score of the best plan without it, all of it free."""
    after: Interval
    """The same with it."""
    part: Interval
    """Without less with, all else as it stands."""


@dataclass
class Parts:
    """Measures asks one after the other, in the outcomes of one plan."""

    operation: Operation
    outcomes: Sequence[OutcomePlan]
    scores: dict[str, Interval]
    """What is known of the best plan of each outcome as the data are."""
    rows: Mapping[str, Sequence[Row]]
    """The plan's rows in each outcome."""
    together: Interval | None
    """What is known of the best plan for all outcomes together; None: each is known by itself."""
    seconds: float
    number: int
    """Asks still to be tried, among which the time left is shared."""
    progress: Callable[[Looked], None] | None
    began: float = field(default_factory=time.monotonic)
    interrupted: bool = False
    stopped: bool = False
    """Whether the clock or the user left anything out."""
    _at: Looked | None = None
    _laid: dict[str, Laid | None] = field(default_factory=dict)
    _found: dict[str, list[_Looked]] = field(default_factory=dict)

    def look(self, ask: Ask) -> bool:
        """Solve an ask's part in every outcome; outcomes that the clock leaves out lose nothing by
        an ask that is never worse. False: not reached, or no plan, as what is decided already
        cannot stand with it.
        """
        changed = edited_by(self.operation, ask.edits)
        free = never_worse(self.operation, ask)
        until = time.monotonic() + self._left() / max(self.number, 1)
        self.number -= 1
        total = sum(part.probability for part in self.outcomes)
        found: list[_Looked] = []
        with ctrl_c(self):
            for at, part in enumerate(self._in_order(ask)):
                left = min(until - time.monotonic(), self._left())
                over = self.interrupted or left <= 0
                self.stopped = self.stopped or over
                if over and (not free or not found):
                    return False
                self._tell(ask.text, part.outcome, at + 1)
                chance = part.probability / total
                try:
                    found.append(
                        self._left_out(part, chance) if over else self._looked(
                            changed, part, ask, chance, left / (len(self.outcomes) - at), free))
                except ProblemsFound:
                    return False
        self._found[ask.text] = found
        return True

    def scored(
        self, changed: Operation, pools: Sequence[str], lines: Sequence[str], about: str,
        rests: dict[str, float],
    ) -> Interval:
        """Expected score with a change, where only some pools and lines may do otherwise.

        `rests`: elements that stay in each outcome; where the change lets others stay, nothing is
        known of it. Raises `Ended` when no time is left.
        """
        # Some dates need far less than their share, so that one may take more than that.
        seconds = max(self._left() / max(self.number, 1), _LONG * self._left())
        self.number -= 1
        total, whole = sum(part.probability for part in self.outcomes), NOTHING
        with ctrl_c(self):
            for at, part in enumerate(self.outcomes):
                if self.interrupted or self._left() <= 0:
                    self.stopped = True
                    raise Ended
                self._tell(about, part.outcome, at + 1)
                made = laid(
                    self._model(changed, part), self.rows[part.outcome], self.together is not None)
                score = NOT_KNOWN if made is None else around(
                    made, pools, lines, min(seconds, self._left()) / len(self.outcomes), self._stop)
                if made is not None:
                    rest = kept(made, pools, lines)
                    same_rest = rests.setdefault(part.outcome, rest) == rest
                    score = score if same_rest else NOT_KNOWN
                whole = whole.plus(score.times(part.probability / total))
        return whole

    def tighten(self) -> None:
        """Relax outcomes of which nothing is proved yet: what asks are held against rises."""
        with ctrl_c(self):
            for number, part in enumerate(self.outcomes):
                known = self.scores[part.outcome]
                if part.bound is not None:
                    continue
                if self.interrupted or self._left() <= 0:
                    self.stopped = True
                    return
                self._tell(part.outcome, "the bound without any ask", number + 1)
                watch = Planned(
                    limits=PlanLimits(seconds=self._left()), outcome=part.outcome, unfillable=0.0)
                with ctrl_c(watch):
                    relaxed = relax(self._model(self.operation, part), watch)
                self.interrupted = self.interrupted or watch.interrupted
                if relaxed is not None and relaxed.bound is not None:
                    self.scores[part.outcome] = Interval(
                        low=max(relaxed.bound, known.low or 0.0), high=known.high)

    def _looked(
        self, changed: Operation, part: OutcomePlan, ask: Ask, chance: float, seconds: float,
        free: bool,
    ) -> _Looked:
        """One outcome: the part that the ask concerns, without it and with it."""
        known = self.scores[part.outcome]
        base, model = self._base(part), self._model(changed, part)
        if base is not None and same(base.model.program, model.program):
            score = Interval(low=known.low, high=min(
                base.score, base.score if known.high is None else known.high))
            return _Looked(
                outcome=part.outcome, chance=chance, without=score, after=score, part=NOTHING)
        with_it = laid(model, self.rows[part.outcome], self.together is not None)
        lines = self._lines(ask)
        ends = [None if plan is None else around(
            plan, ask.pools, lines, seconds / 2, self._stop
        ) for plan in (base, with_it)]
        without, after = ends
        if base is not None and with_it is not None and after is not None and (
            kept(base, ask.pools, lines) != kept(with_it, ask.pools, lines)
        ):
            after = replace(after, low=None)  # the rest is another one
        high = _least(known.high, None if without is None else without.high)
        with_high = _least(None if after is None else after.high, high if free else None)
        both = Interval(low=None, high=None) if without is None or after is None else (
            without.less(after))
        if ask.withdrawn:
            both = Interval(
                low=None if both.high is None else -both.high,
                high=None if both.low is None else -both.low)
        return _Looked(
            outcome=part.outcome, chance=chance, without=Interval(low=known.low, high=high),
            after=Interval(low=model.unfillable, high=with_high),
            part=both.never_below_nothing() if free or ask.withdrawn else both)

    def _left_out(self, part: OutcomePlan, chance: float) -> _Looked:
        """An outcome that there is no time for, with an ask that is never worse."""
        known = self.scores[part.outcome]
        return _Looked(
            outcome=part.outcome, chance=chance, without=known,
            after=Interval(low=None, high=known.high), part=Interval(low=0.0, high=None))

    def worth(self, ask: Ask) -> PartWorth:
        """What an ask that was looked at is worth: all outcomes by their chances."""
        free = never_worse(self.operation, ask)
        without, after, part, apart = NOTHING, NOTHING, NOTHING, NOTHING
        every = [one if one.without is one.after else replace(one, without=Interval(
            low=self.scores[one.outcome].low, high=one.without.high,
        )) for one in self._found[ask.text]]
        for one in every:
            without = without.plus(one.without.times(one.chance))
            after = after.plus(one.after.times(one.chance))
            part = part.plus(one.part.times(one.chance))
            if one.without is not one.after:
                both = (one.after, one.without) if ask.withdrawn else (one.without, one.after)
                apart = apart.plus(both[0].less(both[1]).times(one.chance))
        found = None if without.high is None or after.high is None else (
            without.high - after.high) * (-1 if ask.withdrawn else 1)
        if self.together is None:
            whole = apart
        elif all(one.without is one.after for one in every):
            whole = NOTHING
        else:
            joint = Interval(
                low=max(self.together.low or 0.0, without.low or 0.0),
                high=_least(self.together.high, without.high))
            whole = after.less(joint) if ask.withdrawn else joint.less(after)
        if free or ask.withdrawn:
            whole = whole.never_below_nothing()
        return PartWorth(worth=whole, part=part, found=found)

    def _base(self, part: OutcomePlan) -> Laid | None:
        """An outcome as the data are, laid out."""
        if part.outcome not in self._laid:
            made = laid(
                self._model(self.operation, part), self.rows[part.outcome],
                self.together is not None)
            if len(self._laid) >= _KEPT:
                return made
            self._laid[part.outcome] = made
        return self._laid[part.outcome]

    def _model(self, operation: Operation, part: OutcomePlan) -> Model:
        deal = None if self.together is None else open_deal(
            operation, [_situation(operation, each) for each in self.outcomes])
        return build(_situation(operation, part), deal=deal)

    def _lines(self, ask: Ask) -> tuple[str, ...]:
        """Lines that an ask could help, or says something else of."""
        names = {
            "requirements": [line.id for line in self.operation.requirements],
            "commitments": [owed.id for owed in self.operation.commitments],
        }
        named = [
            names[edit.table][edit.at] for edit in ask.edits
            if edit.table in names and edit.at is not None]
        return tuple(dict.fromkeys((*ask.lines, *named)))

    def _left(self) -> float:
        return self.seconds - (time.monotonic() - self.began)

    def _in_order(self, ask: Ask) -> list[OutcomePlan]:
        """Outcomes in which an ask could help first, the likeliest of them before others."""
        same_as = {part.outcome: part.same_as or part.outcome for part in self.outcomes}
        return sorted(self.outcomes, key=lambda part: (
            same_as[part.outcome] not in ask.outcomes, -part.probability))

    def _tell(self, about: str, what: str, number: int) -> None:
        self._at = Looked(
            outcome=about, step="judge", what=what, number=number, of=len(self.outcomes))
        self._stop()

    def _stop(self) -> bool:
        """Whether the user asks to stop; asked often meanwhile, it also says where things stand."""
        if self.progress is not None and self._at is not None:
            self.progress(self._at)
        return self.interrupted


@dataclass
class Dated:
    """Measures one answer or ask on several dates, each in the same part of a large plan."""

    parts: Parts
    pools: Sequence[str] = ()
    """Pools that the answer or ask concerns."""
    lines: Sequence[str] = ()
    """Lines that it could help."""
    doing: str = ""
    _rests: dict[str, float] = field(default_factory=dict)

    def about(self, pools: Sequence[str], lines: Sequence[str]) -> None:
        """Go on to another answer or ask."""
        self.pools, self.lines, self._rests = pools, lines, {}

    @property
    def before(self) -> Interval:
        """Nothing: what is known of all of a plan says nothing of a part."""
        return NOT_KNOWN

    @property
    def stopped(self) -> bool:
        """Whether the clock or the user ended it."""
        return self.parts.stopped

    def search_on(self) -> None:
        """Nothing: all else stays as planned."""

    def after(self, changed: Operation) -> Interval:
        """Expected score with a change, all that it does not concern as planned.

        Raises `Ended` when no time is left.
        """
        return self.parts.scored(changed, self.pools, self.lines, self.doing, self._rests)


def large(operation: Operation, part: OutcomePlan) -> bool:
    """Whether an outcome is so large that asks are tried in the part that they concern."""
    return is_large(build(_situation(operation, part)))


def is_large(model: Model) -> bool:
    """The same of an outcome already written."""
    return int(model.program.matrix.nnz) > LARGE


def _situation(operation: Operation, part: OutcomePlan) -> Situation:
    return situation(operation, Outcome(
        name=part.outcome, answers=part.answers, probability=part.probability))


def _least(*ends: float | None) -> float | None:
    known = [end for end in ends if end is not None]
    return min(known, default=None)
