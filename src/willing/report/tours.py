"""The tours and holds of an outcome with all their days: away, in place, at rest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from willing.domain.fit import Fit, fit
from willing.domain.plan import Row
from willing.domain.requirement import Commitment, Served
from willing.domain.situation import Situation
from willing.domain.span import task_days
from willing.domain.standby import Standby
from willing.domain.turn import Turn, rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """Elements of one unit that begin together on one task and stay as long."""

    unit: str
    """The pool."""
    pledge: str
    """Pledge they serve under; empty: the nation's own commitment."""
    nation: str
    """Who sends them."""
    task: str
    """Requirement or commitment."""
    count: int
    """Elements."""
    turn: Turn
    """Days from the lead-in to the end of dwell, counted from the as-of date."""
    pinned: str
    """pin, order or cycle; empty: free."""
    backfill: bool
    """Whether it serves another nation's commitment."""
    order_by: int = 0
    """Last day of its nation's order: the elements' notice, and that of the place, come after."""
    name_by: int | None = None
    """Last day on which its nation can name the elements; None: they are under way or ordered."""
    stood: tuple[Standby, ...] = ()
    """Levels of standby, on one of which its elements stood ready, as they leave before any notice
    of their pledge is over; empty: their notice is kept."""

    @property
    def days(self) -> int:
        """Days in place."""
        return self.turn.ends - self.turn.first_day

    @property
    def key(self) -> tuple[int, str, str, str, int]:
        """Order of the reports: first day, then unit, task, pledge and last day."""
        return (self.turn.first_day, self.unit, self.task, self.pledge, self.turn.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Elements kept at home for a standing commitment."""

    unit: str
    """The pool."""
    pledge: str
    """Pledge they are held under; empty: the owner's own."""
    nation: str
    """Who holds them."""
    task: str
    """Standing commitment."""
    count: int
    """Elements."""
    first: int
    """First day."""
    after: int
    """Day after the last."""
    backfill: bool
    """Whether it is another nation's commitment."""


def tours_of(situation: Situation, rows: tuple[Row, ...]) -> tuple[Tour, ...]:
    """Read the tour rows of an outcome; equal rows of one unit and day become one tour."""
    merged: dict[tuple[str, str, str, str, int, int, str], float] = {}
    for row in rows:
        if row.kind == "tour":
            first = (row.first_day - situation.timeline.as_of).days
            key = (row.unit, row.pledge, row.nation, row.task, first, row.days, row.pinned)
            merged[key] = merged.get(key, 0) + row.count
    tasks = dict.fromkeys(key[3] for key in merged)
    every, line = situation.operation.served, situation.timeline
    asked = {name: task_days(every[name], line) for name in tasks}
    fits: dict[tuple[str, str, str], Fit] = {}
    found = []
    for (unit, pledge, nation, task, first, days, pinned), count in merged.items():
        turn = _turn(situation, unit, task, asked[task], first, days, pinned)
        under = (unit, pledge, task)
        if under not in fits:
            fits[under] = _fit(situation, *under)
        held, decided = fits[under], pinned in ("cycle", "order")
        stood = () if decided else _stood(held, turn.leaves)
        order_by = name_by = turn.leaves
        if (notice := held.notice) is not None:
            wait = notice.of(turn.leaves)
            if stood:
                wait = stood[-1].notice_days + notice.entry
            order_by = turn.leaves - wait
            name_by = order_by - notice.decision
        found.append(Tour(
            unit=unit, pledge=pledge, nation=nation, task=task, count=round(count), turn=turn,
            pinned=pinned, backfill=is_backfill(every[task], nation), order_by=order_by,
            name_by=None if decided else name_by, stood=stood,
        ))
    return tuple(sorted(found, key=lambda tour: (*tour.key, tour.pinned)))


def _fit(situation: Situation, unit: str, pledge: str, task: str) -> Fit:
    """What a tour under a pledge waits for; own elements wait for nothing."""
    operation = situation.operation
    offered = operation.pledge.get(pledge)
    return fit(situation, operation.unit[unit], offered, operation.served[task])


def _stood(held: Fit, leaves: int) -> tuple[Standby, ...]:
    """Levels, on one of which an element stood that leaves on a day; none: it kept its notice."""
    early = held.early
    return () if early is None or leaves >= held.leaves_from else early.enough(leaves)


def holds_of(situation: Situation, rows: tuple[Row, ...]) -> tuple[Hold, ...]:
    """Read the hold rows of an outcome; runs that follow each other with one count are joined."""
    as_of = situation.timeline.as_of
    found: list[Hold] = []
    holding = (row for row in rows if row.kind == "hold")
    for row in sorted(holding, key=lambda r: (r.task, r.unit, r.pledge, r.first_day)):
        first, count = (row.first_day - as_of).days, round(row.count)
        last = found[-1] if found else None
        if last and (last.task, last.unit, last.pledge, last.count, last.after) == (
            row.task, row.unit, row.pledge, count, first
        ):
            found.pop()
            first, days = last.first, last.after - last.first + row.days
        else:
            days = row.days
        found.append(Hold(
            unit=row.unit, pledge=row.pledge, nation=row.nation, task=row.task, count=count,
            first=first, after=first + days,
            backfill=is_backfill(situation.operation.served[row.task], row.nation),
        ))
    return tuple(found)


def is_backfill(task: Served, nation: str) -> bool:
    """Whether a nation that serves a task fills in for its owner."""
    return isinstance(task, Commitment) and task.nation != nation


def _turn(
    situation: Situation, unit: str, task: str, asked: tuple[int, int] | None, first: int,
    days: int, pinned: str,
) -> Turn:
    wanted = situation.operation.served[task]
    opening, closing = asked if asked else (first, None)
    way = rhythm(situation, situation.operation.unit[unit], wanted, first)
    if pinned == "order" and way.crossing is not None:
        # What is decided waits for no step of the plan, and none of them opens it a way.
        facts = replace(situation, taken=())
        way = rhythm(facts, situation.operation.unit[unit], wanted, first)
    on_tour = way.movement if pinned == "cycle" else None
    turn = way.turn(first, days, opening, closing, by=on_tour)
    if pinned != "cycle":
        return turn
    # It left home before the as-of date; the plan does not say when.
    return Turn(
        leaves=first, departs=first, arrives=first, first_day=first, ends=turn.ends,
        back=turn.back, free=turn.free,
    )
