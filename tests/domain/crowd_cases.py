"""Problems with overhead, beds and the force, as `check_cases` has them of all else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.domain.bend import add, bend
from tests.operations import coalition, two_tasks
from willing.calendar import DDay
from willing.domain.condition import parse_condition
from willing.domain.nation import Place
from willing.domain.operation import Operation, Settings
from willing.domain.overhead import Overhead
from willing.domain.pledge import Order
from willing.domain.question import Change
from willing.domain.windows import parse_windows

Case = tuple[str, str, Operation]
"""Kind, a pattern found in the whole message, and the operation."""


def _overhead(operation: Operation | None = None, **values: Any) -> Operation:
    row = Overhead(**{"place": "theatre", "fixed": 40, **values})
    return add("overheads", row, operation=operation)


def _ordered(**values: Any) -> Operation:
    """Two tasks, with a German battalion of 800 ordered north, ten days away, for D+60..D+240."""
    order = Order(unit="deu_battalions", pledge="deu_pledge", task="sector_north",
                  first_day=DDay(60), days=180, count=1)
    return replace(two_tasks(), orders=(order,), **values)


def _north(**values: Any) -> tuple[Place, ...]:
    places = two_tasks().places
    return (replace(places[0], **values), *places[1:])


CROWDS: list[Case] = [
    ("unknown-id", r"overheads 'theatre' nations: 'NATTO' is not known; one of the nations and gro",
     _overhead(nations=("NATTO",))),
    ("unknown-id", r"overheads 'theater' place: 'theater' is not known; .*'theatre'",
     _overhead(place="theater")),
    ("unknown-id", r"overheads 'theatre' under: 'GBX' is not known", _overhead(under="GBX")),
    ("unknown-id", r"requirements 'mines' framework: 'FRX' is not known",
     bend("requirements", "mines", framework="FRX")),
    ("unknown-id", r"places 'port' beds_by: 'builders' is not known; one of the capabilities",
     bend("places", "port", beds_by="builders")),
    ("range", r"overheads 'theatre' share: -0.1 is given; 0 to 100 is allowed",
     _overhead(share=-0.1)),
    ("range", r"overheads 'theatre' fixed: -1 is given", _overhead(fixed=-1)),
    ("window-overlap", r"places 'theatre' beds: two windows hold on D\+30", bend(
        "places", "theatre", beds=parse_windows("D+0..D+60: 5; D+30..: 9"))),
    ("window-overlap", r"operation settings.ceiling_people: two windows hold", replace(
        coalition(), settings=replace(
            coalition().settings, ceiling_people=parse_windows("D+0..D+60: 5; D+30..: 9")))),
    ("change-value", r"'D\+0..D\+9: 1; D\+5..: 2' as beds: two windows hold on D\+5",
     add("changes", Change(
         when=parse_condition("backstop == full"), table="places", id="theatre", field="beds",
         value="D+0..D+9: 1; D+5..: 2"))),
    ("beds-rule", r"places 'theatre' beds: beds_by and beds_per alone; beds that grow have 'beds',",
     bend("places", "theatre", beds_by="engineer_company", beds_per=40)),
    ("beds-rule", r"places 'theatre' beds: beds and beds_by alone; .*fill what is missing",
     bend("places", "theatre", beds=parse_windows("9"), beds_by="engineer_company")),
    ("beds-rule", r"places 'theatre' beds: beds_most alone",
     bend("places", "theatre", beds_most=9)),
    ("beds-unused", r"places 'munster' beds: no task is served there; .*or empty the beds", replace(
        two_tasks(), commitments=(), cycles=(), places=tuple(
            replace(p, beds=parse_windows("9")) if p.id == "munster" else p
            for p in two_tasks().places))),
    ("overhead-nowhere", r"no place is named, and 'port' have beds; overhead takes beds at",
     _overhead(place="", operation=bend("places", "port", beds=parse_windows("900")))),
    ("overhead-never", r"overheads 'theatre' nations: no nation that could serve there draws over",
     add("overheads", Overhead(fixed=3), Overhead(place="theatre", fixed=40))),
    ("overhead-never", r"move it above the row that takes them, or take it out",
     _overhead(under="FRA")),
    ("decided", r"nations 'DEU' ceiling_people: turns decided or under way come to 880; 850 is all",
     _ordered(overheads=(Overhead(fixed=80),), commitments=(), cycles=(), nations=(
         replace(two_tasks().nations[0], ceiling_people=parse_windows("850")),
         *two_tasks().nations[1:]))),
    ("decided", r"places 'north' beds: turns decided or under way come to 800; 799 is allowed",
     _ordered(places=_north(beds=parse_windows("799")))),
    ("decided", r"places 'north' beds: turns decided or under way come to 840; 800 is allowed",
     _ordered(overheads=(Overhead(place="north", share=0.05),), places=_north(
         beds=parse_windows("800"), beds_by="mech_battalion", beds_per=40))),
    ("decided", r"operation settings.ceiling_people: turns decided .* come to 800; 700 is allowed",
     _ordered(settings=Settings(ceiling_people=parse_windows("D+100..: 700")))),
]
