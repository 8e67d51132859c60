"""Problems with forces: pledges, caveats, where elements stand, and milestones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.domain.bend import add, bend, drop, with_caveat
from tests.domain.formation_cases import Case
from tests.operations import coalition, two_tasks
from willing.calendar import DDay
from willing.domain.milestone import Milestone
from willing.domain.pledge import Caveat, Order, Pledge
from willing.domain.unit import Unit
from willing.domain.windows import parse_windows

FORCES: list[Case] = [
    ("pledge-dates", r"pledges 'gbr_mech_pledge' until: it runs from 2028-12-31 until 2028-12-31",
     bend("pledges", "gbr_mech_pledge", start=date(2028, 12, 31))),
    ("pledge-count", r"pledges 'fra_mcm_pledge' count: 4 elements are pledged; .* has 3",
     bend("pledges", "fra_mcm_pledge", count=4)),
    ("pledge-task", r"'tapa_battlegroup' is named, but it is pledged for the operation only",
     bend("pledges", "fra_mcm_pledge", offered_for=("tapa_battlegroup",))),
    ("pledge-task", r"'mines' is named, but it is pledged for backfill only",
     bend("pledges", "fra_mcm_pledge", purpose="backfill", offered_for=("mines",))),
    ("pledge-task", r"'fra_mine_watch' is named, but a nation serves its own commitments",
     bend("pledges", "fra_mcm_pledge", purpose="any", offered_for=("fra_mine_watch",))),
    ("pledge-task", r"'est_guard' is named, but EST lets nobody backfill it",
     bend("pledges", "pol_infantry_pledge", offered_for=("est_guard",))),
    ("double-pledge", r"pledges 'twice' unit: unit 'fra_mcm' is pledged like this by 'fra_mcm_p",
     add("pledges", Pledge(id="twice", unit="fra_mcm", count=1, status="verified"))),
    ("over-pledged", r"units 'fra_mcm' count: 'fra_mcm_pledge', 'more' together offer 4; .* has 3",
     add("pledges", Pledge(id="more", unit="fra_mcm", count=2, start=date(2027, 5, 1)))),
    ("pledge-expires", r"pledges 'gbr_mech_pledge' until: it ends 2027-04-01; the likeliest deal is"
     r" on 2027-05-01", bend("pledges", "gbr_mech_pledge", until=date(2027, 4, 1))),
    ("pledge-expires", r"renew_by: it must be renewed by 2027-03-01",
     bend("pledges", "fra_mech_pledge", renew_by=date(2027, 3, 1))),
    ("caveat-rule", r"caveats 'fra_mech_pledge' rule: 'number only 3' is given; .* is 'max' with a",
     with_caveat("number", "only", "3")),
    ("caveat-rule", r"'number max' is given; 'max' has one whole number of 1 or more",
     with_caveat("number", "max")),
    ("caveat-rule", r"'time max 0' is given; 'max' has one whole number",
     with_caveat("time", "max", "0")),
    ("caveat-rule", r"'place max 2' is given; a place caveat is 'only' or 'not'; use kind 'number'",
     with_caveat("place", "max", "2")),
    ("caveat-rule", r"'time not' is given; .* has a first or a last day",
     with_caveat("time", "not")),
    ("caveat-rule", r"'task only' is given; 'only' names one of the tasks and effects or more",
     with_caveat("task", "only")),
    ("caveat-dates", r"caveats 'fra_mech_pledge' until: it holds from D\+60 until D\+60",
     bend("caveats", "0", start=DDay(60))),
    ("caveat-rule", r"'authority max OPKON' is given; 'max' has one of OPCON, TACOM, TACON; did you"
     r" mean 'OPCON'", with_caveat("authority", "max", "OPKON")),
    ("caveat-stay", r"caveats 'nor_patrol_pledge' values: stays of 89 days at most; the shortest"
     r" tour of 'nor_patrol_pledge' has 90; a tour is cut short only by the end of its task",
     bend("caveats", "3", values=("89",))),
    ("cycle-sum", r"cycles 'gbr_mech' count: the rows of unit 'gbr_mech' add up to 4 .* has 5",
     bend("cycles", "2", count=2)),
    ("cycle-dates", r"cycles 'gbr_mech' until: the dwell has no end; it ends on a date from 2027",
     bend("cycles", "1", until=None)),
    ("cycle-dates", r"the tour ends on 2026-12-31; it ends on a date from 2027-01-01 on",
     bend("cycles", "0", until=date(2026, 12, 31))),
    ("cycle-state", r"cycles 'gbr_mech' until: until and task given beside elements at home",
     bend("cycles", "2", until=date(2027, 5, 1), task="mines")),
    ("misfit", r"on tour on 'mines', but 'mech_battalion' does not count for 'mcm_vessel'",
     bend("cycles", "0", task="mines")),
    ("misfit", r"on tour on 'sector_east', but elements of 'gbr_mech' serve it only under a pledge",
     bend("cycles", "0", task="sector_east")),
    ("misfit", r"but pledge 'fra_mech_pledge' is one of unit 'fra_mech'",
     bend("cycles", "0", task="sector_east", pledge="fra_mech_pledge")),
    ("misfit", r"cycles 'gbr_mech' pledge: pledge 'fra_mech_pledge' is one of unit 'fra_mech'; e",
     bend("cycles", "1", pledge="fra_mech_pledge")),
    ("misfit", r"but a nation serves its own commitments without a pledge",
     bend("cycles", "0", pledge="gbr_mech_pledge")),
    ("misfit", r"but it is standing: the owner's elements serve it at home, not on tour",
     bend("cycles", "5", state="tour", until=date(2027, 5, 1), task="pol_reserve")),
    ("misfit", r"but pledge 'nor_team_pledge' is for backfill, not for operation",
     bend("pledges", "nor_team_pledge", purpose="backfill", offered_for=())),
    ("misfit", r"but POL lets nobody backfill it by tour", bend(
        "cycles", "0", task="pol_reserve", pledge="gbr_mech_pledge",
        operation=bend("pledges", "gbr_mech_pledge", purpose="any"))),
    ("misfit", r"but pledge 'nor_team_pledge' is offered only for gulf",
     bend("pledges", "nor_team_pledge", offered_for=("gulf",))),
    ("misfit", r"orders 'pol_infantry' task: .* it is standing: the owner's elements serve it",
     add("orders", Order(unit="pol_infantry", task="pol_reserve", first_day=DDay(0), days=90,
                         count=1))),
    ("overused", r"units 'gbr_mech' count: cycle rows and orders use 7 elements .* there are 5",
     bend("orders", "0", count=5)),
    ("overused", r"pledges 'gbr_mech_pledge' count: cycle rows and orders use 4 .* there are 3",
     add("orders", Order(unit="gbr_mech", pledge="gbr_mech_pledge", task="sector_east",
                         first_day=DDay(30), days=180, count=4),
         operation=drop("orders", "0"))),
    ("decided", r"nations 'GBR' ceiling_people: turns decided or under way come to 1500; 1000 is",
     bend("nations", "GBR", ceiling_people=parse_windows("..D+10: 1000"))),
    ("decided", r"nations 'NOR' ceiling_tasks: turns decided or under way come to 1; 0 is allowed",
     bend("nations", "NOR", ceiling_tasks=0)),
    ("decided", r"nations 'NOR' ceiling_cost: turns decided or under way come to 0.9; 0.5 is",
     bend("nations", "NOR", ceiling_cost=0.5)),
    ("decided", r"requirements 'sector_east' max_share: .* come to 2; 1 is allowed", add(
        "orders", Order(unit="gbr_mech", pledge="gbr_mech_pledge", task="sector_east",
                        first_day=DDay(30), days=180, count=2),
        operation=bend("requirements", "sector_east", max_share=0.4,
                       operation=drop("orders", "0")))),
    ("decided", r"requirements 'sector_east' max_share: .* come to 1.5; 1 is allowed", add(
        "orders", Order(unit="gbr_mech", pledge="gbr_mech_pledge", task="sector_east",
                        first_day=DDay(30), days=180, count=3),
        operation=bend(
            "requirements", "sector_east", max_share=0.4, operation=bend(
                "places", "east", stay_days=30, away_days=30,
                operation=drop("orders", "0"))))),
    ("decided", r"caveats 'nor_team_pledge' values: .* come to 2; 1 is allowed", add(
        "caveats", Caveat(pledge="nor_team_pledge", kind="number", rule="max", values=("1",)),
        operation=add("orders", Order(
            unit="nor_team", pledge="nor_team_pledge", task="theatre_opening",
            first_day=date(2027, 2, 1), days=90, count=1)))),
    ("unasked-unit", r"units 'nor_team' capability: no task asks for 'staff_team'", replace(
        drop("requirements", "theatre_opening"), cycles=(), pledges=tuple(
            p for p in coalition().pledges if p.id != "nor_team_pledge"))),
    ("unasked-unit", r"its nation has not pledged it and owes no 'fighter_aircraft'",
     add("units", Unit(id="pol_jets", nation="POL", capability="fighter_aircraft", count=2,
                       home="orzysz", policy="air"))),
    ("no-legs", r"no legs join home and task place \(5\): .* 12 days are assumed",
     coalition()),
    ("no-cycles", r"units without rows \(1\): 'fra_battalions'", replace(
        two_tasks(), cycles=two_tasks().cycles[:2])),
    ("threshold", r"thresholds .IOC. share: least 2 and share 0.5 are given; .* write two rows",
     bend("thresholds", "0", share=0.5)),
    ("threshold", r"thresholds .IOC. line: .monitoring. has no essential line; .* mark one of",
     bend("thresholds", "0", line="monitoring")),
    ("unknown-id", r"thresholds .FCO. milestone: .FCO. is not known; .*.FOC.",
     bend("thresholds", "2", milestone="FCO")),
    ("unknown-id", r"thresholds .FOC. line: .boarders. is not known; .*.borders.",
     bend("thresholds", "2", line="boarders")),
    ("range", r"milestones .IOC. hold_days: 0 is given; 1 to 3650", bend(
        "milestones", "IOC", hold_days=0)),
    ("milestone-empty", r"milestones .MOC. id: no threshold names it, .* add rows for .MOC.",
     add("milestones", Milestone(id="MOC"))),
]
