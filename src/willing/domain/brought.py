"""What a line must have and a pledge brings: words compared without case and extra blanks."""

from __future__ import annotations

from willing.domain.operation import Operation
from willing.domain.pledge import Pledge
from willing.domain.requirement import Requirement, Task


def folded(word: str) -> str:
    """A word as it is compared: `Night  Vision ` is `night vision`."""
    return " ".join(word.split()).casefold()


def lacking(task: Task, pledge: Pledge) -> tuple[str, ...]:
    """What a task must have and a pledge does not bring, in the task's words and order."""
    if not isinstance(task, Requirement) or not task.must_have:
        return ()
    brought = {folded(word) for word in pledge.brings}
    return tuple(word for word in task.must_have if folded(word) not in brought)


def words_asked(operation: Operation) -> tuple[str, ...]:
    """Every word that a line must have, as written or as an answer changes it."""
    own = [word for line in operation.requirements for word in line.must_have]
    return (*own, *_changed(operation, "requirements", "must_have"))


def words_brought(operation: Operation) -> tuple[str, ...]:
    """Every word that a pledge brings, as written or as an answer changes it."""
    own = [word for pledge in operation.pledges for word in pledge.brings]
    return (*own, *_changed(operation, "pledges", "brings"))


def _changed(operation: Operation, table: str, field: str) -> list[str]:
    lists = [c.value for c in operation.changes if (c.table, c.field) == (table, field)]
    return [word.strip() for text in lists for word in text.split(",") if word.strip()]
