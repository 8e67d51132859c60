"""Backfill chains: a reading of the plan by one fixed rule of attribution.

A plan says who serves where, not for whose sake. This rule reads it:

1. A nation's elements that serve elsewhere (on the operation, or on another nation's commitment)
   leave each of its own commitments that their capability counts for, on the days they are
   occupied: from the lead-in to the end of dwell.
2. Day by day, the backfills of a commitment by others are taken in the order of their first day,
   then of their id (unit, pledge); the absences it is left by in the order of theirs, those on the
   operation before those on other commitments. The first backfill fills in for the first absence,
   element by element, until one side is used up.
3. An absence is spent by one commitment only: commitments are read in the order of their ids.
4. A backfill is itself an absence for its own nation's commitments; so chains grow. A backfill
   that no absence explains stands alone: its owner has too few elements of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Elements of a nation that serve somewhere and are missing elsewhere for it."""

    id: str
    """Unit and pledge; the second order of attribution."""
    nation: str
    """Who sends or holds them."""
    unit: str
    """The pool."""
    task: str
    """Where they serve."""
    count: int
    """Elements."""
    first: int
    """First day on which they serve."""
    after: int
    """Day after the last on which they serve."""
    gone: int
    """First day on which they can serve nothing else."""
    free: int
    """Day on which they are free again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A backfill, and the absence it makes good."""

    commitment: str
    """Commitment that is filled in on."""
    owner: str
    """Nation that owns it."""
    cause: Service | None
    """The owner's elements that are missing; None: it has too few of its own."""
    backfill: Service
    """Who fills in."""
    count: int
    """Elements."""
    first: int
    """First day of the backfill so attributed."""
    after: int
    """Day after its last."""


def links(
    services: Iterable[Service], owners: Mapping[str, str],
    counts_for: Callable[[str, str], bool],
) -> tuple[Link, ...]:
    """Attribute every backfill of an outcome.

    `owners` gives the nation of each commitment; `counts_for(unit, commitment)` says whether a
    unit's elements count there.
    """
    order = sorted(
        services, key=lambda s: (s.first, s.id, s.task, s.nation, s.after, s.gone, s.free, s.count)
    )
    fills: dict[str, list[Service]] = defaultdict(list)
    away: dict[str, list[Service]] = defaultdict(list)
    for service in order:
        if service.task in owners and owners[service.task] != service.nation:
            fills[service.task].append(service)
        if owners.get(service.task) != service.nation:
            away[service.nation].append(service)
    spent: dict[Service, list[tuple[int, int, int]]] = defaultdict(list)
    found: list[Link] = []
    for commitment in sorted(fills):
        owner = owners[commitment]
        causes = [s for s in away[owner] if counts_for(s.unit, commitment)]
        causes.sort(key=lambda s: s.task in owners)
        found += _attributed(commitment, owner, causes, fills[commitment], spent)
    return tuple(found)


def _attributed(
    commitment: str, owner: str, causes: list[Service], fills: list[Service],
    spent: dict[Service, list[tuple[int, int, int]]],
) -> list[Link]:
    """Cut time wherever anything begins or ends, attribute each piece, join equal neighbours."""
    cuts = {day for fill in fills for day in (fill.first, fill.after)}
    for cause in causes:
        cuts |= {cause.gone, cause.free, *(day for span in spent[cause] for day in span[:2])}
    open_links: dict[tuple[Service, Service | None], Link] = {}
    done: list[Link] = []
    for first, after in pairwise(sorted(cuts)):
        shares = _shares(first, causes, fills, spent)
        going = {key: link for key, link in open_links.items() if shares.get(key) != link.count}
        for key in going:
            done.append(open_links.pop(key))
        for (fill, by), count in shares.items():
            known = open_links.get((fill, by))
            open_links[fill, by] = Link(
                commitment=commitment, owner=owner, cause=by, backfill=fill, count=count,
                first=known.first if known else first, after=after,
            )
    done += open_links.values()
    for link in done:
        if link.cause:
            spent[link.cause].append((link.first, link.after, link.count))
    return sorted(done, key=lambda k: (k.first, k.backfill.id, k.cause.id if k.cause else ""))


def _shares(
    day: int, causes: list[Service], fills: list[Service],
    spent: dict[Service, list[tuple[int, int, int]]],
) -> dict[tuple[Service, Service | None], int]:
    """Who fills in for whom on one day, and for how many elements."""
    left = [
        (cause, cause.count - sum(n for a, b, n in spent[cause] if a <= day < b))
        for cause in causes if cause.gone <= day < cause.free
    ]
    shares: dict[tuple[Service, Service | None], int] = {}
    for fill in fills:
        if not fill.first <= day < fill.after:
            continue
        wanted = fill.count
        for index, (cause, rest) in enumerate(left):
            count = min(wanted, rest)
            if count:
                shares[fill, cause] = count
                left[index] = (cause, rest - count)
                wanted -= count
        if wanted:
            shares[fill, None] = wanted
    return shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One backfill in a chain, added up over its tours."""

    commitment: str
    """Commitment that is filled in on."""
    owner: str
    """Nation that left it."""
    nation: str
    """Nation that fills in."""
    count: int
    """Most elements at once."""
    first: int
    """First day."""
    after: int
    """Day after the last."""
    element_days: int
    """Elements x days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A task that draws elements away, and the backfills that follow one after the other."""

    task: str
    """Requirement it begins with; empty: an owner with too few elements of its own."""
    steps: tuple[Step, ...]
    """First the backfill for those who went, then the backfill for those who filled in, ..."""

    @property
    def length(self) -> int:
        """Number of backfills, one after the other."""
        return len(self.steps)


def chains(found: Iterable[Link]) -> tuple[Chain, ...]:
    """Follow links from the operation outwards, and add up those that take the same way.

    Chains that begin on the operation come first, among them the longest, then those of most
    element-days. A chain is told to its end; its beginning is not told again as a shorter one.
    """
    every = tuple(found)
    by_cause: dict[Service | None, list[Link]] = defaultdict(list)
    for link in every:
        by_cause[link.cause].append(link)
    backfills = {link.backfill for link in every}
    ways: dict[tuple[str, ...], list[tuple[Link, ...]]] = defaultdict(list)
    for link in every:
        if link.cause is None or link.cause not in backfills:
            for way in _ways((link,), by_cause):
                start = way[0].cause.task if way[0].cause else ""
                key = (start, *(f"{k.commitment}\t{k.backfill.nation}" for k in way))
                ways[key].append(way)
    told = [
        Chain(task=task, steps=tuple(
            _step({way[place] for way in taken}) for place in range(len(steps))
        ))
        for (task, *steps), taken in sorted(ways.items())
    ]
    return tuple(sorted(
        told, key=lambda c: (not c.task, -c.length, -c.steps[0].element_days, c.task)
    ))


def _ways(way: tuple[Link, ...], by_cause: Mapping[Service | None, list[Link]]) -> list[
    tuple[Link, ...]
]:
    last = way[-1]
    nexts = [
        link for link in by_cause.get(last.backfill, ())
        # A nation that fills in for itself through others would go round for ever.
        if link.commitment not in {earlier.commitment for earlier in way}
        and link.first < last.backfill.free and last.backfill.gone < link.after
    ]
    return [longer for link in nexts for longer in _ways((*way, link), by_cause)] or [way]


def _step(taken: set[Link]) -> Step:
    some = next(iter(taken))
    changes = sorted(
        change for k in taken for change in ((k.first, k.count), (k.after, -k.count))
    )
    here = most = 0
    for _, count in changes:
        here += count
        most = max(most, here)
    return Step(
        commitment=some.commitment, owner=some.owner, nation=some.backfill.nation, count=most,
        first=min(k.first for k in taken), after=max(k.after for k in taken),
        element_days=sum((k.after - k.first) * k.count for k in taken),
    )
