"""Who may be where on which day, and which signature is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from willing.calendar import Moment
from willing.domain.accept import parse_acceptability
from willing.domain.agreement import WORDS
from willing.domain.operation import Operation
from willing.domain.presence import awaited, barred, failing, lacking, needed
from willing.domain.route import at_home, within
from willing.domain.situation import Situation, situation
from willing.errors import Problem, ProblemsFound
from willing.planner.choose import choose

DAYS = (0, 7, 14, 30, 60, 90, 180)
"""Days after D that are shown."""

Word = Literal["home", "may", "later", "missing", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Whether a nation may be in a place on a day."""

    day: int
    """Day counted from the as-of date."""
    label: str
    """The same as `D+30`, or its date where there is never a deal."""
    word: Word
    """In its own country, may, may from a later day, a signature is missing, or refused."""
    text: str
    """The same for people: `may`, `from D+45`, `missing`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One nation and one place."""

    nation: str
    """Nation that has units."""
    place: str
    """Place that asks for agreements, or nation whose ground legs cross under an agreement."""
    states: tuple[State, ...]
    """Day by day."""
    why: str
    """What is missing or refused on one of these days; empty where nothing is."""
    causes: tuple[str, ...]
    """The same one by one, without who and where: alike for all whom the same thing keeps out."""


def asking_places(operation: Operation) -> tuple[str, ...]:
    """Places that ask for agreements: those that say so, and those in them with tasks; then nations
    over whose ground legs go that ask for leave to pass.
    """
    served = {task.place for task in operation.served.values()}
    crossed = dict.fromkeys(leg.transit for leg in operation.legs if leg.transit)
    return (*(
        place.id for place in operation.places
        if place.agreements or (place.id in served and any(
            operation.place[name].agreements for name in within(operation, place.id)
            if name in operation.place
        ))
    ), *crossed)


def access_of(situation: Situation, days: Sequence[int] | None = None) -> tuple[Access, ...]:
    """Every nation with units in every place and over all ground that asks for agreements, on days
    after D.

    Where there is never a deal the days are counted from the as-of date. `days` are counted from
    the as-of date too; without them those of `DAYS` are shown.
    """
    line, operation = situation.timeline, situation.operation
    if days is None:
        shown = [(line.d_day or 0) + day for day in DAYS]
        days = [day for day in shown if day < line.end]
    owners = dict.fromkeys(unit.nation for unit in operation.units)
    return tuple(
        _access(situation, nation.id, place, days)
        for place in asking_places(operation) for nation in operation.nations
        if nation.id in owners
    )


def _access(situation: Situation, nation: str, place: str, days: Sequence[int]) -> Access:
    refused = _refused(situation.operation, nation, place)
    states = tuple(_state(situation, nation, place, day, bool(refused)) for day in days)
    shut = [(s.day, s.day + 1) for s in states if s.word in ("later", "missing")]
    why = [refused] if refused else list(dict.fromkeys(
        text for day in shut for _, text in lacking(situation, nation, place, day)
    ))
    kinds = dict.fromkeys(
        kind for day in shut for kind in failing(situation, nation, place, day)
    )
    causes = [refused] if refused else [
        f"no {WORDS[kind]}" + (f": {waits}" if waits else "")
        for kind in kinds for waits in (awaited(situation, kind, nation, place),)
    ]
    return Access(
        nation=nation, place=place, states=states, why="; ".join(why), causes=tuple(causes),
    )


def _state(situation: Situation, nation: str, place: str, day: int, refused: bool) -> State:
    line = situation.timeline
    opens = next((b for a, b in barred(situation, nation, place) if a <= day < b), None)
    word: Word
    if nation == place or at_home(situation.operation, nation, place):
        word, text = "home", "own country"
    elif refused:
        word, text = "refused", "refused"
    elif opens is None:
        word, text = "may", "may"
    elif opens < line.end:
        word, text = "later", f"from {line.label(opens)}"
    else:
        word, text = "missing", "missing"
    return State(day=day, label=line.label(day), word=word, text=text)


def _refused(operation: Operation, nation: str, place: str) -> str:
    """Which host does not accept a nation; empty: all that have a say do."""
    if at_home(operation, nation, place):
        return ""
    for name in within(operation, place):
        here = operation.place.get(name)
        if here and not parse_acceptability(here.accept).admits(operation, nation):
            return f"{name} accepts '{here.accept}'"
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Who may be where in one outcome."""

    situation: Situation
    """The outcome."""
    access: tuple[Access, ...]
    """Places that ask for agreements, each with every nation that has units."""

    @property
    def outcome(self) -> str:
        """Name of the outcome."""
        return self.situation.outcome.name

    @property
    def mapping(self) -> dict[str, Any]:
        """The same for JSON; days are counted from the as-of date."""
        return {
            "outcome": self.outcome,
            "access": [self._of(item) for item in self.access],
        }

    def _of(self, item: Access) -> dict[str, Any]:
        here = self.situation
        return {
            "nation": item.nation, "place": item.place,
            "needs": list(needed(here.operation, item.nation, item.place)), "why": item.why,
            "days": [
                {
                    "day": state.day, "label": state.label,
                    "date": here.timeline.date_of(state.day).isoformat(), "state": state.word,
                    "text": state.text,
                }
                for state in item.states
            ],
        }


def whereabouts(
    operation: Operation, outcome: str = "likeliest", on: Moment | None = None
) -> Whereabouts:
    """Who may be where in one outcome, on one day or on those of `DAYS` after D.

    Raises `ProblemsFound` for an outcome that is none, and a day that is not in it.
    """
    here = situation(operation, choose(operation, outcome)[0])
    line, days = here.timeline, None
    if on is not None:
        day = line.day_of(on)
        if day is None or not 0 <= day < line.end:
            raise ProblemsFound([Problem(
                kind="unknown-day", where=f"outcome '{here.outcome.name}'",
                given=f"{on} is asked for",
                allowed="there is never a deal, and so no D" if day is None else
                f"its days are {line.date_of(0)} to {line.date_of(line.end - 1)}",
                fix="give a date" if day is None else "give a day between them",
            )])
        days = [day]
    return Whereabouts(situation=here, access=access_of(here, days))
