"""Lays out the stints on standby that a micro plan may hold."""

from __future__ import annotations

from collections.abc import Iterator

from tests.meaning.choice import Choice, Use, outward
from tests.meaning.restated import World
from tests.meaning.standing import stints
from willing.domain.pledge import Order, Pledge
from willing.domain.standby import Standby
from willing.domain.unit import Unit


def pools(here: World, unit: Unit) -> list[str]:
    """Limits on a unit's elements: those at home, and with them those who stand by and may be held
    for their own nation all the same, where there may be any."""
    open_to = [x for x in here.operation.standbys if not x.policies or unit.policy in x.policies]
    covers = any(level.covers for level in open_to)
    return [f"unit {unit.id}", *([f"watch {unit.id}"] if covers else [])]


def _uses(
    here: World, unit: Unit, pledge: Pledge, level: Standby, days: tuple[int, int], rounded: bool
) -> tuple[Use, ...]:
    """What a stint takes: where its level covers, it is missed by its own nation only at rest."""
    first, after = days
    free = after + level.recovery
    taken = outward(here, first, free, rounded)
    uses = [(f"{limit} {name}", *taken, 1.0)
            for limit, name in (("unit", unit.id), ("pledge", pledge.id), ("free", unit.id))]
    for name in pools(here, unit)[1:]:
        days = outward(here, after, free, rounded) if level.covers else taken
        uses.append((name, *days, 1.0))
    return tuple(uses)


def ordered_stint(
    here: World, unit: Unit, pledge: Pledge, order: Order, first: int, rounded: bool
) -> Choice:
    """Elements held by an order; the deal ends it."""
    level = next(level for level in here.operation.standbys if level.id == order.task)
    deal = here.line.end if here.line.d_day is None else here.line.d_day
    after = min(first + order.days, deal)
    return Choice(
        kind="standby", unit=unit, pledge=pledge, task=level, first=first, after=after,
        uses=_uses(here, unit, pledge, level, (first, after), rounded),
        most=order.count, least=order.count, pinned="order",
        within=level.notice_days if after == here.line.d_day else -1,
    )


def standbys(here: World, rounded: bool, until: int | None = None) -> Iterator[Choice]:
    """Stints up to D, or up to a sooner day on which the deal does not come."""
    line = here.line
    units = {unit.id: unit for unit in here.operation.units}
    for pledge in here.operation.pledges:
        unit = units[pledge.unit]
        for level, first, deal in stints(
            here, unit, pledge, line.d_day if until is None else until
        ):
            yield Choice(
                kind="standby", unit=unit, pledge=pledge, task=level, first=first, after=deal,
                uses=_uses(here, unit, pledge, level, (first, deal), rounded),
                most=min(unit.count, pledge.count),
                within=level.notice_days if until is None else -1,
            )
