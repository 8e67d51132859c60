"""Coverage in the terminal: the same words and figures as the page, without its pictures."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.reach import Reach
from willing.report.answers import Hanging, hanging, heaviest, varied
from willing.report.bought import bought, needed_words
from willing.report.conference import conference
from willing.report.effects import effects_of
from willing.report.figures import FILLED, STATES, State, amount, number, percent, portion
from willing.report.formations import formations_of
from willing.report.lines import lines_of, tallies
from willing.report.others import Others
from willing.report.proof import effort, for_all, points, proof, repeats
from willing.report.reach import reaches_of
from willing.report.reading import Reading
from willing.report.shown import Wanted
from willing.report.standby_table import then_words, word

_HEAVIEST = 8
"""Shortfalls and hanging lines shown; the page and the workbook have all."""
_KINDS = {"requirements": "required", "commitments": "owed", "reaches": "in reach"}
_WIDE = 100
"""Columns of a terminal from which the weakest lines are named beside their effects."""
_FIGURES = 9
"""Columns that a figure may take under a shorter heading: `not known`."""
_STYLES = {"F": "green", "P": "yellow", "U": "bold red", "-": "dim"}


def tables(
    operation: Operation, plan: Plan, console: Console | None = None, outcome: Wanted = ""
) -> None:
    """Print what a plan covers, outcome by outcome, then side by side; of many outcomes a handful
    in detail, or those that are named, and all others together."""
    out = console or Console()
    held = conference(operation, plan, outcome=outcome)
    found = held.told if held.others else held.every
    _marking(out, operation)
    out.print(Text(f"{operation.name}, data of {operation.as_of}, {plan.made_by}", style="bold"))
    for sentence in (*held.which, *held.over_all):
        out.print(Text(sentence))
    for reading in found:
        _outcome(out, reading)
    if len(held.every) > 1:
        out.print(_side_by_side(found, out.width, held.others_told))
        hangs = [item for item in hanging(operation, held.every) if not item.reversed]
        if hangs:
            out.print(_hanging(hangs))
        for question in varied(operation, held.every):
            if all(item.question != question for item in hangs):
                out.print(Text(f"No line hangs on {question}."))
    if plan.expected is not None:
        out.print(Text(for_all(plan)))
    out.print(Text(repeats(plan)))
    _marking(out, operation)


def _marking(out: Console, operation: Operation) -> None:
    if operation.marking:
        out.print(Text(operation.marking, style="bold reverse"), justify="center")


def _outcome(out: Console, reading: Reading) -> None:
    chance, d_day = portion(reading.plan.probability), reading.plan.d_day
    out.print()
    out.rule(Text(f"{reading.label} ({chance} likely)", style="bold"))
    # The name is what `--outcomes` and the files want; the heading says what it stands for.
    out.print(Text(f"outcome {reading.name}", style="dim"), soft_wrap=True)
    when = f"D-day {d_day}" if d_day else "no D-day"
    out.print(Text(
        f"{when}; {proof(reading.plan)}; score {points(reading.plan.score)}, bound "
        f"{points(reading.plan.bound)}; {effort(reading.plan)}."
    ))
    if reading.milestones:
        out.print(_milestones(reading))
    out.print(_lines(reading))
    out.print(_effects(reading, out.width >= _WIDE))
    if reading.operation.reaches:
        out.print(_reach(reading))
    if formations_of(reading):
        out.print(_formations(reading))
    if reading.standby:
        out.print(_standby(reading))
    if any(item.day is not None for item in bought(reading)):
        out.print(_steps(reading))
    if any(not short.behind_horizon for short in reading.shortfalls):
        out.print(_shortfalls(reading))


def _lines(reading: Reading) -> Table:
    table = _table("Number of lines by state, up to the horizon", "Lines")
    for state in STATES:
        table.add_column(f"{state.word} ({state.letter})", justify="right")
    table.add_column("element-days missing", justify="right")
    for tally in tallies(lines_of(reading)):
        counts = [
            Text(number(count), style=_STYLES[state.letter] if count else "dim")
            for state, count in zip(STATES, tally.counts, strict=True)
        ]
        missing = f"{number(tally.missing, 0)} of {number(tally.wanted, 0)}"
        table.add_row(Text(f"{_KINDS[tally.kind]}, class {tally.priority}"), *counts, Text(missing))
    return table


def _milestones(reading: Reading) -> Table:
    table = _table("Milestones", "Milestone")
    for name in ("reached", "date"):
        table.add_column(name, no_wrap=True)
    table.add_column("set or held up by", overflow="fold")
    for note in reading.milestones:
        day = note.date.day
        table.add_row(
            Text(note.date.name), Text(note.label, style="bold red" if day is None else ""),
            "–" if day is None else str(reading.timeline.date_of(day)),
            Text(note.lines_told or "–"),
        )
    return table


def _effects(reading: Reading, named: bool) -> Table:
    rows = effects_of(reading)
    table = _table("Effects by their weakest essential line", "Effect")
    for state in rows[0] if rows else ():
        table.add_column(state.moment.label, justify="right", no_wrap=True)
    if named:
        table.add_column("weakest at the end")
    for row in rows:
        if any(state.share is not None for state in row):
            weakest = "–" if row[-1].state == FILLED else row[-1].weakest or "–"
            cells = [_stated(state.share, state.state) for state in row]
            table.add_row(Text(row[0].effect), *cells, *([Text(weakest)] if named else []))
    return table


def _reach(reading: Reading) -> Table:
    table = _table("What is in reach of each place", "Reach")
    for name in ("within", "covered", "by line (minutes)"):
        table.add_column(name, justify="right" if name == "covered" else "left")
    for item in reaches_of(reading):
        reach = item.line.task
        assert isinstance(reach, Reach)
        by = ", ".join(f"{near.task} ({near.minutes})" for near in item.near if near.most)
        table.add_row(
            Text(reach.id), Text(f"{reach.minutes} min of {reach.place}"),
            _stated(item.line.before.share, item.line.state), Text(by or "nobody"),
        )
    return table


def _standby(reading: Reading) -> Table:
    table = _table("Standby before the deal", "Level")
    for name in ("held", "when", "cost", "what then"):
        table.add_column(name, justify="right" if name == "cost" else "left")
    label = reading.timeline.label
    for held in reading.standby:
        table.add_row(
            Text(held.level.id), Text(f"{held.nation} {amount(held.count, word(reading, held))}"),
            Text(f"{label(held.first)} to {label(held.after)}"), number(held.cost, 0),
            Text(then_words(reading, held)),
        )
    return table


def _steps(reading: Reading) -> Table:
    table = _table("Steps before the deal", "Step")
    for name in ("taken", "in effect", "cost", "what needs it"):
        table.add_column(name, justify="right" if name == "cost" else "left")
    label = reading.timeline.label
    for item in bought(reading):
        if item.day is not None and item.effect is not None:
            table.add_row(
                Text(item.step.id), label(item.day), label(item.effect), number(item.cost, 0),
                Text(needed_words(item)),
            )
    return table


def _stated(share: float | None, state: State) -> Text:
    text = "–" if share is None else f"{percent(share)} {state.letter}"
    return Text(text, style=_STYLES[state.letter])


def _formations(reading: Reading) -> Table:
    table = _table("Formations", "Line")
    for name in ("when", "in place", "framework"):
        table.add_column(name, no_wrap=name == "when")
    for item in formations_of(reading):
        label = reading.timeline.label
        table.add_row(
            Text(item.task), f"{label(item.first)} to {label(item.after)}", item.filled,
            item.framed,
        )
    return table


def _shortfalls(reading: Reading) -> Table:
    table = _table("Heaviest shortfalls", "Line")
    for name in ("class", "missing", "when", "for", "points"):
        table.add_column(name, justify="left" if name == "when" else "right", no_wrap=True)
    near = [short for short in reading.shortfalls if not short.behind_horizon]
    for short in near[:_HEAVIEST]:
        label = reading.timeline.label
        missing = amount(short.count, reading.unit_of_count(short.task))
        table.add_row(
            Text(short.task), str(short.priority),
            Text(missing if short.kind == "shortfall" else "lead nation"),
            Text(f"{label(short.first)} to {label(short.after)}"),
            amount(short.days, "day"), number(short.points),
        )
    if len(near) > _HEAVIEST:
        table.add_row(Text(f"and {len(near) - _HEAVIEST} more", style="dim"))
    return table


def _side_by_side(found: Sequence[Reading], width: int, rest: Others | None = None) -> Table:
    table = _table("Outcomes side by side", "Outcome")
    heads: tuple[str, ...] = (
        "chance", "score, points", "gap", "required F/P/U", "owed F/P/U", "element-days missing",
    )
    # Names are copied behind `--outcomes`: headings give way before a name is broken.
    longest = max(len(text) for reading in found for text in (reading.name, reading.label))
    if longest + sum(max(len(name), _FIGURES) + 2 for name in heads) > width:
        heads = tuple(name.replace(" ", "\n") for name in heads)
    for name in heads:
        table.add_column(name, justify="right", min_width=max(map(len, name.split())))
    for reading in found:
        counted = tallies(lines_of(reading))
        states = {
            kind: "/".join(
                str(sum(t.counts[i] for t in counted if t.kind == kind)) for i in range(len(STATES))
            )
            for kind in _KINDS
        }
        gap = reading.plan.gap
        table.add_row(
            Text.assemble(reading.label, "\n", (reading.name, "dim")),
            portion(reading.plan.probability), number(reading.plan.score),
            "not known" if gap is None else f"{number(gap * 100, 2)} %",
            states["requirements"], states["commitments"],
            number(sum(t.missing for t in counted), 0),
        )
    if rest is not None:
        table.add_row(Text(rest.heading, style="dim"), rest.chance, rest.score)
    return table


def _hanging(hangs: Sequence[Hanging]) -> Table:
    table = _table("What hangs on each answer", "Line")
    for name in ("question", "worst answer, covered", "best answer, covered", "element-days"):
        table.add_column(name, justify="right" if name == "element-days" else "left")
    for item in heaviest(hangs, _HEAVIEST):
        table.add_row(
            Text(item.task), Text(item.question),
            Text(f"{item.least_answer}: {percent(item.least)}"),
            Text(f"{item.most_answer}: {percent(item.most)}"),
            number(item.days, 0),
        )
    if len(hangs) > _HEAVIEST:
        table.add_row(Text(f"and {len(hangs) - _HEAVIEST} more", style="dim"))
    return table


def _table(title: str, first: str) -> Table:
    table = Table(
        title=title, title_justify="left", title_style="bold", header_style="bold",
        box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True,
    )
    table.add_column(first, overflow="fold")
    return table
