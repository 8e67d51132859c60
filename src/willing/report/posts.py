"""The register of posts: for each post of a line, which nation flags it in which turn.

Elements have no names and posts are alike, so tours are dealt out in one fixed way: in order of
days, each element takes the post that fell vacant first; first out, first in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from willing.domain.requirement import Requirement
from willing.domain.situation import Situation
from willing.domain.span import spans
from willing.report.tours import Tour


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One turn of one post: who flags it, or nobody."""

    serial: str
    """The post: `hq/1`, `hq/2`, ...; `hq/-` for elements there beside all posts."""
    task: str
    """The line."""
    nation: str
    """Who flags it; empty: vacant."""
    unit: str = ""
    """The pool of whoever serves; empty: vacant."""
    pledge: str = ""
    """The pledge."""
    turn: int = 0
    """Which turn of the post, from 1; 0: vacant."""
    first: int
    """First day."""
    after: int
    """Day after the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Posts of a line, one after the other, that one pool flags on the same days."""

    serials: str
    """The posts: `hq/1`, or `hq/1 to 98`."""
    number: int
    """How many they are."""
    flag: Flag
    """The first of them."""


def alike(flags: Iterable[Flag]) -> tuple[Alike, ...]:
    """Turns of posts told together where they differ in nothing but the post, in order of posts."""
    turns: dict[tuple[object, ...], list[Flag]] = {}
    for flag in flags:
        key = (flag.task, flag.nation, flag.unit, flag.pledge, flag.first, flag.after)
        turns.setdefault(key, []).append(flag)
    runs: list[list[Flag]] = []
    for same in turns.values():
        last: int | None = None
        for flag in same:
            post = _post(flag)
            if runs and last is not None and post in (last, last + 1):
                runs[-1].append(flag)
            else:
                runs.append([flag])
            last = post
    order = {task: at for at, task in enumerate(dict.fromkeys(run[0].task for run in runs))}
    runs.sort(key=lambda run: (order[run[0].task], _post(run[0]), run[0].first))
    return tuple(
        Alike(
            serials=run[0].serial if _post(run[-1]) == _post(run[0])
            else f"{run[0].serial} to {_post(run[-1])}",
            number=len(run), flag=run[0],
        )
        for run in runs
    )


def _post(flag: Flag) -> int:
    """Number of a post; those beside all posts come last."""
    number = flag.serial.rpartition("/")[2]
    return int(number) if number.isdigit() else 10**9


def register(situation: Situation, tours: Sequence[Tour]) -> tuple[Flag, ...]:
    """Every post of every line of posts, turn by turn, with the days on which it is vacant."""
    return tuple(
        flag for task in situation.operation.requirements if task.kind == "posts"
        for flag in _line(situation, task, [tour for tour in tours if tour.task == task.id])
    )


def _line(situation: Situation, task: Requirement, tours: Sequence[Tour]) -> list[Flag]:
    wanted = [(span.first, span.after, span.quantity) for span in spans(task, situation.timeline)]
    posts = max((number for *_, number in wanted), default=0)
    free = [0] * posts
    turns: list[list[Flag]] = [[] for _ in range(posts)]
    beside: list[Flag] = []
    coming = [
        tour for tour in sorted(
            tours, key=lambda t: (t.turn.first_day, t.turn.ends, t.unit, t.pledge))
        for _ in range(tour.count)
    ]
    for tour in coming:
        first, ends = tour.turn.first_day, tour.turn.ends
        vacant = [post for post in range(posts) if free[post] <= max(first, 0)]
        there = max((n for a, after, n in wanted if a <= first < after), default=posts)
        # Posts that are wanted on that day come first, then the one vacant longest.
        ranked = sorted((post >= there, free[post], post) for post in vacant)
        post = ranked[0][2] if ranked else None
        flag = Flag(
            serial=f"{task.id}/{'-' if post is None else post + 1}", task=task.id,
            nation=tour.nation, unit=tour.unit, pledge=tour.pledge, first=first, after=ends,
            turn=1 if post is None else len(turns[post]) + 1,
        )
        (beside if post is None else turns[post]).append(flag)
        if post is not None:
            free[post] = ends
    found = []
    for post, flags in enumerate(turns):
        asked = [(first, after) for first, after, number in wanted if number > post]
        found += sorted([*flags, *_vacant(task, post, flags, asked)], key=lambda f: f.first)
    return [*found, *beside]


def _vacant(
    task: Requirement, post: int, flags: Sequence[Flag], asked: Iterable[tuple[int, int]]
) -> list[Flag]:
    """Days on which a post is wanted and nobody has it; spans that touch are one."""
    gaps: list[tuple[int, int]] = []
    for first, after in asked:
        for flag in flags:
            if flag.first > first and flag.first < after:
                gaps.append((first, flag.first))
            if flag.first < after:
                first = max(first, flag.after)
        gaps.append((first, after))
    joined: list[tuple[int, int]] = []
    for first, after in gaps:
        if first >= after:
            continue
        if joined and joined[-1][1] == first:
            first = joined.pop()[0]
        joined.append((first, after))
    return [
        Flag(serial=f"{task.id}/{post + 1}", task=task.id, nation="", first=first, after=after)
        for first, after in joined
    ]
