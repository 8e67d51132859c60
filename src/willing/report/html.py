"""One self-contained page: opens without a network, prints, and needs no script to be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from willing.assess.ledger import KEYS
from willing.domain.formation import SlotLine
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.explain.milestones import TOLD
from willing.report.answers import hanging, heaviest, varied
from willing.report.assumptions import GRADES, assumptions, grade_counts, sources
from willing.report.bought import bought_table
from willing.report.burdens import against, burdens_of
from willing.report.charts import charts
from willing.report.commands import commanded, tree
from willing.report.conference import (
    Conference,
    changes_section,
    conference,
    shortfalls_section,
    surplus_section,
)
from willing.report.dates import calendar_section
from willing.report.effects import EffectState, effects_of
from willing.report.fan_chart import fan_chart
from willing.report.fans import fan_table, fanned
from willing.report.figures import STATES, amount, by_window, number, percent, portion
from willing.report.formations import formations_of
from willing.report.heads import heads_of
from willing.report.lines import KINDS, lines_of, tallies
from willing.report.milestones import dated_lines, lasting
from willing.report.nations import contributors, nation_page, offers_of
from willing.report.notes import Notes, ShortfallNote, notes_on
from willing.report.others import every_table
from willing.report.posts import alike
from willing.report.presence import access_of, asking_places
from willing.report.proof import effort, for_all, points, proof, repeats
from willing.report.reach import reaches_of
from willing.report.reading import Reading
from willing.report.says import says
from willing.report.section import Section, Table
from willing.report.shortfalls import Shortfall
from willing.report.shut_out import grouped
from willing.report.standby_table import standby_table
from willing.report.svg import HATCHES
from willing.report.unbroken import unbroken
from willing.report.waiting import waits_of
from willing.report.waiting_chart import waiting_chart
from willing.report.waiting_table import heading_of, wait_table, why_words
from willing.report.words import headings

PARTS = (
    ("says", "What this says"), ("outcomes", "Outcomes"), ("milestones", "Milestones"),
    ("effects", "Effects"), ("lines", "Lines"), ("fans", "Over all outcomes"), ("reach", "Reach"),
    ("shortfalls", "Shortfalls"), ("classes", "By class"), ("surplus", "Offers not used"),
    ("calendar", "Decision calendar"), ("rotation", "Rotation"), ("standby", "Standby"),
    ("steps", "Steps"),
    ("chains", "Chains"), ("heads", "Headcount"), ("burden", "Burden"),
    ("command", "Command and agreements"), ("nations", "Nations"),
    ("sources", "Assumptions and sources"),
)
"""Parts of the page, in order; some only where the operation has anything for them."""
_SHOWN = 60
"""Entries of the calendar shown at once."""
_HEAVIEST = 25
"""Rows of a long table shown at once; the others are folded."""


def write_html(
    operation: Operation, plan: Plan, path: Path | str, explanations: Notes | None = None
) -> None:
    """Write the report of a plan as one HTML file; the same plan gives the same bytes.

    `explanations` are the notes on shortfalls by task id; without them shortfalls stand without
    their reasons.
    """
    Path(path).write_text(page(operation, plan, explanations), encoding="utf-8")


def page(
    operation: Operation, plan: Plan, explanations: Notes | None = None, *,
    held: Conference | None = None, nation: str = "",
) -> str:
    """The report of a plan as HTML text; of one nation alone when it is named."""
    held = held or conference(operation, plan, explanations)
    found, shown, told = held.every, held.readings, held.told
    return unbroken(environment().get_template("page.html").render(
        operation=operation, plan=plan, readings=told, shown=shown, many=len(found) > 1,
        keys=KEYS, states=STATES, grades=GRADES, parts=_parts(held, nation), hatches=HATCHES,
        only=nation, letters={state.word: state.letter for state in STATES},
        style=asset("style.css"), script=asset("page.js"),
        **_words(operation), **_outcomes(held),
        **_shortfalls(shown, explanations), **_nations(held, shown, nation),
        **({} if nation else _before_the_deal(held)),
        conference=_conference(held), **_command(shown),
        assumptions=assumptions(operation, held.every if held.others else shown, shown),
        sources=sources(operation),
        grade_counts=grade_counts(operation), made_by=plan.made_by, meta=_meta(held),
        about=nation or "plan", title=_words(operation)["nation_names"].get(nation, ""),
        standby={r.key: standby_table(r) for r in shown},
        bought={r.key: bought_table(r) for r in shown},
        reaches={r.key: reaches_of(r) for r in shown},
        charts={r.key: charts(r) for r in shown},
        burdens={r.key: burdens_of(r) for r in shown},
        notes_of={r.key: {n.date.milestone: n for n in r.milestones} for r in told},
        lasting=lasting(shown[0].milestones if shown else ()), dated_lines=dated_lines,
        most_holdings=TOLD, alike=alike, head=headings(operation),
        heads={r.key: heads_of(r) for r in shown},
    ))


def _meta(held: Conference) -> list[str]:
    """Lines under the operation's name."""
    operation, plan = held.operation, held.plan
    told = (
        f"Data of {operation.as_of} · {amount(len(plan.outcomes), 'outcome')} planned · made by "
        f"{plan.made_by} · data {plan.operation_hash[:19]}"
    )
    return [line for line in (told, for_all(plan), repeats(plan), *held.which) if line]


@cache
def environment() -> Environment:
    """What templates are read with: user text is always text."""
    made = Environment(
        loader=PackageLoader("willing.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )
    made.globals.update(
        amount=amount, number=number, percent=percent, portion=portion, points=points,
        proof=proof, effort=effort, against=against, breakable=_breakable, by_window=by_window,
        in_style=_in_style,
        heading_of=heading_of, why_words=why_words, wait_table=wait_table,
        first_rows=_first_rows, more_rows=_more_rows, fan_chart=fan_chart, fan_table=fan_table,
    )
    return made


def _first_rows(table: Table) -> Table:
    """Rows of a long table that are shown at once."""
    return replace(table, rows=table.rows[:_SHOWN])


def _more_rows(table: Table) -> Table:
    """Its other rows, which are folded."""
    return replace(table, rows=table.rows[_SHOWN:])


def asset(name: str) -> Markup:
    """One of our own files."""
    # Our own files, not a user's: they go into the page as they are.
    return Markup(files("willing.report").joinpath("templates", name).read_text("utf-8"))


def _breakable(name: str) -> Markup:
    # Long ids and names of outcomes may be broken after their joints in narrow columns.
    return Markup("<wbr>").join(escape(part) for part in re.split(r"(?<=[_/])", name))


def _in_style(text: str) -> Markup:
    # A user's text in a style: whatever is no letter or digit is written by its number.
    return Markup("".join(
        letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):x} "
        for letter in text
    ))


def _words(operation: Operation) -> dict[str, Any]:
    return {
        "names": {task.id: task.name or task.id for task in operation.task.values()},
        "place_names": {place.id: place.name or place.id for place in operation.places},
        "nation_names": {nation.id: nation.name or nation.id for nation in operation.nations},
    }


def _outcomes(held: Conference) -> dict[str, Any]:
    operation, shown, told = held.operation, held.readings, held.told
    hangs = hanging(operation, held.every)
    heavy = heaviest(hangs, _HEAVIEST)
    counted = {
        r.key: {(t.kind, t.priority): t for t in tallies(lines_of(r))} for r in told
    }
    rest = held.others_told
    classes = dict.fromkeys(
        [pair for tally in counted.values() for pair in tally] + list(rest.tallies if rest else ()))
    effects = {r.key: {row[0].effect: row for row in effects_of(r)} for r in told}
    twins = {
        r.key: [r, *(o for o in told if o.plan.same_as == r.name and o is not r)] for r in shown
    }
    return {
        "hangs": (heavy, tuple(item for item in hangs if item not in heavy)),
        "idle": [q for q in varied(operation, held.every) if all(h.question != q for h in hangs)],
        "tallies": counted, "others": rest, "over_all": held.over_all,
        "every_table": every_table(held.every, told) if rest else None,
        "says": {r.key: says(operation, r, hangs) for r in shown},
        "classes": sorted(classes, key=lambda c: (KINDS.index(c[0]), c[1])),
        "effects": effects,
        "effect_names": list(dict.fromkeys(name for rows in effects.values() for name in rows)),
        "effect_tables": _effect_tables(told, effects),
        "lines": {r.key: _line_tables(r) for r in shown},
        "formations": {r.key: formations_of(r) for r in shown},
        "keys_of": {key: " ".join(r.key for r in group) for key, group in twins.items()},
        "labels_of": {key: "; ".join(r.label for r in group) for key, group in twins.items()},
        "names_of": {key: "; ".join(r.name for r in group) for key, group in twins.items()},
    }


def _effect_tables(
    found: Sequence[Reading], effects: Mapping[str, Mapping[str, tuple[EffectState, ...]]]
) -> list[tuple[tuple[str, ...], list[tuple[str, list[tuple[Reading, Any]]]]]]:
    """Outcomes whose columns are the same days stand in one table, effect by effect."""
    tables: dict[tuple[str, ...], dict[str, list[tuple[Reading, Any]]]] = {}
    for reading in found:
        for effect, row in effects[reading.key].items():
            if all(state.share is None for state in row):
                continue
            columns = tuple(state.moment.label for state in row)
            tables.setdefault(columns, {}).setdefault(effect, []).append((reading, row))
    return [(columns, list(group.items())) for columns, group in tables.items()]


def _line_tables(reading: Reading) -> list[tuple[str, list[Any]]]:
    every = lines_of(reading)
    return [
        (kind.capitalize(), [
            line for line in every
            if line.kind == kind and not isinstance(line.task, SlotLine)
        ]) for kind in KINDS
    ]


def _shortfalls(shown: Sequence[Reading], explanations: Notes | None) -> dict[str, Any]:
    def noted(reading: Reading, short: Shortfall) -> tuple[Shortfall, tuple[ShortfallNote, ...]]:
        return short, notes_on(
            explanations, reading.name, short.task, short.first, short.after
        )

    tables = {}
    for reading in shown:
        near = [noted(reading, s) for s in reading.shortfalls if not s.behind_horizon]
        far = [noted(reading, s) for s in reading.shortfalls if s.behind_horizon]
        tables[reading.key] = [
            ("Heaviest shortfalls", near[:_HEAVIEST]), ("More shortfalls", near[_HEAVIEST:]),
            ("Behind the horizon", far),
        ]
    return {"shortfalls": tables, "noted": explanations is not None}


def _conference(held: Conference) -> dict[str, Section | None]:
    """What a conference goes through beside the outcomes: shortfalls by class, and answers."""
    return {
        "classes": shortfalls_section(held), "surplus": surplus_section(held),
        "since": changes_section(held),
    }


def _command(shown: Sequence[Reading]) -> dict[str, Any]:
    """Headquarters with their lines, and who may be where."""
    return {
        "trees": {r.key: tree(r) if commanded(r.operation) else () for r in shown},
        "access": {r.key: tuple(grouped(access_of(r.situation))) for r in shown},
    }


def _before_the_deal(held: Conference) -> dict[str, Any]:
    """What nobody can know yet: the waiting chain, and coverage over all outcomes."""
    waiting = waits_of(held.every, why=held.detailed)
    return {
        "waiting": waiting, "fans": held.fans, "detailed": held.detailed,
        "calendar": calendar_section(held.operation, held.every, waiting, held.detailed),
        "waiting_chart": waiting_chart(held.every, waiting) if waiting else None,
    }


def _parts(held: Conference, nation: str) -> tuple[tuple[str, str], ...]:
    """Parts of the page: all, or those of one nation; changes where there is a last conference."""
    if nation:
        return (("nations", "Nation"),)
    every = (*PARTS, ("since", "Changes"))
    left_out = {
        "milestones": not held.operation.milestones, "since": not held.compares,
        "reach": not held.operation.reaches, "standby": not held.operation.standbys,
        "fans": not fanned(held.plan),
        "steps": not held.operation.steps,
        "command": not (commanded(held.operation) or asking_places(held.operation)),
    }
    return tuple(part for part in every if not left_out.get(part[0]))


def _nations(held: Conference, shown: Sequence[Reading], nation: str) -> dict[str, Any]:
    operation = held.operation
    nations = tuple(n for n in contributors(operation, shown) if n.id == (nation or n.id))
    return {
        "surplus_of": {n.id: surplus_section(held, n.id) for n in nations},
        "nations": nations, "offers": {n.id: offers_of(operation, n.id) for n in nations},
        "owned": {n.id: [o for o in operation.owners if o.nation == n.id] for n in nations},
        "stands": {r.key: {n.id: standby_table(r, n.id) for n in nations} for r in shown},
        "pages": {r.key: {n.id: nation_page(r, n.id) for n in nations} for r in shown},
    }
