"""The score of a micro plan: section 5 once more, span by span, and the two counts that are no sum.

`most` gives every choice the elements it may yet get. With `most` equal to `plan` the result is
the score; with more it is a score that no completion of the plan can beat, because more elements
in place never make a shortfall larger, and never make anything else cheaper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tests.meaning.formed import slots, tasks
from tests.meaning.laid import Choice, Laid, value
from tests.meaning.restated import Wanted, World, close, is_kind, larger, names, wanted, worth
from tests.meaning.restated_pledges import inside
from tests.meaning.slots import formations
from willing.domain.formation import SlotLine
from willing.domain.reach import Reach
from willing.domain.requirement import Commitment, Requirement, Task
from willing.domain.standby import Standby

Counts = Sequence[int]
MONTH = 30
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Asked:
    """One span of one task, and who covers it."""

    task: Task
    span: Wanted
    moments: tuple[tuple[int, tuple[int, ...]], ...]
    """Days on which different choices are in place, and these choices, by position."""


@dataclass(frozen=True)
class Tally:
    """Reckons terms, shortfalls and leads of plans over one set of choices."""

    laid: Laid
    rounded: bool

    @property
    def world(self) -> World:
        """The operation in its outcome."""
        return self.laid.world

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """Requirements with their slots, commitments and reaches."""
        return (*tasks(self.world), *self.world.operation.reaches)

    @cached_property
    def asked(self) -> dict[str, tuple[Asked, ...]]:
        """Spans of each task with who covers them."""
        return {
            task.id: tuple(Asked(task, span, self._moments(task, span))
                           for span in wanted(self.world, task))
            for task in self.tasks
        }

    def _moments(self, task: Task, span: Wanted) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Rounded, a choice covers a span wholly or not at all; else every day is looked at."""
        mine = [(i, c) for i, c in enumerate(self.laid.choices) if self._serves(c, task)]
        if self.rounded:
            whole = tuple(i for i, c in mine if c.first <= span.first and span.after <= c.after)
            return ((span.first, whole),)
        by_day: dict[tuple[int, ...], int] = {}
        for day in range(span.first, span.after):
            by_day.setdefault(tuple(i for i, c in mine if c.first <= day < c.after), day)
        return tuple((day, there) for there, day in by_day.items())

    def _serves(self, choice: Choice, task: Task) -> bool:
        """Whether elements sent on a choice are there for a task, or near enough for a reach."""
        if not isinstance(task, Reach):
            return choice.task.id == task.id
        kind = is_kind(self.world, choice.unit.capability, task.capability)
        return kind and choice.kind == "tour" and choice.task.id in close(self.world, task)

    def there(self, asked: Asked, most: Counts, room: Mapping[str, Sequence[float]] | None,
              plan: Counts) -> Iterator[dict[str, int]]:
        """Elements by pool at each moment of a span; what is yet to come keeps to the room.

        Who stood ready is there while he still counts among those on standby.
        """
        for day, choices in asked.moments:
            pools: dict[str, int] = {}
            coming: dict[str, int] = {}
            for i in choices:
                pool, called = self.laid.choices[i].unit.id, self.laid.choices[i].within >= 0
                pools[pool] = pools.get(pool, 0) + (most[i] if called else plan[i])
                coming[pool] = coming.get(pool, 0) + (0 if called else most[i] - plan[i])
            for pool, more in coming.items():
                left = more if room is None else int(
                    max(room[f"unit {pool}"][day], room[f"watch {pool}"][day]))
                pools[pool] += min(more, left)
            yield pools

    def credits(self, task: Task, pools: Mapping[str, int]) -> float:
        """What elements count for: points singly, lots by nation and capability."""
        if isinstance(task, Reach):
            return sum(pools.values())
        units = {unit.id: unit for unit in self.world.operation.units}
        points = Fraction(0)
        lots: dict[tuple[str, str, int, int], int] = {}
        for pool, number in pools.items():
            unit = units[pool]
            give, count, in_lots, _ = worth(self.world, unit.capability, task.capability) or (
                1, 0, False, 0.0
            )
            part = inside(self.world, unit.nation, task)
            if in_lots and part == 1:
                key = (unit.nation, unit.capability, give, count)
                lots[key] = lots.get(key, 0) + number
            else:
                points += Fraction(number * count, give) * part
        return float(points + sum(
            number // give * count for (_, _, give, count), number in lots.items()
        ))

    def short(self, asked: Asked, pools: Sequence[Mapping[str, int]], plan: Counts) -> float:
        """Elements missing in a span: what is asked for, less the least there on any day."""
        quantity = self.quantity(asked, plan)
        there = min(self.credits(asked.task, at_once) for at_once in pools)
        useful = there > min(asked.task.min_useful, quantity) - TOLERANCE
        return max(quantity - there, 0.0) if useful else float(quantity)

    def people(self, task: Requirement, span: Wanted, plan: Counts) -> int:
        """Most people in place on any day of a span on the requirements a task supports."""
        supported = {
            r.id for r in self.tasks if isinstance(r, Requirement)
            if (names(self.world, r, task.supports) if task.supports else r.id != task.id)
        }
        mine = [
            (c, n) for c, n in zip(self.laid.choices, plan, strict=True)
            if n and c.kind == "tour" and c.task.id in supported
        ]
        return max(
            sum(n * c.unit.people for c, n in mine if c.first <= day < c.after)
            for day in range(span.first, span.after)
        )

    def quantity(self, asked: Asked, plan: Counts) -> int:
        """What a span asks for, people to be supported included."""
        task = asked.task
        if isinstance(task, Requirement) and task.per_people is not None:
            people = self.people(task, asked.span, plan)
            return max(asked.span.quantity, -(-people // task.per_people))
        return asked.span.quantity

    def terms(
        self, plan: Counts, most: Counts, room: Mapping[str, Sequence[float]] | None = None
    ) -> dict[str, float]:
        """Every term of the score that is not 0."""
        found: dict[str, float] = {}

        def add(name: str, points: float) -> None:
            if points:
                found[name] = found.get(name, 0.0) + points

        for task in self.tasks:
            if isinstance(task, SlotLine):
                continue  # told with its formation
            if isinstance(task, Requirement) and slots(self.world, task):
                spans = formations(self, task, plan, most, room)
                for asked, span in zip(self.asked[task.id], spans, strict=True):
                    behind = asked.span.first >= self.world.line.horizon
                    name = "tail" if behind else f"shortfall_{task.priority}"
                    add(name, self.points(asked) * span.whole)
                continue
            for asked in self.asked[task.id]:
                short = self.short(asked, list(self.there(asked, most, room, plan)), plan)
                behind = asked.span.first >= self.world.line.horizon
                name = "tail" if behind else f"shortfall_{task.priority}"
                add(name, self.points(asked) * short)
            if isinstance(task, Requirement) and task.lead:
                add("lead", self.leads(task, plan, most, room)[0])
        self._price(plan, add)
        return found

    def points(self, asked: Asked) -> float:
        """What one element short in a span costs."""
        months = (asked.span.after - asked.span.first) / MONTH
        behind = asked.span.first >= self.world.line.horizon
        share = self.world.operation.weights.tail if behind else 1.0
        return value(self.world, asked.task) * months * share

    def able(self, asked: Asked, pools: Sequence[Mapping[str, int]]) -> set[str]:
        """Nations with enough elements in place to lead a span throughout."""
        if not isinstance(asked.task, Requirement) or not asked.task.lead:
            return set()
        nation = {unit.id: unit.nation for unit in self.world.operation.units}
        enough = min(asked.task.lead, asked.span.quantity)
        return {
            who for who in dict.fromkeys(nation.values())
            if all(sum(n for pool, n in there.items() if nation[pool] == who) >= enough
                   for there in pools)
        }

    def leads(
        self, task: Requirement, plan: Counts, most: Counts,
        room: Mapping[str, Sequence[float]] | None = None,
    ) -> tuple[float, tuple[tuple[int, int, str], ...]]:
        """Least charge for spans that nobody leads, and the leads that reach it.

        A lead (first day, day after, nation) covers spans in a row, and days between windows on
        which nobody is wanted; every row of spans is tried.
        """
        every = tuple(asked for asked in self.asked[task.id] if asked.span.quantity)
        able = [
            self.able(asked, list(self.there(asked, most, room, plan))) for asked in every
        ]

        def from_span(at: int) -> tuple[float, tuple[tuple[int, int, str], ...]]:
            if at == len(every):
                return 0.0, ()
            rest, runs = from_span(at + 1)
            charge = self.points(every[at]) * self.world.operation.weights.lead
            best = (charge + rest, runs)
            for who in sorted(able[at]):
                for after in range(at + 1, len(every) + 1):
                    last = every[after - 1].span
                    if who not in able[after - 1]:
                        break
                    long = last.after - every[at].span.first >= task.lead_days
                    if long or after == len(every):
                        rest, runs = from_span(after)
                        lead = (every[at].span.first, last.after, who)
                        best = min(best, (rest, (lead, *runs)))
            return best

        return from_span(0)

    def _price(self, plan: Counts, add: Callable[[str, float], None]) -> None:
        """Terms for what is sent: backfill, movement, substitution, burden."""
        weights, operation = self.world.operation.weights, self.world.operation
        burden = {nation.id: 0.0 for nation in operation.nations}
        for choice, number in zip(self.laid.choices, plan, strict=True):
            if not number:
                continue
            days = min(choice.after, self.world.line.end) - max(choice.first, 0)
            if isinstance(choice.task, Standby):
                spent = choice.task.cost_per_day * number * days
                add("readiness", weights.readiness * spent / 1_000_000)
                continue
            before = max(min(choice.after, self.world.line.horizon) - max(choice.first, 0), 0)
            backfills = isinstance(choice.task, Commitment) and choice.abroad
            if backfills:
                add("backfill", weights.backfill * number * days / MONTH)
            if choice.kind == "tour" and choice.pinned != "cycle":
                add("movement", weights.movement * number)
            credit = worth(self.world, choice.unit.capability, choice.task.capability)
            if choice.kind == "tour" and credit:
                add("substitution", credit[3] * number * days / MONTH)
            given = choice.pledge is not None and choice.pledge.provided == "host" and (
                choice.unit.nation in larger(self.world, choice.task.place))
            if choice.abroad and not given:
                share = operation.settings.backfill_credit if backfills else 1.0
                parts = [(o.nation, o.share) for o in operation.owners if o.unit == choice.unit.id]
                for nation, part in parts or [(choice.unit.nation, 1.0)]:
                    burden[nation] += part * choice.unit.people * number * before * share
        if weights.burden:
            self._burden(burden, add)

    def _burden(self, burden: Mapping[str, float], add: Callable[[str, float], None]) -> None:
        settings = self.world.operation.settings
        keys = {n.id: getattr(n, settings.fair_share_key) for n in self.world.operation.nations}
        total = sum(key for key in keys.values() if key is not None)
        for nation, key in keys.items():
            if key is not None:
                fair = key / total * settings.reference_person_days
                above = max(burden[nation] - fair, 0.0)
                add("burden", self.world.operation.weights.burden * above / 1000)
