"""Formations are filled whole, or assembled slot by slot under a framework nation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from willing.domain.formation import SlotLine
from willing.domain.requirement import Requirement
from willing.planner.choices import Choices
from willing.planner.model import Making
from willing.planner.program import Ints


def formation(making: Making) -> None:
    r"""A formation is assembled when every slot has its viable elements, and then wants the rest.

    $$ \sum_g w_g \, y_{s,g,t} \ge v_s \, A_{r,t}, \qquad
       \sum_g w_g \, y_{s,g,t} + short_{s,t} \ge n_s \, A_{r,t}, \qquad A_{r,t} \in \mathbb{Z} $$

    and A counts towards the cover of the requirement. Where slots are the framework nation's, each
    nation n frames whole formations with the viable elements of all these slots:

    $$ A_{r,t} \le \sum_n frames_{n,r,t}, \qquad
       \sum_{g \in n} w_g \, y_{s,g,t} \ge v_s \, frames_{n,r,t}, \qquad
       frames_{n,r,t} \ge \sum_{t'} begun_{n,r,t'} $$

    for t' from which `lead_days` are not over in t, where begun is by how many frames rise.
    Applies to requirements whose capability has slots.
    """
    choices, draft = making.choices, making.draft
    for r, slots in slots_by_task(choices).items():
        found = choices.spans[r]
        most = np.array([span.quantity for span in found], dtype=float)
        name = choices.tasks[r].id
        whole = draft.columns(f"assembled {name}", len(found), upper=most, integer=True)
        making.assembled[r] = whole
        making.serving[r].append((whole, 1.0))
        draft.enter(making.cover[r], whole, 1.0)
        framed = framework_slots(choices, slots)
        for s in slots:
            slot = slot_of(choices, s)
            draft.enter(making.cover[s], whole, -float(slot.slot.count))
            if slot.slot.least > 0 and s not in framed:  # those follow from their frames
                viable = draft.rows(f"viable {slot.id}", len(found), lower=0.0)
                draft.enter(viable, whole, -float(slot.slot.least))
                for columns, worth in making.serving[s]:
                    draft.enter(viable, columns, worth)
        if framed:
            _frames(making, r, framed, most)


def slots_by_task(choices: Choices) -> dict[int, list[int]]:
    """Slot lines of each requirement for a formation that wants something, by position."""
    at = {task.id: r for r, task in enumerate(choices.tasks)}
    found: dict[int, list[int]] = {}
    for s, task in enumerate(choices.tasks):
        if isinstance(task, SlotLine) and choices.spans[s]:
            found.setdefault(at[task.line], []).append(s)
    return found


def slot_of(choices: Choices, task: int) -> SlotLine:
    """A task that is known to be a slot."""
    noun = choices.tasks[task]
    assert isinstance(noun, SlotLine)
    return noun


def framework_slots(choices: Choices, slots: Sequence[int]) -> list[int]:
    """Of some slots, those whose viable elements the framework nation brings."""
    own = [(s, slot_of(choices, s).slot) for s in slots]
    return [s for s, slot in own if slot.framework and slot.least > 0]


def _frames(making: Making, r: int, framed: Sequence[int], most: np.ndarray) -> None:
    choices, draft = making.choices, making.draft
    task = choices.tasks[r]
    assert isinstance(task, Requirement)
    enough = draft.rows(f"framed {task.id}", len(most), lower=0.0)
    draft.enter(enough, making.assembled[r], -1.0)
    nations = sorted(
        nation for s, nation in making.credits
        if s == framed[0] and all((other, nation) in making.credits for other in framed)
    )
    for nation in nations:
        pinned = making.pins.frames.get((r, nation), np.zeros(len(most), dtype=np.int64))
        frames = draft.columns(
            f"frames {task.id} {nation}", len(most), lower=pinned, upper=most, integer=True
        )
        making.leads[r, nation] = frames
        draft.enter(enough, frames, 1.0)
        for s in framed:
            slot = slot_of(choices, s)
            viable = draft.rows(f"frames {slot.id} {nation}", len(most), lower=0.0)
            draft.enter(viable, frames, -float(slot.slot.least))
            for columns, worth in making.credits[s, nation]:
                draft.enter(viable, columns, worth)
        _keep(making, r, frames, task.lead_days, pinned)


def _keep(making: Making, task: int, frames: Ints, days: int, pinned: Ints) -> None:
    """Whoever frames a formation beside what is pinned keeps it for the least time."""
    found, draft = making.choices.spans[task], making.draft
    firsts = np.array([span.first for span in found])
    later = [
        (t, before) for t in range(len(found)) for before in range(t)
        if firsts[before] + days > firsts[t]
    ]
    if not later:
        return
    begun = draft.columns("begun", len(found))
    rise = draft.rows("begun", len(found), lower=(-np.diff(pinned, prepend=0)).astype(float))
    draft.enter(rise, begun, 1.0)
    draft.enter(rise, frames, -1.0)
    draft.enter(rise[1:], frames[:-1], 1.0)
    keep = draft.rows("keep frame", len(found), lower=pinned.astype(float))
    draft.enter(keep, frames, 1.0)
    draft.enter(keep, begun, -1.0)
    at, before = (np.array(side) for side in zip(*later, strict=True))
    draft.enter(keep[at], begun[before], -1.0)
