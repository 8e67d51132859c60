"""Every kind of problem: an operation that has it, and what `check` says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.domain.bend import add, bend, drop
from tests.domain.check_command import COMMAND
from tests.domain.clock_cases import CLOCK
from tests.domain.crowd_cases import CROWDS
from tests.domain.formation_cases import FORMATIONS, Case
from tests.domain.line_cases import LINES
from tests.operations import coalition, two_tasks
from willing.calendar import DDay, Grid, parse_steps
from willing.domain.condition import parse_condition
from willing.domain.milestone import Milestone
from willing.domain.nation import Group, Nation, Place
from willing.domain.operation import Operation, Settings, Weights
from willing.domain.pledge import Caveat, Order, Pledge
from willing.domain.question import Answer, Change, Given, Question
from willing.domain.unit import Capability, Unit
from willing.domain.windows import parse_windows


def _windows(text: str, order: str = "deal") -> Operation:
    return bend("requirements", "monitors", quantity=parse_windows(text), order=order)


def _deal(*answers: Answer) -> Operation:
    return bend("questions", "deal", answers=answers)


def _condition(text: str) -> Operation:
    return bend("pledges", "fra_mech_pledge", condition=parse_condition(text))


def _change(table: str, name: str, field: str, value: str) -> Operation:
    when = parse_condition("backstop == full")
    return add("changes", Change(when=when, table=table, id=name, field=field, value=value))


def _grid(waiting: str = "4x30, 4x60", operation: str = "6x10, 10x30") -> Operation:
    steps = [parse_steps(text) for text in (waiting, operation, "none")]
    grid = Grid(waiting=steps[0], operation=steps[1], tail=steps[2])
    return replace(coalition(), grid=grid)


def _caveat(kind: str, rule: str, *values: str) -> Operation:
    return bend("caveats", "0", kind=kind, rule=rule, values=values, start=None, until=None)


NAMES: list[Case] = [
    ("id-format", r"units 'my unit' id: 'my unit' is no id; an id is a letter and then letters",
     add("units", replace(coalition().units[0], id="my unit"))),
    ("id-format", r"'or' is a word of conditions; .*rename it", add("groups", Group(id="or"))),
    ("id-format", r"questions 'backstop' answers: 'a b' is no id", bend(
        "questions", "backstop", answers=(Answer(id="a b"), *coalition().questions[1].answers))),
    ("id-format", r"requirements 'monitors' effect: '' is no id",
     bend("requirements", "monitors", effect="")),
    ("duplicate", r"nations 'POL' id: 'POL' stands twice; it already stands in nations 'POL'",
     add("nations", Nation(id="POL"))),
    ("duplicate", r"commitments 'mines' id: 'mines' stands twice; it already stands in requirement",
     bend("commitments", "est_guard", id="mines")),
    ("duplicate", r"policy_phases 'army' start: '180' stands twice",
     add("policy_phases", coalition().policy_phases[0])),
    ("duplicate", r"answer 'wide' stands here twice", bend(
        "questions", "acceptance", answers=(Answer(id="wide"), Answer(id="wide")))),
    ("duplicate", r"a tour length stands twice", bend("policies", "navy", tours=(90, 90))),
    ("duplicate", r"an answer stands twice where 'deal == never'", bend(
        "questions", "backstop", given=(Given(
            condition=parse_condition("deal == never"),
            probabilities=(("none", 0.5), ("none", 0.5))),))),
    ("unknown-id", r"units 'gbr_jets' nation: 'GRB' is not known; .*did you mean 'GBR'\?$",
     bend("units", "gbr_jets", nation="GRB")),
    ("unknown-id", r"units 'gbr_jets' policy: nothing stands here; one of the policies",
     bend("units", "gbr_jets", policy="")),
    ("unknown-id", r"groups 'EU' members: 'FRN' is not known",
     bend("groups", "EU", members=("FRN",))),
    ("unknown-id", r"legs 'catterick' end: 'prot' is not known; .*'port'",
     bend("legs", "0", end="prot")),
    ("unknown-id", r"pledges 'gbr_jets_pledge' offered_for: 'skyes' is not known; .*'skies'",
     bend("pledges", "gbr_jets_pledge", offered_for=("skyes",))),
    ("unknown-id", r"caveats 'fra_mech_pledge' values: 'eats' is not known; .*'east'",
     _caveat("place", "not", "eats")),
    ("unknown-id", r"caveats 'fra_mech_pledge' values: 'east' is not known; one of the tasks and",
     _caveat("task", "not", "east")),
    ("unknown-id", r"requirements 'hospital' supports: 'boarders' is not known; .*'borders'",
     bend("requirements", "hospital", supports=("boarders",))),
    ("unknown-id", r"places 'theatre' accept: 'NATTO' in column 5 is not known; .*'NATO'",
     bend("places", "theatre", accept="EU, NATTO")),
    ("unknown-id", r"condition, column 24: question 'dael' is not known; .*'deal'",
     _condition("backstop >= full   or  dael == never")),
    ("unknown-id", r"changes 'sector_wets' id: 'sector_wets' is not known; .*'sector_east'",
     _change("requirements", "sector_wets", "weight", "2")),
    ("unknown-id", r"orders 'gbr_mech' task: 'tapa' is not known; one of the tasks",
     bend("orders", "0", task="tapa")),
    ("loop", r"places 'theatre' part_of: the ring 'theatre', 'east' has no end",
     bend("places", "theatre", part_of="east")),
    ("loop", r"capabilities 'mcm_vessel' parent: the ring 'mcm_vessel' has no end",
     bend("capabilities", "mcm_vessel", parent="mcm_vessel")),
    ("ambiguous-name", r"places 'skies' id: 'skies' is in 'effects', 'places'",
     add("places", Place(id="skies"))),
    ("ambiguous-name", r"commitments 'seas' id: 'seas' is in 'commitments', 'effects'",
     bend("commitments", "est_guard", id="seas")),
]

FIGURES: list[Case] = [
    ("missing", r"policies 'air' tours: no tour length is given",
     bend("policies", "air", tours=())),
    ("missing", r"the operation grid has no periods", _grid(operation="none")),
    ("missing", r"the waiting grid has no periods", _grid(waiting="none")),
    ("missing", r"there are no priority classes",
     replace(coalition(), weights=Weights(shortfall=()))),
    ("missing", r"questions 'acceptance' answers: the question has no answers",
     bend("questions", "acceptance", answers=())),
    ("missing", r"requirements 'monitors' quantity: no window is given", _windows("")),
    ("missing", r"nations 'GBR' ceiling_people: no window is given",
     bend("nations", "GBR", ceiling_people=parse_windows(""))),
    ("range", r"units 'gbr_jets' count: 0 is given; 1 to 10000 is allowed",
     bend("units", "gbr_jets", count=0)),
    ("range", r"units 'gbr_jets' notice_days: -1 is given; 0 to 3650 is allowed",
     bend("units", "gbr_jets", notice_days=-1)),
    ("range", r"units 'gbr_jets' tonnes: nan is given",
     bend("units", "gbr_jets", tonnes=float("nan"))),
    ("range", r"units 'gbr_jets' people: a number of very many digits is given",
     bend("units", "gbr_jets", people=10**5000)),
    ("range", r"legs 'rena' days: -2 is given; 0 to 3650", bend("legs", "1", days=-2)),
    ("range", r"policies 'air' tours: 0 is given", bend("policies", "air", tours=(0,))),
    ("range", r"requirements 'mines' max_share: 1.5 is given; 0 to 1 is allowed",
     bend("requirements", "mines", max_share=1.5)),
    ("range", r"requirements 'mines' priority: 4 is given; 1 to 3 is allowed",
     bend("requirements", "mines", priority=4)),
    ("range", r"requirements 'hospital' per_people: 0 is given; 1 to",
     bend("requirements", "hospital", per_people=0)),
    ("range", r"operation weights.lead: inf is given",
     replace(coalition(), weights=Weights(lead=float("inf")))),
    ("range", r"operation settings.movement_days: -3 is given",
     replace(coalition(), settings=Settings(movement_days=-3))),
    ("range", r"operation as_of: 0207-01-01 is given; 1950-01-01 to 2200-12-31",
     replace(coalition(), as_of=date(207, 1, 1))),
    ("range", r"requirements 'monitors' quantity: 999999999 is given",
     _windows("D+0..: 999999999")),
    ("range", r"orders 'gbr_mech' days: 0 is given", bend("orders", "0", days=0)),
    ("limit", r"operation grid: 401 periods of 401 days are given; at most 400 periods",
     _grid("1x1", "400x1")),
    ("limit", r"all units together have 110000 elements; at most 100000", add(
        "units", *(replace(coalition().units[0], id=f"more{i}", count=10_000) for i in range(11)),
        operation=drop("units", *(u.id for u in coalition().units)))),
    ("limit", r"legs: 10001 records are given; at most 10000",
     replace(coalition(), legs=coalition().legs[:1] * 10_001)),
    ("limit", r"21 tour lengths are given; at most 20",
     bend("policies", "air", tours=tuple(range(1, 22)))),
    ("limit", r"the answers combine to 115200 outcomes; at most 20000", add("questions", *(
        Question(id=f"q{i}", answers=tuple(Answer(id=f"a{j}") for j in range(80)))
        for i in range(2)))),
    ("accept-text", r"requirements 'monitors' accept: 'EU NATO' is not a nation or group in column",
     bend("requirements", "monitors", accept="EU NATO")),
]

QUESTIONS: list[Case] = [
    ("unknown-answer", r"condition, column 1: 'enabler' is not known; .*did you mean 'enablers'\?",
     _condition("backstop >= enabler")),
    ("unknown-answer", r"condition, column 1: 'soon' is no date; 'deal' is compared with a date",
     _condition("deal <= soon")),
    ("unknown-answer", r"condition, column 1: '2027-05-02' is not known; .*'2027-05-01'",
     _condition("deal == 2027-05-02")),
    ("unknown-answer", r"questions 'backstop' given: 'half' is not known", bend(
        "questions", "backstop", given=(Given(
            condition=parse_condition("deal == never"), probabilities=(("half", 1.0),)),))),
    ("unordered", r"condition, column 25: 'acceptance < wide' compares by size; .*have no order",
     _condition("backstop == enablers or acceptance < wide")),
    ("given-order", r"questions 'deal' given, column 1: 'backstop' is not answered yet", bend(
        "questions", "deal", given=(Given(
            condition=parse_condition("backstop == full"), probabilities=(("never", 1.0),)),))),
    ("probability", r"'wide' has chances 1.2; lowest, chance and highest lie between 0 and 1", bend(
        "questions", "acceptance", answers=(Answer(id="wide", probability=1.2), Answer(id="no")))),
    ("probability", r"'wide' has chances 0.6 / 0.5 / 0.9", bend(
        "questions", "acceptance", answers=(
            Answer(id="wide", probability=0.5, low=0.6, high=0.9), Answer(id="narrow")))),
    ("probability", r"'none' has the chance -1", bend(
        "questions", "backstop", given=(Given(
            condition=parse_condition("deal == never"),
            probabilities=(("none", -1.0), ("full", 2.0))),))),
    ("probability-sum", r"the chances of the answers add up to 0.9; together they are 1", bend(
        "questions", "acceptance", answers=(
            Answer(id="wide", probability=0.7), Answer(id="narrow", probability=0.2)))),
    ("probability-sum", r"add up to 1.4; together they are at most 1", bend(
        "questions", "acceptance", answers=(
            Answer(id="wide", probability=0.7), Answer(id="narrow", probability=0.7),
            Answer(id="odd")))),
    ("probability-sum", r"the answers where 'deal == never' add up to 0.5", bend(
        "questions", "backstop", given=(Given(
            condition=parse_condition("deal == never"), probabilities=(("none", 0.5),)),))),
    ("deal-missing", r"operation questions: there is no question 'deal'",
     drop("questions", "deal")),
    ("deal-answer", r"questions 'deal' answers: '2027-5-1' is given; .* is a date such as",
     _deal(Answer(id="2027-5-1"))),
    ("deal-answer", r"'2027-02-30' is given", _deal(Answer(id="2027-02-30"))),
    ("deal-late", r"the deal on 2029-01-01 lies behind the waiting grid; .*ends on 2027-12-27",
     _deal(Answer(id="2029-01-01"))),
    ("many-outcomes", r"the answers combine to 700 outcomes; above 500", add("questions", Question(
        id="weather", answers=tuple(Answer(id=f"w{i}") for i in range(50))))),
    ("change-target", r"changes 'full' table: table 'policys' is given",
     _change("policys", "full", "dwell", "3")),
    ("change-target", r"changes 'gbr_jets' field: field 'coutn' is given; .*did you mean 'count'",
     _change("units", "gbr_jets", "coutn", "3")),
    ("change-target", r"field 'nation' is given; an answer may change any field of units but id,",
     _change("units", "gbr_jets", "nation", "FRA")),
    ("change-value", r"changes 'gbr_jets' value: 'three' is not a whole number in column 1",
     _change("units", "gbr_jets", "count", "three")),
    ("change-value", r"value: '0' as count: 0 is given; 1 to 10000",
     _change("units", "gbr_jets", "count", "0")),
    ("change-value", r"value: 'nowhere' as place: 'nowhere' is not known",
     _change("requirements", "mines", "place", "nowhere")),
    ("change-value", r"as quantity: two windows hold on D\+20 ",
     _change("requirements", "mines", "quantity", "D+0..D+30: 1; D+20..D+40: 2")),
    ("change-value", r"value: 'NATO EU' as accept: 'NATO EU' is not a nation or group",
     _change("places", "gulf", "accept", "NATO EU")),
    ("change-value", r"value: '2027-01-02' as until: it runs from 2027-03-01 until 2027-01-02",
     _change("pledges", "pol_infantry_pledge", "until", "2027-01-02")),
    ("change-value", r"value: 'peace == yes' as condition: question 'peace' is not known",
     _change("pledges", "pol_infantry_pledge", "condition", "peace == yes")),
    ("change-value", r"value: '' as ceiling_people|'..D\+9: 1; D\+5..: 2' as ceiling_people: two",
     _change("nations", "POL", "ceiling_people", "..D+9: 1; D+5..: 2")),
]

TASKS: list[Case] = [
    ("window-overlap", r"two windows hold on D\+80 \(from D\+20 up to D\+90, and from D\+80\)",
     _windows("D+20..D+90: 1; D+80..D+100: 2")),
    ("window-overlap", r"nations 'POL' ceiling_people: two windows hold on D\+0", bend(
        "nations", "POL", ceiling_people=parse_windows("..D+90: 5; D+0..: 4"))),
    ("window-outside", r"quantity: 'D\+900..: 1' begins before the horizon in no outcome",
     _windows("D+900..: 1")),
    ("window-late", r"quantity: 'D\+900..D\+999: 1' begins before the horizon in no outcome",
     _windows("D+20..D+30: 1; D+900..D+999: 1")),
    ("window-before-deal", r"'D-30..D\+60: 1' begins before D-day in every outcome, .*order: now",
     _windows("D-30..D+60: 1")),
    ("window-before-deal", r"'2027-01-01..2027-04-01: 2' begins before D-day",
     _windows("2027-01-01..2027-04-01: 2")),
    ("window-before-deal", r"'2' holds for all days, those before D-day .* too, .*: 'D\+0..: 2'",
     _windows("2")),
    ("above-quantity", r"requirements 'monitors' min_useful: 2 elements are given; no window wants",
     bend("requirements", "monitors", min_useful=2)),
    ("above-quantity", r"requirements 'monitors' lead: 3 elements are given",
     bend("requirements", "monitors", lead=3)),
    ("standing-tour", r"commitments 'pol_reserve' tour_days: tours of 90 days are given",
     bend("commitments", "pol_reserve", tour_days=90)),
    ("rotating-home", r"commitments 'est_guard' backfill: backfill from home is given",
     bend("commitments", "est_guard", backfill="home")),
    ("unfillable", r"requirements 'mines' capability: nobody can serve it in any outcome \(nothing"
     r" pledged or owned counts for 'role3_hospital'\)", add(
         "capabilities", Capability(id="role3_hospital"),
         operation=bend("requirements", "mines", capability="role3_hospital"))),
    ("unfillable", r"\(not accepted there: 'fra_mcm_pledge', 'nor_patrol_pledge'\)",
     bend("requirements", "mines", accept="POL")),
    ("unfillable", r"\(behind conditions that never hold: 'fra_hospital_pledge'\)", bend(
        "pledges", "fra_hospital_pledge",
        condition=parse_condition("deal == never and backstop == full"))),
    ("unfillable", r"in any of the 200 likeliest outcomes \(behind conditions", add(
        "questions", Question(id="sky", answers=tuple(Answer(id=f"s{i}") for i in range(50))),
        operation=bend("pledges", "fra_hospital_pledge", condition=parse_condition(
            "deal == never and backstop == full and sky == s1")))),
    ("unfillable", r"\(behind caveats: 'fra_hospital_pledge'\)", add("caveats", Caveat(
        pledge="fra_hospital_pledge", kind="place", rule="not", values=("theatre",)))),
    ("unfillable", r"\(not firm enough: 'fra_hospital_pledge'\)",
     bend("pledges", "fra_hospital_pledge", status="promised")),
    ("unfillable", r"\(too late, or gone before a tour is over: 'fra_hospital_pledge'\)",
     bend("pledges", "fra_hospital_pledge", until=date(2027, 5, 1))),
    ("unfillable", r"\(too late, or gone before a tour is over: 'fra_hospital_pledge'\)",
     bend("pledges", "fra_hospital_pledge", start=date(2031, 5, 1))),
    ("unfillable", r"commitments 'est_guard' capability: nobody can serve it .*backfill is not",
     bend("commitments", "est_guard", nation="XHO")),
    ("nobody-on-tour", r"commitments 'est_guard' quantity: it is owed on 2027-01-01, and no cycle",
     bend("commitments", "est_guard", quantity=parse_windows("1"))),
]

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
     _caveat("number", "only", "3")),
    ("caveat-rule", r"'number max' is given; 'max' has one whole number of 1 or more",
     _caveat("number", "max")),
    ("caveat-rule", r"'time max 0' is given; 'max' has one whole number",
     _caveat("time", "max", "0")),
    ("caveat-rule", r"'place max 2' is given; a place caveat is 'only' or 'not'; use kind 'number'",
     _caveat("place", "max", "2")),
    ("caveat-rule", r"'time not' is given; .* has a first or a last day", _caveat("time", "not")),
    ("caveat-rule", r"'task only' is given; 'only' names one of the tasks and effects or more",
     _caveat("task", "only")),
    ("caveat-dates", r"caveats 'fra_mech_pledge' until: it holds from D\+60 until D\+60",
     bend("caveats", "0", start=DDay(60))),
    ("caveat-rule", r"'authority max OPKON' is given; 'max' has one of OPCON, TACOM, TACON; did you"
     r" mean 'OPCON'", _caveat("authority", "max", "OPKON")),
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

CASES = [
    *NAMES, *FIGURES, *QUESTIONS, *TASKS, *FORCES, *CLOCK, *LINES, *COMMAND, *CROWDS,
    *FORMATIONS,
]
