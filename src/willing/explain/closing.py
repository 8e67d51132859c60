"""The fewest asks that close all shortfall of a class, with proof or bound."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import Plan
from willing.explain.asks import Ask
from willing.explain.asks_worth import measured
from willing.explain.edits import edited_together
from willing.explain.sets import CLOSED, Sets
from willing.explain.watch import Looked
from willing.planner.fewest import Chosen, Fewest
from willing.planner.interval import Interval
from willing.planner.limits import Reached, ctrl_c
from willing.planner.valuing import Ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The fewest asks that close all shortfall of a class."""

    classes: tuple[int, ...]
    """Classes of which nothing may be short."""
    together: bool
    """Whether outcomes are planned together; otherwise each as if it were known."""
    outcomes: tuple[str, ...]
    """Outcomes in which nothing of them may be short."""
    known: tuple[Ask, ...]
    """Asks among which sets were looked for."""
    without: Interval
    """Element-months of these classes short before the horizon in the best plan for them as the
    data are; expected over the outcomes."""
    everything: Interval
    """The same with all asks that can be made at once."""
    lines: tuple[tuple[str, Interval], ...]
    """Lines that the plan with all of them leaves short, with expected element-months, the most
    first; none where outcomes are planned together."""
    allowed: float
    """Expected element-months that a set may leave: none, or what all asks at once leave."""
    chosen: tuple[Ask, ...] | None
    """The smallest set found; None: none was found."""
    others: tuple[tuple[Ask, ...], ...]
    """Other sets as small."""
    at_least: int
    """No set of fewer of these asks is enough."""
    worth: Interval | None
    """Points by which the best plan with the smallest set is better than the best without, all
    classes and costs counted; None: no set, or not reached."""
    stopped: bool
    """Whether the clock or the user ended it."""

    @property
    def proved(self) -> bool:
        """Whether no set of fewer of these asks is enough."""
        return self.chosen is not None and len(self.chosen) == self.at_least

    @property
    def impossible(self) -> bool:
        """Whether it is proved that all asks known together do not close it."""
        return self.everything.low is not None and self.everything.low > CLOSED


def classes_alone(operation: Operation, classes: Sequence[int]) -> Operation:
    """The operation where nothing counts but shortfall of some classes, in element-months."""
    weights = operation.weights
    return replace(
        operation, weights=replace(
            weights, lead=0.0, tail=0.0, backfill=0.0, movement=0.0, burden=0.0, disturbance=0.0,
            readiness=0.0, shortfall=tuple(
                float(number in classes) for number in range(1, len(weights.shortfall) + 1)),
        ),
        requirements=tuple(replace(task, weight=1.0) for task in operation.requirements),
        commitments=tuple(replace(task, weight=1.0) for task in operation.commitments),
        reaches=tuple(replace(task, weight=1.0) for task in operation.reaches),
        substitutions=tuple(replace(item, penalty=0.0) for item in operation.substitutions),
    )


def closing(
    operation: Operation, plan: Plan, classes: Sequence[int], *, others: int = 3,
    seconds: float = math.inf, work: int = 20, gap: float = 0.01, seed: int = 0,
    progress: Callable[[Reached | Looked], None] | None = None,
) -> Closing:
    """The fewest asks with which a plan leaves nothing of some classes short before the horizon.

    In every outcome of the plan; in one plan for all of them where it is one. Where all asks known
    leave something short, the fewest with which no more stays short than with all. These
    classes count alone: such a plan may leave more of others short. Ctrl-C hands over what was
    found.
    """
    search = Sets(
        operation=classes_alone(operation, classes), plan=plan, together=plan.expected is not None,
        seconds=seconds, work=work, seed=seed, progress=progress, outcomes=tuple(
            Outcome(name=part.outcome, answers=part.answers, probability=part.probability)
            for part in plan.outcomes
        ),
    )
    stopped, found, worth = True, None, None
    with ctrl_c(search), suppress(Ended):
        search.look()
        found = _found(search, others)
        stopped = found.stopped
        if found.chosen and not search.large:
            measure = measured(
                operation, plan, seconds=search.left, work=work, gap=gap, seed=seed,
                progress=progress, number=1)
            measure.doing = "with the asks found"
            measure.search_on()
            after = measure.after(edited_together(
                operation, [search.asks[at].edits for at in sorted(found.chosen)]))
            worth = measure.before.less(after)

    def told(chosen: Chosen) -> tuple[Ask, ...]:
        return tuple(search.asks[at] for at in sorted(chosen))

    return Closing(
        classes=tuple(classes), together=search.together, known=tuple(search.asks),
        outcomes=tuple(outcome.name for outcome in search.outcomes), without=search.without,
        lines=tuple(sorted(search.lines.items(), key=lambda item: -(item[1].high or 0.0))),
        everything=search.everything, allowed=search.allowed, worth=worth, stopped=stopped,
        chosen=None if found is None or found.chosen is None else told(found.chosen),
        others=() if found is None else tuple(told(chosen) for chosen in found.others),
        at_least=0 if found is None else found.at_least,
    )


def _found(search: Sets, others: int) -> Fewest:
    """The smallest set, and what is proved of every set.

    In large operations first the asks that the plan with all of them takes; where these leave
    something short nothing more is proved than that one ask at least is needed.
    """
    if not search.large:
        return search.fewest(others)
    thin, without = search.thinned(), search.without.low
    least = int(without is not None and without > search.allowed + CLOSED)
    known = Fewest(
        chosen=thin, others=(), at_least=least, impossible=False, questions=search.questions,
        stopped=True)
    if search.allowed > 0 or search.interrupted:
        return known
    found = search.fewest(others)
    if found.chosen is None or (thin is not None and len(thin) < len(found.chosen)):
        found = replace(found, chosen=thin, others=())
    return replace(found, at_least=max(found.at_least, least))
