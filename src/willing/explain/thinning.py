"""The asks that a plan made with many of them takes: without the others it stands as it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import Row
from willing.domain.situation import situation
from willing.errors import ProblemsFound
from willing.explain.asks import Ask
from willing.explain.edits import edited_together
from willing.planner.around import laid
from willing.planner.model import build

_SAME = 1e-6
"""Points by which a plan may be worse and is still the same."""
Planned = tuple[Outcome, Sequence[Row], float]
"""An outcome, its rows in the plan made with all asks, and their score."""


def taken(
    operation: Operation, asks: Sequence[Ask], plan: Sequence[Planned],
    goes_on: Callable[[int, int], bool],
) -> tuple[Ask, ...] | None:
    """Asks with which alone every outcome's rows score the same; large groups leave first.

    `goes_on` is told how many are left and how many groups are to be looked at, and says whether
    there is time for another; what is left then is told, which any more looks only make smaller.
    None: not even those that the rows seem to take were looked at in time.
    """
    chosen = [ask for ask in asks if _seems_taken(ask, plan)]
    if not goes_on(len(asks), 1):
        return None
    if not _stands(operation, chosen, plan):
        chosen = list(asks)
    todo = deque(_halves(chosen))
    while todo and goes_on(len(chosen), len(todo)):
        group = todo.popleft()
        rest = [ask for ask in chosen if ask not in group]
        if _stands(operation, rest, plan):
            chosen = rest
        elif len(group) > 1:
            todo += _halves(group)
    return tuple(chosen)


def _seems_taken(ask: Ask, plan: Sequence[Planned]) -> bool:
    """Whether a row sends what an ask concerns to what it could help."""
    pools, lines = set(ask.pools), set(ask.lines)
    return not pools or any(
        row.unit in pools and row.task in lines for _, rows, _ in plan for row in rows)


def _stands(operation: Operation, asks: Sequence[Ask], plan: Sequence[Planned]) -> bool:
    """Whether the rows are a plan with these asks alone, and score the same."""
    changed = edited_together(operation, [ask.edits for ask in asks])
    for outcome, rows, score in plan:
        try:
            made = laid(build(situation(changed, outcome)), rows, ahead=False)
        except ProblemsFound:
            return False
        if made is None or made.score > score + _SAME:
            return False
    return True


def _halves(group: Sequence[Ask]) -> list[list[Ask]]:
    """Two groups of a larger one; one alone is a group."""
    half = (len(group) + 1) // 2
    return [list(part) for part in (group[:half], group[half:]) if part]
