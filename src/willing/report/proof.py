"""How good a plan is, said plainly."""

from __future__ import annotations

from willing.domain.plan import OutcomePlan, Plan
from willing.report.figures import amount, fine_percent


def proof(item: OutcomePlan) -> str:
    """One sentence part: `proved within 0.8 % of the best possible`, or what stopped it."""
    gap = item.gap
    within = "" if gap is None else f"within {fine_percent(gap)} of the best possible"
    if gap == 0.0:
        within = "and no plan can be better"
    said = {
        "proved": f"proved {within}" if within else "proved with all outcomes together",
        "limit": f"stopped at the limit, {within}" if within else "stopped at the limit",
        "interrupted": f"interrupted, {within}" if within else "interrupted",
        "made elsewhere": "made elsewhere, with no proof",
    }[item.status]
    if item.same_as:
        said += f" (same data as {item.same_as})"
    return said


def effort(item: OutcomePlan) -> str:
    """What it took: seconds, and attempts to improve the plan."""
    return f"{amount(item.seconds, 'second')}, {amount(item.work, 'attempt')} to improve"


def points(value: float | None) -> str:
    """A score with its unit; an unknown bound as such."""
    return "not known" if value is None else amount(round(value, 2), "point")


def for_all(plan: Plan) -> str:
    """Where one plan was made for all outcomes, that it was, and how good it is; else empty."""
    if plan.expected is None:
        return ""
    bound = plan.expected_bound
    if bound is None:
        within = "no bound is known"
    else:
        gap = max(plan.expected - bound, 0.0) / max(abs(plan.expected), 1e-9)
        within = (
            f"no such plan has less than {points(bound)}, so it is within {fine_percent(gap)} of "
            "the best possible" if gap > 1e-9 else "no such plan has less"
        )
    return (
        "One plan for all these outcomes: before the deal it is the same in all that nobody can "
        f"tell apart yet. Its expected score is {points(plan.expected)}; {within}."
    )


def repeats(plan: Plan) -> str:
    """Whether the same input gives the same plan again, in one sentence."""
    if plan.repeatable:
        return (
            f"The same data, seed ({plan.seed}) and work limit give the same plan again."
        )
    return (
        f"Stopped by the clock: the same data and seed ({plan.seed}) may give another plan "
        "next time."
    )


