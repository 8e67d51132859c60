"""Words of `ready`: what runs out, and where an effect is not covered."""

from __future__ import annotations

from collections.abc import Sequence

from willing.assess.ready import EffectOn

RUNS_OUT = {
    "pledge": "pledge ends", "renewal": "pledge lapses unless renewed",
    "agreement": "agreement ends", "certificate": "certificate ends",
    "ask": "renewal to be asked for",
}
"""What runs out, in words."""


def weakest(days: Sequence[EffectOn]) -> str:
    """The lines that an effect rests on where it is not covered, with the days."""
    marks: dict[str, list[str]] = {}
    for day in days:
        if day.cover is not None and day.cover < 1:
            marks.setdefault(day.task, []).append(f"D+{day.mark}")
    return "; ".join(f"{task} ({', '.join(on)})" for task, on in marks.items()) or "–"
