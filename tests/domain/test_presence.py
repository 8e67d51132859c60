"""Who may be in a place on which days, and what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.meaning.build import agreement, need, operation, pledge, question, unit
from willing.domain.command import falls_short, withheld
from willing.domain.fit import fit
from willing.domain.nation import Group, Place
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome
from willing.domain.presence import barred, lacking, needed
from willing.domain.situation import Situation, situation

FIELD = Place(id="field", part_of="land", agreements=("hns",))
LAND = Place(id="land", nation="RRR", agreements=("sofa", "hns"))


def asked(*records: object, mandate: str = "yes", deal: str = "2027-01-01") -> Situation:
    """A post in a field of a land that asks for agreements, in one outcome of 120 days."""
    made = operation(
        unit("aaa"), pledge("aaa"), unit("rrr"), need("post", "D+0..D+60: 1"), FIELD, LAND,
        Group(id="pact", members=("AAA",)), question("mandate", "yes", "no", answered=40),
        *records, deal=("2027-01-01", "never"), waiting="4x30",
    )
    return situation(made, outcome({"deal": deal, "mandate": mandate}, 1.0))


def spans(*records: object, nation: str = "AAA", mandate: str = "yes") -> object:
    """Days on which a nation may not be in the field."""
    return barred(asked(*records, mandate=mandate), nation, "field")


def test_the_kinds_of_larger_places_are_needed_too() -> None:
    """The field asks for one kind, the land it is part of for two; at home none is needed."""
    here = asked().operation
    assert needed(here, "AAA", "field") == ("sofa", "hns")
    assert needed(here, "RRR", "field") == ()
    assert needed(here, "AAA", "home of AAA") == ()


def test_every_kind_must_be_in_force() -> None:
    """Days are barred on which one of the kinds is missing, and joined where they touch."""
    assert spans() == ((0, 120),)
    sofa = agreement("sofa", "RRR", start="D+20", until="D+70")
    assert spans(sofa) == ((0, 120),)
    assert spans(sofa, agreement("hns", "land", start="D+30")) == ((0, 30), (70, 120))
    assert spans(sofa, nation="RRR") == ()


def test_one_agreement_may_follow_another() -> None:
    """Where the second begins on the day the first ends, no day is lost."""
    assert spans(
        agreement("hns", "field"), agreement("sofa", "field", id="one", until="D+50"),
        agreement("sofa", "land", id="two", start="D+50"),
    ) == ()


@pytest.mark.parametrize(("signed", "condition", "mandate", "first"), [
    (True, "", "yes", 0), (False, "", "yes", None), (False, "mandate == yes", "yes", 40),
    (True, "mandate == yes", "yes", 40), (True, "mandate == yes", "no", None),
])
def test_a_condition_outranks_the_signature(
    signed: bool, condition: str, mandate: str, first: int | None
) -> None:
    """With a condition it is in force from the day that is known to hold, without if signed."""
    sofa = agreement("sofa", "land", signed=signed, condition=condition)
    found = spans(agreement("hns", "land"), sofa, mandate=mandate)
    assert found == {None: ((0, 120),), 0: (), 40: ((0, 40),)}[first]


def test_only_parties_are_let_in() -> None:
    """A group stands for its members; without parties everybody is let in."""
    hns = agreement("hns", "land")
    assert spans(hns, agreement("sofa", "land", parties=["pact"])) == ()
    assert spans(hns, agreement("sofa", "land", parties=["RRR"])) == ((0, 120),)
    assert spans(hns, agreement("sofa", "land")) == ()


def test_days_counted_from_a_deal_that_never_comes_do_not_exist() -> None:
    """An agreement that begins on D is never in force without one."""
    here = asked(
        agreement("hns", "land"), agreement("sofa", "land", start="D+0"), deal="never")
    assert barred(here, "AAA", "field") == ((0, here.timeline.end),)


def test_what_is_missing_is_told_for_each_kind() -> None:
    """None at all, not signed, a condition that does not hold, or other days."""
    here = asked(
        agreement("hns", "land", id="support", until="D+30"),
        agreement("sofa", "land", id="status", signed=False),
        agreement("sofa", "land", id="later", condition="mandate == yes"), mandate="no",
    )
    assert lacking(here, "AAA", "field", (0, 10)) == ((
        "sofa", "no status of forces agreement for AAA in field: status not signed, later its "
        "condition 'mandate == yes' does not hold"),)
    assert dict(lacking(here, "AAA", "field", (20, 40)))["hns"] == (
        "no host nation support arrangement for AAA in field: support in force from D+0 to D+30")
    assert lacking(asked(), "AAA", "field", (0, 1))[0] == (
        "sofa", "no status of forces agreement for AAA in field")


def test_a_pledge_that_may_never_be_there_does_not_fit() -> None:
    """The reason names what is missing; where some days are open, the others are barred."""
    here = asked(agreement("hns", "land"))
    found = fit(here, here.operation.unit["aaa"], here.operation.pledges[0],
                here.operation.task["post"])
    assert [reason.kind for reason in found.reasons] == ["agreement"]
    opened = asked(agreement("hns", "land"), agreement("sofa", "land", start="D+20"))
    found = fit(opened, opened.operation.unit["aaa"], opened.operation.pledges[0],
                opened.operation.task["post"])
    assert (found.reasons, found.barred) == ((), ((0, 20),))


def test_an_authority_holds_those_below_it() -> None:
    """OPCON holds TACOM, TACOM holds TACON; what is not said or not asked is enough."""
    ladder = ("TACON", "TACOM", "OPCON")
    for at, given in enumerate(ladder):
        assert [falls_short(given, wanted) for wanted in ladder] == [
            other > at for other in range(3)]
    assert not falls_short("", "OPCON")
    assert not falls_short("TACON", "")


def test_a_caveat_withholds_authority() -> None:
    """`max` and `only` grant up to the highest named, `not` less than the lowest; words are for
    people, and a line that asks for none is open."""
    assert [withheld("max", ("TACOM",), w) for w in ("TACON", "TACOM", "OPCON")] == [
        False, False, True]
    assert withheld("only", ("TACON",), "TACOM")
    assert [withheld("not", ("TACOM", "OPCON"), w) for w in ("TACON", "TACOM", "OPCON")] == [
        False, True, True]
    assert not withheld("only", ("own orders",), "OPCON")
    assert not withheld("max", ("TACON",), "")
    assert not withheld("not", (), "OPCON")


def with_pledge(**values: object) -> Operation:
    """A post that asks for OPCON, and a pledge of some authority."""
    made = operation(unit("aaa"), pledge("aaa"), need("post", "D+0..D+60: 1", authority="OPCON"))
    return replace(made, pledges=(replace(made.pledges[0], **values),))  # type: ignore[arg-type]


@pytest.mark.parametrize(("authority", "reasons"), [
    ("TACON", ["AAA grants TACON, and post asks for OPCON"]), ("OPCON", []), ("", []),
])
def test_a_pledge_grants_what_a_line_asks(authority: str, reasons: list[str]) -> None:
    """Less is a reason not to serve it."""
    made = with_pledge(authority=authority)
    here = situation(made, outcome({"deal": "2027-01-01"}, 1.0))
    found = fit(here, made.unit["aaa"], made.pledges[0], made.task["post"])
    assert [reason.text for reason in found.reasons] == reasons
