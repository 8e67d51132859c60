"""The smallest single change that closes a shortfall, or most of it, confirmed by solving again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.explain.candidates import candidates, same_data
from willing.explain.gaps import GapNote
from willing.explain.ground import Ground, ground
from willing.explain.mend import Mended, Mending, remaining
from willing.explain.resolve import confirmed, small
from willing.explain.single import SingleChange
from willing.units import DAYS_PER_MONTH

TRIES = 12
"""Changes tried for one shortfall unless told otherwise."""
LOOKS = 20
"""Cut rounds, dives and nodes of one search that frees more; counted, so that answers repeat."""
_WIDE = 2
"""Changes that leave least, tried once more with all turns on the task free."""
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What was tried to close a shortfall, and the change that closes it, or most of it."""

    change: SingleChange | None
    """The change; None: none of those tried leaves less of the shortfall."""
    tried: int
    """Changes tried, that one among them."""
    known: int
    """Changes that lift something that stops somebody."""
    before: float
    """Score of the plan, in points."""
    after: float | None
    """Score of the plan found with the change."""
    whole: float
    """Element-days of the shortfall."""
    left: float
    """Those that are left with the change; 0: it closes it."""
    left_before: float
    """Those of them before the horizon."""
    what: str = "element-months"
    """What is missing, months of 30 days."""
    rows: tuple[Row, ...] = ()
    """Rows of the plan found."""
    dearer: tuple[str, ...] = ()
    """Where nothing helps: lines that more elements here would leave shorter, at a worse score."""

    @property
    def closes(self) -> bool:
        """Whether nothing of the shortfall is left with the change."""
        return self.change is not None and self.left <= _EPSILON

    @property
    def worth(self) -> str:
        """Both scores in words."""
        after = "not known" if self.after is None else f"{self.after:,.2f}"
        return f"(score {self.before:,.2f} before, {after} after)"

    @property
    def text(self) -> str:
        """The answer as a sentence."""
        if self.change is not None and self.closes:
            return f"Would close it: {self.change.text} {self.worth}."
        if not self.known:
            return "No single change of one record lifts what stops them."
        if self.change is None and self.dearer:
            lines = ", ".join(self.dearer)
            return f"{self._none} More there would leave {lines} shorter, at a worse score."
        if self.change is None:
            return self._none
        with_it = f"{self.change.text} {self.worth}"
        left, whole = self.left / DAYS_PER_MONTH, self.whole / DAYS_PER_MONTH
        rest = f"{left:,.1f} of {whole:,.1f} {self.what}"
        if self.left_before <= _EPSILON:
            return f"{self._none} Would close it up to the horizon, {rest} are left: {with_it}."
        return f"{self._none} Least is left, {rest}, with this one: {with_it}."

    @property
    def _none(self) -> str:
        more = self.known - self.tried
        others = f", {more} more were not tried" if more > 0 else ""
        if not self.tried:
            return f"None of {more} single changes was tried."
        if self.tried == 1:
            return f"The 1 single change tried does not close it{others}."
        return f"None of {self.tried} single changes tried closes it{others}."


def remedy(
    operation: Operation, plan: Plan, outcome: str, gap: GapNote, *, tries: int = TRIES,
    looks: int = LOOKS,
) -> Remedy:
    """The smallest single change found that closes a shortfall and makes the score no worse.

    Each change is tried by solving again from the plan's rows; the judge looks at the plan found.
    First only turns near the shortfall are free; in an operation so small that all its turns can
    be, or where that closes nothing, more are (`looks` limits each such search). Where no change
    tried closes it, the one is given that leaves least of it. At most `tries` are tried: the same
    plan gives the same answer.
    """
    here = ground(operation, plan, outcome)
    return remedy_of(here, gap, Mending(here), tries=tries, looks=looks)


def remedy_of(
    here: Ground, gap: GapNote, mending: Mending, *, tries: int = TRIES, looks: int = LOOKS
) -> Remedy:
    """The same in an outcome already read; without `looks` only turns near it are ever free."""
    known = candidates(here, gap)
    tried, whole = known[:tries], small(here)
    # What a formation lacks in one slot, the turns near that slot alone do not show, nor those near
    # one line what is in reach; in a large operation a search that frees more takes minutes.
    by_slots = len(here.situation.operation.with_slots(gap.task)) > 1
    if (gap.within or by_slots) and not whole:
        tried = ()
    if looks and whole:
        for at, change in enumerate(sorted(tried, key=lambda change: change.size), 1):
            if (found := confirmed(here, gap, change, looks)) is not None:
                return _told(here, gap, change, found, at, len(known))
    if gap.within or by_slots:
        return _told(here, gap, None, None, len(tried), len(known), _whole(gap))
    best: Remedy | None = None
    for at, change, (made, left) in _near(here, gap, mending, tried):
        if best is None or left < best.left - _EPSILON:
            least = left, _before(here, gap, made)
            at = at if left <= _EPSILON else len(tried)
            best = _told(here, gap, change, (made.points, made.rows), at, len(known), least)
    if best is not None and best.change is not None and not best.closes:
        best = _as_good(here, gap, mending, tried, best)
    if looks and best is not None and best.change is not None and not best.closes:
        found = confirmed(here, gap, best.change, looks)
        if found is not None:
            return _told(here, gap, best.change, found, best.tried, len(known))
    if best is not None:
        return best
    nothing = _told(here, gap, None, None, len(tried), len(known), _whole(gap))
    return replace(nothing, dearer=tuple(sorted(mending.dearer[gap.task])))


def _near(
    here: Ground, gap: GapNote, mending: Mending, tried: tuple[SingleChange, ...]
) -> Iterator[tuple[int, SingleChange, tuple[Mended, float]]]:
    """Every change after which less is left than before, with other turns near the shortfall, up
    to the first that closes it, with how many were tried by then.

    Where none does, those that leave least are tried with all turns on the task free, after the
    same data without a change: what another plan alone closes is no change's doing.
    """
    left = gap.days * gap.count
    helped: list[SingleChange] = []
    for at, change in enumerate(tried, 1):
        best = mending.best(gap, change, left)
        if best is not None:
            helped.append(change)
            left = best[1]
            yield at, change, best
        if left <= _EPSILON:
            return
    wide = (same_data(here, gap), *helped[: -_WIDE - 1: -1]) if tried else ()
    for change in wide:
        best = mending.best(gap, change, left, wide=True)
        if best is not None:
            left = best[1]
            yield len(tried), change, best
        if left <= _EPSILON:
            return


def _as_good(
    here: Ground, gap: GapNote, mending: Mending, tried: tuple[SingleChange, ...], best: Remedy
) -> Remedy:
    """The smallest change of the kind that leaves least, where less of it does as much.

    Of an ask for all who are missing only some may find room.
    """
    assert best.change is not None
    most = best.change
    less = [item for item in tried if item.kind == most.kind and item.amount < most.amount]
    for change in sorted(less, key=lambda change: change.size):
        found = mending.best(gap, change, best.left + 2 * _EPSILON)
        if found is not None:
            made, left = found
            return _told(
                here, gap, change, (made.points, made.rows), best.tried, best.known,
                (left, _before(here, gap, made)),
            )
    return best


def _whole(gap: GapNote) -> tuple[float, float]:
    return gap.days * gap.count, gap.days * gap.count


def _before(here: Ground, gap: GapNote, made: Mended) -> float:
    """Element-days left before the horizon, of a shortfall that begins there."""
    horizon = here.scene.timeline.horizon
    return remaining(made.near, gap, horizon if gap.first < horizon else None)


def _told(
    here: Ground, gap: GapNote, change: SingleChange | None,
    found: tuple[float, tuple[Row, ...]] | None, tried: int, known: int,
    left: tuple[float, float] = (0.0, 0.0),
) -> Remedy:
    return Remedy(
        change=change, tried=tried, known=known, before=here.points,
        after=None if found is None else found[0], rows=() if found is None else found[1],
        whole=gap.days * gap.count, left=left[0], left_before=left[1],
        what="element-months" if gap.kind == "shortfall" else "months without lead",
    )
