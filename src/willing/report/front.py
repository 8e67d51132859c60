"""What stands first in a file and at the foot of each page: whose it is, of which data."""

from __future__ import annotations

from willing.report.conference import Conference
from willing.report.figures import amount


def front(held: Conference, nation: str = "") -> tuple[str, ...]:
    """Lines under the operation's name."""
    operation, plan = held.operation, held.plan
    about = held.say("conference")
    return (
        f"{about}: {held.nation_name(nation)}" if nation else about,
        f"Data of {operation.as_of}", *([operation.note] if operation.note else []),
        f"{amount(len(plan.outcomes), held.say('outcome'))} planned, made by {plan.made_by}",
        *held.which[:1],
    )


def foot(held: Conference) -> str:
    """Whence it comes, in one line."""
    return (
        f"{held.operation.name} · data of {held.operation.as_of} · made by {held.plan.made_by} · "
        f"data {held.plan.operation_hash[:19]}"
    )
