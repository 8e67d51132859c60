"""Who carries how much: the burden of every nation beside its fair share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from willing.assess.crowds import overhead, people_away
from willing.assess.scene import Scene, stage_of
from willing.assess.stay import Stay
from willing.assess.ways import larger
from willing.assess.worth import ITSELF
from willing.domain.nation import Nation
from willing.domain.once import once
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.requirement import Requirement

KEYS = ("population", "gdp", "forces")
"""Figures of a nation by which a burden may be shared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What one nation carries in one outcome, up to the horizon."""

    nation: str
    """Nation."""
    in_operation: float
    """Person-days in place on requirements."""
    on_backfill: float
    """Person-days on other nations' commitments, in place or held; not yet credited."""
    by_host: float
    """Person-days that it gives as a host in its own country; they are in no burden."""
    overhead: float
    """Person-days of its national support elements; they are in no burden."""
    burden: float
    """Person-days in the operation, and on backfill as credited."""
    part: float
    """Part of the burden of all, 0 to 1."""
    key_parts: tuple[tuple[str, float | None], ...]
    """Its part of each key, 0 to 1; None: the key is not known for it."""
    fair_share: float | None
    """Person-days that would be its share; None: the operation's key is not known for it."""
    excess: float
    """Person-days above its fair share; 0 where it has none."""
    most_away: int
    """Most people away on tasks outside its own country, on any day."""


def ledger(operation: Operation, plan: Plan, outcome: str) -> tuple[Carried, ...]:
    """The burden of every nation in one outcome, in the order of the operation."""
    return ledger_of(stage_of(operation, plan, outcome))


def ledger_of(scene: Scene) -> tuple[Carried, ...]:
    """The burden of every nation.

    Fair share = part of `settings.fair_share_key` x reference, the parts being of all nations whose
    key is known.
    """
    operation = scene.operation
    served, filled, given = _person_days(scene)
    behind = _overhead_days(scene)
    credit, key = operation.settings.backfill_credit, operation.settings.fair_share_key
    burdens = {n.id: served[n.id] + credit * filled[n.id] for n in operation.nations}
    whole = sum(burdens.values())
    parts = {name: _key_parts(operation.nations, name) for name in KEYS}
    away, aim = people_away(scene), reference(scene)
    found = []
    for nation in operation.nations:
        name, own_part = nation.id, parts[key].get(nation.id)
        fair = None if own_part is None else own_part * aim
        found.append(Carried(
            nation=name, in_operation=served[name], on_backfill=filled[name],
            by_host=given[name], overhead=behind[name],
            burden=burdens[name], part=burdens[name] / whole if whole else 0.0,
            key_parts=tuple((k, parts[k].get(name)) for k in KEYS),
            fair_share=fair, excess=0.0 if fair is None else max(burdens[name] - fair, 0.0),
            most_away=int(away[name].most(0, scene.timeline.end)) if name in away else 0,
        ))
    return tuple(found)


def reference(scene: Scene) -> float:
    """Person-days to be shared: the setting, or what all requirements ask for up to the horizon.

    A requirement asks for its windows' quantity x days x the mean people of an element, over all
    elements that count for it one for one; without such elements it adds nothing, or what the
    slots of a formation come to.
    """
    operation = scene.operation
    if operation.settings.reference_person_days is not None:
        return operation.settings.reference_person_days
    wanted = 0.0
    for task in operation.requirements:
        each = _mean_people(scene, task.capability)
        if each is None:
            each = sum(
                line.slot.count * (_mean_people(scene, line.capability) or 0.0)
                for line in operation.slots_of.get(task.id, ())
            )
        wanted += each * sum(s.quantity * s.days for s in scene.spans[task.id] if not s.tail)
    return wanted


def _mean_people(scene: Scene, capability: str) -> float | None:
    """People of an element that counts one for one, on the mean; None: there is none."""
    fitting = [
        size for kind, size in _sizes(scene.operation).items()
        if scene.worth(kind, capability) is ITSELF
    ]
    elements = sum(count for count, _ in fitting)
    return sum(people for _, people in fitting) / elements if elements else None


@once
def _sizes(operation: Operation) -> Mapping[str, tuple[int, int]]:
    """Elements of each capability in all units, and people of all of them."""
    found: dict[str, tuple[int, int]] = {}
    for unit in operation.units:
        elements, people = found.get(unit.capability, (0, 0))
        found[unit.capability] = elements + unit.count, people + unit.count * unit.people
    return found


def _person_days(
    scene: Scene,
) -> tuple[Mapping[str, float], Mapping[str, float], Mapping[str, float]]:
    """Person-days up to the horizon: on requirements, on other nations' commitments, by hosts."""
    served: defaultdict[str, float] = defaultdict(float)
    filled: defaultdict[str, float] = defaultdict(float)
    given: defaultdict[str, float] = defaultdict(float)
    for item in (*scene.tours, *scene.holds):
        if scene.abroad(item):
            book = served if isinstance(item.task, Requirement) else filled
            book = given if by_host(scene, item) else book
            days = scene.days_before(item, scene.timeline.horizon)
            for nation, part in scene.parts(item).items():
                book[nation] += part * (item.count * item.unit.people * days)
    return served, filled, given


def _overhead_days(scene: Scene) -> Mapping[str, float]:
    """Person-days of national support elements up to the horizon."""
    found: defaultdict[str, float] = defaultdict(float)
    for (nation, _), level in overhead(scene).items():
        for first, after, people in level.runs(0, scene.timeline.horizon):
            found[nation] += people * (after - first)
    return found


def by_host(scene: Scene, item: Stay) -> bool:
    """Whether a host gives it in its own country: then nobody carries it."""
    if item.pledge is None or item.pledge.provided != "host":
        return False
    places = larger(scene.operation, item.task.place)
    return item.unit.nation in {scene.operation.place[place].nation for place in places}


def _key_parts(nations: tuple[Nation, ...], key: str) -> dict[str, float]:
    known = {n.id: getattr(n, key) for n in nations if getattr(n, key) is not None}
    whole = sum(known.values())
    return {name: value / whole for name, value in known.items()} if whole else {}
