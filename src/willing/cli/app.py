"""The application, and what becomes of every kind of failure."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from inspect import signature

from cyclopts import App, CoercionError, CycloptsError, Parameter

from willing import __version__
from willing.cli.clock import start
from willing.cli.shown import say, show_json, show_problems
from willing.errors import Problem, ProblemsFound, SolverFault, WillingError
from willing.io.atomic import EXISTS

FINE, NO, BAD_INPUT, BROKEN, STOPPED = 0, 1, 2, 3, 130
"""Exit codes."""

CODES = (
    f"Exit codes: {FINE} done; {NO} the answer is no (check or verify found faults); {BAD_INPUT} "
    f"the command or a file cannot be used as it is; {BROKEN} Willing itself failed; {STOPPED} "
    "stopped by Ctrl-C with nothing to hand over."
)
"""What each exit code says."""

_FORMS = {
    int: "a whole number such as 12", float: "a number such as 0.01",
    date: "a day such as 2027-04-20",
}
"""What may stand where a word of another kind was typed."""


def _default(value: object) -> str | None:
    """A default as the help shows it; of absence and 'no' the sentence beside it tells."""
    return None if value == "" or value is False else str(value)


app = App(
    name="willing", version=__version__, help_format="markdown",
    help="Plan what a coalition can really do: who sends what, who backfills, what stays open.",
    help_epilogue=CODES,
    default_parameter=Parameter(negative=(), show_default=_default),
    suppress_keyboard_interrupt=False,
)
"""Verbs register themselves here."""


def run(tokens: Sequence[str], began: float | None = None) -> int:
    """Run one command; print what went wrong in words, and return the exit code.

    `began`: when it did, by `time.monotonic`; None: now.
    """
    start(began)
    as_json = "--json" in tokens
    try:
        code = app(
            tokens, exit_on_error=False, print_error=False, result_action="return_value"
        )
        sys.stdout.flush()
        return code if isinstance(code, int) else FINE
    except CycloptsError as error:
        return _bad_command(error, as_json)
    except ProblemsFound as found:
        show_problems(_as_typed(found.problems, tokens), as_json=as_json)
        return BAD_INPUT
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing may be flushed to him at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        say("Stopped; nothing was written.")
        return STOPPED
    except Exception as error:
        if os.environ.get("WILLING_DEBUG") == "1":
            raise
        return _broken(error)


def _as_typed(problems: Sequence[Problem], tokens: Sequence[str]) -> list[Problem]:
    """Problems with the option that mends them, where the library names its argument."""
    command = app.parse_commands(tokens)[1][-1].default_command
    again = command is not None and "replace" in signature(command).parameters
    fix = "choose another name" + (", or write over it with --replace" if again else "")
    return [replace(p, fix=fix) if p.kind == EXISTS else p for p in problems]


def _bad_command(error: CycloptsError, as_json: bool) -> int:
    message = " ".join(str(error).split())
    if isinstance(error, CoercionError) and error.target_type in _FORMS and error.token:
        name, given = error.token.keyword or "command line", error.token.value
        message = f"{name}: '{given:.60}' cannot be read; {_FORMS[error.target_type]} stands here."
    if as_json:
        show_json({"error": message})
    verb = " ".join(error.command_chain or ())
    more = f"'willing {verb} --help' says more" if verb else "'willing --help' lists the commands"
    say(f"{message} ({more})")
    return BAD_INPUT


def _broken(error: Exception) -> int:
    """One line on a fault of ours, and how to report it."""
    known = isinstance(error, WillingError)
    told = f"{type(error).__name__}: {error}"
    if known and not isinstance(error, SolverFault):
        told = f"the judge refuses the planner's own plan, so it is not shown: {error}"
    say(f"Willing failed ({' '.join(told.split())[:600]}). This is a fault of Willing, not of your "
        "data: please report it with the output of the same command under WILLING_DEBUG=1.")
    return BROKEN
