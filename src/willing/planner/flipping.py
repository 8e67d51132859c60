r"""Chances at which the advice flips: planned again there, until no choice is better before.

Where our choice $\hat x$ and another are level at the chance $p^*$ of an answer, all outcomes are
planned again with that chance. Since $V_p$ is the least of lines in $p$, one for each choice, the
chance is the nearest one on its side where our line is no lower than $V_p$ there:

$$ c^T \hat x + \sum_w p_w(p^*) \, Q_w(\hat x) = V_{p^*}(W) $$

else the better choice is taken in, and is level with ours nearer to the chance now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.planner.here_and_now import HereAndNow
from willing.planner.interval import Interval
from willing.planner.kept import FINE, GAP, Candidate, Flip, costs_of, flips, parts, weighed
from willing.planner.program import Floats
from willing.planner.restricted import with_chances
from willing.planner.valuing import Valuer, small

ROUNDS = 4
"""Times a chance is planned at for one answer."""
Key = tuple[str, str, float]
"""Question, answer and its chance."""
_SAME = 1e-6
"""Relative difference up to which two scores are the same."""


def checked_flips(
    valuer: Valuer, operation: Operation, here: HereAndNow, chosen: Sequence[Outcome],
    ours: Candidate, others: list[Candidate],
) -> tuple[Flip, ...]:
    """Flips, each planned at: where a choice is better there, it overtakes ours sooner.

    Raises `Ended` when time is over; what was found by then is in `others`.
    """
    inside = {
        (question, answer): own for question, answer, _, own in parts(operation, chosen)}
    looked: set[Key] = set()
    sure: set[Key] = set()
    for _ in range(ROUNDS):
        better = False
        for flip in flips(operation, chosen, ours, others):
            key = _key(flip)
            if key in looked or not 0 < key[2] < 1:
                continue
            chances = weighed(key[2], inside[key[:2]], chosen)
            valuer.doing = f"{flip.question} {flip.answer} at {key[2]:.0%}"
            other = _best_at(valuer, here, chances, valuer.doing, chosen)
            looked.add(key)
            most = float(chances @ ours.costs)
            if other is None:
                continue
            if float(chances @ other.costs) < most - _SAME * max(1.0, abs(most)):
                others.append(other)
                better = True
            else:
                sure.add(key)
        if not better:
            break
    return tuple(
        replace(flip, sure=_key(flip) in sure)
        for flip in flips(operation, chosen, ours, others))


def _key(flip: Flip) -> Key:
    return flip.question, flip.answer, round(sum(flip.at) / 2, 9)


def _best_at(
    valuer: Valuer, here: HereAndNow, chances: Floats, name: str, chosen: Sequence[Outcome]
) -> Candidate | None:
    """The best choice where outcomes have other chances; None: nothing was found in time."""
    there = with_chances(here, chances)
    found = valuer.decide(there, FINE if small(there) else GAP)
    if found.x is None or found.value is None:
        return None
    costs = costs_of(there, found)
    total = sum(outcome.probability for outcome in chosen)
    now = sum(
        outcome.probability / total * float(cost)
        for outcome, cost in zip(chosen, costs, strict=True))
    unknown = 0.0 if found.bound is None else max(found.value - found.bound, 0.0)
    return Candidate(name=name, costs=costs, expected=Interval(low=now - unknown, high=now))
