"""A neutral copy of an operation: the same plan, and nobody named in it.

Ids become numbers in the order of their tables: nations `N01`, groups `G01`, places `L01`, units
`U001`, pledges `P001`, packages `PK01`, requirements `R01`, commitments `K01`, reaches `S01`, slots
of formations `X01`, capabilities `C01`, policies `T01`, milestones `M01`, headquarters `H01`,
agreements `F01`, levels of standby `Y01`, steps before the deal `Z01`, legs that these open
`LG01`, effects `E01` (but for the five everybody has), questions `Q01` and answers `A01` (but for
`deal` and its dates). They are replaced wherever they stand: in lists, conditions, company,
acceptability and changes. So are the things that lines must have and pledges bring, `B01`. Names,
notes, sources, serials and coordinates are left out; the marking keeps its words, but for ids.

All elements are counted in elements, all money in `money`, and other units of what pledges need are
`V01`. Kept is every figure. Who knows the nations can tell them by their figures still.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from willing.domain.accept import parse_acceptability
from willing.domain.brought import folded, words_asked, words_brought
from willing.domain.command import LADDER
from willing.domain.company import Company
from willing.domain.condition import Comparison, Condition, Junction
from willing.domain.operation import Operation
from willing.domain.question import DEAL, Change, Given, Question
from willing.domain.text import read_field, write_field
from willing.errors import TextFault
from willing.io.columns import columns
from willing.io.tables import TABLES

EFFECTS = ("skies", "seas", "borders", "monitoring", "enabling")
"""Effects that name nobody."""
COUNTED_IN, MONEY = "element", "money"
"""Words for all units of count, and for the operation's currency."""
WITHHELD = "withheld"
"""What stands for a word that no table knows."""
_LEFT_OUT = ("name", "note", "source", "latitude", "longitude", "serial")
_FIGURES = re.compile(r"\w+:\s*(\w+\s*=\s*[\d.eE+-]+\s*,?\s*)*")
"""A derivation that holds nothing but figures."""
_REFERS = {
    "nation": "nations", "members": "nations", "home": "places", "place": "places",
    "nations": "parties", "under": "nations", "framework": "nations",
    "part_of": "places", "start": "places", "end": "places", "unit": "units",
    "pledge": "pledges", "policy": "policies", "task": "tasks", "effect": "effects",
    "offered_for": "any", "supports": "any", "values": "any", "milestone": "milestones",
    "line": "any", "slot": "slots", "must_have": "things", "brings": "things",
    "capability": "capabilities", "parent": "capabilities", "stands_for": "capabilities",
    "formation": "capabilities", "beds_by": "capabilities", "currency": "currencies",
    "command": "commands", "superior": "commands", "parties": "parties",
    "transit": "nations", "policies": "policies", "opens": "opened",
    "shortens": "pledges",
}
"""Fields that hold ids, and the ids they hold; `any` is a task, effect, place or nation."""


def anonymise(operation: Operation) -> Operation:
    """A neutral copy of an operation; the same operation always gives the same copy."""
    return _Neutral(operation).copy()


class _Neutral:
    """Neutral ids for one operation, and the copy made with them."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        tasks = {**_numbered("R", 2, operation.requirements),
                 **_numbered("K", 2, operation.commitments),
                 **_numbered("S", 2, operation.reaches)}
        slots = _names("X", 2, (slot.slot for slot in operation.compositions))
        tasks |= {
            line.id: f"{tasks[line.line]}/{slots[line.slot.slot]}"
            for line in operation.slot_lines
        }
        effects = dict.fromkeys(row.effect for row in operation.for_effects)
        own = (effect for effect in effects if effect not in EFFECTS)
        self.ids: dict[str, Mapping[str, str]] = {
            "nations": _numbered("N", 2, operation.nations),
            "groups": _numbered("G", 2, operation.groups),
            "places": _numbered("L", 2, operation.places),
            "units": _numbered("U", 3, operation.units),
            "pledges": _numbered("P", 3, operation.pledges),
            "packages": _numbered("PK", 2, operation.packages),
            "needs": {"": "", **_numbered("W", 2, (n for n in operation.needs if n.id))},
            "policies": _numbered("T", 2, operation.policies),
            "milestones": _numbered("M", 2, operation.milestones),
            "commands": _numbered("H", 2, operation.commands),
            "agreements": _numbered("F", 2, operation.agreements),
            "capabilities": _numbered("C", 2, operation.capabilities),
            "currencies": _currencies(operation),
            "legs": {"": "", **_numbered("LG", 2, (leg for leg in operation.legs if leg.id))},
            "standbys": _numbered("Y", 2, operation.standbys),
            "steps": _numbered("Z", 2, operation.steps),
            "slots": slots, "tasks": tasks, "requirements": tasks, "commitments": tasks,
            "reaches": tasks,
            "effects": {**{e: e for e in EFFECTS}, **_names("E", 2, own)},
            "questions": {**_numbered("Q", 2, operation.questions), DEAL: DEAL},
        }
        self.ids["any"] = {
            **self.ids["nations"], **self.ids["places"], **self.ids["effects"], **tasks,
        }
        self.ids["ordered"] = {**tasks, **self.ids["standbys"]}
        self.ids["opened"] = {
            **self.ids["legs"], **self.ids["agreements"], **self.ids["pledges"]}
        self.ids["things"] = _things(operation)
        self.ids["where"] = {**self.ids["nations"], **self.ids["places"]}
        self.ids["parties"] = {**self.ids["nations"], **self.ids["groups"]}
        self.answers = {
            question.id: {a.id: a.id for a in question.answers} if question.id == DEAL
            else _numbered("A", 2, question.answers)
            for question in operation.questions
        }

    def copy(self) -> Operation:
        tables = {
            name: tuple(self.record(row, name) for row in getattr(self.operation, name))
            for name in TABLES if name not in ("answers", "givens")
        }
        changed: Any = {
            "name": "Operation", "note": "", "origin": None,
            "marking": self.marking(self.operation.marking),
            "settings": replace(self.operation.settings, currency=MONEY), **tables,
        }
        return replace(self.operation, **changed)

    def marking(self, text: str) -> str:
        """A marking stays, but for nations, groups and places that it names."""
        known = {**self.ids["places"], **self.ids["parties"]}
        return re.sub(r"[\w-]+", lambda word: known.get(word.group(), word.group()), text)

    def record(self, row: Any, table: str) -> Any:
        """A record with neutral ids, without what only names somebody."""
        if isinstance(row, Question):
            row = self.question(row)
        if isinstance(row, Change):
            row = self.change(row)
        else:
            row = replace(row, **{
                field.name: self.value(table, field.name, getattr(row, field.name))
                for field in fields(row) if field.name != "origin"
            })
        return replace(row, origin=None)

    def value(self, table: str, field: str, value: Any) -> Any:
        """One value of a record, made neutral by its field's name."""
        if field in _LEFT_OUT:
            return "" if isinstance(value, str) else None
        if field == "counted_in":
            return COUNTED_IN
        if field == "derived":
            return value if _FIGURES.fullmatch(value) else ""
        if isinstance(value, Condition):
            return self.condition(value)
        if isinstance(value, Company):
            return self.company(value)
        if field in ("accept", "providers", "stay_except"):
            return self.accept(value)
        if table == "needs" and field == "place":
            return self.known("any", value)
        if field == "pledges":
            return tuple(self.known("pledges", name) for name in value)
        if field == "id" and table in self.ids:
            return self.ids[table][value]
        if (table, field) == ("orders", "task"):
            return self.known("ordered", value)
        if (table, field) == ("agreements", "place"):
            return self.known("where", value)
        if (table, field) == ("renewals", "renews"):
            return self.known("agreements" if value in self.ids["agreements"] else "pledges", value)
        if field in _REFERS and isinstance(value, str | tuple):
            if isinstance(value, str):
                return self.known(_REFERS[field], value)
            return tuple(self.known(_REFERS[field], part) for part in value)
        return value

    def known(self, table: str, word: str) -> str:
        """A neutral id; words that no table knows are withheld, but the numbers and authorities of
        a caveat stay."""
        if not word or (table == "any" and (word.isdigit() or word in LADDER)):
            return word
        return self.ids[table].get(word, WITHHELD)

    def question(self, row: Question) -> Question:
        ids = self.answers[row.id]
        answers = tuple(replace(a, id=ids.get(a.id, WITHHELD), note="") for a in row.answers)
        given = tuple(
            Given(condition=self.condition(part.condition), probabilities=tuple(
                (ids.get(answer, WITHHELD), chance) for answer, chance in part.probabilities))
            for part in row.given
        )
        return replace(row, answers=answers, given=given)

    def change(self, row: Change) -> Change:
        """A change, whose value is read and written as its field says."""
        told = {c.name: c.kind for c in columns(TABLES[row.table].noun)} if (
            row.table in TABLES) else {}
        value = ""
        if row.field in told:
            try:
                found = read_field(told[row.field], row.value)
                value = write_field(self.value(row.table, row.field, found))
            except TextFault:
                value = WITHHELD
        return Change(
            when=self.condition(row.when), table=row.table, field=row.field, value=value,
            id=self.known(row.table, row.id) if row.table in self.ids else WITHHELD,
            grade=row.grade,
        )

    def accept(self, text: str) -> str:
        """Acceptability with neutral nations and groups; what cannot be read is withheld."""
        try:
            read = parse_acceptability(text)
        except TextFault:
            return WITHHELD
        let_in = [self.known("parties", name) for name in read.admitted]
        kept_out = [f"not {self.known('parties', name)}" for name in read.refused]
        return ", ".join(let_in + kept_out)

    def company(self, company: Company) -> Company:
        """Company of neutral parties, or of neutral capabilities, in neutral places."""
        terms = tuple(
            replace(
                term, place=self.known("any", term.place),
                name=self.known("capabilities" if term.word == "if" else "parties", term.name),
            )
            for term in company.terms
        )
        made = Company(terms, "")
        return replace(made, text=str(made))

    def condition(self, condition: Condition) -> Condition:
        """A condition over neutral questions and answers."""
        root = self.part(condition.root)
        return Condition(root, str(root))

    def part(self, part: Comparison | Junction) -> Comparison | Junction:
        if isinstance(part, Junction):
            return replace(part, parts=tuple(self.part(inner) for inner in part.parts))
        ids = self.answers.get(part.question, {})
        dates = part.question == DEAL
        return replace(
            part, question=self.known("questions", part.question),
            answers=tuple(ids.get(a, a if dates else WITHHELD) for a in part.answers),
        )


def _numbered(letter: str, digits: int, rows: Iterable[Any]) -> dict[str, str]:
    return _names(letter, digits, (row.id for row in rows))


def _things(operation: Operation) -> dict[str, str]:
    """One neutral word for all spellings of what lines must have and pledges bring."""
    words = (*words_asked(operation), *words_brought(operation))
    ids = _names("B", 2, map(folded, words))
    return {word: ids[folded(word)] for word in words}


def _currencies(operation: Operation) -> dict[str, str]:
    """Currencies and units of what pledges need, by neutral words."""
    own = operation.settings.currency
    others = (need.currency for need in operation.needs if need.currency not in ("", own))
    return {**_names("V", 2, others), own: MONEY}


def _names(letter: str, digits: int, ids: Iterable[str]) -> dict[str, str]:
    return {old: f"{letter}{number:0{digits}}" for number, old in enumerate(dict.fromkeys(ids), 1)}


