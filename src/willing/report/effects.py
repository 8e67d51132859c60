"""Each effect by its weakest essential line, never by an average of unlike things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from willing.assess.coverage import Weakest
from willing.report.figures import STATES, State, state_of
from willing.report.lines import Moment, moments
from willing.report.pieces import Piece, share_on
from willing.report.reading import Reading

COMMITMENTS = "commitments"
"""What nations owe at home and to alliances, told beside the effects of the operation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectState:
    """An effect on one day: as strong as its weakest essential line."""

    effect: str
    """skies, seas, ...; `commitments` for what is owed at home."""
    moment: Moment
    """The day."""
    share: float | None
    """Coverage of the weakest essential line wanted that day; None: none is wanted."""
    weakest: str
    """That line; empty where none is wanted."""
    counts: tuple[int, int, int]
    """Lines wanted that day that are filled, partly filled and unfilled."""

    @property
    def state(self) -> State:
        """In a word and a letter."""
        return state_of(self.share)


def effects_of(reading: Reading) -> tuple[tuple[EffectState, ...], ...]:
    """Every effect on the chosen days: a row for each effect, commitments last."""
    found = []
    days = moments(reading.timeline)
    for effect, steps in reading.coverage.effects:
        tasks = [r.id for r in reading.operation.for_effects if r.effect == effect]
        found.append(tuple(_on(reading, effect, steps, tasks, day) for day in days))
    owed = [task.id for task in reading.operation.commitments]
    if owed:
        found.append(tuple(_owed(reading, owed, day) for day in days))
    return tuple(found)


def steps_of(steps: Sequence[Weakest]) -> tuple[Piece, ...]:
    """An effect as steps of coverage for a drawing: wanted is 1, cover 0 to 1."""
    return tuple(Piece(step.first, step.after, 1.0, step.cover) for step in steps)


def _on(
    reading: Reading, effect: str, steps: Sequence[Weakest], tasks: Sequence[str], moment: Moment
) -> EffectState:
    here = next((step for step in steps if step.first <= moment.day < step.after), None)
    return EffectState(
        effect=effect, moment=moment, share=here.cover if here else None,
        weakest=here.task if here else "", counts=_counts(reading, tasks, moment),
    )


def _owed(reading: Reading, tasks: Sequence[str], moment: Moment) -> EffectState:
    shares = _shares(reading, tasks, moment)
    weakest = min(shares, key=lambda name: shares[name], default="")
    return EffectState(
        effect=COMMITMENTS, moment=moment, share=shares.get(weakest), weakest=weakest,
        counts=_counts(reading, tasks, moment),
    )


def _shares(reading: Reading, tasks: Sequence[str], moment: Moment) -> dict[str, float]:
    return {
        task: share for task in tasks
        if (share := share_on(reading.pieces.get(task, ()), moment.day)) is not None
    }


def _counts(reading: Reading, tasks: Sequence[str], moment: Moment) -> tuple[int, int, int]:
    states = [state_of(share) for share in _shares(reading, tasks, moment).values()]
    filled, partly, unfilled = (states.count(state) for state in STATES)
    return filled, partly, unfilled
