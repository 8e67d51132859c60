"""The command line: one file for each group of verbs, all of them thin over `willing`.

    app         the application, and what becomes of every kind of failure
    data        check, convert, new, anonymise
    planning    plan, replan
    judging     verify, compare
    reporting   report
    explaining  explain, causes
    reaching    milestones
    sustaining  sustain
    offering    offer
    asking      backstop
    asked       asks
    agreeing    agreements
    counting    headcount
    readying    ready
    reacting    react
    clock       how long the command has taken so far
    progress    where planning stands, on stderr
    shown       problems, faults and differences in words
    options     what several verbs share
    page        the reference of the command line
"""

from __future__ import annotations

import sys

import willing
from willing.cli import (
    agreeing,
    asked,
    asking,
    counting,
    data,
    explaining,
    judging,
    offering,
    planning,
    reaching,
    reacting,
    readying,
    reporting,
    sustaining,
)
from willing.cli.app import app, run

__all__ = [
    "agreeing", "app", "asked", "asking", "counting", "data", "explaining", "judging", "main",
    "offering", "planning", "reaching", "reacting", "readying", "reporting", "run", "sustaining",
]


def main() -> int:
    """Run the command line with the arguments of this process; return its exit code."""
    return run(sys.argv[1:], willing.BEGAN)
