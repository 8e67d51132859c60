"""Quantities derived from factors, with their arithmetic."""

from __future__ import annotations

import pytest

from willing.factors import KINDS, days_until_clear, derive, read_derived, vessels_by
from willing.factors import __all__ as public

EXAMPLES: dict[str, dict[str, float]] = {
    "stations": {"stations": 2},
    "frontage": {"km": 1100},
    "lanes": {"lanes": 2, "length_nm": 40, "width_nm": 0.5, "days": 7},
    "people_supported": {"people": 25000, "people_per_element": 5000},
    "crewed_stations": {"stations": 2},
    "clearance": {"channels": 2, "length_nm": 40, "width_nm": 0.5, "days": 180},
    "qra": {"alert_aircraft": 2},
}


@pytest.mark.parametrize(
    ("kind", "rounded", "unit"),
    [
        ("stations", 24, "aircraft"),
        ("frontage", 22, "companies"),
        ("lanes", 4, "vessels"),
        ("people_supported", 5, "elements"),
        ("crewed_stations", 46, "aircraft"),
        ("clearance", 3, "vessels"),
        ("qra", 8, "fighters"),
    ],
)
def test_each_kind_gives_whole_elements(kind: str, rounded: int, unit: str) -> None:
    """Every kind gives a whole number of something, never below the exact figure."""
    derivation = derive(kind, **EXAMPLES[kind])
    assert (derivation.rounded, derivation.unit) == (rounded, unit)
    assert derivation.rounded >= derivation.result
    assert derivation.function in public


@pytest.mark.parametrize("kind", KINDS)
def test_the_arithmetic_is_printed(kind: str) -> None:
    """The report shows every input with its source and the result in its last step or before."""
    derivation = derive(kind, **EXAMPLES[kind])
    lines = derivation.lines()
    assert len(lines) == len(derivation.inputs) + len(derivation.steps)
    assert all(given.unit and given.source for given in derivation.inputs)
    assert any(step.startswith(f"{derivation.rounded} ") for step in derivation.steps)


def test_the_steps_of_a_station_read_like_the_example() -> None:
    """A pair all day takes 11.28 aircraft, raised to 12, step by step."""
    derivation = derive("stations", stations=1)
    assert derivation.steps == (
        "5.5 h a turn = 1.5 h on station + 2 x 0.75 h transit + 2.5 h turnaround",
        "11.28 aircraft a station = 2 at once x 5.5 h / 1.5 h / 0.65 available",
        "12 aircraft a station, raised",
        "12 aircraft = 1 stations x 12",
    )
    assert round(derivation.result) == 11


def test_crews_may_be_fewer_than_aircraft_need() -> None:
    """Two stations take 24 hulls; with 1.5 crews each, 34 crews a station take 46 of them."""
    derivation = derive("crewed_stations", stations=2)
    assert derivation.steps[2:] == (
        "12 aircraft a station, raised",
        "32 sorties a day x 3 h = 96 h flown",
        "24 crews by hours = 96 h x 30 days / 120 h a crew",
        "26.67 crews by rest = 32 sorties x (8 h + 12 h) / 24 h / 1 a duty",
        "34 crews a station = 26.67 / 0.8 fit to fly, raised",
        "23 aircraft bring them = 34 / 1.5 crews each, raised",
        "46 aircraft = 2 stations x 23: crews bind",
    )
    assert {item.name: item.value for item in derivation.also} == {
        "hulls": 24, "crews": 68, "sorties": 64,
    }


def test_enough_crews_leave_it_to_the_hulls() -> None:
    """Three crews with each aircraft are more than 34 a station, so 24 hulls are the limit."""
    derivation = derive("crewed_stations", stations=2, crews_per_aircraft=3)
    assert derivation.rounded == 24
    assert derivation.steps[-1] == "24 aircraft = 2 stations x 12: hulls bind"


def test_hours_bind_where_sorties_are_long() -> None:
    """With 60 hours in 30 days the hours take 48 crews, more than rest does."""
    derivation = derive("crewed_stations", stations=1, crew_hours=60)
    assert "60 crews a station = 48 / 0.8 fit to fly, raised" in derivation.steps


def test_a_group_clears_only_while_it_is_at_sea() -> None:
    """Two activations of 10 days in 180: 58 vessel-days take 3 vessels, clear on day 99."""
    derivation = derive("clearance", channels=2, length_nm=40, width_nm=0.5, days=180)
    assert derivation.steps == (
        "40 square nm = 2 channels x 40 nm x 0.5 nm",
        "57.14 vessel-days = 40 square nm x 1 passes / 1 a day / 0.7 at work",
        "20 days at sea of 180 = activations of 10 days, one every 90 days",
        "3 vessels = 57.14 / 20, raised; clear on day 99.05",
    )
    assert [round(item.value, 2) for item in derivation.also] == [57.14, 99.05]


def test_the_days_a_group_needs_and_the_vessels_by_a_day_agree() -> None:
    """As many vessels as a day asks for are done by that day, and one fewer is not."""
    for needed in (1.0, 25.0, 57.0, 99.5, 400.0):
        for days in (1, 9, 10, 11, 89, 90, 91, 100, 180, 365):
            vessels = vessels_by(needed, days)
            assert days_until_clear(needed, vessels) <= days + 1e-6
            if vessels > 1:
                assert days_until_clear(needed, vessels - 1) > days


def test_what_is_not_given_names_its_factor() -> None:
    """A figure from the table carries the factor's name, source, year and grade."""
    shown = {given.name: given.source for given in derive("stations", stations=1).inputs}
    assert shown["stations"] == "the requirement"
    assert shown["transit_h"].startswith("station_transit: ")
    assert shown["transit_h"].endswith("grade I")
    assert shown["hours_a_day"] == "the usual"


def test_a_station_for_part_of_the_day_shows_its_window() -> None:
    """A station of 12 hours a day says so in its arithmetic."""
    derivation = derive(
        "stations",
        stations=1,
        aircraft=1,
        on_station_h=5,
        transit_h=1,
        turnaround_h=4,
        hours_a_day=12,
    )
    assert derivation.rounded == 4
    assert "1 at once x 2.2 for a window of 12 h a day / 0.65 available" in derivation.steps[1]


def test_people_supported_show_water_and_trucks() -> None:
    """25,000 people take 577,275 litres of water and 34 trucks a day."""
    derivation = derive("people_supported", people=25000, people_per_element=5000)
    found = {quantity.name: round(quantity.value) for quantity in derivation.also}
    assert found == {"water": 577275, "dry supplies": 188, "trucks": 34}
    assert "577,275 litres of water a day = 25,000 people x 6.1 gal x 3.78541 litres" in (
        derivation.steps
    )


def test_a_requirement_may_write_it_as_text() -> None:
    """`kind: name=value, ...` derives the same as the call."""
    text = "stations: stations=2, on_station_h=1.5"
    assert read_derived(text) == derive("stations", stations=2, on_station_h=1.5)
    assert read_derived("qra:") == derive("qra")


def test_an_unknown_kind_names_the_nearest() -> None:
    """A misspelt kind is refused with the nearest known one."""
    with pytest.raises(ValueError, match=r"derive kind: 'station' .*did you mean 'stations'\?"):
        derive("station", stations=1)


def test_an_unknown_input_names_the_nearest() -> None:
    """A misspelt input is refused with the nearest known one."""
    with pytest.raises(ValueError, match=r"input 'transit' .*did you mean 'transit_h'\?"):
        derive("stations", stations=1, transit=1)


def test_a_missing_input_is_not_guessed() -> None:
    """What no factor stands for must be given."""
    with pytest.raises(ValueError, match=r"derive frontage: no 'km' was given; .*add km=\.\.\."):
        derive("frontage")


def test_an_impossible_input_is_refused() -> None:
    """Negative figures are refused by name, whatever the kind."""
    with pytest.raises(ValueError, match=r"derive qra alert_aircraft: -1 was given"):
        derive("qra", alert_aircraft=-1)
    with pytest.raises(ValueError, match=r"people_per_element: 0 was given; a number above 0"):
        derive("people_supported", people=1, people_per_element=0)
    with pytest.raises(ValueError, match=r"turn turnaround_h: 0 was given"):
        derive("stations", stations=1, turnaround_h=0)


@pytest.mark.parametrize(
    "text",
    [
        "stations: stations",  # no value
        "stations: stations=two",  # no number
        "stations: stations=1.2.3",  # no number either
        "stations: stations=1, stations=2",  # twice
        "stations stations=1",  # no colon
    ],
)
def test_text_of_another_form_is_refused(text: str) -> None:
    """Text that cannot be read is refused with an example of what can."""
    with pytest.raises(ValueError, match=r"write it as 'stations: stations=2, on_station_h=1\.5'"):
        read_derived(text)
