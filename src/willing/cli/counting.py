"""The verb that counts heads: headcount."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

import willing
from willing.cli.app import FINE, app
from willing.cli.options import AsJson, OperationPath, PlanPath
from willing.cli.shown import console, say_whose_data, show_json

if TYPE_CHECKING:
    from rich.table import Table

    from willing.assess.headcount import Headcount, Heads


@app.command
def headcount(
    operation: OperationPath, plan: PlanPath, /, *,
    on: Annotated[str, Parameter(
        help="Day to count: 'D+120', or a date. Without it: the day on which most are there.",
    )] = "",
    outcome: Annotated[str, Parameter(
        help="Outcome to count. Without it: the plan's first.")] = "",
    json: AsJson = False,
) -> int:
    """Count heads on one day: on tasks, in support, on staffs, given by hosts, and overhead.

    Everybody on requirements counts once, from the day of arrival, by nation and by place; both
    add up to the force. Equipment is what was most in theatre up to the horizon, and what was moved
    for it.
    """
    told, made = willing.load(operation), willing.read_plan(plan)
    found, day = willing.headcount(told, made, outcome, on=on)
    if json:
        show_json(headcount_mapping(found, day))
        return FINE
    title = f"Heads on {found.timeline.label(day)} ({found.timeline.date_of(day)})"
    names = {nation.id: nation.name or nation.id for nation in told.nations}
    places = {place.id: place.name or place.id for place in told.places}
    console().print(_table(f"{title}, by nation", "Nation", found, day, names))
    console().print(_table(f"{title}, by place", "Place", found, day, places))
    if found.equipment:
        console().print(_equipment(found, names))
    for line in _limits(found, places):
        print(line)
    say_whose_data(told, made, operation, plan)
    return FINE


def headcount_mapping(found: Headcount, day: int) -> dict[str, Any]:
    """A headcount with the types of JSON only; days are counted from the as-of date."""
    def told(heads: Heads) -> dict[str, int]:
        return {**asdict(heads), "all": heads.all}

    return {
        "outcome": found.outcome, "day": day, "date": found.timeline.date_of(day).isoformat(),
        "label": found.timeline.label(day), "force": told(found.on(day)),
        "nations": {name: told(heads) for name, heads in found.by_nation(day).items()},
        "places": {name: told(heads) for name, heads in found.by_place(day).items()},
        "over_time": [
            {"first_day": first, "days": after - first, **told(heads)}
            for first, after, heads in found.steps
        ],
        "equipment": [asdict(stock) for stock in found.equipment],
        "beds": [
            {
                "place": item.place,
                "over_time": [
                    {"first_day": first, "days": after - first, "people": people, "beds": beds}
                    for first, after, people, beds in item.nights
                ],
            }
            for item in found.berths
        ],
        "ceilings": [
            {"nation": name, "day": day, "people_away": away, "ceiling": allowed}
            for name, day, away, allowed in found.ceilings
        ],
        "force_ceiling": [
            {"first_day": first, "days": after - first, "people": most}
            for first, after, most in found.ceiling
        ],
    }


def _table(
    title: str, head: str, found: Headcount, day: int, names: dict[str, str]
) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    table.add_column(head, overflow="fold")
    for word in ("Task", "Support", "Staff", "Host", "Overhead", "All"):
        table.add_column(word, justify="right")
    rows = found.by_nation(day) if head == "Nation" else found.by_place(day)
    for name, heads in rows.items():
        table.add_row(names.get(name, name) or "no named place", *_figures(heads))
    table.add_section()
    table.add_row("The force", *_figures(found.on(day)))
    return table


def _figures(heads: Heads) -> tuple[str, ...]:
    every = (heads.task, heads.support, heads.staff, heads.host, heads.overhead, heads.all)
    return tuple(f"{number:,}" if number else "–" for number in every)


def _equipment(found: Headcount, names: dict[str, str]) -> Table:
    from rich.table import Table

    table = Table(
        title="Equipment up to the horizon", title_justify="left", title_style="bold",
        header_style="bold",
    )
    table.add_column("Nation", overflow="fold")
    for word in ("Most sets", "Most vehicles", "Most tonnes", "Vehicles moved", "Tonnes moved",
                 "People moved"):
        table.add_column(word, justify="right")
    for stock in found.equipment:
        table.add_row(
            names.get(stock.nation, stock.nation), f"{stock.sets:,}", f"{stock.vehicles:,}",
            f"{stock.tonnes:,.0f}", f"{stock.moved_vehicles:,}", f"{stock.moved_tonnes:,.0f}",
            f"{stock.moved_people:,}",
        )
    return table


def _limits(found: Headcount, places: dict[str, str]) -> list[str]:
    """Where beds and the ceiling of the force are tightest, a sentence each."""
    told = []
    for name, day, away, allowed in found.ceilings:
        told.append(
            f"{name}: {away:,} of {allowed:,} people away on {found.timeline.label(day)}, when "
            "least is left."
        )
    for item in found.berths:
        if item.fullest is not None:
            first, _, people, beds = item.fullest
            told.append(
                f"Beds at {places.get(item.place, item.place)}: {people:,} of {beds:,} taken on "
                f"{found.timeline.label(first)}, when least are left."
            )
    for first, after, most in found.ceiling:
        people = max(h.all for a, b, h in found.steps if a < after and b > first)
        told.append(
            f"The force may be {most:,} from {found.timeline.label(first)}; at most {people:,} "
            "are there."
        )
    return told
