"""Heads over time and by whom: the drawing, and the tables beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from willing.assess.berths import Berths
from willing.assess.headcount import KINDS, Heads
from willing.report.charts import first_day
from willing.report.figures import number
from willing.report.reading import Reading
from willing.report.scale import Scale, backdrop, scale
from willing.report.svg import bars, drawing, outline, words

_HIGH, _ABOVE = 120, 14
"""Pixels that the steps are high, and the room above them."""
_BEDS_HIGH = 44
_LOOKS = {"task": "t", "support": "c", "staff": "b", "host": "h",
          "overhead": "l"}
"""Look of each kind of head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadsPart:
    """What the page says of heads in one outcome."""

    day: str
    """The fullest day, in words."""
    force: Heads
    """The force on it."""
    nations: tuple[tuple[str, Heads], ...]
    """Each nation on it, most first."""
    places: tuple[tuple[str, Heads], ...]
    """Each place on it, most first."""
    drawn: tuple[tuple[str, str, Markup], ...]
    """Name, detail and drawing: the force, then places with beds."""
    limits: tuple[tuple[str, str, int, int, str], ...]
    """What is limited, by what, people when least is left, the limit, and the day."""


def heads_of(reading: Reading) -> HeadsPart | None:
    """Heads of an outcome; None: nobody is ever there."""
    found = reading.heads
    day = found.fullest
    if not found.on(day).all:
        return None
    days = scale(reading.timeline, first_day(reading))
    return HeadsPart(
        day=f"{reading.timeline.label(day)} ({reading.timeline.date_of(day)})",
        force=found.on(day), nations=_most_first(found.by_nation(day)),
        places=_most_first(found.by_place(day)),
        drawn=(
            ("The force", f"up to {number(found.on(day).all)} people", _force(reading, days)),
            *(
                (reading.operation.place[item.place].name or item.place, _told(item),
                 _beds(reading, days, item))
                for item in found.berths
            ),
        ),
        limits=tuple(_limits(reading)),
    )


def heads_mapping(heads: Heads) -> dict[str, int]:
    """Heads for JSON and tables of figures."""
    return {**{kind: getattr(heads, kind) for kind in KINDS}, "all": heads.all}


def summary_of(reading: Reading) -> dict[str, Any]:
    """Heads over time and on the fullest day, equipment and beds, with the types of JSON only."""
    found = reading.heads
    day = found.fullest
    return {
        "fullest_day": day,
        "over_time": [
            {"first_day": first, "days": after - first, **heads_mapping(heads)}
            for first, after, heads in found.steps
        ],
        "nations": {name: heads_mapping(h) for name, h in found.by_nation(day).items()},
        "places": {name: heads_mapping(h) for name, h in found.by_place(day).items()},
        "beds": [
            {"place": item.place, "first_day": first, "days": after - first, "people": people,
             "beds": beds}
            for item in found.berths for first, after, people, beds in item.nights
        ],
        "equipment": [
            {"nation": s.nation, "sets": s.sets, "vehicles": s.vehicles, "tonnes": s.tonnes,
             "moved_vehicles": s.moved_vehicles, "moved_tonnes": s.moved_tonnes,
             "moved_people": s.moved_people}
            for s in found.equipment
        ],
    }


def _most_first(groups: Mapping[str, Heads]) -> tuple[tuple[str, Heads], ...]:
    return tuple(sorted(groups.items(), key=lambda item: (-item[1].all, item[0])))


def _force(reading: Reading, days: Scale) -> Markup:
    """Kinds of heads stacked over time, with the ceiling of the force."""
    found = reading.heads
    ceilings = found.ceiling
    most = max([h.all for _, _, h in found.steps] + [most for _, _, most in ceilings])
    high = _HIGH - _ABOVE

    def top(people: int) -> int:
        return _HIGH - round(people / most * high)

    marks, under = [], [0] * len(found.steps)
    for kind in KINDS:
        boxes = []
        for i, (first, after, heads) in enumerate(found.steps):
            low = under[i]
            under[i] += getattr(heads, kind)
            left, right = days.x(first), days.x(after)
            boxes.append((left, top(under[i]), right - left, top(low) - top(under[i])))
        marks.append(bars(_LOOKS[kind], boxes))
    marks += _lines(days, top, ceilings)
    marks.append(words("a2", 3, 10, f"{number(most)} people"))
    return drawing(
        days.width, _HIGH + 2, f"Heads of the force over time, at most {number(most)}",
        [backdrop(reading.timeline, days, _HIGH + 2), *marks],
    )


def _beds(reading: Reading, days: Scale, item: Berths) -> Markup:
    """People at a place over time, and its beds."""
    most = max([n[2] for n in item.nights] + [n[3] or 0 for n in item.nights] + [1])

    def top(people: int) -> int:
        return _BEDS_HIGH - round(people / most * (_BEDS_HIGH - _ABOVE))

    there = [
        (days.x(a), top(people), days.x(b) - days.x(a), _BEDS_HIGH - top(people))
        for a, b, people, _ in item.nights
    ]
    limits = [(a, b, beds) for a, b, _, beds in item.nights if beds is not None]
    return drawing(
        days.width, _BEDS_HIGH + 2, f"People at {item.place} over time, and its beds",
        [backdrop(reading.timeline, days, _BEDS_HIGH + 2), bars("c", there),
         *_lines(days, top, limits), words("a2", 3, 10, f"{number(most)}")],
    )


def _lines(days: Scale, top: Any, parts: Iterable[tuple[int, int, int]]) -> list[Markup]:
    """A dark step for each run of days on which a limit holds."""
    runs: list[list[tuple[int, int]]] = []
    last: int | None = None
    for first, after, most in parts:
        if first != last:
            runs.append([])
        runs[-1] += [(days.x(first), top(most)), (days.x(after), top(most))]
        last = after
    return [outline("q", run) for run in runs]


def _told(item: Berths) -> str:
    if item.fullest is None:
        return "beds, without limit"
    return f"{number(item.fullest[2])} of {number(item.fullest[3] or 0)} beds when least are left"


def _limits(reading: Reading) -> Iterable[tuple[str, str, int, int, str]]:
    """Ceilings of nations, of the force, and beds, each when least of it is left."""
    found, label = reading.heads, reading.timeline.label
    for name, day, people, allowed in found.ceilings:
        nation = reading.operation.nation[name]
        yield nation.name or name, "people away", people, allowed, label(day)
    for item in found.berths:
        if item.fullest is not None:
            day, _, people, beds = item.fullest
            place = reading.operation.place[item.place]
            yield place.name or place.id, "beds", people, beds or 0, label(day)
    for first, after, allowed in found.ceiling:
        inside = [(h.all, a) for a, b, h in found.steps if a < after and b > first]
        people, day = max(inside, key=lambda pair: (pair[0], -pair[1]))
        yield "The force", "people there", people, allowed, label(max(day, first))
