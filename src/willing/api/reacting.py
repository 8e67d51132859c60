"""The outcome is known: plan from what stands ready, nearest to what was prepared."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from willing.api.judged import STAY, STAY_KEY, priced, refuse_unsound
from willing.api.refusals import refuse_unknown
from willing.assess.diff import Changed, diff
from willing.calendar import timeline
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.question import DEAL, NEVER
from willing.errors import Problem, ProblemsFound, TextFault, nearest
from willing.io.fingerprint import fingerprint

if TYPE_CHECKING:
    from willing.planner.limits import Reached
    from willing.planner.react import Known
    from willing.report.ordered import Ordered


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """A plan for an outcome that came."""

    known: Known
    """The outcome, the operation as it stands, and what was decided before D."""
    plan: Plan
    """The plan; it belongs to `known.operation`."""
    changed: tuple[Changed, ...]
    """Turns whose elements differ from the prepared plan, counted from D."""
    orders: tuple[Ordered, ...]
    """Who is ordered when, first things first."""
    first_score: float | None
    """Score of the first plan, carried over from the prepared one; None: nothing mended that."""


def react(
    operation: Operation, plan: Plan, answers: Mapping[str, str], *,
    without: Sequence[str] = (), closed: Sequence[str] = (), stay: float | None = None,
    seconds: float = math.inf, work: int = 400, gap: float = 0.01, seed: int = 0,
    progress: Callable[[Reached], None] | None = None,
    first: Callable[[Reaction], None] | None = None, only_first: bool = False,
) -> Reaction:
    """Plan an outcome that came, from what a prepared plan has decided before D.

    `answers` by question; a deal may come on any day of the waiting grid, listed or not. What is
    not named is as in the plan's nearest outcome. Nations `without` give nothing under their
    pledges, and nobody is sent to `closed` places. Every element whose tour differs from the
    prepared plan costs `stay` points, as in `replan`.

    The first plan is what was prepared, less what the judge does not allow any more: nobody steps
    in yet. `first` is told of it as soon as the judge passes it; with `only_first` it is the
    answer. Where calling off does not mend what was prepared there is none, and the answer is
    planned. Ctrl-C hands over the best there is. Raises `ProblemsFound` for what the operation does
    not know, for a deal that never comes, and when the judge finds fault with the prepared plan.
    """
    from willing.planner.carry import carried
    from willing.planner.react import known, nearest_outcome

    _refuse(operation, answers)
    for nation in without:
        refuse_unknown("nation", nation, operation.nation)
    for place in closed:
        refuse_unknown("place", place, operation.place)
    try:
        # What the plan says of outcomes that did not come is not asked.
        refuse_unsound(operation, plan, nearest_outcome(operation, plan, answers).outcome)
        found = known(operation, plan, answers, without, closed)
    except LookupError:
        raise ProblemsFound([Problem(
            kind="no-deal", where="plan", given="none of its outcomes has a deal, and no day is "
            "named", allowed="an order is given on a day D",
            fix="name the day: --answer deal=2027-04-20",
        )]) from None
    # Not checked again: what was sound before is, and the judge looks at the plan.
    price = (operation.weights.disturbance or STAY) if stay is None else stay
    told = priced(found.operation, price)
    begun = carried(told, found)
    if begun is not None:
        at_once = _reaction(found, begun, begun, price)
        if first is not None:
            first(at_once)
        if only_first:
            return at_once
    try:
        from willing.planner.plan import plan as make

        made = make(
            told, [found.outcome.name], seconds=seconds, work=work, seed=seed,
            gap=math.inf if only_first else gap, baseline=found.baseline, progress=progress,
        )
    except KeyboardInterrupt:
        if begun is None:
            raise
        made = _interrupted(begun)
    return _reaction(found, _better(made, begun), begun, price)


def _reaction(found: Known, made: Plan, begun: Plan | None, price: float) -> Reaction:
    """What changed by a plan, and whom it orders."""
    from willing.report.ordered import ordered

    made = replace(
        made, operation_hash=fingerprint(found.operation),
        settings=(*made.settings, (STAY_KEY, repr(price))),
    )
    return Reaction(
        known=found, plan=made, changed=diff(found.baseline, made),
        orders=ordered(found.operation, made, found.outcome.name),
        first_score=None if begun is None else begun.outcomes[0].score,
    )


def _better(made: Plan, begun: Plan | None) -> Plan:
    """The better of what was planned and the first plan, which nobody may fall behind."""
    if begun is None or made.outcomes[0].score <= begun.outcomes[0].score:
        return made
    (ours,), (first,) = made.outcomes, begun.outcomes
    # The planner's bound is one of plans on its grid, which the prepared plan need not keep to.
    bound = None if ours.bound is None or ours.bound > first.score else ours.bound
    part = replace(
        ours, terms=first.terms, score=first.score, bound=bound,
        unfillable=min(ours.unfillable, first.score),
        status="limit" if bound is None and ours.status == "proved" else ours.status,
    )
    return replace(made, outcomes=(part,), rows=begun.rows)


def _interrupted(begun: Plan) -> Plan:
    """The first plan, where the user stopped before there was another."""
    (part,) = begun.outcomes
    return replace(
        begun, repeatable=False, outcomes=(replace(part, status="interrupted"),))


def _refuse(operation: Operation, answers: Mapping[str, str]) -> None:
    """Refuse answers that no question has; a day of the deal may be any of the waiting grid."""
    for name, answer in answers.items():
        refuse_unknown("question", name, operation.question)
        listed = [option.id for option in operation.question[name].answers]
        if name == DEAL:
            _refuse_deal(operation, answer, listed)
        elif answer not in listed:
            raise ProblemsFound([Problem(
                kind="unknown-answer", where=f"question '{name}'",
                given=f"'{answer:.60}' is none of its answers",
                allowed=f"its answers: {', '.join(listed)}", fix=nearest(answer, listed),
            )])


def _refuse_deal(operation: Operation, answer: str, listed: Sequence[str]) -> None:
    if answer == NEVER:
        raise ProblemsFound([Problem(
            kind="no-deal", where=f"question '{DEAL}'", given="the deal never comes",
            allowed="an order is given on a day D",
            fix="name a day; without a deal the prepared plan goes on as it is",
        )])
    try:
        timeline(operation.as_of, date.fromisoformat(answer), operation.grid)
    except TextFault as fault:
        raise ProblemsFound([Problem(
            kind="behind-waiting", where=f"question '{DEAL}'", given=fault.given,
            allowed=fault.allowed, fix="lengthen 'waiting' and plan anew, or name an earlier day",
        )]) from None
    except ValueError:
        raise ProblemsFound([Problem(
            kind="unknown-answer", where=f"question '{DEAL}'",
            given=f"'{answer:.60}' is no day", allowed="a day such as 2027-04-20, listed or not",
            fix=nearest(answer, listed),
        )]) from None
