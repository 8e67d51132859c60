"""Problems with questions, their answers, and the changes these make."""

from __future__ import annotations

from tests.domain.bend import add, bend, drop, with_change, with_condition
from tests.domain.formation_cases import Case
from willing.domain.condition import parse_condition
from willing.domain.operation import Operation
from willing.domain.question import Answer, Given, Question


def _deal(*answers: Answer) -> Operation:
    return bend("questions", "deal", answers=answers)


QUESTIONS: list[Case] = [
    ("unknown-answer", r"condition, column 1: 'enabler' is not known; .*did you mean 'enablers'\?",
     with_condition("backstop >= enabler")),
    ("unknown-answer", r"condition, column 1: 'soon' is no date; 'deal' is compared with a date",
     with_condition("deal <= soon")),
    ("unknown-answer", r"condition, column 1: '2027-05-02' is not known; .*'2027-05-01'",
     with_condition("deal == 2027-05-02")),
    ("unknown-answer", r"questions 'backstop' given: 'half' is not known", bend(
        "questions", "backstop", given=(Given(
            condition=parse_condition("deal == never"), probabilities=(("half", 1.0),)),))),
    ("unordered", r"condition, column 25: 'acceptance < wide' compares by size; .*have no order",
     with_condition("backstop == enablers or acceptance < wide")),
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
     with_change("policys", "full", "dwell", "3")),
    ("change-target", r"changes 'gbr_jets' field: field 'coutn' is given; .*did you mean 'count'",
     with_change("units", "gbr_jets", "coutn", "3")),
    ("change-target", r"field 'nation' is given; an answer may change any field of units but id,",
     with_change("units", "gbr_jets", "nation", "FRA")),
    ("change-value", r"changes 'gbr_jets' value: 'three' is not a whole number in column 1",
     with_change("units", "gbr_jets", "count", "three")),
    ("change-value", r"value: '0' as count: 0 is given; 1 to 10000",
     with_change("units", "gbr_jets", "count", "0")),
    ("change-value", r"value: 'nowhere' as place: 'nowhere' is not known",
     with_change("requirements", "mines", "place", "nowhere")),
    ("change-value", r"as quantity: two windows hold on D\+20 ",
     with_change("requirements", "mines", "quantity", "D+0..D+30: 1; D+20..D+40: 2")),
    ("change-value", r"value: 'NATO EU' as accept: 'NATO EU' is not a nation or group",
     with_change("places", "gulf", "accept", "NATO EU")),
    ("change-value", r"value: '2027-01-02' as until: it runs from 2027-03-01 until 2027-01-02",
     with_change("pledges", "pol_infantry_pledge", "until", "2027-01-02")),
    ("change-value", r"value: 'peace == yes' as condition: question 'peace' is not known",
     with_change("pledges", "pol_infantry_pledge", "condition", "peace == yes")),
    ("change-value", r"value: '' as ceiling_people|'..D\+9: 1; D\+5..: 2' as ceiling_people: two",
     with_change("nations", "POL", "ceiling_people", "..D+9: 1; D+5..: 2")),
]
