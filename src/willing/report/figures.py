"""Figures as people read them: every number with its unit, every state with its word and letter."""

from __future__ import annotations

from dataclasses import dataclass

from willing.domain.windows import Windows

_EPSILON = 1e-9
_SAME_IN_PLURAL = frozenset({"aircraft", "personnel", "people", "craft"})


@dataclass(frozen=True, slots=True)
class State:
    """How far something is filled, in a word and a letter, never by colour alone."""

    word: str
    """filled, partly, unfilled or not asked."""
    letter: str
    """F, P, U or -."""


FILLED = State("filled", "F")
PARTLY = State("partly", "P")
UNFILLED = State("unfilled", "U")
NOT_ASKED = State("not asked", "-")
STATES = (FILLED, PARTLY, UNFILLED)


def state_of(share: float | None) -> State:
    """State of a coverage from 0 to 1; None: nothing is asked."""
    if share is None:
        return NOT_ASKED
    if share >= 1 - _EPSILON:
        return FILLED
    return PARTLY if share > _EPSILON else UNFILLED


def number(value: float, places: int = 1) -> str:
    """A figure with thousands separated: `1,234`, `0.5`; whole figures carry no decimals."""
    rounded = round(value, places)
    if abs(rounded - round(rounded)) < _EPSILON:
        return f"{round(rounded):,}"
    return f"{rounded:,.{places}f}".rstrip("0")


def by_window(found: Windows) -> str:
    """What holds in each window: `9,000`, `D+0..D+90: 9,000; D+90..: 1,200`."""
    return "; ".join(
        f"{str(part).rpartition(':')[0]}: {number(part.quantity)}"
        if part.start is not None or part.end is not None else number(part.quantity)
        for part in found.parts
    )


def plural(unit: str) -> str:
    """The word for more than one: `battalions`, `companies`, `aircraft`."""
    head, _, last = unit.rpartition(" ")
    if not last or last in _SAME_IN_PLURAL or (last[-1] == "s" and last[-2:] not in ("ss", "us")):
        return unit
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        last = f"{last[:-1]}ies"
    else:
        last = f"{last}es" if last.endswith(("s", "x", "ch", "sh")) else f"{last}s"
    return f"{head} {last}".strip()


def amount(value: float, unit: str) -> str:
    """A number with its unit: `1 battalion`, `3 aircraft`, `0.5 companies`."""
    told = number(value)
    return f"{told} {unit if told == '1' else plural(unit)}"


def percent(share: float | None) -> str:
    """A share as `67 %`; none as a dash. What is not whole is never rounded up to 100 %."""
    if share is None:
        return "–"
    if share < 1 - _EPSILON:
        share = min(share, 0.99)
    if share > _EPSILON:
        share = max(share, 0.01)
    return f"{round(share * 100)} %"


def portion(part: float) -> str:
    """A part of a whole, or a chance, to a tenth of a per cent: `12.5 %`."""
    return f"{number(part * 100)} %"


def fine_percent(share: float) -> str:
    """A small share with as many decimals as it needs: `0.84 %`."""
    return f"{number(share * 100, 2 if share < 0.01 else 1)} %"


def of_hundred(share: float | None) -> float | None:
    """A share in per cent, for a cell; None: nothing is wanted."""
    return None if share is None else round(share * 100, 2)
