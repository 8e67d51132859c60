"""Who may serve what once more: section 3 of the reference page, point by point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tests.meaning.restated import EVER, World, admits, ends, larger, names, worth
from tests.meaning.restated_ways import in_force
from tests.meaning.stepped import counts_from, sooner
from willing.domain.nation import Place
from willing.domain.pledge import STATUSES, Pledge
from willing.domain.requirement import Commitment, Requirement, Task
from willing.domain.unit import Unit


def brings_all(pledge: Pledge, task: Task) -> bool:
    """Whether a pledge brings every word that a line must have, whatever its case and blanks."""
    asked = task.must_have if isinstance(task, Requirement) else ()
    said = [word.casefold().split() for word in pledge.brings]
    return all(word.casefold().split() in said for word in asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """On which days a pledge, or a nation's own elements, may serve a task."""

    outlawed: frozenset[int]
    """Days on which no elements of the nation may be in the place."""

    leaves_from: int
    holds_from: int
    ends: tuple[tuple[int, int], ...] = ((0, EVER),)
    """From which day it is known, and by when all must have ended."""
    closed: tuple[tuple[int, int], ...] = ()
    longest: tuple[tuple[int, int, int], ...] = ()
    rested: tuple[tuple[int, int], ...] = ()
    """By stage: who leaves from a day on must have been at home since another."""

    def ends_by(self, leaves: int = EVER) -> int:
        """Day by which a turn that leaves on a day must have ended, as far as is known then."""
        return max(last for told, last in self.ends if told <= max(leaves, 0))

    def since(self, leaves: int) -> int | None:
        """Day since which whoever leaves on a day must be at home; the least that is asked."""
        fitting = [since for begins, since in self.rested if begins <= leaves]
        return max(fitting, default=None)


def may_serve(world: World, unit: Unit, pledge: Pledge | None, task: Task) -> Leave | None:
    """Go through section 3 point by point; None: it may not serve at all."""
    operation = world.operation
    own = isinstance(task, Commitment) and task.nation == unit.nation
    frozen = max(world.day(operation.settings.frozen_until, 0) or 0, 0)
    if worth(world, unit.capability, task.capability) is None:
        return None
    outlawed = frozenset(without_agreement(world, unit.nation, task.place))
    if pledge is None:
        return Leave(leaves_from=frozen, holds_from=0, outlawed=outlawed) if own else None
    purpose = "operation" if isinstance(task, Requirement) else "backfill"
    hosts = [operation.place[p].accept for p in larger(world, task.place) if p in operation.place]
    heard = counts_from(world, pledge)
    ordered = 0 if task.order == "now" else world.line.d_day
    if (
        own or pledge.purpose not in (purpose, "any")
        or (pledge.offered_for and not names(world, task, pledge.offered_for))
        or STATUSES.index(pledge.status) < STATUSES.index(operation.settings.counts_from)
        or heard is None or ordered is None
        or not all(admits(world, text, unit.nation) for text in (task.accept, *hosts))
        or (isinstance(task, Commitment) and task.backfill == "none")
        or not brings_all(pledge, task)
        or (isinstance(task, Requirement) and not grants(pledge.authority, task.authority))
    ):
        return None
    decided = max(ordered, heard) + operation.nation[unit.nation].decision_days
    enter = max(place.entry_notice_days for place in bound(world, unit.nation, task))
    stages = [(EVER, unit.notice_days)]
    if pledge.notice_days is not None:
        stages = [(EVER, pledge.notice_days)]
    elif operation.policy[unit.policy].stages is not None:
        told = operation.policy[unit.policy].stages.parts
        # Who keeps the longest notice may be anywhere when the nation decides.
        stages = [(EVER, told[0].notice), *((decided - p.since, p.notice) for p in told[1:])]
    longest_notice = stages[0][1]
    if task.kind == "notice" and task.ready_days is not None and longest_notice > task.ready_days:
        return None
    notice = min(days for _, days in stages) + enter
    lead = longest_notice if task.kind == "on_call" else 0
    if isinstance(task, Commitment):
        lead = task.lead_days
    by_steps = sooner(world, pledge, decided + enter)
    begins = world.day(pledge.start, 0) or 0
    closed, longest = limits(world, pledge, task)
    return Leave(
        leaves_from=max(frozen, begins, min([decided + notice, *by_steps])),
        holds_from=max(frozen, begins, decided + lead),
        ends=((0, EVER),) if pledge.until is None else tuple(
            ends(world, pledge.id, (pledge.until - operation.as_of).days)),
        closed=tuple(closed), longest=tuple(longest), outlawed=outlawed,
        rested=(
            *((decided + days + enter, since) for since, days in stages),
            *((day, EVER) for day in by_steps),
        ),
    )


def grants(given: str, asked: str) -> bool:
    """Whether an authority holds another; unsaid it is enough, and unasked it is granted."""
    return not given or not asked or given in {
        "TACON": ("TACON", "TACOM", "OPCON"), "TACOM": ("TACOM", "OPCON"), "OPCON": ("OPCON",),
    }[asked]


def without_agreement(world: World, nation: str, place: str) -> Iterator[int]:
    """Days on which one of the agreements needed in a place does not let a nation be there."""
    around = larger(world, place)
    places = [world.operation.place[name] for name in around if name in world.operation.place]
    if any(here.nation == nation for here in places):
        return
    mine = [nation, *(group.id for group in world.operation.groups if nation in group.members)]
    for kind in {kind for here in places for kind in here.agreements}:
        held: set[int] = set()
        for row in world.operation.agreements:
            if row.kind == kind and row.place in around and (
                not row.parties or any(name in row.parties for name in mine)
            ):
                held |= in_force(world, row)
        yield from (day for day in range(world.line.end) if day not in held)


def bound(world: World, nation: str, task: Task) -> list[Place]:
    """Places around a task whose limits on stays bind a nation; one without limits at least."""
    around = [world.operation.place[p] for p in larger(world, task.place)
              if p in world.operation.place]
    kept = [p for p in around
            if not p.stay_except.strip() or not admits(world, p.stay_except, nation)]
    return [Place(id="nowhere"), *kept]


def inside(world: World, nation: str, task: Task) -> Fraction:
    """Part of a tour's days on which its elements are there; whoever is held is at home."""
    if task.kind in ("standing", "notice", "on_call"):
        return Fraction(1)
    return min(Fraction(p.stay_days or 1, (p.stay_days or 1) + (p.away_days or 0))
               for p in bound(world, nation, task))


def limits(
    world: World, pledge: Pledge, task: Task
) -> tuple[list[tuple[int, int]], list[tuple[int, int, int]]]:
    """Days on which caveats close a task to a pledge, and longest tours with their days."""
    closed: list[tuple[int, int]] = []
    longest: list[tuple[int, int, int]] = []
    for caveat in world.operation.caveats:
        first, after = world.day(caveat.start, -EVER), world.day(caveat.until, EVER)
        if caveat.pledge != pledge.id or first is None or after is None:
            continue
        if caveat.kind == "time" and caveat.rule == "max":
            longest.append((first, after, int(caveat.values[0])))
        elif caveat.kind == "time":
            outside = [(-EVER, first), (after, EVER)]
            closed += [(first, after)] if caveat.rule == "not" else outside
        elif caveat.kind == "authority" and isinstance(task, Requirement):
            # Given here in the one way that the micro cases and chance use it.
            if caveat.rule == "max" and not grants(caveat.values[0], task.authority):
                closed.append((first, after))
        elif caveat.kind in ("place", "task") and (
            names(world, task, caveat.values) is (caveat.rule == "not")
        ):
            closed.append((first, after))
    return closed, longest
