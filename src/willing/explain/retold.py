"""The rows of a plan whose turns were chosen anew: who serves, who leads, what is short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from willing.assess.lead import unled
from willing.domain.plan import Row
from willing.domain.requirement import Requirement
from willing.explain.account import row_of
from willing.explain.ground import Ground
from willing.explain.near import SERVING, Near
from willing.explain.places import Place
from willing.planner.program import Ints


def served(
    here: Ground, kept: Near, chosen: tuple[Place, ...], counts: Ints, nations: Iterable[str]
) -> Near:
    """The plan with the turns chosen: who leads, and what is short, reckoned from them."""
    more: Counter[Row] = Counter()
    for place, count in zip(chosen, counts, strict=True):
        if count:
            more[row_of(here, place.offer, place.turn, 1)] += int(count)
    touched = {(row.unit, row.pledge, row.task) for row in more}
    rows = [row for row in kept.rows if row.kind in ("lead", "standby")]
    for row in kept.rows:
        if row.kind not in SERVING:
            continue
        # Two rows that say the same are told as one.
        same = replace(row, count=1) if (row.unit, row.pledge, row.task) in touched else None
        if same in more and same is not None:
            more[same] += int(row.count)
        else:
            rows.append(row)
    rows += [replace(row, count=count) for row, count in more.items()]
    told = kept.with_rows(rows)
    return told.with_rows((*rows, *_leads(told, nations)))


def _leads(near: Near, nations: Iterable[str]) -> Iterator[Row]:
    """Nations that can lead now on days on which nobody did, long enough for a lead."""
    own = list(nations)
    for name, spans in unled(near).items():
        task = near.operation.task[name]
        assert isinstance(task, Requirement)
        run: tuple[str, int, int] | None = None
        for span in spans:
            leader = next((
                nation for nation in own if (level := near.in_place.get((name, nation)))
                and level.least(span.first, span.after) >= min(task.lead, span.quantity)
            ), None)
            if run is not None and leader == run[0] and span.first == run[2]:
                run = (run[0], run[1], span.after)
                continue
            yield from _lead(near, task, run)
            run = None if leader is None else (leader, span.first, span.after)
        yield from _lead(near, task, run)


def _lead(near: Near, task: Requirement, run: tuple[str, int, int] | None) -> Iterator[Row]:
    """A run of days as a row, where with the nation's leads beside it it lasts long enough."""
    if run is None:
        return
    nation, first, after = run
    joined = (first, after)
    for row, a, b in near.rows_of("lead"):
        if (row.task, row.nation) == (task.id, nation) and (b == first or a == after):
            joined = min(joined[0], a), max(joined[1], b)
    whole = near.task_days(task.id)
    lasting = joined[1] - joined[0] >= task.lead_days
    if lasting or (whole is not None and joined[1] >= whole[1]):
        yield Row(
            outcome=near.outcome.name, kind="lead", nation=nation, task=task.id,
            first_day=near.timeline.date_of(first), days=after - first, count=1,
        )


def short_rows(near: Near) -> Iterator[Row]:
    """What is short on the tasks whose shortfall may change."""
    day = near.timeline.date_of
    for name in sorted(near.asked):
        for item in near.every[name]:
            if item.short:
                yield Row(
                    outcome=near.outcome.name, kind="shortfall", task=name,
                    first_day=day(item.span.first), days=item.span.days, count=float(item.short),
                )
    for name, spans in unled(near).items():
        for span in spans:
            yield Row(
                outcome=near.outcome.name, kind="lead_shortfall", task=name,
                first_day=day(span.first), days=span.days, count=1,
            )
