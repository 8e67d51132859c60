"""Levels of standby: for elements that come too late, and that cover while they stand by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from willing.assess.standby import stints
from willing.domain.notice import notice_of
from willing.explain.asked import Asked
from willing.explain.gaps import GapNote
from willing.explain.ground import Ground
from willing.explain.single import SingleChange, edited


def covering(asked: Asked) -> Iterator[SingleChange]:
    """Levels on which elements stand by while their nation misses them: they may cover."""
    operation, note = asked.operation, asked.note
    if asked.stopped.stopper.pledge:
        return  # a backfill for others, which nobody on standby is
    named = dict.fromkeys(
        stint.level.id for stint in stints(asked.here.scene)
        if stint.unit.id == asked.unit.id and stint.first < note.after and stint.ends > note.first
        and not stint.level.covers
    )
    for name in named:
        level = operation.standby[name]
        units = tuple(
            unit.id for unit in operation.units
            if not level.policies or unit.policy in level.policies)
        change = asked.change(
            "purpose", f"let elements on standby {name} cover commitments of their nations", 0,
            edited(operation, "standbys", level, covers=True))
        yield replace(change, units=units)


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
