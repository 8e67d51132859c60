"""Rows fixed by a planner: each is a bound on the choices it names, or told why it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome, outcomes
from willing.domain.plan import Row
from willing.domain.requirement import Requirement
from willing.errors import Problem, ProblemsFound, nearest
from willing.planner.choices import Choices, Pair
from willing.planner.gates import preferred
from willing.planner.given import PINNED, REFUSED, Pins
from willing.planner.program import Ints
from willing.planner.rules.decide import hold_days, possible_holds
from willing.planner.rules.formation import framework_slots, slots_by_task
from willing.planner.why import why_no_hold, why_no_step, why_no_stint, why_no_tour

_ALLOWED = "a pin is what the plan may have by itself"

Stopped = tuple[Row, tuple[str, ...]]
"""A pinned row of one outcome, and every reason why it cannot be kept; one at least."""


class PinsStopped(ProblemsFound):
    """Pins that no choice can keep; several of these can be told as one."""

    def __init__(self, stopped: Sequence[Stopped]) -> None:
        self.stopped = tuple(stopped)
        super().__init__(_told(stopped))


def _told(stopped: Sequence[Stopped]) -> Iterator[Problem]:
    """One problem for all pins of a pledge, in the same outcomes, that the same thing stops first.

    What else is in the way of all of them stands with it, and what is in the way of one of them is
    told of that one.
    """
    outcomes: dict[tuple[Row, tuple[str, ...]], list[str]] = {}
    for row, reasons in stopped:
        outcomes.setdefault((replace(row, outcome=""), reasons), []).append(row.outcome)
    causes: dict[tuple[str, ...], dict[Row, tuple[str, ...]]] = {}
    for (row, reasons), names in outcomes.items():
        whose = row.pledge or row.unit or row.nation
        causes.setdefault((reasons[0], whose, *names), {})[row] = reasons
    for (_, _, *told_in), pins in causes.items():
        common = [r for r in pins[next(iter(pins))] if all(r in rs for rs in pins.values())]
        own = [
            f"{named(row)}: {', '.join(rest)}" for row, reasons in pins.items()
            if (rest := [reason for reason in reasons if reason not in common])
        ]
        which = f"outcome{'s' if len(told_in) > 1 else ''} {', '.join(told_in)}"
        several = f"{len(pins)} pins: " if len(pins) > 1 else ""
        yield Problem(
            kind="pin-impossible",
            where=f"{which}, pinned {several}{', '.join(map(named, pins))}",
            given="; ".join([*common, *own]), allowed=_ALLOWED,
            fix=f"change the pin{'s' if several else ''}, or what forbids "
            f"{'them' if several else 'it'}",
        )


def pin(choices: Choices, rows: Iterable[Row]) -> tuple[Choices, Pins]:
    """The choices with least numbers as the rows of this outcome say, and what else they fix.

    A row without outcome holds in every one. Rows that were decided before (`order`, `cycle`) are
    in the plan anyway. Raises `PinsStopped` with every row that no choice can keep, and why.
    """
    name = choices.situation.outcome.name
    mine = [
        replace(row, outcome=name, pinned="pin", nation=_nation(choices, row)) for row in rows
        if row.outcome in ("", name) and row.pinned not in ("order", "cycle")
    ]
    if not mine:
        return choices, Pins()
    taken = {
        row.task: (row.first_day - choices.timeline.as_of).days for row in mine
        if row.kind == "step" and row.count
    }
    reader = _Reader(choices, taken)
    for row in mine:
        reader.read(row)
    if reader.stopped:
        raise PinsStopped(reader.stopped)
    tours, given = choices.tours, choices.tours.given.copy()
    given[reader.least > tours.least] = PINNED
    return (
        replace(choices, tours=replace(tours, least=reader.least, given=given)),
        Pins(rows=tuple(_summed(mine)), holds=reader.holds, leads={
            key: np.array(sorted(found), dtype=np.int64) for key, found in reader.leads.items()
        }, frames=reader.frames, steps=reader.steps, either=reader.either),
    )


def _summed(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows for the same turn as one row with all their elements."""
    total: dict[Row, float] = {}
    for row in rows:
        key = replace(row, count=1)
        total[key] = total.get(key, 0.0) + row.count
    for key, count in total.items():
        yield replace(key, count=count)


def _nation(choices: Choices, row: Row) -> str:
    """The row's nation; its unit's where it says none."""
    unit = choices.situation.operation.unit.get(row.unit)
    return row.nation or (unit.nation if unit else "")


def _who(pair: Pair) -> tuple[str, str, str]:
    """Pledge, unit and task as rows name them."""
    return ("" if pair.fit.pledge is None else pair.fit.pledge.id, pair.fit.unit.id,
            pair.fit.task.id)


class _Reader:
    """Finds the choices that pinned rows name."""

    def __init__(self, choices: Choices, taken: Mapping[str, int]) -> None:
        self._choices = choices
        self.least = choices.tours.least.copy()
        self.holds: dict[tuple[int, int], int] = {}
        self.leads: dict[tuple[int, str], set[int]] = {}
        self.frames: dict[tuple[int, str], Ints] = {}
        self.steps: dict[str, int] = {}
        self.either: dict[tuple[int, ...], int] = {}
        self.stopped: list[Stopped] = []
        tours = choices.tours
        # An order for the same turn is fixed already; the pin asks for a choice beside it.
        self._at: dict[tuple[tuple[str, str, str], int, int], list[int]] = {}
        for i in preferred(choices, taken):
            if tours.given[i] == 0:
                who = _who(choices.pairs[int(tours.pair[i])])
                self._at.setdefault(
                    (who, int(tours.first_day[i]), int(tours.ends[i])), []).append(i)
        self._pair = {_who(p): i for i, p in enumerate(choices.pairs) if not p.later}
        pair, period, _, most = possible_holds(choices)
        self._most_held = {
            (int(p), int(t)): int(m) for p, t, m in zip(pair, period, most, strict=True)
        }

    def read(self, row: Row) -> None:
        """Take in one row; note what stops it when it cannot be kept."""
        reasons = list(_misread(self._choices.situation.operation, row))
        if not reasons:
            read = {
                "tour": self._tour, "hold": self._hold, "lead": self._lead, "standby": self._tour,
                "step": self._step,
            }[row.kind]
            reasons = list(read(row))
        if reasons:
            self.stopped.append((row, tuple(dict.fromkeys(reasons))))

    def _tour(self, row: Row) -> Iterator[str]:
        first = (row.first_day - self._choices.timeline.as_of).days
        tours = self._at.get(((row.pledge, row.unit, row.task), first, first + row.days))
        if tours is None:
            why = why_no_stint if row.kind == "standby" else why_no_tour
            reasons = list(why(self._choices.situation, row))
            yield from reasons or ["no tour of its pledge could leave any sooner for it"]
            return
        tour, same = tours[-1], tuple(self._by_one_way(tours))
        if len(same) > 1 and row.kind == "tour":
            pinned = self.either[same] = self.either.get(same, 0) + int(row.count)
        else:
            self.least[tour] += int(row.count)
            pinned = int(self.least[tour])
        most = int(self._choices.tours.most[tour])
        if pinned > most:
            yield f"{pinned} elements are pinned, and there are {most}"

    def _by_one_way(self, tours: Sequence[int]) -> list[int]:
        """Of one tour by several choices those by the last's way; which it is, is not pinned."""
        every, last = self._choices.tours, tours[-1]
        return sorted(
            tour for tour in tours
            if (every.way[tour], every.leaves[tour]) == (every.way[last], every.leaves[last])
        )

    def _hold(self, row: Row) -> Iterator[str]:
        choices = self._choices
        first = (row.first_day - choices.timeline.as_of).days
        pair = self._pair.get((row.pledge, row.unit, row.task))
        days = {} if pair is None else {
            t: hold_days(choices, choices.pairs[pair].task, t)
            for p, t in self._most_held if p == pair
        }
        inside = {t: d for t, d in days.items() if first <= d[0] and d[1] <= first + row.days}
        whole = inside and min(d[0] for d in inside.values()) == first and (
            max(d[1] for d in inside.values()) == first + row.days
        ) and sum(b - a for a, b in inside.values()) == row.days
        if pair is None or not whole:
            yield from why_no_hold(choices.situation, row, sorted(days.values()))
            return
        for t in inside:
            number = self.holds[pair, t] = self.holds.get((pair, t), 0) + int(row.count)
            if number > self._most_held[pair, t]:
                yield (f"{number} elements are pinned from {choices.timeline.label(days[t][0])}, "
                       f"and {self._most_held[pair, t]} may be held")
                return

    def _step(self, row: Row) -> Iterator[str]:
        """A step taken on a day; counted 0, one that is refused on every day."""
        first = (row.first_day - self._choices.timeline.as_of).days if row.count else REFUSED
        days = [buy.day for buy in self._choices.buys if buy.step.id == row.task]
        if self.steps.setdefault(row.task, first) != first:
            yield "another pin takes or refuses it otherwise"
        if first not in (REFUSED, *days):
            yield from why_no_step(self._choices.situation, row.task, days)
        if not row.count and self._choices.situation.operation.step[row.task].taken is not None:
            yield "it is taken already"

    def _lead(self, row: Row) -> Iterator[str]:
        choices = self._choices
        task = [noun.id for noun in choices.tasks].index(row.task)
        noun, first = choices.tasks[task], (row.first_day - choices.timeline.as_of).days
        if isinstance(noun, Requirement) and choices.situation.operation.slots_of.get(row.task):
            yield from self._frame(row, task, noun)
            return
        if not isinstance(noun, Requirement) or not noun.lead:
            yield f"'{row.task}' wants no lead"
            return
        if row.nation not in self._touring(task):
            yield f"no elements of {row.nation} may serve on '{row.task}'"
        spans = choices.spans[task]
        led = [s for s, span in enumerate(spans)
               if first <= span.first and span.after <= first + row.days]
        if not led or (spans[led[0]].first, spans[led[-1]].after) != (first, first + row.days):
            yield f"a lead begins and ends with spans of '{row.task}', on lines"
            return
        taken = self.leads.setdefault((task, row.nation), set())
        if taken & set(led):
            yield "another pin leads on some of these days"
        taken.update(led)


    def _frame(self, row: Row, task: int, noun: Requirement) -> Iterator[str]:
        """A turn of a framework nation: so many formations in spans in a row."""
        choices, spans = self._choices, self._choices.spans[task]
        framed = framework_slots(choices, slots_by_task(choices).get(task, ()))
        first = (row.first_day - choices.timeline.as_of).days
        if not framed:
            yield f"'{row.task}' needs no framework nation"
            return
        for slot in framed:
            if row.nation not in self._touring(slot):
                yield f"no elements of {row.nation} may serve on '{choices.tasks[slot].id}'"
        # Where nobody is wanted for a while, a turn may go on up to the next span.
        after = first + row.days
        led = [s for s, span in enumerate(spans) if first <= span.first < after]
        if not led or spans[led[0]].first != first or (
            not spans[led[-1]].after <= after <= spans[-1].after
        ):
            yield f"a turn begins and ends with spans of '{row.task}', on lines"
            return
        if row.days < noun.lead_days and led[-1] + 1 < len(spans):
            yield f"a turn lasts {noun.lead_days} days at least, and it is pinned for {row.days}"
        none: Ints = np.zeros(len(spans), dtype=np.int64)
        number = self.frames.setdefault((task, row.nation), none)
        number[led] += int(row.count)
        wanted = min(spans[s].quantity for s in led)
        together = sum(found for (other, _), found in self.frames.items() if other == task)
        most = int(np.max(np.array(together)[led]))
        if most > wanted:
            yield f"{most} formations are framed by pins, and {wanted} are wanted"

    def _touring(self, task: int) -> set[str]:
        """Nations whose elements may serve on a task."""
        choices = self._choices
        return {choices.pairs[int(p)].fit.unit.nation
                for p in np.unique(choices.tours.pair[choices.task_of == task])}


def refuse_strangers(
    operation: Operation, chosen: Sequence[Outcome], rows: Sequence[Row]
) -> None:
    """Refuse pins of outcomes that do not exist, and pins of which none is for what is planned."""
    known = [outcome.name for outcome in outcomes(operation)] if rows else []
    asked = dict.fromkeys(row.outcome for row in rows if row.outcome)
    unknown = [name for name in asked if name not in known]
    planned = {"", *(outcome.name for outcome in chosen)}
    if not unknown and rows and not any(row.outcome in planned for row in rows):
        unknown = list(asked)
    if unknown:
        raise ProblemsFound(
            Problem(
                kind="pin-outcome", where="pins", given=f"rows are pinned in outcome '{name}'",
                allowed=f"planned are {', '.join(repr(o.name) for o in chosen)}",
                fix="leave the outcome empty to pin in all, or " + nearest(name, known),
            )
            for name in unknown
        )


def named(row: Row) -> str:
    """A row in few words: `tour of deu_battalions on post from 2027-04-01 for 180 days`."""
    who = row.pledge or row.unit or row.nation
    if row.kind == "step":
        held = f"step {row.task} from {row.first_day} for {row.days} days"
        return held if row.count else f"step {row.task}, refused"
    return f"{row.kind} of {who} on {row.task} from {row.first_day} for {row.days} days"


def _misread(operation: Operation, row: Row) -> Iterator[str]:
    """What keeps a row from being read at all."""
    if row.kind not in ("tour", "hold", "standby", "step", "lead"):
        yield f"a {row.kind} cannot be pinned; tours, holds, standbys, steps and leads can"
        return
    if row.kind == "step":
        if row.task not in operation.step:
            yield f"no step '{row.task}'; {nearest(row.task, list(operation.step))}"
        if row.count not in (0, 1):
            yield f"a step counts 1, or 0 where it is refused, not {row.count:g}"
        return
    if row.kind == "standby":
        if row.task not in operation.standby:
            yield f"no level '{row.task}'; {nearest(row.task, list(operation.standby))}"
        if not row.pledge:
            yield "elements stand by under a pledge, and it names none"
    elif row.task not in operation.served:
        yield f"no task '{row.task}'; {nearest(row.task, list(operation.served))}"
    if row.days < 1 or row.count != int(row.count) or row.count < 1:
        yield f"{row.count:g} elements for {row.days} days; both are whole numbers above 0"
    if row.kind == "lead":
        if row.nation not in operation.nation:
            yield f"no nation '{row.nation}'; {nearest(row.nation, list(operation.nation))}"
        return
    unit = operation.unit.get(row.unit)
    if unit is None:
        yield f"no unit '{row.unit}'; {nearest(row.unit, list(operation.unit))}"
    elif row.nation not in ("", unit.nation):
        yield f"'{row.unit}' is of {unit.nation}, not of '{row.nation}'"
    pledge = operation.pledge.get(row.pledge)
    if row.pledge and pledge is None:
        yield f"no pledge '{row.pledge}'; {nearest(row.pledge, list(operation.pledge))}"
    elif pledge is not None and unit is not None and pledge.unit != unit.id:
        yield f"pledge '{row.pledge}' is one of '{pledge.unit}', not of '{row.unit}'"
