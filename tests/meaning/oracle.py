"""A brute-force planner for micro operations: tries every plan, and keeps the best.

It goes through the choices one by one and tries every number of elements for each. A branch is
left only when a limit is broken (more elements never mend that) or when no completion can beat the
best plan found so far. `rounded` rounds as section 2 says the planner does; without it, days are
days, and tours still begin on lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from math import floor, inf

from tests.meaning.crowds import Crowds
from tests.meaning.declared import bearable
from tests.meaning.formed import slots
from tests.meaning.laid import Choice, Laid, lay_out
from tests.meaning.restated import world
from tests.meaning.slots import formations, frame_turns
from tests.meaning.standing import ready_enough
from tests.meaning.stepped import ways_to_take
from tests.meaning.stinted import pools
from tests.meaning.tally import TOLERANCE, Tally
from tests.meaning.together import bound, together
from willing.domain.formation import SlotLine
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome
from willing.domain.plan import Row
from willing.domain.requirement import Requirement
from willing.domain.standby import Standby


@dataclass(frozen=True, kw_only=True)
class Best:
    """A plan than which none is better."""

    score: float
    """Its score, in points."""
    terms: dict[str, float]
    """Its terms that are not 0."""
    rows: tuple[Row, ...]
    """Its rows."""
    looked_at: int
    """Partial plans looked at."""


class TooMany(Exception):
    """There are more partial plans than one was ready to look at."""


def solve(
    operation: Operation, answers: Mapping[str, str], *, rounded: bool = True, most: float = inf
) -> Best:
    """Find a best plan of an operation in one outcome; `TooMany` where it takes more looks than
    `most`. Every way to take steps before the deal is tried, the cheapest first."""
    best, looked_at = None, 0
    ways = ways_to_take(world(operation, dict(answers)))
    for taken, points in sorted(ways, key=lambda way: way[1]):
        if best is not None and points >= best.score - TOLERANCE:
            break
        here = world(operation, dict(answers), taken)
        search = _Search(lay_out(here, rounded), rounded, most - looked_at)
        search.run()
        looked_at += search.looked_at
        found = search.best(points)
        if best is None or found.score < best.score - TOLERANCE:
            best = found
    assert best is not None
    return replace(best, looked_at=looked_at)


class _Search:
    def __init__(self, laid: Laid, rounded: bool, most: float) -> None:
        self.most_looks = most
        self.laid, self.tally = laid, Tally(laid, rounded)
        self.crowds = Crowds(laid, rounded)
        self.choices = laid.choices
        self.room = {name: list(days) for name, days in laid.room.items()}
        self.plan = [0] * len(self.choices)
        self.least = inf
        self.kept: list[int] | None = None
        self.looked_at = 0

    def run(self) -> None:
        for at, choice in enumerate(self.choices):
            self._take(at, choice.least)
        assert all(left >= 0 for days in self.room.values() for left in days), "orders break limits"
        assert all(self._declared_hold(choice.unit.id) for choice in self.choices), "declared"
        self._try(sum(bool(choice.pinned) for choice in self.choices))

    def _take(self, at: int, number: int) -> None:
        self.plan[at] += number
        for limit, first, after, each in self.choices[at].uses:
            days = self.room[limit]
            for day in range(first, after):
                days[day] -= number * each

    def _fits(self, at: int) -> int:
        """Most elements for which the limits leave room."""
        choice = self.choices[at]
        most = choice.most
        for limit, first, after, each in choice.uses:
            left = min(self.room[limit][first:after], default=inf)
            if each and left < inf:
                most = min(most, floor(left / each + TOLERANCE))
        return most

    def _try(self, at: int) -> None:
        """Try every number for the choice at a position, and all that may follow."""
        self.looked_at += 1
        if self.looked_at > self.most_looks:
            raise TooMany
        fits = [self._fits(i) for i in range(at, len(self.choices))]
        while at < len(self.choices) and not fits[0]:
            at, fits = at + 1, fits[1:]
        most = [*self.plan[:at], *fits]
        bound = sum(self.tally.terms(self.plan, most, self.room).values())
        if bound >= self.least - TOLERANCE:
            return
        if at == len(self.choices):
            shares = self._shares_asked_for_hold() and self._company_holds()
            if shares and self.crowds.hold(self.plan, self.room, True):
                self.least, self.kept = bound, list(self.plan)
            return
        for number in range(fits[0], -1, -1):
            self._take(at, number)
            if self._counts_hold(at):
                self._try(at + 1)
            self._take(at, -number)

    def _counts_hold(self, at: int) -> bool:
        """Whether the largest share of a nation, its number of tasks and the number of nations on
        a line hold on every day."""
        nation, task = self.choices[at].unit.nation, self.choices[at].task
        return (
            self._share_holds(nation, task) and self._tasks_hold(nation)
            and self._declared_hold(self.choices[at].unit.id) and self._nations_hold(task)
            and self._ready_hold()
            and self.crowds.hold(self.plan, self.room, False)
        )

    def _declared_hold(self, unit: str) -> bool:
        """Whether the elements left can bear all that was declared twice on each day."""
        held = [
            (c, n) for c, n in zip(self.choices, self.plan, strict=True)
            if n and c.unit.id == unit and c.kind == "hold"
        ]
        declared = [(c, n) for c, n in held if c.task.twice]
        begins = {day for c, _ in declared for day in range(max(c.first, 0), c.after)}
        for day in begins & set(range(self.laid.world.line.end)):
            tasks: dict[tuple[str, bool], int] = {}
            for choice, number in declared:
                if choice.first <= day < choice.after:
                    key = (choice.task.id, choice.pledge is None)
                    tasks[key] = tasks.get(key, 0) + number
            standing = sum(
                n for c, n in zip(self.choices, self.plan, strict=True)
                if isinstance(c.task, Standby) and c.task.covers and c.unit.id == unit
                and c.first <= day < c.after
            )
            single = sum(
                n for c, n in held
                if not c.task.twice and c.pledge is None and c.first <= day < c.after
            ) if len(pools(self.laid.world, held[0][0].unit)) > 1 else 0
            home = int(self.room[f"unit {unit}"][day]) - max(single - standing, 0)
            if not bearable(tasks, home, max(standing - single, 0)):
                return False
        return True

    def _ready_hold(self) -> bool:
        """Whether everybody who leaves early has stood ready; stints are tried before tours."""
        return ready_enough([
            (c.kind, c.pledge.id, c.within, n)
            for c, n in zip(self.choices, self.plan, strict=True)
            if n and c.within >= 0 and c.pledge
        ])

    def _nations_hold(self, task: object) -> bool:
        if isinstance(task, SlotLine):
            task = next(r for r in self.laid.world.operation.requirements if r.id == task.line)
        if not isinstance(task, Requirement) or task.nations is None:
            return True
        mine = [
            c for c, n in zip(self.choices, self.plan, strict=True)
            if n and task.id in (c.task.id, getattr(c.task, "line", ""))
        ]
        return all(
            len({c.unit.nation for c in mine if c.first <= day < c.after}) <= task.nations
            for asked in self.tally.asked[task.id]
            for day in range(asked.span.first, asked.span.after)
        )

    def _mine(self, nation: str) -> list[tuple[Choice, int]]:
        return [
            (c, n) for c, n in zip(self.choices, self.plan, strict=True)
            if n and c.unit.nation == nation
        ]

    def _share_holds(self, nation: str, task: object) -> bool:
        if not isinstance(task, Requirement) or task.max_share is None or task.per_people:
            return True  # where people ask for more, those yet to come may allow it
        return self._within_share(nation, task)

    def _shares_asked_for_hold(self) -> bool:
        """Whether the shares of lines that people ask for hold in a whole plan."""
        nations = dict.fromkeys(choice.unit.nation for choice in self.choices)
        return all(
            self._within_share(nation, task) for task in self.laid.world.operation.requirements
            if task.max_share is not None and task.per_people for nation in nations
        )

    def _company_holds(self) -> bool:
        """Whether everybody has his company in a whole plan; who is yet to come may be it."""
        here = self.laid.world
        return not bound(here) or together(here, self.choices, self.plan)

    def _within_share(self, nation: str, task: Requirement) -> bool:
        assert task.max_share is not None
        mine = [(c, n) for c, n in self._mine(nation) if c.task.id == task.id]
        for asked in self.tally.asked[task.id] if mine else ():
            quantity = self.tally.quantity(asked, self.plan)
            most = max(1, floor(task.max_share * quantity + TOLERANCE)) if quantity else inf
            for day in range(asked.span.first, asked.span.after):
                pools: dict[str, int] = {}
                for choice, number in mine:
                    if choice.first <= day < choice.after:
                        pools[choice.unit.id] = pools.get(choice.unit.id, 0) + number
                if self.tally.credits(task, pools) > most + TOLERANCE:
                    return False
        return True

    def _tasks_hold(self, nation: str) -> bool:
        most = next(
            n.ceiling_tasks for n in self.laid.world.operation.nations if n.id == nation
        )
        if most is None:
            return True
        mine = [c for c, _ in self._mine(nation) if c.abroad and c.kind == "tour"]
        return all(
            len({
                getattr(c.task, "line", c.task.id) for c in mine if c.first <= day < c.after
            }) <= most
            for day in {c.first for c in mine}
        )

    def best(self, steps: float) -> Best:
        """The best plan as rows; `steps` is what the steps taken before the deal cost."""
        assert self.kept is not None
        terms = self.tally.terms(self.kept, self.kept)
        if steps:
            terms["readiness"] = terms.get("readiness", 0.0) + steps
        return Best(
            score=sum(terms.values()), terms=terms, looked_at=self.looked_at,
            rows=tuple(_rows(self.tally, self.kept)),
        )


def _rows(tally: Tally, plan: list[int]) -> Iterator[Row]:
    """What is served, led and missing, span by span."""
    here = tally.world
    name = outcome(here.answers, 1.0).name

    def row(kind: str, task: str, first: int, days: int, count: float, **other: str) -> Row:
        return Row(
            outcome=name, kind=kind, task=task,  # type: ignore[arg-type]
            first_day=here.operation.as_of + timedelta(days=first), days=days, count=count,
            **other,  # type: ignore[arg-type]
        )

    last = here.line.horizon if here.line.d_day is None else here.line.d_day
    for step in here.operation.steps:
        for day in (day for name, day in here.taken if name == step.id):
            yield row(
                "step", step.id, day, last - day, 1, nation=step.nation,
                pinned="order" if step.taken else "",
            )
    for choice, number in zip(tally.laid.choices, plan, strict=True):
        if number:
            yield row(
                choice.kind, choice.task.id, choice.first, choice.after - choice.first, number,
                pledge=choice.pledge.id if choice.pledge else "", unit=choice.unit.id,
                nation=choice.unit.nation, pinned=choice.pinned,
            )
    for task in tally.tasks:
        led: list[tuple[int, int]] = []
        if isinstance(task, SlotLine):
            continue  # told with its formation
        if isinstance(task, Requirement) and slots(here, task):
            for who, first, after, number in frame_turns(tally, task, plan):
                yield row("lead", task.id, first, after - first, number, nation=who)
            for asked, found in zip(
                tally.asked[task.id], formations(tally, task, plan, plan, None), strict=True
            ):
                span = asked.span
                for line, short in {task.id: found.missing, **found.gaps}.items():
                    if short > TOLERANCE:
                        yield row("shortfall", line, span.first, span.after - span.first, short)
            continue
        if isinstance(task, Requirement) and task.lead:
            for first, after, who in tally.leads(task, plan, plan)[1]:
                led.append((first, after))
                yield row("lead", task.id, first, after - first, 1, nation=who)
        for asked in tally.asked[task.id]:
            span = asked.span
            short = tally.short(asked, list(tally.there(asked, plan, None, plan)), plan)
            if short > TOLERANCE:
                yield row("shortfall", task.id, span.first, span.after - span.first, short)
            wants_lead = isinstance(task, Requirement) and task.lead and span.quantity
            if wants_lead and not any(a <= span.first and span.after <= b for a, b in led):
                yield row("lead_shortfall", task.id, span.first, span.after - span.first, 1)
