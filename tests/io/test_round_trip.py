"""What is written is read back: every field of every noun, in folders and workbooks."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.io.strategies import cleaned, loose_texts, often, operations
from tests.operations import coalition, one_post, two_tasks
from willing.domain.operation import Operation
from willing.io.load import load
from willing.io.save import save


def through(operation: Operation, *names: str) -> Operation:
    """Save and load an operation through files of these names, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            save(operation, Path(folder, name))
            operation = load(Path(folder, name))
    return operation


@pytest.mark.parametrize("make", [one_post, two_tasks, coalition])
def test_the_named_operations_survive_folder_and_workbook(
    make: Callable[[], Operation],
) -> None:
    """The three named operations are the same after a folder, a workbook and a folder again."""
    assert through(make(), "first", "second.xlsx", "third") == make()


@given(operations())
@often
def test_a_folder_keeps_everything(operation: Operation) -> None:
    """Any operation is the same after it was saved to a folder and loaded."""
    assert through(operation, "folder") == operation


@given(operations())
@often
def test_a_workbook_keeps_everything(operation: Operation) -> None:
    """Any operation is the same after it was saved to a workbook and loaded."""
    assert through(operation, "book.xlsx") == operation


@given(operations())
@settings(often, max_examples=25)
def test_folder_and_workbook_hold_the_same(operation: Operation) -> None:
    """A folder made into a workbook and that into a folder is the first folder to the letter."""
    with tempfile.TemporaryDirectory() as root:
        first, book, second = Path(root, "first"), Path(root, "book.xlsx"), Path(root, "second")
        save(operation, first)
        save(load(first), book)
        save(load(book), second)
        assert {p.name: p.read_bytes() for p in first.iterdir()} == {
            p.name: p.read_bytes() for p in second.iterdir()
        }


@given(operations(loose_texts))
@settings(often, max_examples=25)
def test_blanks_around_texts_are_not_data(operation: Operation) -> None:
    """Texts lose the blanks around them in every format, and nothing else."""
    assert through(operation, "folder") == cleaned(operation)
    assert through(operation, "book.xlsx") == cleaned(operation)


def test_the_same_operation_gives_the_same_bytes(tmp_path: Path) -> None:
    """Saving twice gives the same files, so that they can be compared and kept under version."""
    for name in ("one.xlsx", "two.xlsx"):
        save(coalition(), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
