"""Problems of lines of other kinds, of owners and of what is free: as in `check_cases`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.domain.bend import add, bend
from tests.operations import coalition
from willing.domain.operation import Operation
from willing.domain.pledge import Order
from willing.domain.unit import Owner
from willing.domain.windows import parse_windows

LINES: list[tuple[str, str, Operation]] = [
    ("ready-days", r"requirements 'monitors' ready_days: a line at notice says no days",
     bend("requirements", "monitors", kind="notice")),
    ("ready-days", r"notice of 10 days is given on a line of kind in_place; only lines at notice",
     bend("requirements", "monitors", ready_days=10)),
    ("line-field", r"requirements 'sector_east' lead: .* of kind on_call; nobody leads what is h",
     bend("requirements", "sector_east", kind="on_call")),
    ("line-field", r"min_useful: 1 is given on a line of kind posts; posts are filled one by one",
     bend("requirements", "monitors", kind="posts", min_useful=1)),
    ("line-field", r"commitments 'est_guard' twice: .* and it is rotating; only elements held at",
     bend("commitments", "est_guard", twice=True)),
    ("post-part", r"substitutions '\w+' stands_for: \d '\w+' stand for \d .* wants posts; .* one "
     r"stands for one", bend(
         "substitutions", "0", give=2, count=1,
         operation=add("requirements", replace(
             coalition().requirements[0], id="staff", kind="posts", lead=0,
             capability=coalition().substitutions[0].stands_for)))),
    ("owner-shares", r"owners 'gbr_jets' share: the owners of 'gbr_jets' have 0.75 of it together",
     add("owners", Owner(unit="gbr_jets", nation="GBR", share=0.5),
         Owner(unit="gbr_jets", nation="POL", share=0.25))),
    ("duplicate", r"owners 'gbr_jets' nation: 'GBR' stands twice; each owner of a unit stands once",
     add("owners", *[Owner(unit="gbr_jets", nation="GBR", share=0.5)] * 2)),
    ("unknown-id", r"owners 'gbr_jets' nation: 'POLL' is not known; .* 'POL'",
     add("owners", Owner(unit="gbr_jets", nation="POLL", share=1.0))),
    ("free-count", r"units 'gbr_jets' free: 99 are said to be free; the unit has",
     bend("units", "gbr_jets", free=parse_windows("99"))),
    ("window-overlap", r"units 'gbr_jets' free: two windows hold on",
     bend("units", "gbr_jets", free=parse_windows("D+0..D+60: 1; D+30..D+90: 2"))),
    ("free-commitments", r"units 'pol_infantry' free: it says what is free, and 'pol_reserve' may",
     bend("units", "pol_infantry", free=parse_windows("2"))),
    ("decided", r"units 'nor_team' free: turns decided or under way come to 1; 0 is allowed",
     bend("units", "nor_team", free=parse_windows("D+300..: 1"))),
    ("overused", r"units 'pol_infantry' count: cycle rows and orders use", add(
        "orders", *(Order(unit="pol_infantry", task="pol_reserve", first_day=date(2027, 3, 1),
                          days=30, count=coalition().unit["pol_infantry"].count + 1, kind="hold"),),
        operation=bend("commitments", "pol_reserve", twice=True))),
]
"""Kind, a pattern found in the whole message, and the operation."""
