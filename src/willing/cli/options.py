"""Arguments and options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.types import NonNegativeFloat, NonNegativeInt, PositiveFloat

OperationPath = Annotated[Path, Parameter(
    help="Operation: a folder with operation.yaml, or an .xlsx workbook.")]
PlanPath = Annotated[Path, Parameter(help="Plan file (JSON).")]
AsJson = Annotated[bool, Parameter(
    name="--json", help="Print the result as JSON.")]
Replace = Annotated[bool, Parameter(
    help="Write over what has the name already. Without it nothing is written over.")]
Outcomes = Annotated[list[str] | None, Parameter(
    consume_multiple=True, negative_iterable=(),
    help="Outcomes to plan: 'likeliest', 'likeliest N' (so many, such as 'likeliest 30'), 'all', "
    "'each QUESTION' (the likeliest, with each answer of one question), or names such as "
    "'2027-06-15/none'.")]
Detailed = Annotated[list[str] | None, Parameter(
    consume_multiple=True, negative_iterable=(),
    help="Outcomes told in detail: 'likeliest', 'likeliest N', 'all', 'each QUESTION', or names. "
    "Tables of one outcome speak of the first. Without it: all of up to 6; of more the likeliest "
    "with a deal and the likeliest with other answers.")]
TimeLimit = Annotated[PositiveFloat | None, Parameter(
    help="Seconds for each outcome, not for all of them together. A plan that the clock stopped "
    "may not repeat, and says so.")]
Work = Annotated[NonNegativeInt, Parameter(
    help="Attempts to improve the plan of each outcome. Plans stopped by it repeat.")]
Gap = Annotated[NonNegativeFloat, Parameter(
    help="Distance to the best possible at which a plan is good enough: 0.01 is 1 %. 'inf' takes "
    "the first quick plan, and proves nothing.")]
Seed = Annotated[NonNegativeInt, Parameter(help="Seed of the planner's random choices.")]
Pin = Annotated[Path | None, Parameter(
    help="Rows that must stand in the plan as they are: a plan file, or CSV with the columns of a "
    "plan's rows. Where rows are marked 'pin' only those are taken; without an outcome a row holds "
    "in all.")]
Together = Annotated[bool, Parameter(
    negative=(), help="One plan for all outcomes (or those named): what is decided before the deal "
    "is the same in all that cannot yet be told apart. The time limit is for all of them.")]
Worst = Annotated[NonNegativeFloat, Parameter(
    help="With --together: part of the score that is the mean of the worst tenth of outcomes.")]
Beside = Annotated[NonNegativeInt | None, Parameter(
    help="With --together: processes that reckon outcomes beside each other; 0: one a core. The "
    "plan is the same.")]
OnRay = Annotated[str | None, Parameter(
    help="With --together: address of a Ray cluster that reckons outcomes. The plan is the same.")]
Html = Annotated[Path | None, Parameter(
    help="Page to write; it opens without a network.")]
Xlsx = Annotated[Path | None, Parameter(help="Workbook to write.")]
Out = Annotated[Path | None, Parameter(
    help="Plan file to write. Without it nothing is written.")]
