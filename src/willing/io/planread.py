"""Read a plan file: JSON that anybody may have written, so nothing in it is trusted."""

from __future__ import annotations

import json
import math
from datetime import date
from functools import cache
from typing import Any

from willing.domain.plan import OutcomePlan, Plan, Row, Term
from willing.domain.text import read_field
from willing.errors import Problem, TextFault, nearest
from willing.io.build import UNKNOWN_FORMAT
from willing.io.cell import unfit
from willing.io.columns import NOTHING, Column, allowed, columns

FORMAT = 1
"""Version of the plan file that is written and read."""
PAIRS = ("settings", "answers")
"""Fields that are pairs in Python and an object of texts in JSON."""
LONGEST = 100_000
"""Most days of a row; more is no plan, and leaves the calendar."""
LARGEST = 1_000_000_000
"""Largest number of elements in a row."""
_BETWEEN = {"days": (1, LONGEST), "count": (0, LARGEST)}
_YEARS = (1900, 2200)
_BAD = object()


@cache
def _names(noun: Any) -> dict[str, None]:
    """Keys of a noun, in their order."""
    return dict.fromkeys(column.name for column in columns(noun))


class PlanReader:
    """Turns the text of a plan file into a plan; faults go to `problems`."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.fit: set[str] = set()
        """Texts found fit already; most stand in many rows."""
        self.days: dict[str, date] = {}
        """Days read already, by their text."""

    def read(self, text: str) -> Plan | None:
        """Read the whole; None when a fault was found."""
        found = self.parse(text)
        if not isinstance(found, dict):
            if found is not _BAD:
                self.fault("", "the file holds no object", "a plan is one JSON object", "see the "
                           "format reference")
            return None
        if found.get("format", FORMAT) != FORMAT:
            self.fault("format", f"format {found['format']!r:.20} is not known",
                       f"format {FORMAT} is read",
                       "plan again, or use the version of Willing that wrote it", UNKNOWN_FORMAT)
            return None
        lists = {"outcomes": OutcomePlan, "rows": Row}
        values = self.record(Plan, found, "", tuple(lists))
        for name, noun in lists.items():
            values[name] = tuple(self.records(noun, name, found.get(name)))
        return None if self.problems else Plan(**values)

    def parse(self, text: str) -> Any:
        """The JSON value of a text; keys that stand twice and numbers without end are faults."""
        try:
            return json.loads(text, object_pairs_hook=self.once, parse_constant=self.no_number)
        except json.JSONDecodeError as error:
            self.fault(f"line {error.lineno}", f"this is no JSON ({error.msg})",
                       "a plan is a file of JSON, as planning writes it",
                       "correct the line, or give the plan's file")
        except (ValueError, RecursionError) as error:
            # Numbers of thousands of digits and brackets without end are refused by the parser.
            self.fault("", f"this is no plan ({type(error).__name__}: {str(error)[:80]})",
                       "flat rows of texts and numbers", "write the plan again")
        return _BAD

    def once(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            self.fault("", f"the key '{twice[:40]}' stands twice in one object",
                       "each key stands once", "delete one of them")
        return found

    def no_number(self, word: str) -> None:
        self.fault("", f"'{word}' stands for a number", "finite numbers", "write a number or null")

    def records(self, noun: Any, name: str, items: Any) -> list[Any]:
        if not isinstance(items, list):
            self.fault(name, "it is no list", f"'{name}' is a list of objects", "write '[]'")
            return []
        found = []
        for index, item in enumerate(items):
            before = len(self.problems)
            where = f"{name}[{index}]"
            if not isinstance(item, dict):
                self.fault(where, "it is no object", "an object of keys and values",
                           "name the keys")
                continue
            values = self.record(noun, item, where, ())
            if len(self.problems) == before:
                found.append(noun(**values))
        return found

    def record(
        self, noun: Any, item: dict[str, Any], where: str, skip: tuple[str, ...]
    ) -> dict[str, Any]:
        """Values of one object by field; what is missing takes its default, if it has one."""
        known = columns(noun)
        names = _names(noun)
        if not item.keys() <= names.keys():
            for key in item:
                if key not in names:
                    self.fault(where, f"'{key[:60]}' is no key here",
                               f"keys are {', '.join(names)}", nearest(key[:60], list(names)),
                               kind="unknown-key")
        values: dict[str, Any] = {}
        for column in known:
            name = column.name
            if name in skip:
                continue
            if name in item:
                given = item[name]
                # Nearly all are texts and days that stood in rows before.
                if given.__class__ is str:
                    inner, _, fixed = column.bare
                    if given in fixed or (inner is str and given in self.fit):
                        values[name] = given
                        continue
                    if inner is date and given in self.days:
                        values[name] = self.days[given]
                        continue
                values[name] = self.value(column, given, f"{where} {name}".strip())
            elif column.default is NOTHING:
                self.fault(f"{where} {name}".strip(), "the key is missing",
                           f"'{name}' must be given ({allowed(column.kind)})", "add it",
                           kind="missing-value")
            else:
                values[name] = column.default
        return values

    def value(self, column: Column, given: Any, place: str) -> Any:
        """One value, read by the field's type."""
        if column.name in PAIRS or column.name == "terms":
            return self.pairs(column.name, given, place)
        inner, absent, fixed = column.bare
        if given is None and absent:
            return None
        if inner is date and isinstance(given, str):
            return self.day(given, place)
        whole = isinstance(given, int) and not isinstance(given, bool)
        if inner is int and whole:
            return self.within(column.name, given, place)
        if inner is float and (whole or isinstance(given, float)):
            return self.within(column.name, given, place)
        if (inner is str or fixed) and isinstance(given, str):
            if fixed and given not in fixed:
                return self.fault(place, f"'{given[:60]}' is not known", allowed(column.kind),
                                  nearest(given[:60], fixed))
            return self.text(given, place)
        if inner is bool and isinstance(given, bool):
            return given
        kind = "true or false" if inner is bool else allowed(column.kind)
        return self.fault(place, f"{given!r:.60} stands here", kind, "write it so")

    def within(self, name: str, number: float, place: str) -> Any:
        """A number that can be reckoned with."""
        least, most = _BETWEEN.get(name, (-math.inf, math.inf))
        if isinstance(number, float) and not math.isfinite(number):
            return self.fault(place, "the number has no end", "a finite number", "correct it")
        if not least <= number <= most:
            return self.fault(place, f"{number} stands here", f"a number from {least} to {most:,}",
                              "correct it")
        return number

    def day(self, text: str, place: str) -> Any:
        try:
            found: date = read_field(date, text)
        except TextFault as fault:
            return self.fault(place, fault.given, fault.allowed, fault.fix)
        if not _YEARS[0] <= found.year <= _YEARS[1]:
            return self.fault(place, f"the year {found.year} stands here",
                              f"years from {_YEARS[0]} to {_YEARS[1]}", "correct the year")
        self.days[text] = found
        return found

    def pairs(self, name: str, given: Any, place: str) -> Any:
        """Settings and answers (texts by name), or terms (points by name)."""
        if not isinstance(given, dict):
            return self.fault(place, "it is no object", "an object of names and values",
                              "write '{}'")
        if name == "terms":
            return tuple(self.term(key, points, f"{place} {key[:60]}")
                         for key, points in given.items())
        for key, text in given.items():
            self.text(key, place)
            if isinstance(text, str):
                self.text(text, f"{place} {key[:60]}")
            else:
                self.fault(f"{place} {key[:60]}", f"{text!r:.60} stands here", "text", "quote it")
        return tuple(given.items())

    def text(self, given: str, place: str) -> Any:
        """A text that can be printed, and written again."""
        bad = unfit(given)
        if bad is None:
            self.fit.add(given)
            return given
        return self.fault(place, f"{bad} stands here", "printable text",
                          "take it out or shorten it")

    def term(self, name: str, points: Any, place: str) -> Any:
        if isinstance(points, bool) or not isinstance(points, int | float):
            return self.fault(place, f"{points!r:.60} stands here", "a number", "write a number")
        return Term(name=name, points=self.within("points", points, place))

    def fault(
        self, where: str, given: str, allowed: str, fix: str, kind: str = "unreadable-plan"
    ) -> Any:
        """Keep a fault; the value it stands for is never used."""
        self.problems.append(Problem(
            kind=kind, where=f"{self.file} {where}".strip(), given=given, allowed=allowed, fix=fix
        ))
        return _BAD
