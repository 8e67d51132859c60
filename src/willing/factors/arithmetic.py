"""The arithmetic behind derived quantities, written out line by line for reports.

Each function takes the figures of one kind by name and returns the exact quantity, the whole
elements to require, and the printable steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from willing.factors.clearance import (
    channel_area,
    days_active,
    days_until_clear,
    vessel_days,
    vessels_by,
)
from willing.factors.crews import crews_by_hours, crews_by_rest, crews_per_station, flight_hours
from willing.factors.distribution import trucks, with_spare
from willing.factors.frontage import elements_for_posts, posts_for_line
from willing.factors.presence import (
    HOURS_PER_DAY,
    aircraft_for_stations,
    aircraft_per_station,
    qra_fighters,
    sorties_a_day,
    turn,
)
from willing.factors.refusal import above_zero
from willing.factors.rounding import plain, raised
from willing.factors.sea import clearing_hours, clearing_vessels, tracks
from willing.factors.sustain import supply_per_person, supply_weight, water_daily
from willing.units import DAYS_PER_MONTH, kilograms, litres

Figures = Mapping[str, float]

KILOGRAMS_PER_TONNE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure found on the way."""

    name: str
    """What it is: `water`."""
    value: float
    """The figure, exact unless it counts whole things."""
    unit: str
    """Its unit, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the arithmetic of a kind gives."""

    steps: tuple[str, ...]
    """Printable lines."""
    result: float
    """Exact quantity."""
    rounded: int
    """Whole elements."""
    also: tuple[Quantity, ...] = ()
    """Figures found on the way."""


def stations(f: Figures) -> Outcome:
    """Aircraft that keep stations in the air: turn, aircraft a station, raised, times stations."""
    times = (f["on_station_h"], f["transit_h"], f["turnaround_h"])
    extra = {"aircraft": f["aircraft"], "hours_a_day": f["hours_a_day"]}
    each = aircraft_per_station(*times, f["available"], **extra)
    total = aircraft_for_stations(f["stations"], *times, f["available"], **extra)
    on, transit, ground = (plain(hours) for hours in times)
    around = plain(turn(*times))
    crowd = plain(f["aircraft"])
    if f["hours_a_day"] == 24:
        how = f"{crowd} at once x {around} h / {on} h / {plain(f['available'])} available"
    else:
        ratio = plain(each * f["available"] / f["aircraft"])
        how = (
            f"{crowd} at once x {ratio} for a window of {plain(f['hours_a_day'])} h a day / "
            f"{plain(f['available'])} available"
        )
    sorties = sorties_a_day(f["on_station_h"], stations=f["stations"], **extra)
    return Outcome(
        steps=(
            f"{around} h a turn = {on} h on station + 2 x {transit} h transit "
            f"+ {ground} h turnaround",
            f"{plain(each)} aircraft a station = {how}",
            f"{plain(raised(each))} aircraft a station, raised",
            f"{plain(total)} aircraft = {plain(f['stations'])} stations x {plain(raised(each))}",
        ),
        result=f["stations"] * each,
        rounded=total,
        also=(Quantity(name="sorties", value=sorties, unit="sorties a day"),),
    )


def crewed_stations(f: Figures) -> Outcome:
    """Aircraft for stations by hulls and by crews, and which of the two is too few."""
    hulls = stations({**f, "stations": 1})
    extra = {"aircraft": f["aircraft"], "hours_a_day": f["hours_a_day"]}
    sorties = sorties_a_day(f["on_station_h"], **extra)
    flown = flight_hours(f["on_station_h"], f["transit_h"])
    by_hours = crews_by_hours(sorties, flown, f["crew_hours"])
    rest = {"duty_h": f["duty_h"], "rest_h": f["rest_h"], "sorties_a_duty": f["sorties_a_duty"]}
    by_rest = crews_by_rest(sorties, **rest)
    crews = crews_per_station(
        f["on_station_h"], f["transit_h"], crew_hours=f["crew_hours"], fit=f["fit"], **rest, **extra
    )
    above_zero("derive crewed_stations", crews_per_aircraft=f["crews_per_aircraft"])
    by_crews = raised(raised(crews) / f["crews_per_aircraft"])
    each = max(hulls.rounded, by_crews)
    binds = "crews" if by_crews > hulls.rounded else "hulls"
    total = raised(f["stations"] * each)
    with_them = plain(f["crews_per_aircraft"])
    return Outcome(
        steps=(
            *hulls.steps[:3],
            f"{plain(sorties)} sorties a day x {plain(flown)} h = {plain(sorties * flown)} h flown",
            f"{plain(by_hours)} crews by hours = {plain(sorties * flown)} h x {DAYS_PER_MONTH} "
            f"days / {plain(f['crew_hours'])} h a crew",
            f"{plain(by_rest)} crews by rest = {plain(sorties)} sorties x "
            f"({plain(f['duty_h'])} h + {plain(f['rest_h'])} h) / {HOURS_PER_DAY} h / "
            f"{plain(f['sorties_a_duty'])} a duty",
            f"{raised(crews)} crews a station = {plain(max(by_hours, by_rest))} / "
            f"{plain(f['fit'])} fit to fly, raised",
            f"{by_crews} aircraft bring them = {raised(crews)} / {with_them} crews each, raised",
            f"{plain(total)} aircraft = {plain(f['stations'])} stations x {each}: {binds} bind",
        ),
        result=f["stations"] * max(hulls.result, crews / f["crews_per_aircraft"]),
        rounded=total,
        also=(
            Quantity(name="hulls", value=f["stations"] * hulls.rounded, unit="aircraft"),
            Quantity(name="crews", value=f["stations"] * raised(crews), unit="crews"),
            Quantity(name="sorties", value=f["stations"] * sorties, unit="sorties a day"),
        ),
    )


def clearance(f: Figures) -> Outcome:
    """Vessels that clear channels by a day, when the group is at sea in activations only."""
    area = channel_area(f["length_nm"], f["width_nm"], channels=f["channels"])
    needed = vessel_days(area, f["rate_nm2"], passes=f["passes"], at_work=f["at_work"])
    when = {name: f[name] for name in ("turn_days", "activations", "activation_days")}
    active = days_active(f["days"], **when)
    vessels = vessels_by(needed, f["days"], **when)
    done = days_until_clear(needed, max(vessels, 1), **when)
    return Outcome(
        steps=(
            f"{plain(area)} square nm = {plain(f['channels'])} channels x "
            f"{plain(f['length_nm'])} nm x {plain(f['width_nm'])} nm",
            f"{plain(needed)} vessel-days = {plain(area)} square nm x {plain(f['passes'])} passes "
            f"/ {plain(f['rate_nm2'])} a day / {plain(f['at_work'])} at work",
            f"{plain(active)} days at sea of {plain(f['days'])} = activations of "
            f"{plain(f['activation_days'])} days, one every "
            f"{plain(f['turn_days'] / f['activations'])} days",
            f"{vessels} vessels = {plain(needed)} / {plain(active)}, raised; "
            f"clear on day {plain(done)}",
        ),
        result=needed / active,
        rounded=vessels,
        also=(
            Quantity(name="clearing", value=needed, unit="vessel-days"),
            Quantity(name="clear after", value=done, unit="days"),
        ),
    )


def frontage(f: Figures) -> Outcome:
    """Companies that watch a line: posts by spacing, then companies by posts, each raised."""
    posts = posts_for_line(f["km"], f["spacing_km"])
    companies = elements_for_posts(posts, f["posts_per_company"])
    return Outcome(
        steps=(
            f"{plain(posts)} posts = {plain(f['km'])} km / {plain(f['spacing_km'])} km, raised",
            f"{plain(companies)} companies = {plain(posts)} posts / "
            f"{plain(f['posts_per_company'])} posts a company, raised",
        ),
        result=posts / f["posts_per_company"],
        rounded=companies,
        also=(Quantity(name="posts", value=posts, unit="posts"),),
    )


def lanes(f: Figures) -> Outcome:
    """Vessels that clear lanes in time: tracks, hours a track, vessel-hours, vessels raised."""
    how = {"track_nm": f["track_nm"], "speed_kn": f["speed_kn"], "passes": f["passes"]}
    hours = clearing_hours(f["lanes"], f["length_nm"], f["width_nm"], turn_h=f["turn_h"], **how)
    work = {"hours_a_day": f["hours_a_day"], "available": f["available"]}
    vessels = clearing_vessels(hours, f["days"], **work)
    exact = hours / (f["days"] * f["hours_a_day"] * f["available"])
    across = tracks(f["width_nm"], f["track_nm"])
    run = f["length_nm"] / f["speed_kn"] + f["turn_h"]
    return Outcome(
        steps=(
            f"{across} tracks = {plain(f['width_nm'])} nm / {plain(f['track_nm'])} nm, raised",
            f"{plain(run)} h a track = {plain(f['length_nm'])} nm / {plain(f['speed_kn'])} kn "
            f"+ {plain(f['turn_h'])} h turn",
            f"{plain(hours)} vessel-hours = {plain(f['lanes'])} lanes x {across} tracks x "
            f"{plain(f['passes'])} passes x {plain(run)} h",
            f"{vessels} vessels = {plain(hours)} h / ({plain(f['days'])} days x "
            f"{plain(f['hours_a_day'])} h x {plain(f['available'])} at work), raised",
        ),
        result=exact,
        rounded=vessels,
        also=(Quantity(name="clearing", value=hours, unit="vessel-hours"),),
    )


def people_supported(f: Figures) -> Outcome:
    """Elements for so many people, and the water, dry supplies and trucks they take."""
    above_zero("derive people_supported", people_per_element=f["people_per_element"])
    exact = f["people"] / f["people_per_element"]
    gallons = water_daily(f["people"], f["water_gal"])
    pounds = supply_per_person()
    dry_t = kilograms(supply_weight(f["people"], pounds)) / KILOGRAMS_PER_TONNE
    running = trucks(
        dry_t,
        f["truck_day_h"],
        f["round_trip_h"],
        truck_t=f["truck_t"],
        contingency=f["contingency"],
        whole_trips=False,  # supplies flow every day, so a trip may end tomorrow
    )
    fleet = with_spare(running, f["spare"])
    people = plain(f["people"])
    return Outcome(
        steps=(
            f"{raised(exact)} elements = {people} people / "
            f"{plain(f['people_per_element'])} people an element, raised",
            f"{plain(round(litres(gallons)))} litres of water a day = {people} people x "
            f"{plain(f['water_gal'])} gal x {litres(1):.6g} litres",
            f"{plain(dry_t)} t of dry supplies a day = {people} people x {pounds:.6g} lb "
            f"x {kilograms(1):.6g} kg / 1,000",
            f"{running} trucks = {plain(dry_t)} t / {plain(f['truck_t'])} t x "
            f"{plain(f['round_trip_h'])} h x {plain(1 + f['contingency'])} / "
            f"{plain(f['truck_day_h'])} h, raised",
            f"{fleet} trucks = {running} x {plain(1 + f['spare'])}, raised, with spare ones",
        ),
        result=exact,
        rounded=raised(exact),
        also=(
            Quantity(name="water", value=litres(gallons), unit="litres a day"),
            Quantity(name="dry supplies", value=dry_t, unit="t a day"),
            Quantity(name="trucks", value=fleet, unit="trucks"),
        ),
    )


def qra(f: Figures) -> Outcome:
    """Fighters behind quick reaction alert, raised for each site."""
    total = qra_fighters(
        f["alert_aircraft"], fighters_per_alert=f["fighters_per_alert"], sites=f["sites"]
    )
    exact = f["sites"] * f["alert_aircraft"] * f["fighters_per_alert"]
    return Outcome(
        steps=(
            f"{total} fighters = {plain(f['sites'])} sites x {plain(f['alert_aircraft'])} on alert "
            f"x {plain(f['fighters_per_alert'])} fighters behind each, raised for each site",
        ),
        result=exact,
        rounded=total,
    )
