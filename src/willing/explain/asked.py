"""One thing that stops elements on a shortfall, as a change of it sees it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from willing.domain.limited import counts_for
from willing.domain.operation import Operation
from willing.domain.pledge import Pledge
from willing.domain.requirement import Served
from willing.domain.span import Span, spans
from willing.domain.turn import rhythm
from willing.domain.unit import Unit
from willing.explain.gaps import GapNote, Stopped
from willing.explain.ground import Ground
from willing.explain.offers import Offer
from willing.explain.single import SingleChange


@dataclass(frozen=True)
class Asked:
    """One thing that stops elements on a shortfall, and what a change of it needs to know."""

    here: Ground
    note: GapNote
    task: Served
    stopped: Stopped
    operation: Operation
    """The operation as it stands in the outcome, without changes still to be made."""

    @property
    def unit(self) -> Unit:
        """The pool."""
        return self.operation.unit[self.stopped.unit]

    @property
    def pledge(self) -> Pledge | None:
        """The pledge under which it would have served."""
        return self.operation.pledge.get(self.stopped.stopper.pledge)

    @property
    def offer(self) -> Offer | None:
        """The same held against the task; None where nothing is pledged."""
        wanted = self.stopped.stopper.pledge
        every = self.here.offers(self.unit, self.task)
        return next((offer for offer in every if offer.pledge == wanted), None)

    @property
    def span(self) -> Span:
        """The first span of the shortfall."""
        every = spans(self.task, self.here.situation.timeline)
        return next(span for span in every if span.after > self.note.first)

    @property
    def wanted(self) -> int:
        """Elements of the pool that would be enough."""
        each = counts_for(self.operation, self.unit, self.task)
        return max(1, ceil(self.note.count / each.worth - 1e-9)) if each else 1

    @property
    def in_turns(self) -> int:
        """Elements that would be enough alone: more where they must relieve each other."""
        way = rhythm(self.here.situation, self.unit, self.task, self.note.first)
        tour = max(way.tours)
        if self.note.days <= tour:
            return self.wanted
        away = 2 * way.movement + way.reception + way.transfer + way.overlap + way.work_up
        whole = tour + away + way.recovery + way.dwell
        turns = min(ceil(self.note.days / tour), ceil(whole / tour))
        return self.wanted * turns

    def reach(self, elements: int) -> float:
        """So many elements over those that would be enough alone, 1 at most."""
        return min(elements / self.in_turns, 1.0)

    def amounts(self, most: int) -> tuple[int, ...]:
        """Elements worth asking for, at most so many: half of what is enough alone, and that."""
        enough = min(self.in_turns, most)
        return tuple(sorted({-(-enough // 2), enough})) if most > 0 else ()

    def change(self, kind: str, text: str, amount: float, operation: Operation) -> SingleChange:
        """A change that lets the pool serve otherwise."""
        return SingleChange(
            kind=kind, text=text, amount=amount, units=(self.unit.id,), operation=operation,
            reach=self.reach(self.stopped.elements),
        )
