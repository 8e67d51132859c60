"""`coalition`: five nations and nearly every feature of the format, once each."""

from __future__ import annotations

from datetime import date

from willing.calendar import DDay, Grid, parse_steps
from willing.domain.condition import parse_condition
from willing.domain.milestone import Milestone, Threshold
from willing.domain.nation import Group, Leg, Nation, Place
from willing.domain.operation import Operation, Settings, Weights
from willing.domain.pledge import Caveat, Order, Pledge
from willing.domain.question import Answer, Change, Given, Question
from willing.domain.requirement import Commitment, Requirement, Substitution
from willing.domain.unit import Capability, Cycle, Policy, PolicyPhase, Unit
from willing.domain.windows import parse_windows


def coalition() -> Operation:
    """Five nations, fourteen outcomes: caveats, backfill, substitutes, leads, ceilings, support."""
    return Operation(
        name="Coalition", as_of=date(2027, 1, 1), marking="ILLUSTRATIVE",
        note="Made up. Nearly every feature of the format is used once.",
        grid=Grid(
            waiting=parse_steps("4x30, 4x60"), operation=parse_steps("6x10, 10x30"),
            tail=parse_steps("3x60"),
        ),
        weights=Weights(shortfall=(30.0, 6.0, 1.0), burden=0.1, disturbance=0.02),
        settings=Settings(
            movement_days=12, fair_share_key="population", reference_person_days=900_000.0,
            counts_from="conditional", frozen_until=date(2027, 1, 21),
        ),
        capabilities=_capabilities(), policies=_policies(), policy_phases=_policy_phases(),
        groups=(
            Group(id="NATO", members=("GBR", "FRA", "POL", "NOR", "EST")),
            Group(id="EU", members=("FRA", "POL", "EST")),
        ),
        questions=_questions(), places=_places(), legs=_legs(), nations=_nations(),
        units=_units(), cycles=_cycles(), pledges=_pledges(), caveats=_caveats(),
        requirements=_requirements(), commitments=_commitments(),
        substitutions=_substitutions(), orders=_orders(), changes=_changes(),
        milestones=(Milestone(id="IOC", hold_days=14), Milestone(id="FOC", name="All of it")),
        thresholds=(
            Threshold(milestone="IOC", line="sector_east", least=2),
            Threshold(milestone="IOC", line="west", share=0.5),
            Threshold(milestone="FOC", line="borders"),
            Threshold(milestone="FOC", line="tapa_battlegroup", share=1.0),
        ),
    )


def _capabilities() -> tuple[Capability, ...]:
    return (
        Capability(id="infantry_battalion", name="Infantry battalion", counted_in="battalion"),
        Capability(id="mech_battalion", name="Mechanised battalion",
                   parent="infantry_battalion", counted_in="battalion"),
        Capability(id="fighter_aircraft", name="Fighter aircraft", counted_in="aircraft"),
        Capability(id="engineer_company", counted_in="company"),
        Capability(id="construction_company", counted_in="company"),
        Capability(id="mcm_vessel", name="Mine countermeasures vessel", counted_in="vessel"),
        Capability(id="patrol_vessel", counted_in="vessel"),
        Capability(id="role2_hospital", name="Role 2 hospital", counted_in="hospital"),
        Capability(id="staff_team", counted_in="team"),
    )


def _policies() -> tuple[Policy, ...]:
    return (
        Policy(id="army", tours=(120, 180), dwell=240, overlap=7, recovery=14, work_up=21),
        Policy(id="air", tours=(60,), dwell=60, overlap=2),
        Policy(id="navy", tours=(90, 120), dwell=120, recovery=10),
        Policy(id="staff", tours=(90, 180), dwell=90),
    )


def _policy_phases() -> tuple[PolicyPhase, ...]:
    return (
        PolicyPhase(policy="army", start=180, tours=(180,), dwell=300, overlap=10, recovery=14,
                    work_up=28),
    )


def _questions() -> tuple[Question, ...]:
    return (
        Question(id="deal", name="When does the deal take effect?", source="Staff estimate",
                 grade="I", answers=(
                     Answer(id="2027-05-01", probability=0.4, low=0.2, high=0.6),
                     Answer(id="2027-10-15", probability=0.4, low=0.2, high=0.5),
                     Answer(id="never", probability=0.2, note="Talks fail"),
                 )),
        Question(id="backstop", name="How far does the backstop go?", ordered=True,
                 answers=(Answer(id="none"), Answer(id="enablers", probability=0.4),
                          Answer(id="full")),
                 given=(Given(condition=parse_condition("deal == never"),
                              probabilities=(("none", 1.0),)),)),
        Question(id="acceptance", name="Whom does the other side accept?",
                 answered=date(2027, 3, 1),
                 answers=(Answer(id="wide", probability=0.7), Answer(id="narrow")),
                 note="Answered before any deal."),
    )


def _places() -> tuple[Place, ...]:
    return (
        Place(id="theatre", name="Theatre", role="sector", nation="XHO", reception_days=5,
              accept="NATO"),
        Place(id="east", name="Eastern sector", role="sector", nation="XHO", part_of="theatre",
              reception_days=8, latitude=48.5, longitude=35.0),
        Place(id="west", name="Western base", role="base", nation="XHO", part_of="theatre",
              reception_days=4),
        Place(id="gulf", name="The gulf", role="sector"),
        Place(id="tapa", name="Tapa", nation="EST", reception_days=3),
        Place(id="port", name="Port of entry", role="seaport", nation="POL"),
        Place(id="catterick", nation="GBR"),
        Place(id="brest", role="seaport", nation="FRA"),
        Place(id="orzysz", nation="POL"),
        Place(id="rena", nation="NOR"),
        Place(id="voru", nation="EST"),
    )


def _legs() -> tuple[Leg, ...]:
    return (
        Leg(start="catterick", end="port", mode="sea", days=6, source="Timetable", grade="C"),
        Leg(start="rena", end="port", mode="sea", days=5),
        Leg(start="orzysz", end="port", mode="rail", days=2),
        Leg(start="port", end="theatre", mode="rail", days=4),
        Leg(start="theatre", end="port", mode="road", days=6, both_ways=False),
        Leg(start="catterick", end="tapa", mode="sea", days=9),
        Leg(start="brest", end="gulf", mode="sea", days=11),
        Leg(start="voru", end="tapa", mode="road", days=1),
    )


def _nations() -> tuple[Nation, ...]:
    return (
        Nation(id="GBR", name="United Kingdom", decision_days=10,
               ceiling_people=parse_windows("..D+90: 2500; D+90..: 3500"),
               population=68.0, gdp=3100.0, forces=140.0, source="Made up", grade="I"),
        Nation(id="FRA", name="France", decision_days=20, ceiling_tasks=3,
               population=66.0, gdp=2900.0, forces=200.0, source="Made up", grade="I"),
        Nation(id="POL", name="Poland", decision_days=15,
               population=37.0, gdp=850.0, forces=210.0),
        Nation(id="NOR", name="Norway", decision_days=12, ceiling_cost=40.0,
               population=5.5, gdp=480.0, forces=24.0),
        Nation(id="EST", name="Estonia", decision_days=5, population=1.4, gdp=40.0, forces=7.0,
               note="Hosts a battlegroup."),
        Nation(id="XHO", name="Hostland", note="The host; it sends nothing."),
    )


def _units() -> tuple[Unit, ...]:
    return (
        Unit(id="gbr_mech", name="Mechanised battalions", nation="GBR",
             capability="mech_battalion", count=5, home="catterick", policy="army",
             notice_days=20, people=750, vehicles=180, tonnes=5200.5, lane_metres=2400,
             source="Made up", grade="I", note="Pool of five."),
        Unit(id="gbr_jets", nation="GBR", capability="fighter_aircraft", count=10,
             home="catterick", policy="air", notice_days=5, people=30),
        Unit(id="fra_mech", nation="FRA", capability="mech_battalion", count=3, home="brest",
             policy="army", notice_days=25, people=700),
        Unit(id="fra_mcm", nation="FRA", capability="mcm_vessel", count=3, home="brest",
             policy="navy", notice_days=10, people=45),
        Unit(id="fra_hospital", nation="FRA", capability="role2_hospital", count=3,
             home="brest", policy="staff", notice_days=14, people=90),
        Unit(id="pol_infantry", nation="POL", capability="infantry_battalion", count=4,
             home="orzysz", policy="army", notice_days=15, people=600),
        Unit(id="pol_builders", nation="POL", capability="construction_company", count=6,
             home="orzysz", policy="army", notice_days=10, people=110),
        Unit(id="nor_patrol", nation="NOR", capability="patrol_vessel", count=4, home="rena",
             policy="navy", notice_days=7, people=35, cost_per_day=0.02),
        Unit(id="nor_team", nation="NOR", capability="staff_team", count=3, home="rena",
             policy="staff", notice_days=3, people=12, cost_per_day=0.01),
        Unit(id="est_engineers", nation="EST", capability="engineer_company", count=2,
             home="voru", policy="army", notice_days=10, people=100),
        Unit(id="est_infantry", nation="EST", capability="infantry_battalion", count=2,
             home="voru", policy="army", notice_days=10, people=500),
    )


def _cycles() -> tuple[Cycle, ...]:
    return (
        Cycle(unit="gbr_mech", state="tour", count=1, until=date(2027, 3, 12),
              task="tapa_battlegroup", source="Made up", grade="I"),
        Cycle(unit="gbr_mech", state="dwell", count=1, until=date(2027, 2, 10)),
        Cycle(unit="gbr_mech", state="home", count=3),
        Cycle(unit="nor_team", state="tour", count=1, until=date(2027, 4, 1),
              task="theatre_opening", pledge="nor_team_pledge"),
        Cycle(unit="nor_team", state="home", count=2),
        Cycle(unit="pol_infantry", state="home", count=4, note="All rested."),
    )


def _pledges() -> tuple[Pledge, ...]:
    return (
        Pledge(id="gbr_mech_pledge", unit="gbr_mech", count=3, status="confirmed",
               until=date(2028, 12, 31), source="Made up", grade="I"),
        Pledge(id="gbr_jets_pledge", unit="gbr_jets", count=8, status="verified",
               offered_for=("skies",)),
        Pledge(id="fra_mech_pledge", unit="fra_mech", count=2, purpose="any",
               status="conditional", renew_by=date(2027, 9, 1),
               condition=parse_condition("backstop >= enablers and deal <= 2027-12-31")),
        Pledge(id="fra_mcm_pledge", unit="fra_mcm", count=2, status="confirmed"),
        Pledge(id="fra_hospital_pledge", unit="fra_hospital", count=3, status="confirmed"),
        Pledge(id="pol_infantry_pledge", unit="pol_infantry", count=3, purpose="any",
               status="confirmed", start=date(2027, 3, 1), notice_days=10),
        Pledge(id="pol_builders_pledge", unit="pol_builders", count=4, status="confirmed"),
        Pledge(id="nor_patrol_pledge", unit="nor_patrol", count=4, purpose="any",
               status="confirmed", offered_for=("gulf", "brest")),
        Pledge(id="nor_team_pledge", unit="nor_team", count=2, status="verified",
               offered_for=("theatre_opening",)),
        Pledge(id="est_engineers_pledge", unit="est_engineers", count=2, status="conditional",
               condition=parse_condition("acceptance == wide or not backstop in {none}")),
        Pledge(id="est_infantry_pledge", unit="est_infantry", count=1, status="promised",
               note="Does not count yet: settings say from conditional on."),
    )


def _caveats() -> tuple[Caveat, ...]:
    return (
        Caveat(pledge="fra_mech_pledge", kind="place", rule="not", values=("east",),
               start=DDay(0), until=DDay(60), source="Made up", grade="I"),
        Caveat(pledge="pol_infantry_pledge", kind="place", rule="only", values=("theatre", "EST")),
        Caveat(pledge="gbr_mech_pledge", kind="task", rule="not", values=("monitoring",)),
        Caveat(pledge="nor_patrol_pledge", kind="time", rule="max", values=("100",)),
        Caveat(pledge="nor_patrol_pledge", kind="time", rule="not",
               start=date(2027, 12, 20), until=date(2028, 1, 3)),
        Caveat(pledge="gbr_jets_pledge", kind="number", rule="max", values=("6",),
               start=DDay(90)),
        Caveat(pledge="est_engineers_pledge", kind="authority", rule="only", values=("TACON",),
               note="For people to judge."),
    )


def _requirements() -> tuple[Requirement, ...]:
    return (
        Requirement(id="sector_east", name="Eastern sector force", effect="borders",
                    capability="infantry_battalion", place="east",
                    quantity=parse_windows("D+30..D+90: 2; D+90..D+360: 3"), max_share=0.7,
                    lead=2, lead_days=60, min_useful=2, source="Made up", grade="I"),
        Requirement(id="monitors", effect="monitoring", capability="infantry_battalion",
                    place="west", quantity=parse_windows("D+20..D+200: 1"), priority=2,
                    accept="EU", essential=False, weight=0.5),
        Requirement(id="air_policing", effect="skies", capability="fighter_aircraft",
                    place="west", quantity=parse_windows("D+10..D+360: 8"), priority=2,
                    weight=0.2, derived="qra: alert_aircraft=2"),
        Requirement(id="mines", name="Mine clearance", effect="seas", capability="mcm_vessel",
                    place="gulf", quantity=parse_windows("D+30..D+240: 2"), priority=1,
                    weight=0.5, tour_days=90),
        Requirement(id="engineers", effect="enabling", capability="engineer_company",
                    place="west", quantity=parse_windows("D+14..D+300: 2"), priority=2,
                    weight=0.4),
        Requirement(id="hospital", effect="enabling", capability="role2_hospital", place="west",
                    quantity=parse_windows("D+30..D+360: 0"), priority=1, weight=0.5,
                    per_people=2000, supports=("borders", "monitoring")),
        Requirement(id="theatre_opening", effect="enabling", capability="staff_team",
                    place="port", quantity=parse_windows("1"), priority=3, order="now"),
    )


def _commitments() -> tuple[Commitment, ...]:
    return (
        Commitment(id="tapa_battlegroup", name="Battlegroup at Tapa", nation="GBR",
                   kind="rotating", capability="infantry_battalion",
                   quantity=parse_windows("1"), place="tapa", priority=2, backfill="tour",
                   accept="NATO, not FRA", source="Made up", grade="I"),
        Commitment(id="fra_mine_watch", nation="FRA", kind="standing", capability="mcm_vessel",
                   quantity=parse_windows("..2027-12-31: 2; 2027-12-31..: 1"), place="brest",
                   priority=2, weight=0.5, backfill="any", lead_days=15),
        Commitment(id="pol_reserve", nation="POL", kind="standing",
                   capability="infantry_battalion", quantity=parse_windows("2"),
                   place="orzysz", priority=3, backfill="home", accept="EST", lead_days=10,
                   min_useful=1, order="now"),
        Commitment(id="est_guard", nation="EST", kind="rotating",
                   capability="infantry_battalion", quantity=parse_windows("2027-02-01..: 1"),
                   place="voru", priority=3, tour_days=150),
    )


def _substitutions() -> tuple[Substitution, ...]:
    return (
        Substitution(capability="construction_company", stands_for="engineer_company", give=3,
                     count=2, mode="points", penalty=0.1, source="Made up", grade="I"),
        Substitution(capability="patrol_vessel", stands_for="mcm_vessel", give=2, count=1,
                     mode="lots", penalty=0.2),
    )


def _orders() -> tuple[Order, ...]:
    return (
        Order(unit="gbr_mech", task="tapa_battlegroup", first_day=date(2027, 3, 5), days=180,
              count=1, source="Made up", grade="I"),
    )


def _changes() -> tuple[Change, ...]:
    return (
        Change(when=parse_condition("backstop == full"), table="requirements", id="sector_east",
               field="quantity", value="D+30..D+360: 2", source="Made up", grade="I"),
        Change(when=parse_condition("acceptance == narrow"), table="places", id="east",
               field="accept", value="EU"),
        Change(when=parse_condition("backstop >= enablers"), table="units", id="est_engineers",
               field="count", value="3"),
        Change(when=parse_condition("deal > 2027-06-30"), table="nations", id="FRA",
               field="ceiling_tasks", value="2"),
    )
