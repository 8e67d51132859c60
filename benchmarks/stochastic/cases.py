"""Finds a published problem by name, path or folder."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.marathon.record import NoCases
from benchmarks.page import ROOT
from benchmarks.stochastic.models import read_model
from benchmarks.stochastic.smps import read_smps
from willing.planner.ahead.stages import Stages


def read_case(case: str, folder: str | None = None) -> Stages:
    """A problem: a core file, a folder, or the name of a folder below the public cases.

    Raises `NoCases` with a word on what to do when it is absent.
    """
    place = find(case, folder)
    if place.is_file():
        return read_smps(place)
    cores = sorted(path for path in place.iterdir() if path.suffix.lower() in (".cor", ".core"))
    if len(cores) > 1:
        raise ValueError(
            f"{place}: {len(cores)} core files; give the path of one: "
            f"{', '.join(path.name for path in cores[:9])}"
        )
    return read_smps(cores[0]) if cores else read_model(place)


def find(case: str, folder: str | None = None) -> Path:
    """Where a problem lies: the path itself, or a folder of that name below the public cases."""
    if Path(case).exists():
        return Path(case)
    asked = folder or os.environ.get("WILLING_CASES")
    roots = [Path(asked)] if asked else sorted(ROOT.parent.glob("*/cases"))
    for root in roots:
        for found in sorted((root / "stochastic").rglob("*")):
            if found.is_dir() and found.as_posix().endswith(f"/{case}"):
                return found
    raise NoCases(
        f"skipped: no {case} in {asked or 'a folder named cases next to the repository'}; "
        "give its path, or the folder of the public cases by --cases or WILLING_CASES"
    )
