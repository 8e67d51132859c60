"""Elements that come too late: a level of standby on which they could be held ready."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from willing.domain.notice import notice_of
from willing.explain.gaps import GapNote
from willing.explain.ground import Ground
from willing.explain.single import SingleChange, edited


def on_standby(here: Ground, note: GapNote) -> Iterator[SingleChange]:
    """Levels that are not open yet to policies whose pledged elements are not ready in time."""
    operation = replace(here.situation.operation, changes=())
    for item in note.stopped:
        pledge = operation.pledge.get(item.stopper.pledge)
        if item.stopper.kind != "ready" or pledge is None:
            continue
        unit = operation.unit[item.unit]
        for level in operation.standbys:
            wider = level.policies and unit.policy not in level.policies
            if wider and level.notice_days < notice_of(operation, unit, pledge):
                units = tuple(u.id for u in operation.units if u.policy == unit.policy)
                yield SingleChange(
                    kind="notice", amount=level.notice_days, units=units,
                    text=f"hold units of policy {unit.policy} on standby {level.id} too",
                    operation=edited(
                        operation, "standbys", level, policies=(*level.policies, unit.policy)),
                )
