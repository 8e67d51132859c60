"""What is said of a step before the deal: when it is taken, for what, and what it would lift."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from willing.cli.shown import counted
from willing.domain.operation import Operation
from willing.domain.step import WORDS, Step

if TYPE_CHECKING:
    from willing.explain.step import InOutcome, StepStory

_EPSILON = 1e-6
_MOST = 20
"""Tours, holds and tasks shown at once; JSON has all."""


def step_told(told: Operation, story: StepStory) -> tuple[list[str], dict[str, Any]]:
    """A step in sentences, and the same for machines."""
    data = asdict(story)
    data["step"].pop("origin")
    return _lines(told, story), data


def _lines(told: Operation, story: StepStory) -> list[str]:
    step, currency = story.step, told.settings.currency
    price = f"{step.cost:,.0f} {currency}"
    if step.cost_per_day:
        price += f" and {step.cost_per_day:,.0f} a day up to D"
    lines = [
        f"{step.name or step.id} ({step.id}): {WORDS[step.kind]}, gives {step.gives}; "
        f"{price}, in effect after {counted(step.lead_days, 'day')}"
    ]
    if story.common:
        lines += _in_all(story)
    for item in story.outcomes:
        day = None if item.taken is None else told.as_of + timedelta(days=item.taken)
        lines += ["", f"Outcome {item.outcome}: " + ("not taken." if day is None else
                                                     f"taken on {day}.")]
        if day is not None and not item.used and not item.sooner:
            lines.append("  Nothing needs it in this outcome.")
        for row in item.used[:_MOST]:
            lines.append(
                f"  {row.kind} of {row.count:g} {row.unit} ({row.pledge}) on {row.task} from "
                f"{row.first_day}, {row.days} days: not without it")
        if len(item.used) > _MOST:
            lines.append(f"  and {len(item.used) - _MOST} more")
        lines += _sooner(item)
        if story.common and item.taken is None and _somewhere(story):
            lines.append("  The deal comes before the day on which it is taken in others.")
        else:
            lines += _worth(step, item)
    return lines


def _somewhere(story: StepStory) -> bool:
    return any(item.taken is not None for item in story.outcomes)


def _in_all(story: StepStory) -> list[str]:
    """What was compared in one plan for all outcomes, and what the step gains over all of them."""
    told = [
        "One plan for all outcomes: whatever else is decided before the deal stays as it is, and "
        "what follows the deal is planned again."
    ]
    if story.gain is not None:
        would = [] if _somewhere(story) else ["would"]
        over = "over all outcomes, by their chances"
        told.append(" ".join(
            ["It", *would, "gain" if would else "gains", f"{story.gain:,.2f} points {over},",
             "its price paid."]
            if story.gain >= -_EPSILON else
            ["It", *would, "cost" if would else "costs", f"{-story.gain:,.2f} points more than it",
             f"gains {over}."]
        ))
    return told


def _sooner(item: InOutcome) -> list[str]:
    """Who comes by a faster way, as sentences."""
    lines = [
        f"  tour of {one.row.count:g} {one.row.unit} ({one.row.pledge}) on {one.row.task} from "
        f"{one.row.first_day}, {one.row.days} days: {counted(one.days, 'day')} there and back "
        f"instead of {one.without}"
        for one in item.sooner[:_MOST]
    ]
    return [*lines, *[f"  and {len(item.sooner) - _MOST} more"] * (len(item.sooner) > _MOST)]


def _worth(step: Step, item: InOutcome) -> list[str]:
    """What it gains and lifts, as sentences."""
    if item.gain is None:
        known = "It is taken already." if step.taken else "No plan was found to compare with."
        return [f"  {known}"]
    gains, costs, lacks = ("It gains", "It costs", "lacks") if item.taken is not None else (
        "It would gain", "It would cost", "would lack")
    lines = [f"  {gains} {item.gain:,.2f} points, its price paid."]
    if item.gain < -_EPSILON:
        lines = [f"  {costs} {-item.gain:,.2f} points more than it gains."]
    for one in sorted(item.lifts, key=lambda lift: -lift.days)[:_MOST]:
        change = "less" if one.days > 0 else "more"
        lines.append(f"  {one.task} {lacks} {abs(one.days):,.0f} element-days {change}.")
    return lines
