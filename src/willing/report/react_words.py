"""What is known of an outcome that came, in words: answers, each once, and how D fell on a line."""

from __future__ import annotations

from collections.abc import Sequence

from willing.domain.outcomes import outcome
from willing.planner.react import Known
from willing.report.figures import amount


def named_words(known: Known) -> str:
    """Answers that were named: `deal 2027-03-20, mandate yes`; empty: none was."""
    kept = {name for name, _ in known.kept}
    return _told([(q, a) for q, a in known.outcome.answers if q not in kept])


def kept_words(known: Known) -> str:
    """Answers that nobody named, as the prepared outcome has them; empty: all were."""
    return _told(known.kept)


def moved_words(known: Known) -> str:
    """How the deal was moved to the line on which D falls; empty where it came on one."""
    deal = outcome(dict(known.outcome.answers), 1.0).deal
    if deal is None or deal == known.d_day:
        return ""
    later = amount((known.d_day - deal).days, "day")
    return (
        f"The deal of {deal} falls between two lines of the waiting grid and takes effect on the "
        f"next: D-day {known.d_day}, {later} later."
    )


def _told(answers: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {answer}" for name, answer in answers)
