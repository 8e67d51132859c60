"""Micro operations of two outcomes: one answer is out, and with it perhaps the deal."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.meaning.build import change, day, question
from tests.meaning.chance import micro
from tests.meaning.chance_mixed import mixed
from tests.meaning.chance_standing import standing
from tests.meaning.chance_steps import stepped
from tests.meaning.chance_ways import opened_ways
from willing.calendar import Steps, parse_steps
from willing.domain.condition import parse_condition
from willing.domain.operation import Operation
from willing.domain.question import DEAL, NEVER, Answer, Question

KINDS = {
    "micro": micro, "standing": standing, "stepped": stepped, "ways": opened_ways, "mixed": mixed,
}
"""Kinds of operation, by what is in them."""


def answered_later(seed: int) -> Operation:
    """One date of the deal, and a mandate that is given or refused some weeks later."""
    made, _ = micro(seed)
    dice = Random(f"meanwhile {seed}")
    on = day(dice.choice((20, 40, 60)))
    return replace(
        made, questions=tuple(
            replace(asked, answered=on) if asked.id == "mandate" else asked
            for asked in made.questions
        ),
        pledges=tuple(
            replace(given, condition=parse_condition("mandate == yes"))
            if dice.random() < 0.5 else given for given in made.pledges
        ),
    )


def two_deals(seed: int) -> Operation:
    """Two dates of the deal, and nothing else to be known; grids that meet on some lines only."""
    made, _ = micro(seed)
    days = Random(f"two {seed}").choice(((20, 50), (0, 30), (30, 75), (20, 80)))
    answers = {"deal": tuple(day(on).isoformat() for on in days), "mandate": ("yes",)}

    def asked(question: Question) -> Question:
        ids = answers.get(question.id)
        return question if ids is None else replace(
            question, answered=None, answers=tuple(Answer(id=name) for name in ids))

    return replace(
        made, questions=tuple(asked(question) for question in made.questions),
        grid=replace(made.grid, waiting=Steps(runs=((3, 30),))),
    )


def told_later(kind: str, seed: int) -> Operation:
    """One date of the deal, and one answer that comes before it or behind it, with what it
    changes."""
    made, answers = KINDS[kind](seed)
    dice = Random(f"told later {kind} {seed}")
    if len(made.questions) == 1:
        made = replace(made, questions=(*made.questions, question("mandate", "yes", "no")))
    open_one = dice.choice([asked.id for asked in made.questions if asked.id != DEAL])
    told = day(dice.choice((20, 40, 50, 70, 100)))
    made = _only(made, answers, open_one)
    made = replace(made, questions=tuple(
        replace(asked, answered=told) if asked.id == open_one else asked
        for asked in made.questions
    ))
    return _changed(dice, made, f"{open_one} == {made.question[open_one].answers[0].id}")


def another_deal(kind: str, seed: int) -> Operation:
    """Two dates of the deal, or one and never; all else is answered."""
    made, answers = KINDS[kind](seed)
    dice = Random(f"another deal {kind} {seed}")
    grid, days = dice.choice((
        ("3x30", (20, 50)), ("3x30", (30, 75)), ("2x30", (30, None)), ("2x30", (60, None)),
        ("4x15", (15, 45)), ("2x30", (0, 30)),
    ))
    names = tuple(NEVER if on is None else day(on).isoformat() for on in days)
    made = _only(made, answers, "")
    made = replace(
        made, grid=replace(made.grid, waiting=parse_steps(grid)),
        questions=tuple(
            replace(asked, answered=None, answers=tuple(Answer(id=name) for name in names))
            if asked.id == DEAL else asked for asked in made.questions
        ),
    )
    return _changed(dice, made, f"deal == {names[0]}")


def _only(made: Operation, answers: dict[str, str], open_one: str) -> Operation:
    """The operation in which all is known but one answer, of which two are left."""
    return replace(made, questions=tuple(
        replace(asked, given=(), answers=tuple(
            Answer(id=answer.id) for answer in asked.answers[:2])
        ) if asked.id == open_one
        else replace(asked, given=(), answers=(Answer(id=answers[asked.id]),))
        for asked in made.questions
    ))


def _changed(dice: Random, made: Operation, when: str) -> Operation:
    """With a change that the answer makes to a line, in some operations."""
    lines = [line for line in made.requirements if line.per_people is None and not line.max_share]
    if not lines or dice.random() < 0.6:
        return made
    wanted = dice.choice((
        f"D+0..D+{dice.choice((30, 60, 90))}: {dice.choice((1, 2, 3))}",
        f"D+{dice.choice((30, 45))}..D+90: {dice.choice((1, 2, 3))}",
    ))
    made_by = change(when, "requirements", dice.choice(lines).id, "quantity", wanted)
    return replace(made, changes=(*made.changes, made_by))
