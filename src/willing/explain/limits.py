"""What forbids one turn more of a pool that has an element free: numbers, ceilings, shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import floor

from willing.assess.cover import Covered, covered
from willing.assess.demand import days_of, laid
from willing.assess.level import Level, Part
from willing.assess.pools import busy
from willing.assess.scene import Scene
from willing.assess.treaty import binding, tonnes_inside
from willing.domain.formation import line_of
from willing.domain.requirement import Commitment, Requirement
from willing.explain.bonds import Bonds
from willing.explain.crowds import Crowds
from willing.explain.offers import Offer, caveat_text
from willing.explain.stoppers import Stopper
from willing.explain.turns import Days

_ROUNDED = 1e-6
"""Rounding allowed in shares that are no round decimals, and in sums of costs."""


@dataclass(frozen=True)
class Use:
    """What the rows of one outcome use up already."""

    scene: Scene

    @cached_property
    def pledges(self) -> Mapping[str, Level]:
        """Elements of each pledge that can do nothing else."""
        return busy(self.scene)[1]

    @cached_property
    def in_place(self) -> Mapping[str, Level]:
        """Elements of each pledge in place."""
        parts: defaultdict[str, list[Part]] = defaultdict(list)
        for tour in self.scene.tours:
            parts[tour.row.pledge].append((tour.first, tour.ends, tour.count))
        return {name: Level(found) for name, found in parts.items()}

    @cached_property
    def crowds(self) -> Crowds:
        """People, and what draws on room for them."""
        return Crowds(self.scene)

    @cached_property
    def tonnes(self) -> Mapping[str, Level]:
        """Tonnes inside each place that allows so many only."""
        return tonnes_inside(self.scene.operation, self.scene.tours)

    @cached_property
    def served(self) -> Mapping[str, Mapping[str, Level]]:
        """Elements of each nation in place on each task of others, those in slots together."""
        found: defaultdict[str, dict[str, Level]] = defaultdict(dict)
        parts: defaultdict[tuple[str, str], list[Part]] = defaultdict(list)
        for tour in self.scene.tours:
            if self.scene.abroad(tour):
                key = (tour.unit.nation, line_of(tour.task))
                parts[key].append((tour.first, tour.ends, tour.count))
        for (nation, task), own in parts.items():
            found[nation][task] = Level(own)
        return found

    @cached_property
    def spent(self) -> Mapping[str, float]:
        """What each nation spends before the horizon."""
        found: defaultdict[str, float] = defaultdict(float)
        for tour in self.scene.tours:
            if self.scene.abroad(tour):
                days = self.scene.days_before(tour, self.scene.timeline.horizon)
                for nation, part in self.scene.operation.borne[tour.unit.id].items():
                    found[nation] += part * tour.unit.cost_per_day * tour.count * days
        return found

    @cached_property
    def free(self) -> Mapping[str, Level]:
        """Elements of each unit that are busy under its pledges."""
        parts: defaultdict[str, list[Part]] = defaultdict(list)
        for name, level in self.pledges.items():
            unit = self.scene.operation.pledge[name].unit
            parts[unit] += level.runs(0, self.scene.timeline.end)
        return {name: Level(found) for name, found in parts.items()}

    @cached_property
    def bonds(self) -> Bonds:
        """Who waits for whom."""
        return Bonds(self.scene)

    @cached_property
    def credits(self) -> Mapping[tuple[str, str], Level]:
        """What each nation counts for on each task."""
        return self.scene.credits

    @cached_property
    def covered(self) -> Mapping[str, tuple[Covered, ...]]:
        """Spans of each task with what is wanted and there."""
        return covered(self.scene)


def limit(
    use: Use, offer: Offer, turns: Days, number: int = 1
) -> tuple[Days, Stopper | None]:
    """Turns that so many elements more could take; when none, the limit that forbids the last."""
    left = [int(turn) for turn in turns]
    for rule in RULES:
        told = {turn: rule(use, offer, turn, number) for turn in left}
        kept = [turn for turn in left if told[turn] is None]
        if not kept:
            return turns[:0], told[left[0]] if left else None
        left = kept
    return turns[[int(t) in left for t in turns]], None


def _pledged(use: Use, offer: Offer, turn: int, number: int) -> Stopper | None:
    pledge, level = offer.fit.pledge, use.pledges.get(offer.pledge)
    if pledge is None or level is None:
        return None
    every, label = offer.turns, use.scene.timeline.label
    runs = level.above(int(every.take[turn]), int(every.give[turn]), pledge.count - number)
    if not runs:
        return None
    text = f"{runs[0][2]} of {pledge.count} pledged in use from {label(runs[0][0])}"
    return Stopper(kind="pledged", text=text, pledge=offer.pledge)


def _free(use: Use, offer: Offer, turn: int, number: int) -> Stopper | None:
    """Whether a turn would use more of its unit than its nation says are free."""
    unit, every, line = offer.fit.unit, offer.turns, use.scene.timeline
    if unit.free is None or not offer.pledge:
        return None
    first, after = int(every.take[turn]), min(int(every.give[turn]), line.end)
    said = Level(laid(unit.free, line))
    used = use.free.get(unit.id, Level(()))
    over = Level([
        *used.runs(first, after), *((a, b, -n) for a, b, n in said.runs(first, after))
    ]).above(first, after, -number)
    if not over:
        return None
    day = over[0][0]
    text = (
        f"{unit.nation} says {said.most(day, day + 1)} of {unit.id} are free on {line.label(day)}, "
        f"and {used.most(day, day + 1)} serve"
    )
    return Stopper(kind="free_by_date", text=text, pledge=offer.pledge)


def _number(use: Use, offer: Offer, turn: int, number: int) -> Stopper | None:
    every, level = offer.turns, use.in_place.get(offer.pledge, Level(()))
    if every.hold[turn]:
        return None
    for caveat in use.scene.operation.caveats:
        if caveat.pledge != offer.pledge or caveat.kind != "number" or caveat.rule != "max":
            continue
        days = days_of(caveat.start, caveat.until, use.scene.timeline)
        if days is None:
            continue
        first, after = max(days[0], int(every.first[turn])), min(days[1], int(every.ends[turn]))
        runs = level.above(first, after, int(caveat.values[0]) - number)
        if runs:
            text = f"{caveat_text(caveat)}; {runs[0][2]} in place"
            return Stopper(kind="number", text=text, pledge=offer.pledge)
    return None


def _abroad(offer: Offer) -> bool:
    task = offer.fit.task
    return not (isinstance(task, Commitment) and task.nation == offer.fit.unit.nation)


def _crowded(use: Use, offer: Offer, turn: int, number: int) -> Stopper | None:
    """Ceilings of people, beds, and the ceiling of the force."""
    if offer.turns.hold[turn] or not offer.fit.unit.people:
        return None
    for asked in (use.crowds.ceiling, use.crowds.beds, use.crowds.force):
        if (stopper := asked(offer, turn, number)) is not None:
            return stopper
    return None


def ceiling_of_tasks(use: Use, offer: Offer, turn: int, number: int) -> Stopper | None:
    """Whether a turn would have its nation serve more tasks at once than its ceiling allows."""
    nation, every = use.scene.operation.nation[offer.fit.unit.nation], offer.turns
    if nation.ceiling_tasks is None or not _abroad(offer) or every.hold[turn]:
        return None
    first, after, own = int(every.first[turn]), int(every.ends[turn]), line_of(offer.fit.task)
    others = {n: level for n, level in use.served[nation.id].items() if n != own}
    served = Level(
        (a, b, 1) for level in others.values() for a, b, _ in level.above(first, after, 0)
    )
    runs = served.above(first, after, nation.ceiling_tasks - 1)
    if not runs:
        return None
    names = ", ".join(n for n, level in others.items() if level.above(runs[0][0], runs[0][1], 0))
    text = f"{nation.id} serves {names}; its ceiling is {nation.ceiling_tasks} at once"
    return Stopper(kind="ceiling", text=text, pledge=offer.pledge)


def _cost(use: Use, offer: Offer, turn: int, number: int) -> Stopper | None:
    parts = use.scene.operation.borne[offer.fit.unit.id]
    told = (_spends(use, offer, turn, number, name, part) for name, part in parts.items())
    return next((stopper for stopper in told if stopper is not None), None)


def _spends(
    use: Use, offer: Offer, turn: int, number: int, name: str, part: float
) -> Stopper | None:
    """Whether a turn would have a nation that bears a part of it spend more than it will."""
    unit, every, nation = offer.fit.unit, offer.turns, use.scene.operation.nation[name]
    if nation.ceiling_cost is None or not _abroad(offer) or every.hold[turn]:
        return None
    before = min(int(every.ends[turn]), use.scene.timeline.horizon)
    more = part * number * unit.cost_per_day * max(before - max(int(every.first[turn]), 0), 0)
    spent = use.spent[nation.id]
    if not more or spent + more <= nation.ceiling_cost * (1 + _ROUNDED):
        return None
    currency = use.scene.operation.settings.currency
    text = (
        f"{nation.id} spends {spent:,.0f} {currency}, {more:,.0f} more would pass its ceiling of "
        f"{nation.ceiling_cost:,.0f}"
    )
    return Stopper(kind="ceiling", text=text, pledge=offer.pledge)


def _tonnes(use: Use, offer: Offer, turn: int, number: int) -> Stopper | None:
    operation, unit, every = use.scene.operation, offer.fit.unit, offer.turns
    if every.hold[turn] or not unit.tonnes:
        return None
    for place in binding(operation, offer.fit.task, unit.nation):
        inside = use.tonnes.get(place.id, Level(()))
        for first, after, allowed in laid(place.stay_tonnes, use.scene.timeline) if (
            place.stay_tonnes) else ():
            days = max(first, int(every.arrives[turn])), min(after, int(every.ends[turn]))
            runs = inside.above(*days, allowed - number * Fraction(unit.tonnes))
            if runs:
                text = (
                    f"{float(runs[0][2]):,.10g} tonnes inside {place.id} on "
                    f"{use.scene.timeline.label(runs[0][0])}, {number * unit.tonnes:,.10g} more "
                    f"would pass the {allowed:,} allowed"
                )
                return Stopper(kind="tonnage", text=text, pledge=offer.pledge, place=place.id)
    return None


def _share(use: Use, offer: Offer, turn: int, number: int) -> Stopper | None:
    task, unit, credit = offer.fit.task, offer.fit.unit, offer.fit.credit
    if not isinstance(task, Requirement) or task.max_share is None or credit is None:
        return None
    level, every = use.credits.get((task.id, unit.nation), Level(())), offer.turns
    more = credit.worth * number
    if credit.lots:
        more = number // credit.give * credit.count
    for item in use.covered[task.id]:
        first = max(item.span.first, int(every.first[turn]))
        after = min(item.span.after, int(every.ends[turn]))
        most = max(1, floor(task.max_share * item.wanted + _ROUNDED))
        there = float(level.most(first, after)) if first < after else 0.0
        if first < after and item.wanted and there + more > most + _ROUNDED:
            text = f"{unit.nation} counts for {there:g} of {item.wanted}; at most {most} may"
            return Stopper(kind="share", text=text, pledge=offer.pledge)
    return None


def _nations(use: Use, offer: Offer, turn: int, number: int) -> Stopper | None:
    """Whether a turn would bring one nation more to a requirement than it may have at once."""
    operation, unit, every = use.scene.operation, offer.fit.unit, offer.turns
    line = operation.task[line_of(offer.fit.task)]
    if not isinstance(line, Requirement) or line.nations is None:
        return None
    there = {
        nation: tasks[line.id] for nation, tasks in use.served.items()
        if nation != unit.nation and line.id in tasks
    }
    for span in use.scene.spans[line.id]:
        first = max(span.first, int(every.first[turn]))
        after = min(span.after, int(every.ends[turn]))
        at_once = Level(
            (a, b, 1) for level in there.values() for a, b, _ in level.above(first, after, 0)
        )
        runs = at_once.above(first, after, line.nations - 1)
        if runs:
            names = ", ".join(n for n, level in there.items() if level.above(*runs[0][:2], 0))
            text = f"{names} serve {line.id}; at most {line.nations} nations may at once"
            return Stopper(kind="nations", text=text, pledge=offer.pledge)
    return None


def _company(use: Use, offer: Offer, turn: int, number: int) -> Stopper | None:
    pledge, task, every = offer.fit.pledge, offer.fit.task, offer.turns
    if pledge is None or every.hold[turn]:
        return None
    missing = use.bonds.missing(pledge, task, (int(every.first[turn]), int(every.ends[turn])))
    if missing is None:
        return None
    text = use.bonds.why_missing(missing, task)
    return Stopper(kind=missing[0].rule, text=text, pledge=offer.pledge)


def _package(use: Use, offer: Offer, turn: int, number: int) -> Stopper | None:
    pledge = offer.fit.pledge
    text = None if pledge is None else use.bonds.why_not_whole(pledge)
    return None if text is None else Stopper(kind="package", text=text, pledge=offer.pledge)


RULES: tuple[Callable[[Use, Offer, int, int], Stopper | None], ...] = (
    _pledged, _free, _number, _crowded, ceiling_of_tasks, _cost, _tonnes, _share, _nations,
    _company, _package,
)
"""Limits on one turn more, in the order in which they are told."""
