"""The waiting chain in words and cells: in which outcomes a stint is used, what it spares."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from willing.domain.operation import Operation
from willing.report.figures import amount, number, portion
from willing.report.proof import points
from willing.report.reading import counted_in
from willing.report.section import Column, Table, Value
from willing.report.sheet import Book, Cell
from willing.report.shown import others_words
from willing.report.standby_table import level_name
from willing.report.waiting import Call, Then, Wait


def heading_of(operation: Operation, wait: Wait) -> str:
    """A stint in one line."""
    day = _day(wait)
    return (
        f"{wait.nation}: {_elements(operation, wait)} of {wait.unit} ({wait.pledge}) on "
        f"{level_name(wait.level)}, from {day(wait.first)} until {day(wait.after)} or the deal"
    )


def why_words(operation: Operation, wait: Wait, *, common: bool) -> str:
    """Why the elements are held: in which outcomes they are called, what that spares and costs."""
    called = [then for then in wait.thens if then.used]
    currency = operation.settings.currency
    tasks = ", ".join(dict.fromkeys(c.called.task for t in called for c in t.calls))
    if not called:
        told = "Nobody calls them in any outcome in which they are held."
    elif len(wait.thens) == 1:
        told = f"Called for {tasks} in the one outcome in which they are held."
    else:
        part = portion(wait.used_chance / wait.chance if wait.chance else 0.0)
        told = (
            f"Called in {len(called)} of the {amount(len(wait.thens), 'outcome')} in which they "
            f"are held ({part} of their chance), for {tasks}."
        )
    fixed = {"order": " Ordered before the plan was made.", "pin": " A planner pinned them."}
    return (
        told + fixed.get(wait.pinned, "")
        + f" They cost up to {number(max(wait.cost(then) for then in wait.thens), 0)} {currency}."
        + ("" if common else " Planned outcome by outcome: the same decision need not stand in "
           "another.")
    )


def wait_table(
    operation: Operation, wait: Wait, detailed: Collection[str] | None = None
) -> Table:
    """One stint, outcome by outcome; those that are not told in detail together."""
    told = [then for then in wait.thens if detailed is None or then.reading.name in detailed]
    rest = [then for then in wait.thens if then not in told]
    return Table(
        columns=(
            Column("Outcome", 30), Column("Chance", 8, "number"), Column("Held", 12),
            Column("Until", 12, "date"),
            Column(f"Cost, {operation.settings.currency}", 12, "number"),
            Column("Called for", 30), Column("Without it", 60),
        ),
        rows=tuple(
            (then.reading.label, portion(then.reading.plan.probability),
             _elements(operation, wait, then.count), str(_day(wait)(then.after)), wait.cost(then),
             called_words(then), "; ".join(_spared(then, call) for call in then.calls) or "–")
            for then in told
        ) + ((_together(operation, wait, rest),) if rest else ()),
    )


def _together(
    operation: Operation, wait: Wait, rest: Sequence[Then]
) -> tuple[Value, ...]:
    """One row for a stint in all outcomes that are not told in detail."""
    chance = sum(then.reading.plan.probability for then in rest)
    called = sum(then.used > 0 for then in rest)
    most = max(rest, key=lambda then: then.after)
    return (
        others_words(len(rest), chance), portion(chance),
        f"up to {_elements(operation, wait, max(then.count for then in rest))}",
        str(_day(wait)(most.after)), max(wait.cost(then) for then in rest),
        f"called in {called} of {len(rest)}", "–",
    )


def then_lines(operation: Operation, wait: Wait) -> Iterator[str]:
    """One stint, outcome by outcome, in lines."""
    for then in wait.thens:
        yield (
            f"{then.reading.name} ({portion(then.reading.plan.probability)}): "
            f"{_elements(operation, wait, then.count)} until {_day(wait)(then.after)}; "
            f"{called_words(then)}"
        )
        yield from (f"  {_spared(then, call)}" for call in then.calls)


def waiting_sheet(book: Book, operation: Operation, waits: Sequence[Wait]) -> None:
    """Add the sheet: a row for each stint in each outcome in which it is held."""
    book.sheet("Waiting chain", "Who stands ready when, and in which outcomes they are called", (
        "Level", "Nation", "Unit", "Pledge", "From", "Until, where no deal comes before",
        "Elements", "Unit of count", "Outcome", "Chance, %", "Held until", "Stands ready on D",
        "Cost", "Called", "Called for", "Without it", "Points spared",
    ), _rows(operation, waits), frozen=4)


def waiting_mapping(wait: Wait) -> dict[str, Any]:
    """The same for machines; days are counted from the as-of date."""
    return {
        "level": wait.level.id, "nation": wait.nation, "unit": wait.unit, "pledge": wait.pledge,
        "count": wait.count, "first_day": wait.first, "until_day": wait.after,
        "pinned": wait.pinned, "chance": wait.chance, "called_chance": wait.used_chance,
        "outcomes": [
            {
                "outcome": then.reading.name, "count": then.count, "until_day": then.after,
                "to_deal": then.to_deal, "cost": wait.cost(then), "called": then.used,
                "calls": [
                    {"task": call.called.task, "count": call.called.count,
                     "leaves": call.called.leaves,
                     "usual_leaves": None if call.spared is None else call.spared.usual,
                     "spared_points": None if call.spared is None else call.spared.points}
                    for call in then.calls
                ],
            }
            for then in wait.thens
        ],
    }


def _rows(operation: Operation, waits: Sequence[Wait]) -> Iterator[tuple[Cell, ...]]:
    for wait in waits:
        day = _day(wait)
        for then in wait.thens:
            told = [call.spared.points for call in then.calls if call.spared is not None]
            yield (
                wait.level.id, wait.nation, wait.unit, wait.pledge, day(wait.first),
                day(wait.after), then.count, _word(operation, wait), then.reading.label,
                round(100 * then.reading.plan.probability, 2), day(then.after),
                "yes" if then.to_deal else "no", wait.cost(then), then.used, called_words(then),
                "; ".join(_spared(then, call) for call in then.calls),
                sum(told) if told else None,
            )


def called_words(then: Then) -> str:
    """Whom a deal calls for what; who is not called is told too."""
    label = then.reading.timeline.label
    found = [
        f"{call.called.count} for {call.called.task}, leaves {label(call.called.leaves)}"
        for call in then.calls
    ]
    if then.count > then.used:
        found.append(f"{then.count - then.used} " + (
            "not called" if then.to_deal else "off standby before the deal"))
    return "; ".join(found)


def _spared(then: Then, call: Call) -> str:
    """What a call would have been without the stint."""
    found, label = call.spared, then.reading.timeline.label
    if found is None:
        return f"{call.called.task}: not reckoned"
    of = "" if found.count == call.called.count else f" for all {found.count} of that tour"
    worse = f"{points(found.points)} more{of}" if found.points > 1e-6 else "nothing short"
    return (
        f"{call.called.task}: could not leave before {label(found.usual)}, "
        f"{amount(found.days, 'day')} later: {worse}, all else as planned"
    )


def _day(wait: Wait) -> Any:
    return wait.thens[0].reading.timeline.date_of


def _word(operation: Operation, wait: Wait) -> str:
    return counted_in(operation, operation.unit[wait.unit].capability)


def _elements(operation: Operation, wait: Wait, count: int | None = None) -> str:
    return amount(wait.count if count is None else count, _word(operation, wait))
