"""A commented folder to begin with: two nations, two lines, and it plans as it stands."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from willing.errors import Problem, ProblemsFound
from willing.io.atomic import write_folder
from willing.io.cell import clean, unfit
from willing.io.yamlwrite import quoted


def write_starter(path: str | Path, name: str = "") -> None:
    """Write the starter folder; the operation is called `name`, or like the folder.

    Raises `ProblemsFound` when the target exists or cannot be written, or the name is no name.
    """
    target = Path(path)
    called = clean(name) or target.absolute().name
    bad = unfit(called)
    if bad is not None or not called:
        raise ProblemsFound([Problem(
            kind="unfit-text", where="the name", given=bad or "it is empty",
            allowed="printable text", fix="give the operation a name",
        )])
    found = {
        item.name: item.read_bytes()
        for item in files("willing.io").joinpath("starter_folder").iterdir() if item.is_file()
    }
    head = found["operation.yaml"].decode().replace("{name}", quoted(called))
    write_folder(target, {**found, "operation.yaml": head.encode()}, False, lambda _: True)
