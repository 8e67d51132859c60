"""The kinds of quantity that a requirement may derive from factors, and the figures they take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from willing.factors import arithmetic
from willing.factors.arithmetic import Figures, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One figure a derivation takes."""

    name: str
    """Name in a requirement: `on_station_h`."""
    unit: str
    """What it counts, in words."""
    factor: str | None = None
    """Factor that stands for it when it is not given."""
    default: float | None = None
    """Figure that stands for it where no factor does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of derivation."""

    about: str
    """What it derives, in a sentence."""
    function: str
    """Function of this package that does the arithmetic."""
    unit: str
    """What is counted."""
    inputs: tuple[Input, ...]
    """Figures it takes."""
    work: Callable[[Figures], Outcome]
    """The arithmetic."""


_STATION = (
    Input(name="stations", unit="stations"),
    Input(name="aircraft", unit="aircraft on each", factor="station_aircraft"),
    Input(name="on_station_h", unit="h on station", factor="station_on_station"),
    Input(name="transit_h", unit="h of transit each way", factor="station_transit"),
    Input(name="turnaround_h", unit="h on the ground", factor="station_turnaround"),
    Input(name="available", unit="share fit to fly", factor="station_available"),
    Input(name="hours_a_day", unit="h a day", default=24),
)
"""Figures of a station kept in the air."""
KINDS: dict[str, Kind] = {
    "stations": Kind(
        about="Stations kept in the air, and the aircraft behind them.",
        function="aircraft_for_stations",
        unit="aircraft",
        inputs=_STATION,
        work=arithmetic.stations,
    ),
    "crewed_stations": Kind(
        about="Stations kept in the air, with crews that keep to their hours, duty and rest.",
        function="crewed_aircraft",
        unit="aircraft",
        inputs=(
            *_STATION,
            Input(name="crews_per_aircraft", unit="crews an aircraft", factor="crews_per_aircraft"),
            Input(name="crew_hours", unit="h a crew in 30 days", factor="crew_hours"),
            Input(name="duty_h", unit="h of duty", factor="crew_duty"),
            Input(name="rest_h", unit="h of rest", factor="crew_rest"),
            Input(name="sorties_a_duty", unit="sorties in a duty", default=1),
            Input(name="fit", unit="share of crews fit to fly", factor="crew_fit"),
        ),
        work=arithmetic.crewed_stations,
    ),
    "frontage": Kind(
        about="A line watched from posts, and the companies that man them.",
        function="elements_for_posts",
        unit="companies",
        inputs=(
            Input(name="km", unit="km watched"),
            Input(name="spacing_km", unit="km between posts", factor="post_spacing"),
            Input(name="posts_per_company", unit="posts a company", factor="posts_per_company"),
        ),
        work=arithmetic.frontage,
    ),
    "lanes": Kind(
        about="Sea lanes to clear of mines in so many days, and the vessels for it.",
        function="clearing_vessels",
        unit="vessels",
        inputs=(
            Input(name="lanes", unit="lanes"),
            Input(name="length_nm", unit="nautical miles long"),
            Input(name="width_nm", unit="nautical miles wide"),
            Input(name="days", unit="days until clear"),
            Input(name="track_nm", unit="nautical miles between tracks", factor="clearing_track"),
            Input(name="speed_kn", unit="kn", factor="clearing_speed"),
            Input(name="passes", unit="passes", factor="clearing_passes"),
            Input(name="turn_h", unit="h a turn", factor="clearing_turn"),
            Input(name="hours_a_day", unit="h of clearing a day", factor="clearing_hours"),
            Input(name="available", unit="share at work", factor="clearing_available"),
        ),
        work=arithmetic.lanes,
    ),
    "clearance": Kind(
        about="Channels to clear of mines by a group that is at sea in activations only.",
        function="vessels_by",
        unit="vessels",
        inputs=(
            Input(name="channels", unit="channels", default=1),
            Input(name="length_nm", unit="nautical miles long"),
            Input(name="width_nm", unit="nautical miles wide"),
            Input(name="days", unit="days from the first activation until clear"),
            Input(name="rate_nm2", unit="square nm a vessel and day", factor="clearance_rate"),
            Input(name="passes", unit="passes", default=1),
            Input(name="at_work", unit="share of vessels at work", factor="clearing_available"),
            Input(name="turn_days", unit="days a turn of command", factor="mine_group_turn"),
            Input(name="activations", unit="activations a turn", factor="mine_group_activations"),
            Input(
                name="activation_days", unit="days an activation", factor="mine_group_activation"
            ),
        ),
        work=arithmetic.clearance,
    ),
    "people_supported": Kind(
        about="People to support, and the elements, water and trucks they take.",
        function="trucks",
        unit="elements",
        inputs=(
            Input(name="people", unit="people supported"),
            Input(name="people_per_element", unit="people one element supports"),
            Input(name="water_gal", unit="gal per person per day", factor="water_temperate"),
            Input(name="truck_t", unit="t a truck", factor="truck_payload"),
            Input(name="round_trip_h", unit="h a round trip", factor="truck_round_trip"),
            Input(name="contingency", unit="share of time added", factor="truck_contingency"),
            Input(name="truck_day_h", unit="h a truck runs a day", factor="truck_day"),
            Input(name="spare", unit="share of trucks kept spare", factor="transport_spare"),
        ),
        work=arithmetic.people_supported,
    ),
    "qra": Kind(
        about="Fighters on quick reaction alert on the ground, and those behind them.",
        function="qra_fighters",
        unit="fighters",
        inputs=(
            Input(name="alert_aircraft", unit="aircraft on alert", factor="qra_alert_aircraft"),
            Input(name="fighters_per_alert", unit="fighters each", factor="qra_fighters_per_alert"),
            Input(name="sites", unit="sites", default=1),
        ),
        work=arithmetic.qra,
    ),
}
"""Every kind a requirement may name."""
