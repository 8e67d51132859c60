"""What to ask for at the next conference: asks."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.types import PositiveInt

import willing
from willing.api.refusals import refuse_unknown
from willing.cli.app import FINE, app
from willing.cli.asking import AllTime, Rounds
from willing.cli.closed import closing_data, closing_lines
from willing.cli.dates import Dates
from willing.cli.handing import hand_out
from willing.cli.options import AsJson, Gap, Html, OperationPath, Replace, Seed, Xlsx
from willing.cli.progress import Told
from willing.cli.shown import counted, say_whose_data, show_json
from willing.errors import Problem, ProblemsFound

if TYPE_CHECKING:
    from willing.domain.operation import Operation
    from willing.domain.plan import Plan
    from willing.explain.asks_worth import Asks, AskWorth
    from willing.explain.closing import Closing


@app.command(usage="Usage: willing asks [OPTIONS] OPERATION [PLAN]")
def asks(
    operation: OperationPath,
    plan: Annotated[Path | None, Parameter(
        help="Plan to start from. Without it all outcomes are planned together.")] = None, /, *,
    most: Annotated[PositiveInt, Parameter(
        help="Asks to try, the most hopeful first.")] = 10,
    close: Annotated[list[PositiveInt] | None, Parameter(
        consume_multiple=True, negative_iterable=(),
        help="Priority class, or several: look for the fewest asks that together close all its "
        "shortfall, instead of what each is worth.")] = None,
    nation: Annotated[str, Parameter(
        help="Show the asks of one nation only, for its own page.")] = "",
    latest: Annotated[bool, Parameter(
        negative=(), help="Also look for the latest date of every answer, and of asks that can "
        "have one.")] = False,
    time_limit: AllTime = None, work: Rounds = 20, gap: Gap = 0.01, seed: Seed = 0,
    html: Html = None, xlsx: Xlsx = None, replace: Replace = False, json: AsJson = False,
) -> int:
    """List what to ask nations for at the next conference, by what it is worth.

    Each ask is one change of one record: raise a pledge, drop a caveat, confirm a condition, answer
    a question sooner, shorten a notice, open a level of standby, offer a backfill, take a step
    before the deal that the plan takes. It is tried
    alone, by planning again with it; its worth is an interval, from bounds and plans. Asks stand by
    line for the coordinator, and by nation for its own page; nations are not held against each
    other. With `--close` sets of asks are looked for instead. Progress stands on stderr; Ctrl-C
    hands over what was tried.
    """
    if close:
        _refuse_beside_close(nation, latest)
    willing.refuse_handout(html, xlsx, replace=replace)
    told = willing.load(operation)
    if nation:
        refuse_unknown("nation", nation, told.nation)
    made = None if plan is None else willing.read_plan(plan)
    if close:
        closed = _closed(told, made, close, time_limit, work, gap, seed, json)
        hand_out(told, closed, html, xlsx, replace)
    else:
        found, dates = _tried(told, made, most, latest, time_limit or math.inf, work, gap, seed)
        if json:
            show_json(_data(found, nation) | dates.data(nation))
        else:
            for line in (*_lines(told, found, nation), *dates.lines(nation)):
                print(line)
        looked = (dates.every, dates.stopped) if dates.looked else None
        hand_out(told, found, html, xlsx, replace, nation, looked)
    if made is not None and plan is not None:
        say_whose_data(told, made, operation, plan)
    return FINE


def _refuse_beside_close(nation: str, latest: bool) -> None:
    """A set has asks to several nations: on the page of one it would show the others'."""
    wrong = [f"--nation {nation}"] * bool(nation) + ["--latest"] * latest
    if wrong:
        raise ProblemsFound([Problem(
            kind="options", where="command line", given=f"{' and '.join(wrong)} with --close",
            allowed="a set of asks goes to several nations and is for the coordinator; --nation "
            "and --latest belong to asks that are tried alone",
            fix="leave it out, or leave out --close",
        )])


def _tried(
    told: Operation, made: Plan | None, most: int, latest: bool, seconds: float, work: int,
    gap: float, seed: int,
) -> tuple[Asks, Dates]:
    """What asks are worth alone, and latest dates where they are looked for; the time is shared by
    all that is still to do."""
    dates, begin, left = Dates(looked=latest), made, seconds
    with Told() as progress:
        if latest and begin is None:
            begin = willing.plan_ahead(
                told, seconds=seconds / 3, work=work, gap=gap, seed=seed, progress=progress)
            left = seconds * 2 / 3
        found = willing.asks(
            told, begin, most=most, seconds=left / 2 if latest else left, work=work, gap=gap,
            seed=seed, progress=progress,
        )
        if latest and begin is not None:
            every, stopped = willing.latest(
                told, begin, [item for item in found.ranked if item.sure],
                seconds=left / 2, work=work, gap=gap, seed=seed, progress=progress)
            dates = Dates(looked=True, every=every, stopped=stopped)
    return found, dates


def _closed(
    told: Operation, made: Plan | None, classes: list[int], seconds: float | None, work: int,
    gap: float, seed: int, json: bool,
) -> Closing:
    """The fewest asks that close classes."""
    with Told() as progress:
        found = willing.closing(
            told, classes, made, seconds=seconds or math.inf, work=work, gap=gap, seed=seed,
            progress=progress)
    if json:
        show_json(closing_data(found))
    else:
        for line in closing_lines(told, found):
            print(line)
    return found


def _data(found: Asks, nation: str) -> dict[str, object]:
    return {
        "before": asdict(found.before), "together": found.together, "outcomes": found.outcomes,
        "known": found.known, "tried": len(found.ranked), "stopped": found.stopped,
        "asks": [
            {"ask": item.ask.text, "kind": item.ask.kind, "nation": item.ask.nation,
             "lines": item.ask.lines, "worth": asdict(item.worth), "found": item.found,
             "part": None if item.part is None else asdict(item.part)}
            for item in found.ranked if not nation or item.ask.nation == nation
        ],
    }


def _lines(told: Operation, found: Asks, nation: str) -> Iterator[str]:
    how = "planned together" if found.together else "each as if it were known"
    yield (
        f"{told.name}: {len(found.ranked)} of {counted(found.known, 'ask')} tried, each alone, in "
        f"{counted(len(found.outcomes), 'outcome')} {how}; expected score without any "
        f"{found.before.between}, less is better."
    )
    if note := found.note(nation):
        yield note
    if found.stopped:
        yield "Stopped before all was looked at."
    if not found.known:
        yield "Nothing is short that an ask could close."
        return
    if not nation:
        yield from _by_line(told, found)
    yield from _by_nation(found, nation)


def _by_line(told: Operation, found: Asks) -> Iterator[str]:
    """For the coordinator: what helps each line, the higher class first."""
    lines = dict.fromkeys(line for item in found.ranked for line in item.ask.lines)
    yield from ("", "By line")
    for line in sorted(lines, key=lambda name: (told.task[name].priority, name)):
        yield f"  {line} (class {told.task[line].priority})"
        for item in found.ranked:
            if line in item.ask.lines:
                yield f"    {_told(item)}"


def _by_nation(found: Asks, nation: str) -> Iterator[str]:
    """Each nation's own asks, nations by name; what no nation decides alone comes last."""
    names = {item.ask.nation for item in found.ranked}
    for name in sorted(names & {nation} if nation else names, key=lambda n: (not n, n)):
        yield from ("", name or "Nobody's alone")
        for item in found.ranked:
            if item.ask.nation == name:
                yield f"  {_told(item)}"
    if nation and nation not in names:
        yield from ("", f"{nation}: none of the asks tried is for it alone.")


def _told(item: AskWorth) -> str:
    return f"{item.ask.text}: {item.words}"
