"""The page of a nation: what it offered, what is used where, what is asked and by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.report.conftest import EARLY_FULL, Case
from tests.report.test_reading import reading
from willing.domain.windows import parse_windows
from willing.report.conference import conference
from willing.report.html import page
from willing.report.national import nation_sections
from willing.report.nations import contributors, nation_page, offers_of
from willing.report.pledged import caveat_words, most_at_once
from willing.report.reading import readings


def test_an_order_is_asked_for_notice_before_the_lead_in(post: Case) -> None:
    """Norway leaves 14 days before it is in place, and has 20 days of notice before that."""
    page = nation_page(readings(*post)[0], "NOR")
    [asked] = page.asked
    assert asked.by == date(2027, 5, 1).replace(month=3, day=28)
    assert "notice of 20 days" in asked.why
    assert "in place D+30" in asked.why


def test_pledges_that_are_not_firm_are_to_be_confirmed_and_renewed(allies: Case) -> None:
    """France is asked to confirm and renew what the plan uses."""
    told = [item.what for item in nation_page(reading(allies, EARLY_FULL), "FRA").asked]
    assert "confirm pledge fra_mech_pledge, which is conditional" in told
    assert "renew pledge fra_mech_pledge" in told


def test_what_is_used_is_added_up_by_task_and_unit(allies: Case) -> None:
    """Britain sends three battalions for 180 days, and serves its own battlegroup."""
    uses = nation_page(reading(allies, EARLY_FULL), "GBR").uses
    assert [(u.task, u.how, u.most, u.tours, u.element_days) for u in uses] == [
        ("sector_east", "operation", 3, 3, 540),
        ("tapa_battlegroup", "own commitment", 1, 1, 180),
    ]


def test_a_nation_sees_who_fills_in_for_it(allies: Case) -> None:
    """Estonia's neighbours are named on the page of the nation they help."""
    page = nation_page(reading(allies, EARLY_FULL), "GBR")
    assert [(k.backfill.nation, k.commitment) for k in page.helped] == [
        ("POL", "tapa_battlegroup")
    ]


def test_the_sustained_number_stands_beside_the_offer(post: Case) -> None:
    """One company with tours of 180 and dwell of 360 days sustains a third of one."""
    operation, _ = post
    [offer] = offers_of(operation, "NOR")
    assert (offer.pledge.count, round(offer.sustained, 3)) == (1, 0.333)


def test_limits_of_an_offer_are_told_in_words(allies: Case) -> None:
    """Conditions, dates and caveats stand beside the pledge."""
    operation, _ = allies
    terms = {offer.pledge.id: offer.terms for offer in offers_of(operation, "FRA")}
    assert terms["fra_mech_pledge"] == (
        "if backstop >= enablers and deal <= 2027-12-31", "to be renewed by 2027-09-01",
        "caveat: place not east, D+0 to D+60",
    )
    most = next(c for c in operation.caveats if c.kind == "number")
    assert caveat_words(most) == "caveat: at most 6 elements in place at once, D+90 to the end"


def test_every_nation_that_has_or_does_anything_has_a_page(allies: Case) -> None:
    """The host without units, commitments or rows has none."""
    operation, _ = allies
    names = [nation.id for nation in contributors(operation, readings(*allies))]
    assert names == ["GBR", "FRA", "POL", "NOR", "EST"]


def test_most_at_once_counts_days_not_tours() -> None:
    """A tour that begins on the day another ends is not beside it."""
    assert most_at_once([(0, 10, 2), (10, 20, 3), (15, 18, 1)]) == 4
    assert most_at_once([]) == 0


def test_a_ceiling_of_people_is_told_alike_on_page_and_paper(post: Case) -> None:
    """The nation's own part has its ceiling with thousands apart, as counts of people have it."""
    operation, plan = post
    limited = replace(operation, nations=tuple(
        replace(n, ceiling_people=parse_windows("12000")) for n in operation.nations))
    assert "people abroad at most: 12,000" in page(limited, plan)
    told = nation_sections(conference(limited, plan), "NOR")[0].texts
    assert "People abroad at most: 12,000." in told[0]
