"""Every kind of problem: an operation that has it, and what `check` says of it."""

from __future__ import annotations

from tests.domain.check_command import COMMAND
from tests.domain.clock_cases import CLOCK
from tests.domain.crowd_cases import CROWDS
from tests.domain.figure_cases import FIGURES
from tests.domain.force_cases import FORCES
from tests.domain.formation_cases import FORMATIONS, Case
from tests.domain.line_cases import LINES
from tests.domain.name_cases import NAMES
from tests.domain.question_cases import QUESTIONS
from tests.domain.task_cases import TASKS

CASES: list[Case] = [
    *NAMES, *FIGURES, *QUESTIONS, *TASKS, *FORCES, *CLOCK, *LINES, *COMMAND, *CROWDS,
    *FORMATIONS,
]
