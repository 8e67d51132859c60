"""Problems with tasks: their windows, what they want, and who could serve them."""

from __future__ import annotations

from datetime import date

from tests.domain.bend import add, bend, wanting
from tests.domain.formation_cases import Case
from willing.domain.condition import parse_condition
from willing.domain.pledge import Caveat
from willing.domain.question import Answer, Question
from willing.domain.unit import Capability
from willing.domain.windows import parse_windows

TASKS: list[Case] = [
    ("window-overlap", r"two windows hold on D\+80 \(from D\+20 up to D\+90, and from D\+80\)",
     wanting("D+20..D+90: 1; D+80..D+100: 2")),
    ("window-overlap", r"nations 'POL' ceiling_people: two windows hold on D\+0", bend(
        "nations", "POL", ceiling_people=parse_windows("..D+90: 5; D+0..: 4"))),
    ("window-outside", r"quantity: 'D\+900..: 1' begins before the horizon in no outcome",
     wanting("D+900..: 1")),
    ("window-late", r"quantity: 'D\+900..D\+999: 1' begins before the horizon in no outcome",
     wanting("D+20..D+30: 1; D+900..D+999: 1")),
    ("window-before-deal", r"'D-30..D\+60: 1' begins before D-day in every outcome, .*order: now",
     wanting("D-30..D+60: 1")),
    ("window-before-deal", r"'2027-01-01..2027-04-01: 2' begins before D-day",
     wanting("2027-01-01..2027-04-01: 2")),
    ("window-before-deal", r"'2' holds for all days, those before D-day .* too, .*: 'D\+0..: 2'",
     wanting("2")),
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
