"""Lays out the stints on standby that a micro plan may hold."""

from __future__ import annotations

from collections.abc import Iterator

from tests.meaning.choice import Choice, outward
from tests.meaning.restated import World
from tests.meaning.standing import stints
from willing.domain.pledge import Order, Pledge
from willing.domain.unit import Unit


def ordered_stint(
    here: World, unit: Unit, pledge: Pledge, order: Order, first: int, rounded: bool
) -> Choice:
    """Elements held by an order; the deal ends it."""
    level = next(level for level in here.operation.standbys if level.id == order.task)
    deal = here.line.end if here.line.d_day is None else here.line.d_day
    after = min(first + order.days, deal)
    taken = outward(here, first, after + level.recovery, rounded)
    return Choice(
        kind="standby", unit=unit, pledge=pledge, task=level, first=first, after=after,
        uses=tuple(
            (limit, *taken, 1.0)
            for limit in (f"unit {unit.id}", f"pledge {pledge.id}", f"free {unit.id}")
        ),
        most=order.count, least=order.count, pinned="order",
        within=level.notice_days if after == here.line.d_day else -1,
    )


def standbys(here: World, rounded: bool) -> Iterator[Choice]:
    units = {unit.id: unit for unit in here.operation.units}
    for pledge in here.operation.pledges:
        unit = units[pledge.unit]
        for level, first, deal in stints(here, unit, pledge):
            taken = outward(here, first, deal + level.recovery, rounded)
            yield Choice(
                kind="standby", unit=unit, pledge=pledge, task=level, first=first, after=deal,
                uses=tuple(
                    (limit, *taken, 1.0)
                    for limit in (f"unit {unit.id}", f"pledge {pledge.id}", f"free {unit.id}")
                ),
                most=min(unit.count, pledge.count), within=level.notice_days,
            )
