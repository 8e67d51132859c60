"""Changes that let more in: ceilings, shares, acceptability."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from willing.domain.accept import parse_acceptability
from willing.domain.formation import line_of
from willing.domain.requirement import Commitment, Requirement
from willing.domain.route import within
from willing.domain.windows import Windows
from willing.explain.asked import Asked
from willing.explain.crowded import drawn_behind
from willing.explain.single import SingleChange, edited


def higher_ceilings(asked: Asked) -> Iterator[SingleChange]:
    """Each ceiling of the nation, raised by what the missing elements need."""
    operation, unit, wanted = asked.operation, asked.unit, asked.wanted
    nation = operation.nation[unit.nation]
    changed: list[tuple[str, float, dict[str, object]]] = []
    if nation.ceiling_people is not None and unit.people:
        more = wanted * unit.people + drawn_behind(asked, wanted * unit.people)
        parts = tuple(
            replace(part, quantity=part.quantity + more) for part in nation.ceiling_people.parts
        )
        text = f"raise the ceiling of {nation.id} by {more:,} people"
        changed.append((text, more, {"ceiling_people": Windows(parts)}))
    if nation.ceiling_tasks is not None:
        text = f"let {nation.id} serve {nation.ceiling_tasks + 1} tasks at once, one more"
        changed.append((text, 1, {"ceiling_tasks": nation.ceiling_tasks + 1}))
    if nation.ceiling_cost is not None and unit.cost_per_day:
        cost = wanted * unit.cost_per_day * asked.note.days
        text = (
            f"raise the ceiling of {nation.id} by {cost:,.0f} {operation.settings.currency}"
        )
        changed.append((text, cost, {"ceiling_cost": nation.ceiling_cost + cost}))
    units = tuple(u.id for u in operation.units if u.nation == nation.id)
    for text, amount, values in changed:
        change = asked.change("ceiling", text, amount, edited(
            operation, "nations", nation, **values))
        yield replace(change, units=units)


def larger_share(asked: Asked) -> Iterator[SingleChange]:
    """A larger share of one nation: of everything that is wanted at most."""
    operation, task = asked.operation, asked.task
    if not isinstance(task, Requirement) or task.max_share is None:
        return
    quantity = max(asked.span.quantity, 1)
    for more in range(1, asked.wanted + 1):
        share = min((int(task.max_share * quantity + 1e-6) + more) / quantity, 1.0)
        text = f"raise the largest share of one nation on {task.id} to {share:.0%}"
        yield asked.change("share", text, more, edited(
            operation, "requirements", task, max_share=share))


def more_nations(asked: Asked) -> Iterator[SingleChange]:
    """One nation more at once on the requirement."""
    operation, line = asked.operation, asked.operation.task[line_of(asked.task)]
    if isinstance(line, Requirement) and line.nations is not None:
        text = f"let {line.nations + 1} nations serve {line.id} at once, one more"
        yield asked.change("nations", text, 1, edited(
            operation, "requirements", line, nations=line.nations + 1))


def accepted(asked: Asked) -> Iterator[SingleChange]:
    """The nation let in, where one text alone keeps it out."""
    operation, task, nation = asked.operation, asked.task, asked.unit.nation
    line = operation.served[line_of(task)]
    table = "commitments" if isinstance(task, Commitment) else "requirements"
    records = [(table, line.id, line, line.accept)] + [
        ("places", name, operation.place[name], operation.place[name].accept)
        for name in within(operation, task.place) if name in operation.place
    ]
    closed = [
        item for item in records
        if not parse_acceptability(item[3]).admits(operation, nation)
    ]
    if len(closed) != 1:
        return
    where, name, record, text = closed[0]
    opened = _let_in(text, nation)
    if parse_acceptability(opened).admits(operation, nation):
        yield asked.change(
            "accept", f"accept {nation} on {name} ('{opened}' instead of '{text}')", 0,
            edited(operation, where, record, accept=opened),
        )


def _let_in(text: str, nation: str) -> str:
    """The text with a nation admitted by name, and not refused by name."""
    told = parse_acceptability(text)
    refused = [f"not {name}" for name in told.refused if name != nation]
    admitted = [*told.admitted, nation] if told.admitted else []
    return ", ".join([*admitted, *refused])
