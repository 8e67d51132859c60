"""Fair shares of the burden: a nation's part of a key, of a constant reference."""

from __future__ import annotations

from collections.abc import Mapping

from willing.domain.credit import kinds_of
from willing.domain.operation import Operation
from willing.domain.situation import Situation


def fair_shares(situation: Situation) -> Mapping[str, float]:
    """Person-days each nation with the key would carry if all were shared by it.

    share = key of the nation / sum of all keys x reference
    """
    settings = situation.operation.settings
    keys = {
        nation.id: value
        for nation in situation.operation.nations
        if (value := getattr(nation, settings.fair_share_key)) is not None and value > 0
    }
    whole = sum(keys.values())
    reference = reference_person_days(situation)
    return {nation: key / whole * reference for nation, key in keys.items()}


def reference_person_days(situation: Situation) -> float:
    """Person-days to be shared: the setting, or all that requirements ask for before the horizon.

    An element counts as many people as the units that may fill the line have on the mean
    (weighted by their counts). A formation that no unit fills whole counts as its slots together.
    Lines that no unit can fill count nothing.
    """
    operation, line = situation.operation, situation.timeline
    if operation.settings.reference_person_days is not None:
        return operation.settings.reference_person_days
    size: dict[str, float | None] = {
        capability: _people(operation, capability)
        for capability in {task.capability for task in operation.task.values()}
    }
    whole = {
        r.id: size[r.capability] if size[r.capability] is not None else sum(
            slot.slot.count * (size[slot.capability] or 0.0)
            for slot in operation.slots_of.get(r.id, ())
        ) for r in operation.requirements
    }
    return sum(
        (whole[r.id] or 0.0) * quantity * max(min(after, line.horizon) - first, 0)
        for r in operation.requirements
        for first, after, quantity in r.quantity.on(line)
    )


def _people(operation: Operation, capability: str) -> float | None:
    """People in one element on the mean; None where nobody has any."""
    fitting = [
        unit for unit in operation.units if capability in kinds_of(operation, unit.capability)
    ]
    count = sum(unit.count for unit in fitting)
    return sum(u.people * u.count for u in fitting) / count if count else None
