"""The arithmetic behind derived quantities, written out line by line for reports.

Each function takes the figures of one kind by name and returns the exact quantity, the whole
elements to require, and the printable steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from willing.factors.distribution import trucks, with_spare
from willing.factors.frontage import elements_for_posts, posts_for_line
from willing.factors.presence import (
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
from willing.units import kilograms, litres

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
