r"""What is decided here and now, held against single outcomes: steps, regret, flips, swings.

Regret of the common plan $x$ in an outcome, beside a plan made for it alone:

$$ regret_w(x) = c^T x + Q_w(x) - V(\{w\}) \ge 0 $$

A step is so many elements on one turn before the deal, a column of $x$. With $\hat x$ the common
choice and $x^w$ a best one of outcome $w$, let $h^w_i = \hat x_i$ where the outcome planned again
with $x_i \ge \hat x_i$ scores no more than its best, else $x^w_i$. Of $\hat x_i$ elements
$\min(\hat x_i, \min_w h^w_i)$ are no regret, the rest of $\hat x_i$ an option, and
$\max_w x^w_i - \hat x_i$ are left.

Two choices $x$ and $x'$ are level where the chance of an answer $a$ is $p$, and the chances of all
other outcomes keep their proportions:

$$ p \, (Q_a(x) - Q_a(x')) + (1 - p) \, (Q_{\bar a}(x) - Q_{\bar a}(x')) = 0 $$

with $Q_a$ the mean cost of outcomes with the answer, $Q_{\bar a}$ without, what was decided before
included. What is not known of either cost widens the chance to both sides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.planner.ahead.decided import Decided
from willing.planner.here_and_now import HereAndNow, Known, Turn
from willing.planner.interval import Interval
from willing.planner.program import Bools, Floats, Ints
from willing.planner.restricted import at_least, carried, keeping, only
from willing.planner.valuing import Valuer, proved, small

_SAME = 1e-6
"""Relative difference up to which two scores are the same."""
GAP, FINE = 1e-4, 1e-6
"""Wanted gap of single outcomes and of choices already made; of small outcomes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """One outcome planned as if it were known to come."""

    outcome: str
    """Outcome."""
    score: Interval
    """Its best score."""
    regret: Interval
    """Points by which the plan for all outcomes is worse in it."""
    x: Floats
    """What is decided here and now: the common choice itself where that is as good."""
    holds: Floats
    """The most elements of each column that one of its best plans was found to have: of those in
    the common choice each was tried, for the best plan is seldom the only one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Elements that one decision before the deal concerns, and how it stands in all outcomes."""

    kind: Literal["no regret", "option", "leave"]
    """In the best plan of every outcome; in the common plan only; in single outcomes' only."""
    what: Literal["step", "tour", "standby", "hold"]
    """What is decided."""
    pledge: str
    """Pledge; empty: the nation's own elements."""
    unit: str
    """Pool."""
    task: str
    """Task; of a standby its level, of a step its id."""
    first: int
    """First day, from the as-of date."""
    after: int
    """Day after the last, as planned."""
    count: int
    """Elements."""
    known: Known
    """Answers that are known by then."""
    used: int
    """Outcomes whose own best plan has it."""
    of: int
    """Outcomes in which it can be decided, and that were planned alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A choice made here and now, and what every outcome costs after it."""

    name: str
    """Whose best choice it is."""
    costs: Floats
    """Points of each outcome, what was decided before included."""
    expected: Interval
    """Expected score after it; known only so far as its recourse is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A chance of an answer at which another choice looked at is the better one."""

    question: str
    """Question."""
    answer: str
    """Answer."""
    chance: float
    """Its chance now."""
    at: tuple[float, float]
    """Chance at which the two are level, from both sides."""
    argued: bool
    """Whether somebody argues for such a chance."""
    to: str
    """The choice that is better beyond it."""
    sure: bool = False
    """Whether it was planned again at that chance, and no choice was better than ours before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """How the expected score of the common plan moves with the range of one chance."""

    question: str
    """Question."""
    answer: str
    """Answer whose chance has a range."""
    low: float
    """Lowest chance argued for."""
    high: float
    """Highest."""
    at_low: float
    """Expected score at the lowest, in points, the plan as it is."""
    at_high: float
    """At the highest."""

    @property
    def words(self) -> str:
        """Both scores, that at the lowest chance first; one figure where they read alike."""
        low, high = f"{self.at_low:,.2f}", f"{self.at_high:,.2f}"
        return f"{low if low == high else f'{low} to {high}'} points"


def costs_of(here: HereAndNow, found: Decided) -> Floats:
    """What each outcome costs, in points, what was decided here and now included."""
    return np.array([
        model.program.value(answer.point)
        for model, answer in zip(here.models, found.answers, strict=True)
    ])


def alone(valuer: Valuer, here: HereAndNow, joint: Decided, number: int) -> Alone | None:
    """One outcome as if it were known; None: no plan was found in time."""
    assert joint.x is not None
    cost = float(costs_of(here, joint)[number])
    sub = only(here, [number])
    gap = FINE if small(sub) else GAP
    found = valuer.decide(sub, gap)
    if found.x is None or found.value is None:
        return None
    most = found.value + _SAME * max(1.0, abs(found.value))
    score = proved(sub, found.bound, min(found.value, cost))
    exact = Interval(low=cost, high=cost)
    if cost <= most:
        x = holds = joint.x
    else:
        x, wanted = found.x, np.round(joint.x)
        missing = np.flatnonzero(carried(here, [number]) & (wanted > np.round(x)))
        holds = np.where(
            np.isin(np.arange(len(x)), _holdable(valuer, sub, wanted, missing, most, gap)),
            wanted, x)
    return Alone(
        outcome=here.stages.outcomes[number].name, score=score, x=x, holds=holds,
        regret=exact.less(score).never_below_nothing(),
    )


def _holdable(
    valuer: Valuer, here: HereAndNow, wanted: Floats, columns: Ints, most: float, gap: float
) -> list[int]:
    """Columns of which the elements wanted may be held at no more points than `most`.

    Tried all at once, then by halves: what may be held together may be held alone.
    """
    if not len(columns):
        return []
    found = valuer.decide(at_least(here, wanted, columns), gap)
    if found.value is not None and found.value <= most:
        return [int(column) for column in columns]
    if len(columns) == 1:
        return []
    half = len(columns) // 2
    return [
        column for part in (columns[:half], columns[half:])
        for column in _holdable(valuer, here, wanted, part, most, gap)
    ]


def candidate(
    valuer: Valuer, here: HereAndNow, numbers: Sequence[int], name: str
) -> Candidate | None:
    """The best choice for some outcomes, as it does in all; None: it leaves some without a plan,
    or nothing was found in time.
    """
    chosen = valuer.decide(only(here, numbers), GAP)
    if chosen.x is None:
        return None
    found = valuer.decide(keeping(here, chosen.x, carried(here, numbers)), GAP)
    if found.x is None:
        return None
    return Candidate(
        name=name, costs=costs_of(here, found),
        expected=proved(here, found.bound, found.value),
    )


def steps(here: HereAndNow, joint: Decided, singles: Mapping[int, Alone]) -> tuple[Step, ...]:
    """Every decision before the deal, in the common plan or in that of any single outcome.

    Only those that are made while several outcomes are still open.
    """
    assert joint.x is not None
    found: list[Step] = []
    for column, (known, turn) in enumerate(here.turns):
        mine = [
            single for number, single in singles.items()
            if column in here.stages.outcomes[number].first
        ]
        ours = round(float(joint.x[column]))
        if len(mine) > 1:
            counts = [round(float(single.holds[column])) for single in mine]
            always = min(ours, *counts)
            used = sum(count > 0 for count in counts)
            most = max(round(float(single.x[column])) for single in mine)
            parts = (("no regret", always), ("option", ours - always), ("leave", most - ours))
            for kind, count in parts:
                if count > 0:
                    found.append(_step(kind, turn, known, count, used, len(counts)))
    kinds, whats = ("no regret", "option", "leave"), (
        "step", "standby", "tour", "hold")
    return tuple(sorted(found, key=lambda step: (
        kinds.index(step.kind), whats.index(step.what), step.first, step.unit, step.task)))


def _step(kind: str, turn: Turn, known: Known, count: int, used: int, of: int) -> Step:
    what, pledge, unit, task, first, after, _ = turn
    return Step(
        kind=kind, what=what, pledge=pledge, unit=unit, task=task,  # type: ignore[arg-type]
        first=first, after=after, count=count, known=known, used=used, of=of,
    )


def flips(
    operation: Operation, chosen: Sequence[Outcome], ours: Candidate,
    others: Sequence[Candidate],
) -> tuple[Flip, ...]:
    """Where another choice looked at overtakes ours as the chance of one answer moves.

    Chances of the other answers keep their proportions. Costs of outcomes are those found; the
    point is as uncertain as they are.
    """
    found: list[Flip] = []
    for question, answer, chance, inside in parts(operation, chosen):
        nearest: dict[bool, Flip] = {}
        for other in others:
            at = _level(other, ours, chance, inside, chosen)
            if at is None:
                continue
            middle = sum(at) / 2
            low, high = _range(operation, question, answer)
            argued = low is not None and high is not None and at[0] <= high and at[1] >= low
            flip = Flip(question=question, answer=answer, chance=chance, at=at, argued=argued,
                        to=other.name)
            above = middle >= chance
            best = nearest.get(above)
            if best is None or abs(middle - chance) < abs(sum(best.at) / 2 - chance):
                nearest[above] = flip
        found += nearest.values()
    return tuple(found)


def swings(
    operation: Operation, chosen: Sequence[Outcome], costs: Floats
) -> tuple[Swing, ...]:
    """Ranges of chances by how far they move the expected score, the widest first."""
    found = []
    for question, answer, _, inside in parts(operation, chosen):
        low, high = _range(operation, question, answer)
        if low is not None and high is not None:
            ends = [weighed(p, inside, chosen) @ costs for p in (low, high)]
            found.append(Swing(question=question, answer=answer, low=low, high=high,
                               at_low=float(ends[0]), at_high=float(ends[1])))
    return tuple(sorted(found, key=lambda s: -abs(s.at_high - s.at_low)))


def parts(
    operation: Operation, chosen: Sequence[Outcome]
) -> list[tuple[str, str, float, Bools]]:
    """Answers that some but not all outcomes have, their chances, and which outcomes."""
    total = sum(outcome.probability for outcome in chosen)
    found = []
    for question in operation.questions:
        for option in question.answers:
            inside = np.array([dict(o.answers)[question.id] == option.id for o in chosen])
            chance = sum(o.probability for o, own in zip(chosen, inside, strict=True) if own)
            if inside.any() and not inside.all():
                found.append((question.id, option.id, chance / total, inside))
    return found


def _range(operation: Operation, question: str, answer: str) -> tuple[float | None, float | None]:
    option = next(o for o in operation.question[question].answers if o.id == answer)
    return option.low, option.high


def weighed(chance: float, inside: Bools, chosen: Sequence[Outcome]) -> Floats:
    """Chances of the outcomes where an answer has this chance."""
    plain = np.array([outcome.probability for outcome in chosen])
    parts = np.where(inside, plain / plain[inside].sum(), plain / plain[~inside].sum())
    weighed: Floats = np.where(inside, chance, 1 - chance) * parts
    return weighed


def _level(
    other: Candidate, ours: Candidate, chance: float, inside: Bools,
    chosen: Sequence[Outcome],
) -> tuple[float, float] | None:
    """Chance at which two choices are level, with what is not known of their costs; None: none."""
    ends = [float(weighed(p, inside, chosen) @ (other.costs - ours.costs)) for p in (0.0, 1.0)]
    if ends[0] * ends[1] >= 0:
        return None
    at = ends[0] / (ends[0] - ends[1])
    unknown = sum(
        (c.expected.high or 0.0) - (c.expected.low or 0.0) for c in (other, ours)
    ) * max(at / chance, (1 - at) / (1 - chance))
    reach = unknown / abs(ends[1] - ends[0])
    return max(at - reach, 0.0), min(at + reach, 1.0)
