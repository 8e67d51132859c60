"""Tasks that nobody could ever serve, in any outcome, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.checks.expectations import serving_pairs
from willing.domain.checks.kinds import listed, problem, where
from willing.domain.checks.names import Names
from willing.domain.fit import Fit, fit
from willing.domain.formation import SlotLine
from willing.domain.pledge import Pledge
from willing.domain.requirement import Commitment, Requirement, Served
from willing.domain.serve import is_held
from willing.domain.situation import Situation
from willing.domain.span import task_days
from willing.domain.taken import known_for_pledge
from willing.domain.turn import rhythm
from willing.domain.unit import Unit
from willing.errors import Problem

Candidate = tuple[Unit, Pledge | None]


def check_fillable(
    names: Names, laid: tuple[Situation, ...], complete: bool
) -> Iterator[Problem]:
    """Warn of each task that nobody can serve in any outcome. Wants an operation without faults."""
    scope = "any outcome" if complete else f"any of the {len(laid)} likeliest outcomes"
    candidates = _candidates(names)
    told: dict[str, Problem | None] = {}
    for task in names.operation.served.values():
        reasons: dict[str, set[str]] = {}
        wanted = [
            (here, days) for here in laid
            if (days := task_days(here.operation.served[task.id], here.timeline)) is not None
        ]
        served = any(
            _served(here, task.id, days, candidates[task.id], reasons) for here, days in wanted
        )
        told[task.id] = _unfillable(task, scope, reasons) if wanted and not served else None
    yield from _assembled(names, told)


def _assembled(names: Names, told: dict[str, Problem | None]) -> Iterator[Problem]:
    """Formations that some nation fills whole need no slots, and those with all slots no whole."""
    for task in names.operation.served.values():
        slots = names.operation.slots_of.get(task.id, ())
        if isinstance(task, SlotLine) and told[task.line] is None:
            continue
        viable = [line for line in slots if line.slot.least]
        found = told[task.id]
        if found is not None and not (viable and all(told[line.id] is None for line in viable)):
            yield found


def _candidates(names: Names) -> dict[str, list[Candidate]]:
    """For each task, those whose capability counts: pledges, and the owner's own elements."""
    of_unit: dict[str, list[Pledge]] = {}
    for pledge in names.operation.pledges:
        of_unit.setdefault(pledge.unit, []).append(pledge)
    found: dict[str, list[Candidate]] = {name: [] for name in names.operation.served}
    for unit, task in serving_pairs(names.operation):
        own = isinstance(task, Commitment) and task.nation == unit.nation
        found[task.id] += [(unit, None)] if own else [(unit, p) for p in of_unit[unit.id]]
    return found


def _served(
    here: Situation, task_id: str, days: tuple[int, int], candidates: list[Candidate],
    reasons: dict[str, set[str]],
) -> bool:
    """Whether anybody can serve it in one outcome; otherwise note what stops each."""
    task = here.operation.served[task_id]
    told = {name for stopped in reasons.values() for name in stopped}
    for unit, pledge in candidates:
        unit = here.operation.unit[unit.id]
        pledge = here.operation.pledge[pledge.id] if pledge else None
        name = pledge.id if pledge else unit.id
        # In later outcomes only what may open matters; what else stops it was told by the first.
        if name in told and pledge and known_for_pledge(here, pledge) is None:
            continue
        told.add(name)
        held = fit(here, unit, pledge, task)
        stops = {reason.kind for reason in held.reasons}
        if not stops and not _in_time(here, held, task, days):
            stops = {"dates"}
        if not stops:
            return True
        # The first in this order is the one to mend first; the others may not even matter.
        reasons.setdefault(next(kind for kind in _WORDS if kind in stops), set()).add(name)
    return False


def _in_time(here: Situation, held: Fit, task: Served, days: tuple[int, int]) -> bool:
    """Whether one tour fits between the first day it may begin and the last it may end."""
    if is_held(task):
        return isinstance(task, Commitment) or held.holds_from < days[1]
    opening, closing = days
    way = rhythm(here, held.unit, task, opening)
    first = max(opening, held.leaves_from + way.work_up + way.shortest + way.reception
                + way.transfer)
    lengths = [n for n in way.tours if held.tour_limit is None or n <= held.tour_limit]
    if first >= closing:
        return False
    # A tour is cut short only by the end of the task itself.
    shortest = min([*lengths, closing - first])
    if held.tour_limit is not None and shortest > held.tour_limit:
        return False
    if held.ends_by is not None and first + shortest > held.ends_by:
        return False
    never = (*held.closed, *held.barred)
    return not any(shut <= opening and closing <= opens for shut, opens in never)


_WORDS = {
    "owner": "not pledged for it", "purpose": "pledged for another purpose",
    "offered": "offered for other lines", "must_have": "without what it must have",
    "backfill": "backfill is not allowed",
    "accept": "not accepted there", "authority": "too little authority granted",
    "agreement": "no agreement lets them be there", "caveat": "behind caveats",
    "status": "not firm enough",
    "need": "in need of what is open",
    "condition": "behind conditions that never hold",
    "step": "behind steps that cannot be taken before the deal",
    "never": "ordered at a deal that never comes",
    "notice": "at too long a notice", "dates": "too late, or gone before a tour is over",
}
"""What stops a candidate, in the order in which it should be mended."""


def _unfillable(task: Served, scope: str, reasons: dict[str, set[str]]) -> Problem:
    table = "requirements" if isinstance(task, Requirement) else "commitments"
    at = where(table, task, "capability")
    if isinstance(task, SlotLine):
        at = f"{where('compositions', task.slot, 'capability')} on '{task.line}'"
    parts = []
    for kind, words in _WORDS.items():
        if stopped := sorted(reasons.get(kind, ())):
            parts.append(f"{words}: {listed(stopped)}")
    given = "; ".join(parts) or f"nothing pledged or owned counts for '{task.capability}'"
    return problem(
        "unfillable", at,
        f"nobody can serve it in {scope} ({given})",
        "somebody's elements must count, be pledged, be accepted and come in time",
        "ask for a pledge, or mend what stands in the way",
    )
