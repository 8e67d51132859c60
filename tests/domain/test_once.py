"""What is reckoned once is kept with its whole, and with no other."""

from __future__ import annotations

from dataclasses import replace

from tests.operations import two_tasks
from willing.domain.once import once
from willing.domain.operation import Operation

asked: list[tuple[str, str]] = []


@once
def named(operation: Operation, word: str) -> str:
    """The operation's name and a word, and that somebody had to think of it."""
    asked.append((operation.name, word))
    return f"{operation.name} {word}"


def test_the_same_question_about_the_same_whole_is_reckoned_once() -> None:
    """Each word is reckoned on its own, and only the first time."""
    asked.clear()
    operation = two_tasks()
    told = [named(operation, word) for word in ("one", "two", "one")]
    assert told == [f"{operation.name} {word}" for word in ("one", "two", "one")]
    assert asked == [(operation.name, "one"), (operation.name, "two")]


def test_a_copy_with_other_fields_begins_with_nothing_and_the_whole_stays_equal() -> None:
    """What is kept takes no part in what an operation is."""
    operation = two_tasks()
    named(operation, "one")
    assert operation == two_tasks()
    assert named(replace(operation, name="Other"), "one") == "Other one"


def test_what_is_kept_for_one_function_is_not_told_for_another() -> None:
    """Two functions of the same arguments have their own answers."""
    @once
    def longer(operation: Operation, word: str) -> str:
        return f"{operation.name} {word} {word}"

    operation = two_tasks()
    assert named(operation, "one") != longer(operation, "one")
