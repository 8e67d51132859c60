"""Whether a pledge may serve a task: each reason why not, and the days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.bend import add, bend
from tests.domain.here import here
from tests.operations import coalition
from willing.calendar import DDay
from willing.domain.condition import parse_condition
from willing.domain.fit import Fit, covers, fit
from willing.domain.operation import Operation
from willing.domain.pledge import Caveat, Pledge
from willing.domain.situation import Situation


def held(
    pledge: str, task: str, operation: Operation | None = None, at: Situation | None = None
) -> Fit:
    """Hold a pledge (or, with a unit's id, own elements) against a task."""
    at = at or here(operation)
    found = at.operation.pledge.get(pledge)
    unit = at.operation.unit[found.unit if found else pledge]
    return fit(at, unit, found, at.operation.task[task])


def kinds(*arguments: str, operation: Operation | None = None) -> list[str]:
    """Kinds of the reasons why not."""
    return [reason.kind for reason in held(*arguments, operation=operation).reasons]


def test_a_pledge_that_may_serve_has_no_reason_against() -> None:
    """Capability, purpose, status, condition and acceptance all hold."""
    assert kinds("gbr_mech_pledge", "sector_east") == []
    assert kinds("fra_mech_pledge", "sector_east") == []
    assert kinds("pol_infantry_pledge", "tapa_battlegroup") == []


@pytest.mark.parametrize(("pledge", "task", "kind", "text"), [
    ("gbr_jets_pledge", "mines", "capability", "a fighter_aircraft does not count for a mcm_"),
    ("fra_mech", "sector_east", "owner", "elements of fra_mech are not pledged for it"),
    ("gbr_mech_pledge", "tapa_battlegroup", "owner", "serves its own commitments without a pl"),
    ("fra_hospital_pledge", "fra_mine_watch", "purpose", "pledged for operation, not for backf"),
    ("gbr_jets_pledge", "mines", "offered", "offered only for skies"),
    ("est_infantry_pledge", "sector_east", "status", "promised only; pledges count from condit"),
    ("pol_infantry_pledge", "est_guard", "backfill", "EST lets nobody fill in on it"),
    ("gbr_mech_pledge", "monitors", "accept", r"GBR is not accepted there (EU)"),
    ("gbr_mech_pledge", "monitors", "caveat", "caveat: not monitoring"),
])
def test_each_reason_is_told(pledge: str, task: str, kind: str, text: str) -> None:
    """What stands against it is told by its kind and in words."""
    told = [r.text for r in held(pledge, task).reasons if r.kind == kind]
    assert any(text in words for words in told), told


def test_all_reasons_come_at_once() -> None:
    """One reason does not hide another."""
    assert kinds("gbr_jets_pledge", "monitors") == ["capability", "offered", "accept"]


def test_a_host_refuses_for_every_place_within() -> None:
    """The theatre's acceptability holds for its sectors; an outcome may change it."""
    closed = bend("places", "theatre", accept="EU")
    assert kinds("gbr_mech_pledge", "sector_east", operation=closed) == ["accept"]
    narrow = here(acceptance="narrow")
    assert [r.kind for r in held("gbr_mech_pledge", "sector_east", at=narrow).reasons] == ["accept"]


def test_an_unmet_condition_names_the_answers() -> None:
    """The condition and the answers that defeat it are told; unknown is not true."""
    told = held("fra_mech_pledge", "sector_east", at=here(backstop="none")).reasons
    assert [r.text for r in told] == [
        "its condition 'backstop >= enablers and deal <= 2027-12-31' does not hold:"
        " backstop is none, deal is 2027-05-01"
    ]


def test_an_order_at_the_deal_never_comes_without_one() -> None:
    """Elements ordered at the deal do not leave where it never comes; those ordered now do."""
    never = here(deal="never")
    assert [r.kind for r in held("gbr_mech_pledge", "sector_east", at=never).reasons] == ["never"]
    assert held("nor_team_pledge", "theatre_opening", at=never).reasons == ()


def test_without_a_deal_no_answer_is_blamed_that_is_never_given() -> None:
    """Answers that wait for a deal are told as not given, after the order that never comes."""
    never = here(deal="never", backstop="full")
    assert [r.text for r in held("fra_mech_pledge", "sector_east", at=never).reasons] == [
        "ordered at the deal, which never comes",
        "its condition 'backstop >= enablers and deal <= 2027-12-31' does not hold:"
        " backstop is not answered without a deal, deal is not answered without a deal",
    ]
    dated = bend("pledges", "fra_mech_pledge", condition=parse_condition("acceptance == narrow"))
    told = held("fra_mech_pledge", "sector_east", at=here(dated, deal="never")).reasons
    assert told[1].text == "its condition 'acceptance == narrow' does not hold: acceptance is wide"


def test_leaving_counts_from_the_deal_or_the_answer() -> None:
    """D 120 + 10 decision days + 20 of notice; ordered now, the answer's day counts instead."""
    assert held("gbr_mech_pledge", "sector_east").leaves_from == 120 + 10 + 20
    now = bend("requirements", "engineers", order="now")
    # Acceptance is answered on day 59, so `acceptance == wide` is known then.
    assert held("est_engineers_pledge", "engineers", now).leaves_from == 59 + 5 + 10
    at_deal = held("est_engineers_pledge", "engineers", at=here(now, acceptance="narrow"))
    # Narrow acceptance leaves the backstop to decide, which is answered at the deal.
    assert at_deal.leaves_from == 120 + 5 + 10


def test_leaving_waits_for_start_notice_and_frozen_day() -> None:
    """The pledge's notice replaces the unit's; its start and the frozen day may be later."""
    pledge = held("pol_infantry_pledge", "sector_east")
    assert pledge.leaves_from == 120 + 15 + 10
    late = bend("pledges", "pol_infantry_pledge", start=date(2028, 1, 1))
    assert held("pol_infantry_pledge", "sector_east", late).leaves_from == 365
    frozen = replace(coalition(), settings=replace(
        coalition().settings, frozen_until=DDay(100)))
    assert held("gbr_mech_pledge", "sector_east", frozen).leaves_from == 220
    assert held("gbr_mech", "tapa_battlegroup", frozen).leaves_from == 220


def test_holding_waits_for_the_commitments_lead() -> None:
    """A hold begins after decision and lead days, without notice; own elements hold at once."""
    other = held("nor_patrol_pledge", "fra_mine_watch")
    assert other.holds_from == 120 + 12 + 15
    assert held("fra_mcm", "fra_mine_watch").holds_from == 0


def test_tours_end_by_the_pledges_last_day() -> None:
    """`until` is a day number; without it there is no limit."""
    assert held("gbr_mech_pledge", "sector_east").ends_by == (
        date(2028, 12, 31) - date(2027, 1, 1)).days
    assert held("fra_mcm_pledge", "mines").ends_by is None


def test_dated_caveats_close_days_only() -> None:
    """A place caveat from D+0 to D+60 closes those days; one without dates is a reason."""
    assert held("fra_mech_pledge", "sector_east").closed == ((120, 180),)
    undated = bend("caveats", "0", start=None, until=None)
    assert kinds("fra_mech_pledge", "sector_east", operation=undated) == ["caveat"]
    assert kinds("fra_mech_pledge", "monitors", operation=undated) == []


def test_only_lets_in_what_it_names() -> None:
    """`only` closes every other place; parts and nations of a place are meant too."""
    assert kinds("pol_infantry_pledge", "sector_east") == []
    assert kinds("pol_infantry_pledge", "tapa_battlegroup") == []
    elsewhere = bend("commitments", "tapa_battlegroup", place="catterick")
    assert kinds("pol_infantry_pledge", "tapa_battlegroup", operation=elsewhere) == ["caveat"]


def test_time_caveats_limit_tours_and_close_spans() -> None:
    """The shortest limit holds; `not` closes its span and `only` everything else."""
    fitting = held("nor_patrol_pledge", "mines")
    assert fitting.tour_limit == 100
    assert fitting.closed == ((353, 367),)
    shorter = add("caveats", Caveat(
        pledge="nor_patrol_pledge", kind="time", rule="max", values=("60",)))
    assert held("nor_patrol_pledge", "mines", shorter).tour_limit == 60
    only = add("caveats", Caveat(pledge="fra_mcm_pledge", kind="time", rule="only",
                                 start=DDay(0), until=DDay(90)))
    before, after = held("fra_mcm_pledge", "mines", only).closed
    assert (before[1], after[0]) == (120, 210)


def test_authority_support_and_number_close_nothing() -> None:
    """They are for people, and for the rule that counts elements in place."""
    pledge = replace(coalition().pledges[0], id="limited", condition=None)
    operation = add("pledges", pledge, operation=add("caveats", *(
        Caveat(pledge="limited", kind=kind, rule=rule, values=("1",))  # type: ignore[arg-type]
        for kind, rule in (("authority", "not"), ("support", "only"), ("number", "max")))))
    fitting = held("limited", "sector_east", operation)
    assert (fitting.reasons, fitting.closed, fitting.tour_limit) == ((), (), None)


def test_a_list_covers_task_effect_place_and_nation() -> None:
    """A task is named by its id, its effect, its place, a larger place, or a nation it lies in."""
    task = coalition().task["sector_east"]
    for name in ("sector_east", "borders", "east", "theatre", "XHO"):
        assert covers(here(), task, (name, "other"))
    assert not covers(here(), task, ("west", "skies"))
    assert covers(here(), task, ())
    assert not covers(here(), coalition().task["est_guard"], ("borders",))


def test_a_condition_with_a_date_is_known_on_it() -> None:
    """A pledge that hangs on an earlier answer only is known then, not at the deal."""
    operation = add("pledges", Pledge(
        id="early", unit="est_engineers", count=1, purpose="any", status="confirmed",
        condition=parse_condition("acceptance == wide")))
    now = bend("requirements", "engineers", order="now", operation=operation)
    assert held("early", "engineers", now).leaves_from == 59 + 5 + 10


def test_what_a_line_must_have_is_brought_by_the_pledge() -> None:
    """All words are told that the pledge does not bring; case and blanks do not matter."""
    asked = bend("requirements", "sector_east", must_have=("Medevac", "night vision"))
    brought = bend("pledges", "gbr_mech_pledge", brings=("NIGHT  vision",), operation=asked)
    told = held("gbr_mech_pledge", "sector_east", operation=brought).reasons
    assert [(r.kind, r.text) for r in told] == [("must_have", "it does not bring Medevac")]
    whole = bend("pledges", "gbr_mech_pledge", brings=("night vision", " medevac"),
                 operation=asked)
    assert held("gbr_mech_pledge", "sector_east", operation=whole).reasons == ()
