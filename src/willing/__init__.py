"""Willing plans what a coalition can really do.

Who is willing, what they are able to sustain, and how fast they are ready.

    >>> import willing
    >>> operation = willing.load("examples/one_post")
    >>> plan = willing.plan(operation)
    >>> round(plan.outcomes[0].score, 1)
    216.1

The verbs of `willing.api` are here under their own names; each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from willing.api import (
        agreements,
        anonymise,
        asks,
        backstop,
        causes,
        changes,
        check,
        closing,
        compare,
        compare_operations,
        coverage,
        explain,
        explain_step,
        explain_worst,
        hand_out,
        headcount,
        latest,
        load,
        milestones,
        offer,
        pins_of,
        plan,
        plan_ahead,
        react,
        read_plan,
        read_rows,
        ready,
        refuse_handout,
        replan,
        report,
        same_data,
        save,
        sustain,
        verify,
        waiting,
        write_plan,
    )

__version__ = "0.1.0"
BEGAN = monotonic()
"""When Willing began to load, by `time.monotonic`: commands count their seconds from there."""
__all__ = [
    "agreements",
    "anonymise",
    "asks",
    "backstop",
    "causes",
    "changes",
    "check",
    "closing",
    "compare",
    "compare_operations",
    "coverage",
    "explain",
    "explain_step",
    "explain_worst",
    "hand_out",
    "headcount",
    "latest",
    "load",
    "milestones",
    "offer",
    "pins_of",
    "plan",
    "plan_ahead",
    "react",
    "read_plan",
    "read_rows",
    "ready",
    "refuse_handout",
    "replan",
    "report",
    "same_data",
    "save",
    "sustain",
    "verify",
    "waiting",
    "write_plan",
]

# A layer that is loaded takes its name in this package. Layers with a verb's name are loaded
# first and their names given free, so that `willing.report` and `willing.explain` stay the verbs.
import_module("willing.report")
import_module("willing.explain")
del report, explain


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("willing.api"), name)
    raise AttributeError(f"module 'willing' has no attribute '{name}'")
