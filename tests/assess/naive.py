"""The rules day by day, in the plainest way, on the planner's statement of the data.

It asks `domain/` (fit, turns, spans, credits), which the judge never does, and looks at every day,
which the judge does not need to. Where the two agree, two people have said the same.
"""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from functools import cached_property

from willing.domain.credit import credit, kinds_of
from willing.domain.drawn import overhead_row
from willing.domain.fit import Fit, covers, fit
from willing.domain.formation import SlotLine, line_of
from willing.domain.limited import around, binds, inside_part
from willing.domain.nation import Place
from willing.domain.near import counts_near, lies_near
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import Plan, Row
from willing.domain.reach import Reach
from willing.domain.requirement import Requirement, Task
from willing.domain.route import places_around, within
from willing.domain.situation import situation
from willing.domain.span import Span, spans, task_days
from willing.domain.standing import releases
from willing.domain.taken import as_taken
from willing.domain.turn import Turn, rhythm


class Days:
    """One outcome of a plan, looked at day by day."""

    def __init__(self, operation: Operation, plan: Plan, rows: tuple[Row, ...] | None = None):
        part = plan.outcomes[0]
        self.rows = plan.rows if rows is None else rows
        self.here = as_taken(situation(operation, Outcome(
            name=part.outcome, answers=part.answers, probability=part.probability,
        )), plan.rows)
        self.operation, self.line = self.here.operation, self.here.timeline
        self._spans: dict[str, tuple[Span, ...]] = {}
        self._rows: dict[tuple[str, str], int | None] = {}

    def first(self, row: Row) -> int:
        """First day of a row."""
        return (row.first_day - self.line.as_of).days

    def task(self, row: Row) -> Task:
        """Task of a row."""
        return self.operation.task[row.task]

    def fit(self, row: Row) -> Fit:
        """How its pledge and task go together."""
        unit, pledge = self.operation.unit[row.unit], self.operation.pledge.get(row.pledge)
        return fit(self.here, unit, pledge, self.task(row))

    def turn(self, row: Row) -> Turn:
        """Days of a tour or hold; a tour under way has no lead-in and its own end."""
        first, task = self.first(row), self.task(row)
        if row.kind == "hold":
            after = first + row.days
            return Turn(leaves=first, departs=after, arrives=after, first_day=first, ends=after,
                        back=after, free=after)
        way = rhythm(self.here, self.operation.unit[row.unit], task, first)
        opening, closing = task_days(task, self.line) or (first, None)
        if row.pinned == "cycle":
            ends = first + row.days
            return Turn(leaves=first, departs=first, arrives=first, first_day=first, ends=ends,
                        back=ends + way.movement,
                        free=ends + way.movement + way.recovery + way.dwell)
        return way.turn(first, row.days, opening, closing)

    @cached_property
    def stays(self) -> list[tuple[Row, Turn]]:
        """Tours and holds with their days."""
        return [(row, self.turn(row)) for row in self.rows if row.kind in ("tour", "hold")]

    def occupied(self, unit: str, day: int, pledge: str | None = None) -> int:
        """Elements of a unit (under one pledge) that can do nothing else on a day."""
        used = sum(
            int(row.count) for row, turn in self.stays
            if row.unit == unit and pledge in (None, row.pledge)
            and self.taken(row, turn) <= day < turn.free
            and (pledge is not None or row.kind == "tour" or not self.task(row).twice)
        )
        if pledge is None:
            used -= self.on_watch(unit, day)[0]
        used += sum(
            int(row.count) for row in self.rows
            if row.kind == "standby" and row.unit == unit and pledge in (None, row.pledge)
            and self.first(row) <= day
            < self.first(row) + row.days + self.operation.standby[row.task].recovery
        )
        if pledge is None:
            late = [r for r in releases(self.here, self.operation.unit[unit]) if day < r.day]
            on_tour = sum(
                int(row.count) for row, turn in self.stays
                if row.unit == unit and row.pinned == "cycle" and day < turn.free
            )
            return used + sum(release.count for release in late) - on_tour
        return used

    def on_watch(self, unit: str, day: int) -> tuple[int, int]:
        """Elements that stand by and bear a single hold for their own nation, and those that could
        bear one more."""
        standing = sum(
            int(row.count) for row in self.rows
            if row.kind == "standby" and row.unit == unit
            and self.operation.standby[row.task].covers
            and self.first(row) <= day < self.first(row) + row.days
        )
        own = sum(
            int(row.count) for row, turn in self.stays
            if row.unit == unit and row.kind == "hold" and not row.pledge
            and not self.task(row).twice and turn.leaves <= day < turn.free
        )
        return min(own, standing), max(standing - own, 0)

    def taken(self, row: Row, turn: Turn) -> int:
        """Day from which a tour takes its elements: those called from standby rest first."""
        early = None if row.kind != "tour" or row.pinned else self.fit(row).early
        if early is None or turn.leaves >= self.fit(row).leaves_from:
            return turn.leaves
        enough = early.enough(turn.leaves)
        rested = [(self.line.d_day or 0) + level.recovery for level in enough]
        return min(rested, default=turn.leaves)

    def declared(self, unit: str, day: int) -> Counter[tuple[str, bool]]:
        """Elements of a unit held for each task that lets them be declared twice, and whether it is
        their own nation's."""
        found: Counter[tuple[str, bool]] = Counter()
        for row, turn in self.stays:
            if row.unit == unit and row.kind == "hold" and self.task(row).twice:
                there = turn.leaves <= day < turn.free
                found[row.task, not row.pledge] += int(row.count) if there else 0
        return found

    def there(self, task: str, day: int, kinds: tuple[str, ...] = ("tour",)) -> list[Row]:
        """Rows in place on (or held for) a task on a day."""
        return [row for row, turn in self.stays if row.task == task and row.kind in kinds
                and turn.first_day <= day < turn.ends]

    def credit(self, task: Task, day: int, nation: str | None = None) -> Fraction:
        """What is there counts for, of all nations or one."""
        if isinstance(task, Reach):
            return Fraction(sum(self._near(task, row) for r in self.operation.requirements
                                for row in self.there(r.id, day)))
        standing = task.kind in ("standing", "notice", "on_call")
        elements: Counter[tuple[str, str]] = Counter()
        for row in self.there(task.id, day, ("tour", "hold") if standing else ("tour",)):
            if nation in (None, row.nation):
                sent = self.operation.unit[row.unit].capability
                elements[row.nation, sent] += int(row.count)
        total = Fraction(0)
        for (owner, sent), number in elements.items():
            worth = credit(self.operation, sent, task.capability)
            if worth is not None:
                worth = worth.thinned(inside_part(self.operation, owner, task))
            if worth is not None and worth.lots:
                total += number // worth.give * worth.count
            elif worth is not None:
                total += Fraction(number * worth.count, worth.give)
        return total

    def _near(self, reach: Reach, row: Row) -> int:
        """Elements of a row that count for a reach."""
        task = self.operation.task[row.task]
        assert isinstance(task, Requirement)
        sent = self.operation.unit[row.unit].capability
        near = lies_near(self.operation, reach, task) and counts_near(self.operation, reach, sent)
        return int(row.count) if near else 0

    def counts(self, task: Task, day: int) -> Fraction:
        """What is there counts for, with the formations assembled from slots."""
        if not isinstance(task, Requirement) or task.id not in self.operation.slots_of:
            return self.credit(task, day)
        inside = [span for span in self.spans(task) if span.first <= day < span.after]
        return self.credit(task, day) + sum(self.assembled(task, span) for span in inside)

    def wanted(self, task: Task, day: int) -> int:
        """What a task wants on a day: the span's quantity, and what people in place ask for.

        A slot wants its elements for each formation assembled.
        """
        for span in self.spans(task):
            if span.first <= day < span.after:
                if isinstance(task, SlotLine):
                    line = self.operation.task[task.line]
                    assert isinstance(line, Requirement)
                    own = next(s for s in self.spans(line) if s.first == span.first)
                    return task.slot.count * self.assembled(line, own)
                if isinstance(task, Requirement) and task.per_people:
                    most = max(self.supported(task, d) for d in range(span.first, span.after))
                    return max(span.quantity, math.ceil(most / task.per_people))
                return span.quantity
        return 0

    def spans(self, task: Task) -> tuple[Span, ...]:
        """A task's spans, laid once."""
        if task.id not in self._spans:
            self._spans[task.id] = spans(task, self.line)
        return self._spans[task.id]

    def supported(self, task: Requirement, day: int) -> int:
        """People in place on the requirements that a task supports."""
        named = [
            r.id for r in self.operation.task.values() if isinstance(r, Requirement)
            and covers(self.here, r, task.supports) and (task.supports or r.id != task.id)
        ]
        return sum(
            int(row.count) * self.operation.unit[row.unit].people
            for name in named for row in self.there(name, day)
        )

    def shortfall(self, task: Task) -> dict[int, Fraction]:
        """What is short on each day: over a span, the most that is short on any of its days."""
        found: dict[int, Fraction] = {}
        for span in self.spans(task):
            wanted = self.wanted(task, span.first)
            covers_ = []
            by_slots = isinstance(task, Requirement) and task.id in self.operation.slots_of
            more = self.assembled(task, span) if by_slots else 0  # type: ignore[arg-type]
            for day in range(span.first, span.after):
                credit_ = self.credit(task, day) + more
                useful = credit_ >= min(task.min_useful, wanted)
                covers_.append(min(credit_, wanted) if useful else Fraction(0))
            for day in range(span.first, span.after):
                found[day] = wanted - min(covers_)
        return {day: short for day, short in found.items() if short}

    def nations(self, line: Requirement, day: int) -> set[str]:
        """Nations in place on a requirement and its slots, on days on which it wants something."""
        if not any(span.first <= day < span.after for span in self.spans(line)):
            return set()
        return {
            row.nation for row, turn in self.stays
            if row.kind == "tour" and turn.first_day <= day < turn.ends
            and line_of(self.task(row)) == line.id
        }

    def unframed(self, row: Row) -> bool:
        """Whether a frame is surely none: too short, or without elements on some required day."""
        line, first = self.task(row), self.first(row)
        assert isinstance(line, Requirement)
        found = self.spans(line)
        if row.days < line.lead_days and first + row.days < found[-1].after:
            return True
        return any(
            self.credit(slot, day, row.nation)
            < slot.slot.least * self.frames(line, day, row.nation)
            for slot in self.operation.slots_of[line.id] if slot.slot.framework
            for span in found for day in range(span.first, span.after)
        )

    def frames(self, line: Task, day: int, nation: str | None = None) -> int:
        """Formations framed on a day, by all nations or one."""
        return sum(
            int(row.count) for row in self.rows
            if row.kind == "lead" and row.task == line.id and nation in (None, row.nation)
            and self.first(row) <= day < self.first(row) + row.days
        )

    def assembled(self, line: Requirement, span: Span) -> int:
        """Formations assembled in a span: of all numbers possible the one that costs least."""
        slots, days = self.operation.slots_of[line.id], range(span.first, span.after)
        needs = any(slot.slot.framework for slot in slots)
        whole = min(self.credit(line, day) for day in days)
        there = {slot.id: min(self.credit(slot, day) for day in days) for slot in slots}

        def missing(number: int) -> Fraction:
            cover = whole + number
            cover = cover if cover >= min(line.min_useful, span.quantity) else Fraction(0)
            gaps = sum(max(slot.slot.count * number - there[slot.id], 0) for slot in slots)
            return max(span.quantity - cover, Fraction(0)) + Fraction(gaps) / sum(
                slot.slot.count for slot in slots)

        possible = [
            number for number in range(max(math.ceil(span.quantity - whole), 0) + 1)
            if all(slot.slot.least * number <= there[slot.id] for slot in slots)
            and not (needs and any(self.frames(line, day) < number for day in days))
        ]
        return max(possible, key=lambda number: (-missing(number), number))

    def away(self, nation: str, day: int) -> int:
        """People of a nation away outside its own country."""
        return sum(
            int(row.count) * self.operation.unit[row.unit].people for row, turn in self.stays
            if row.kind == "tour" and row.nation == nation and turn.departs <= day < turn.back
            and nation not in within(self.operation, self.task(row).place)
        )

    def tonnes(self, place: str, day: int) -> float:
        """Tonnes of nations that a place's limits bind inside it."""
        here = self.operation.place[place]
        return sum(
            int(row.count) * self.operation.unit[row.unit].tonnes for row, turn in self.stays
            if row.kind == "tour" and day < turn.ends and self.arrives(row, turn) <= day
            and binds(self.operation, here, row.nation)
            and any(p.id == place for p in around(self.operation, self.task(row).place))
        )

    def tasks(self, nation: str, day: int) -> int:
        """Tasks of others with elements of a nation in place."""
        return len({
            line_of(self.task(row)) for row, turn in self.stays
            if row.kind == "tour" and row.nation == nation and turn.first_day <= day < turn.ends
            and getattr(self.task(row), "nation", None) != nation
        })

    def behind(self, day: int, nation: str | None = None, place: str | None = None) -> int:
        """Overhead on a day: of one nation, at one place, or all."""
        found = 0
        for key, people in self._drawing(day).items():
            row = self.operation.overheads[key[1]]
            if nation in (None, key[0]) and (place is None or place in self._around(row.place)):
                found += row.fixed + math.ceil(Fraction(str(row.share)) * people)
        return found

    def _drawing(self, day: int) -> Counter[tuple[str, int]]:
        people: Counter[tuple[str, int]] = Counter()
        for row, turn in self.stays:
            if row.kind == "tour" and turn.first_day <= day < turn.ends:
                key = (row.nation, row.task)
                if key not in self._rows:
                    self._rows[key] = overhead_row(self.operation, row.nation, self.task(row))
                at = self._rows[key]
                if at is not None:
                    people[row.nation, at] += self._people(row)
        return +people

    def _people(self, row: Row) -> int:
        return int(row.count) * self.operation.unit[row.unit].people

    def _around(self, place: str) -> tuple[str, ...]:
        return places_around(self.operation, place)

    def arrives(self, row: Row, turn: Turn) -> int:
        """Day on which those of a row are at their task's place."""
        if row.pinned == "cycle":
            return turn.first_day
        return turn.arrives

    def at(self, place: str, day: int) -> int:
        """People at a place and in its parts on a day, with overhead."""
        return self.behind(day, place=place) + sum(
            self._people(row) for row, turn in self.stays
            if row.kind == "tour" and self.arrives(row, turn) <= day < turn.ends
            and place in self._around(self.task(row).place)
            and place not in self._around(self.operation.unit[row.unit].home)
        )

    def built(self, place: Place, day: int) -> int:
        """Beds added at a place before a day."""
        days = sum(
            int(row.count) * len(range(max(turn.first_day, 0), min(turn.ends, day)))
            for row, turn in self.stays
            if row.kind == "tour" and place.id in self._around(self.task(row).place)
            and place.beds_by in kinds_of(
                self.operation, self.operation.unit[row.unit].capability)
        )
        added = place.beds_per * days // 30
        return added if place.beds_most is None else min(added, place.beds_most)

    def force(self, day: int) -> int:
        """People on requirements on a day, with overhead."""
        return self.behind(day) + sum(
            self._people(row) for row, turn in self.stays
            if row.kind == "tour" and self.arrives(row, turn) <= day < turn.ends
            and isinstance(self.task(row), Requirement)
        )
