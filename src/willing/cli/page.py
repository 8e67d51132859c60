"""Writes the reference of the command line: `python -m willing.cli.page`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from cyclopts import App

from willing.cli import app
from willing.cli.app import BAD_INPUT, BROKEN, FINE, NO, STOPPED

HEAD = f"""\
# The command line

*Made by `python -m willing.cli.page` from the commands themselves; change the sentences there.*

Results go to stdout; progress and complaints go to stderr. `--json` prints the same result as JSON
with the types of JSON only, and a complaint as `{{"problems": [...]}}`. Nothing is written where
you did not say, nothing is written over without `--replace`, and every file is written whole or
not at all.

| exit code | means |
|---|---|
| {FINE} | It was done. |
| {NO} | The answer is no: `check` or `verify` found faults. |
| {BAD_INPUT} | The command or a file cannot be used as it is; what to mend was printed. |
| {BROKEN} | Willing itself failed. One line says so; `WILLING_DEBUG=1` shows where. |
| {STOPPED} | Stopped by Ctrl-C with nothing to hand over. |

Ctrl-C while a plan is made asks for the best plan so far; a second one ends the program.
`python -m willing` is the same as `willing`. The examples below follow each other and run as they
stand in a copy of this repository.
"""

EXAMPLES: Mapping[str, str] = {
    "new": 'willing new first --name "My first operation"',
    "check": "willing check first",
    "convert": "willing convert first first.xlsx",
    "anonymise": "willing anonymise examples/two_tasks neutral",
    "plan": 'willing plan examples/two_tasks --outcomes "each backstop" --out plan.json',
    "verify": "willing verify examples/two_tasks plan.json",
    "report": "willing report examples/two_tasks plan.json --html plan.html --xlsx plan.xlsx",
    "milestones": "willing milestones examples/two_tasks plan.json",
    "headcount": "willing headcount examples/two_tasks plan.json --on D+90",
    "ready": "willing ready examples/two_tasks plan.json --on 2027-04-01",
    "react": "willing react examples/two_tasks plan.json --answer deal=2027-05-20",
    "replan": "willing replan examples/two_tasks plan.json --stay 0.2 --out again.json",
    "compare": "willing compare examples/two_tasks plan.json again.json",
    "explain": "willing explain examples/two_tasks plan.json reserve",
    "causes": "willing causes examples/two_tasks examples/two_tasks --old-plan plan.json "
    "--new-plan again.json",
    "offer": "willing offer examples/two_tasks --nation LTU --people 800 --plan plan.json",
    "backstop": "willing backstop examples/two_tasks",
    "asks": "willing asks examples/two_tasks plan.json --most 3",
    "sustain": "willing sustain examples/two_tasks --build-up 90",
    "agreements": "willing agreements examples/two_tasks --on D+30",
}
"""An example of every verb, in the order of the page."""

_KINDS = {
    "Path": "FILE", "float": "NUMBER", "int": "NUMBER", "str": "TEXT", "date": "DATE",
}


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join((HEAD, *(line for verb in EXAMPLES for line in _verb(verb, app[verb]))))


def verbs() -> tuple[str, ...]:
    """Names of all commands."""
    return tuple(name for name in app if not name.startswith("-"))


def arguments(verb: str) -> tuple[Any, ...]:
    """Arguments and options of a command, as the parser knows them."""
    return tuple(app[verb].assemble_argument_collection())


def _verb(verb: str, command: App) -> Iterator[str]:
    own = arguments(verb)
    given = " ".join(
        item.name if item.required else f"[{item.name}]"
        for item in own if item.field_info.is_positional_only
    )
    yield f"## willing {verb} {given}\n"
    yield inspect.getdoc(command.default_command) or ""
    yield f"\n```sh\n{EXAMPLES[verb]}\n```\n"
    yield "| argument | means | without it |"
    yield "|---|---|---|"
    for item in own:
        name = item.name if item.field_info.is_positional_only else _option(item)
        yield f"| `{name}` | {item.parameter.help} | {_without(item)} |"
    yield ""


def _option(item: Any) -> str:
    kinds = {kind for kind in (item.hint, *get_args(item.hint)) if kind is not type(None)}
    if bool in kinds:
        return str(item.name)
    if any("list" in str(kind) for kind in kinds):
        return f"{item.name} NAME..."
    kind = next(_KINDS[k.__name__] for k in kinds if getattr(k, "__name__", "") in _KINDS)
    return f"{item.name} {kind}"


def _without(item: Any) -> str:
    if item.required:
        return "must be given"
    default = item.field_info.default
    if default is None or default is False or default == "":
        return "–"
    return f"`{default}`"


if __name__ == "__main__":
    print(page(), end="")
