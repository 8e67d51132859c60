"""Whether a pledge may serve a span at all: static reasons, readiness, ends, closed days, reach."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from willing.domain.command import withheld
from willing.domain.crossing import crossing
from willing.domain.fit import Fit, fit
from willing.domain.notice import notice_of
from willing.domain.pledge import Caveat, Pledge
from willing.domain.presence import lacking
from willing.domain.ready import may_stand
from willing.domain.renewal import still_open, words
from willing.domain.requirement import Commitment, Requirement, Served
from willing.domain.serve import hold_wait
from willing.domain.situation import Situation
from willing.domain.span import Span
from willing.domain.taken import known_for_pledge, shortening
from willing.domain.term import lets
from willing.domain.turn import Rhythm, rhythm
from willing.domain.unit import Unit
from willing.explain.stoppers import Stopper
from willing.explain.turns import Days, Turns, turns, ways_to_serve

Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """An agreement that fails a nation on some of the days of a turn."""

    kind: str
    """Kind of agreement."""
    place: str
    """Place where it is needed; for transit the nation whose ground is crossed."""
    days: tuple[int, int]
    """First day on which it is needed, and the day after the last."""
    text: str
    """The same for people."""


@dataclass(frozen=True)
class Offer:
    """One pledge (or a nation's own elements) held against one task in one outcome."""

    situation: Situation
    fit: Fit
    """What the domain says."""
    number: int
    """Elements it holds."""

    @property
    def pledge(self) -> str:
        """Id of the pledge; empty for own elements."""
        return "" if self.fit.pledge is None else self.fit.pledge.id

    @cached_property
    def turns(self) -> Turns:
        """Every turn the lines offer."""
        every = turns(
            self.situation, self.fit.unit, self.fit.task,
            *ways_to_serve(self.fit.unit, self.fit.task),
        )
        if self.fit.notice is None or not self.fit.notice.early:
            return every
        since = [
            None if hold else self.fit.rested_since(int(leaves))
            for hold, leaves in zip(every.hold, every.leaves, strict=True)
        ]
        return every.kept_since(since, self.situation.timeline)

    @cached_property
    def refusal(self) -> Stopper | None:
        """Why it may never serve the task, or None."""
        if self.fit.reasons:
            first = self.fit.reasons[0]
            text = "; ".join(reason.text for reason in self.fit.reasons)
            return Stopper(kind=first.kind, text=text, pledge=self.pledge)
        if not any(ways_to_serve(self.fit.unit, self.fit.task)):
            assert isinstance(self.fit.task, Commitment)
            text = f"{self.fit.task.nation} allows backfill '{self.fit.task.backfill}' only"
            return Stopper(kind="backfill", text=text, pledge=self.pledge)
        return None

    @cached_property
    def _kept(self) -> dict[str, Marks]:
        """For each limit in days, the turns that keep it."""
        every, held = self.turns, self.fit
        begins = np.where(every.hold, held.holds_from, max(held.leaves_from, 0))
        length = every.ends - every.first
        most = held.tour_limit
        shut = np.zeros(len(every.first), dtype=bool)
        for first, after in held.closed:
            shut |= (every.first < after) & (every.ends > first)
        unlawful = np.zeros(len(every.first), dtype=bool)
        for first, after in held.barred:
            unlawful |= (every.arrives < after) & (every.ends > first)
        unlawful |= every.closed
        return {
            "ready": every.leaves >= begins,
            "until": np.ones_like(shut) if held.ends_by is None else np.where(
                every.hold, every.ends <= held.ends_by,
                lets(held.terms, every.leaves, every.ends)),
            "caveat": ~shut,
            "agreement": every.hold | ~unlawful,
            "length": np.ones_like(shut) if most is None else every.hold | (length <= most),
        }

    @cached_property
    def _allowed(self) -> Marks:
        return self._without("")

    @property
    def allowed(self) -> Days:
        """Turns that are allowed."""
        return np.flatnonzero(self._allowed)

    def open(self, span: Span) -> Days:
        """Turns that cover a span and are allowed."""
        covering = self.turns.covering(span)
        found: Days = covering[self._allowed[covering]]
        return found

    def closed(self, span: Span) -> Stopper:
        """Why no turn that covers a span is allowed; wants a span that is not open."""
        covering = self.turns.covering(span)
        if not len(covering):
            return Stopper(kind="reach", pledge=self.pledge, text=self._reach(span))
        if self.fit.ends_by is not None and self.fit.ends_by <= span.first:
            return self._limit("until", span, covering)  # it has lapsed, whatever else there is
        # The limit that alone keeps the span closed; else one that no turn keeps; else the first.
        names = [name for name in self._kept if not self._kept[name][covering].all()]
        alone = [name for name in names if self._without(name)[covering].any()]
        never = [name for name in names if not self._kept[name][covering].any()]
        return self._limit((alone or never or names)[0], span, covering)

    def _without(self, name: str) -> Marks:
        """Turns that keep every limit but one."""
        kept: Marks = np.logical_and.reduce([k for n, k in self._kept.items() if n != name])
        return kept

    def _limit(self, name: str, span: Span, covering: Days) -> Stopper:
        line, held = self.situation.timeline, self.fit
        if name == "ready":
            later = self.turns.first[self._allowed]
            until = int(later.min()) if len(later) else None
            return Stopper(
                kind="ready", pledge=self.pledge, until=until,
                text=ready_text(self.situation, held, bool(self.turns.hold[covering].all()), until),
            )
        if name == "until":
            assert held.ends_by is not None
            ends = int(self.turns.ends[covering].min())
            text = f"pledged until {line.label(held.ends_by)}; a turn here ends {line.label(ends)}"
            text += self._renewed()
            return Stopper(kind="until", text=text, pledge=self.pledge)
        if name == "agreement":
            return self._lacking(covering)
        told = [
            caveat_text(caveat) for caveat in self.caveats()
            if name == "caveat" or caveat.kind == "time"
        ]
        text = "; ".join(told)
        if name == "length":
            shortest = int((self.turns.ends - self.turns.first)[covering].min())
            text += f"; the shortest tour here lasts {shortest} days"
        return Stopper(kind="caveat", text=text, pledge=self.pledge)

    def _renewed(self) -> str:
        """What would renew its pledge; empty: nothing is said."""
        operation = self.situation.operation
        found = still_open(operation.renewals, self.pledge, operation.as_of)
        if not found:
            return ""
        return f"; it would serve if renewed ({'; '.join(map(words, found))})"

    def _lacking(self, covering: Days) -> Stopper:
        """Which agreements fail the turns that cover a span."""
        text = "; ".join(item.text for item in self.unlawful(covering))
        return Stopper(kind="agreement", pledge=self.pledge, text=text)

    def unlawful(self, covering: Days) -> tuple[Lack, ...]:
        """What fails the latest of some turns that agreements do not allow; empty: all may."""
        broken = covering[~self._kept["agreement"][covering]]
        if not len(broken):
            return ()
        turn, every = broken[np.argmax(self.turns.arrives[broken])], self.turns
        nation, task = self.fit.unit.nation, self.fit.task
        days = (int(every.arrives[turn]), int(every.ends[turn]))
        found = [
            Lack(kind=kind, place=task.place, days=days, text=text)
            for kind, text in lacking(self.situation, nation, task.place, days)
        ]
        ways = crossing(self.situation, nation, self.fit.unit.home, task.place)
        if ways is not None and every.closed[turn]:
            days = (int(every.departs[turn]), int(every.arrives[turn]))
            found += [
                Lack(kind="transit" if hurdle.kind == "ground" else "leg", place=hurdle.name,
                     days=days, text=text)
                for hurdle in ways.stopping(days) for text in ways.why([hurdle], days)
            ]
        return tuple(found)

    def caveats(self) -> tuple[Caveat, ...]:
        """Caveats on its pledge that can close days or limit tours."""
        asked = self.fit.task.authority if isinstance(self.fit.task, Requirement) else ""
        return tuple(
            caveat for caveat in self.situation.operation.caveats
            if caveat.pledge == self.pledge and (
                caveat.kind in ("place", "task", "time")
                or (caveat.kind == "authority" and withheld(caveat.rule, caveat.values, asked))
            )
        )

    def _reach(self, span: Span) -> str:
        way = rhythm(self.situation, self.fit.unit, self.fit.task, span.first)
        label = self.situation.timeline.label
        lengths = ", ".join(str(length) for length in way.tours)
        return (
            f"no tour of {lengths} days from a line covers {label(span.first)} to "
            f"{label(span.after)}"
        )


def offers(situation: Situation, unit: Unit, task: Served) -> tuple[Offer, ...]:
    """Everything under which a pool's elements could serve a task, allowed or not."""
    if isinstance(task, Commitment) and task.nation == unit.nation:
        return (Offer(situation, fit(situation, unit, None, task), unit.count),)
    return tuple(
        Offer(situation, fit(situation, unit, pledge, task), min(pledge.count, unit.count))
        for pledge in situation.operation.pledges if pledge.unit == unit.id
    )


def caveat_text(caveat: Caveat) -> str:
    """A caveat in words: `caveat on place: not field, D+30 to D+60`."""
    days = ""
    if caveat.start is not None or caveat.until is not None:
        days = f", {caveat.start or 'the beginning'} to {caveat.until or 'the end'}"
    unit = " days" if (caveat.kind, caveat.rule) == ("time", "max") else ""
    return f"caveat on {caveat.kind}: {caveat.rule} {', '.join(caveat.values)}{unit}{days}"


def ready_text(situation: Situation, held: Fit, hold: bool, until: int | None) -> str:
    """From when elements may leave, which step decides it, and from which line they could serve."""
    label = situation.timeline.label
    begins = held.holds_from if hold else held.leaves_from
    verb = "may hold from" if hold else "may leave from"
    way = rhythm(situation, held.unit, held.task, begins)
    again = way.certify if way.certified is not None and begins > way.certified else 0
    lead_in = [] if hold else [
        f"{name} {days}" for name, days in (
            ("certification", again), ("work-up", way.work_up),
            ("movement", _movement(way, begins + again + way.work_up)),
            ("reception", way.reception), ("transfer of authority", way.transfer),
        ) if days
    ]
    text = f"{verb} {label(begins)} ({waits(situation, held, hold)})"
    if lead_in:
        text += f", then {', '.join(lead_in)} days"
    text += "" if until is None else f"; by lines {label(until)}"
    sooner = [] if hold else [_on_standby(situation, held), _by_steps(situation, held)]
    return "; ".join([text, *filter(None, sooner)])


def _on_standby(situation: Situation, held: Fit) -> str:
    """How much sooner elements might leave if they were held ready up to D; empty: no sooner."""
    early, pledge = held.early, held.pledge
    if early is None or pledge is None or not may_stand(situation.operation, pledge):
        return ""
    currency, found = situation.operation.settings.currency, []
    for level in early.levels:
        sooner = held.leaves_from - max(early.leaves_from, early.decided + level.notice_days)
        if sooner > 0:
            price = f" (for {level.cost_per_day:,.0f} {currency} a day)" * bool(level.cost_per_day)
            found.append(f"{sooner} days sooner on standby {level.id}{price}")
    return f"it might leave {', '.join(found)}" if found else ""


def _by_steps(situation: Situation, held: Fit) -> str:
    """How much sooner elements might leave by steps that are not taken; empty: no sooner."""
    if held.pledge is None or held.notice is None or held.task.order != "deal":
        return ""
    begins = held.notice.decided + held.notice.entry
    found = [
        f"{held.leaves_from - begins - days} days sooner if {step.id} were taken before the deal"
        for step, days in shortening(situation.operation, held.pledge)
        if step.id not in situation.taken_on and begins + days < held.leaves_from
    ]
    return f"it might leave {', '.join(found)}" if found else ""


def _movement(way: Rhythm, departs: int) -> str:
    """Days of movement of who leaves home on a day, and what closes a faster way; empty: none."""
    if not way.movement or way.crossing is None:
        return str(way.movement or "")
    days = way.crossing.leaving(departs)
    if days is None or days == way.movement:
        return str(way.movement)
    shut = "; ".join(way.crossing.shutting((departs, departs + way.movement)))
    return f"{days} (the way of {way.movement} is closed: {shut})"


def waits(situation: Situation, held: Fit, hold: bool) -> str:
    """Which wait makes the first day: the frozen day, the pledge's start, or order and notice."""
    pledge, line = held.pledge, situation.timeline
    begins = held.holds_from if hold else held.leaves_from
    frozen = situation.operation.settings.frozen_until
    if frozen is not None and line.day_of(frozen) == begins and begins > 0:
        return "nothing new leaves before"
    if pledge is None:
        return "as-of date"
    if pledge.start is not None and (pledge.start - line.as_of).days == begins:
        return "first day of the pledge"
    return _steps(situation, held, pledge, hold)


def _steps(situation: Situation, held: Fit, pledge: Pledge, hold: bool) -> str:
    known = known_for_pledge(situation, pledge) or 0
    ordered = (situation.timeline.d_day or 0) if held.task.order == "deal" else 0
    label = situation.timeline.label
    if known > ordered:
        by_step = known != situation.known_day(pledge.condition)
        parts = [f"{'a step opens it' if by_step else 'its condition holds'} from {label(known)}"]
    else:
        parts = [f"ordered {label(ordered)}"]
    decision = situation.operation.nation[held.unit.nation].decision_days
    assert held.notice is not None
    stages, notice = held.notice.stages, notice_of(situation.operation, held.unit, pledge)
    waits = [hold_wait(held.task, notice)] if hold else [
        ("notice", stages[-1].notice), ("entry notice", held.notice.entry),
    ]
    told = [f"{name} {days} days" for name, days in (("decision", decision), *waits) if days]
    if len(stages) > 1 and not hold:
        told.append(f"for elements {stages[-1].since} days after their dwell")
    return ", ".join([*parts, *told])

