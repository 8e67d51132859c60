"""What is known and in force on which day of an outcome: answers, conditions, agreements."""

from __future__ import annotations

from dataclasses import dataclass

from willing.assess.demand import moments
from willing.calendar import Timeline
from willing.domain.agreement import Agreement
from willing.domain.condition import Condition
from willing.domain.once import once
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome, rank


@dataclass(frozen=True)
class Answered:
    """The answers of one outcome, and the days on which they are given."""

    operation: Operation
    """The operation as it stands in the outcome."""
    outcome: Outcome
    """Answers."""
    timeline: Timeline
    """Its days."""
    taken: tuple[tuple[str, int], ...] = ()
    """Steps taken before the deal, and the day of each."""

    def by(self, day: int) -> dict[str, str]:
        """Answers that are given on a day: each on its date, the others at D."""
        given = {}
        for name, answer in self.outcome.answers:
            question = self.operation.question.get(name)
            answered = self.timeline.d_day
            if question is not None and question.answered is not None:
                answered = (question.answered - self.timeline.as_of).days
            if answered is not None and answered <= day:
                given[name] = answer
        return given

    def since(self, condition: Condition | None) -> int | None:
        """First day on which a condition is true with the answers given by then; None: never.

        What is true stays true as more is answered, so only days of answers need a look.
        """
        if condition is None:
            return 0
        days = {0, self.timeline.d_day or 0}
        for question in self.operation.questions:
            if question.answered is not None:
                days.add(max((question.answered - self.timeline.as_of).days, 0))
        for day in sorted(days):
            if condition.holds(self.by(day), lambda q, a: rank(self.operation, q, a)):
                return day
        return None

    @once
    def counts_since(self, name: str) -> int | None:
        """First day on which a pledge counts; None: never.

        It does from the day its condition is known to hold, or a step that opens it is in effect;
        where no condition stands and some step opens it, by a step alone.
        """
        condition = self.operation.pledge[name].condition
        known = self.since(condition)
        if condition is None and any(name in s.opens for s in self.operation.steps):
            known = None
        return min(self._opened(name, known), default=None)

    def _opened(self, name: str, known: int | None) -> list[int]:
        """Days from which something holds by itself (`known`), or by each step taken."""
        steps = {step.id: step for step in self.operation.steps if name in step.opens}
        days = [
            max(day + steps[step].lead_days, 0) for step, day in self.taken if step in steps
        ]
        return days if known is None else [known, *days]

    def in_force(self, agreement: Agreement) -> tuple[int, int] | None:
        """First day of an agreement and the day after its last; None: it is never in force.

        With a condition it begins on the day that is known to hold, without one it must be signed;
        or a step that opens it is in effect.
        """
        days = moments(agreement.start, agreement.until, self.timeline)
        if days is not None and agreement.until is not None:
            days = days[0], self.ends(agreement.id, days[1])[-1][1]
        if agreement.condition is None:
            known = 0 if agreement.signed else None
        else:
            known = self.since(agreement.condition)
        known = min(self._opened(agreement.id, known), default=None)
        if days is None or known is None:
            return None
        return max(days[0], known), days[1]

    def opens(self, leg: str) -> int | None:
        """First day on which a leg that steps open may be used; None: no step taken opens it."""
        steps = {step.id: step.lead_days for step in self.operation.steps if leg in step.opens}
        return min((day + steps[step] for step, day in self.taken if step in steps), default=None)

    def ends(self, name: str, until: int) -> tuple[tuple[int, int], ...]:
        """Days on which it is known that a pledge or an agreement goes on, each with its new end.

        It does where a renewal is given, or its condition is known to hold, before it has ended;
        what is not given must still be asked for on the as-of date.
        """
        left = [row for row in self.operation.renewals if row.renews == name]
        found = [(0, until)]
        for day in sorted({0, *(self.since(row.condition) or 0 for row in left)}):
            for row in left:
                asked = row.given or (
                    row.condition is not None and self.since(row.condition) is not None
                    and (self.since(row.condition) or 0) <= day
                    and (row.ask_by is None or row.ask_by >= self.operation.as_of)
                )
                end = moments(None, row.until, self.timeline)
                in_time = row.given or day <= found[-1][1]
                if asked and in_time and end is not None and found[-1][1] < end[1]:
                    found.append((day, end[1]))
        return tuple(found)

    def is_party(self, agreement: Agreement, nation: str) -> bool:
        """Whether an agreement lets a nation in: for all, for the nation, or for its group."""
        return not agreement.parties or nation in agreement.parties or any(
            nation in group.members for group in self.operation.groups
            if group.id in agreement.parties
        )

    def passes(self, nation: str, ground: str, first: int, after: int) -> bool:
        """Whether a nation may cross another's ground on every day of a span from day 0 on."""
        spans = [
            span for agreement in self.operation.agreements
            if agreement.kind == "transit" and agreement.place == ground
            and self.is_party(agreement, nation) and (span := self.in_force(agreement)) is not None
        ]
        return nation == ground or all(
            any(a <= day < b for a, b in spans) for day in range(max(first, 0), after)
        )
