"""SCIP on the program as it comes, one racer for each thread.

    python -m benchmarks.peers.scip INSTANCE.npz --seconds 60 --threads 2 --out RESULT.jsonl
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from threading import Thread

import numpy as np
from pyscipopt import Eventhdlr, Model
from pyscipopt.scip import PY_SCIP_EVENTTYPE as EVENTS
from pyscipopt.scip import PY_SCIP_PARAMSETTING as SETTINGS
from pyscipopt.scip import Event

from benchmarks.peers.arguments import Asked, judge, read_arguments
from benchmarks.peers.mps import write_mps
from benchmarks.record import Record
from willing.planner.program import Floats, Program

_SEEN = (EVENTS.BESTSOLFOUND, EVENTS.DUALBOUNDIMPROVED)
_PAUSE = 0.1


class _Watch(Eventhdlr):
    """Notes every better plan and every better bound."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def eventinit(self) -> None:
        """Begin to listen."""
        for kind in _SEEN:
            self.model.catchEvent(kind, self)

    def eventexit(self) -> None:
        """Stop listening."""
        for kind in _SEEN:
            self.model.dropEvent(kind, self)

    def eventexec(self, event: Event) -> None:
        """Note where SCIP stands; both figures carry the offset."""
        self._record.see(self.model.getPrimalbound(), self.model.getDualbound())


def solve(asked: Asked) -> None:
    """Race one SCIP for each thread, and note every change of the best and the bound of all.

    The first has SCIP's defaults, the others eager heuristics and other seeds. SCIP's own
    concurrent mode races in the same way, but tells nobody where it stands until it ends.
    """
    program, record = asked.instance.program, asked.record
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "instance.mps"
        write_mps(program, path)
        models = [_model(asked, path, thread) for thread in range(asked.threads)]
    record.start()
    threads = [Thread(target=model.optimizeNogil) for model in models]
    for thread in threads:
        thread.start()
    _wait(threads, models)
    for model in models:
        record.see(None, model.getDualbound())
        if model.getNSols():
            judge(record, program, _point(program, model))
    record.words = " and ".join(model.getStatus() for model in models)


def _model(asked: Asked, path: Path, thread: int) -> Model:
    model = Model()
    model.hideOutput()
    model.readProblem(str(path))
    model.addObjoffset(asked.instance.program.offset)
    model.setParam("limits/time", asked.seconds)
    # CPU seconds, the default, would pass faster than the clock on the wall with two threads.
    model.setParam("timing/clocktype", 2)
    model.setParam("limits/gap", 1e-6)
    if thread:
        model.setHeuristics(SETTINGS.AGGRESSIVE)
        model.setParam("randomization/randomseedshift", thread)
    model.includeEventhdlr(_Watch(asked.record), "watch", "notes best and bound")
    return model


def _wait(threads: list[Thread], models: list[Model]) -> None:
    """Until one has proved its plan, or all have ended; the others are then told to stop."""
    while any(thread.is_alive() for thread in threads):
        if not all(thread.is_alive() for thread in threads):
            for model in models:
                model.interruptSolve()
        for thread in threads:
            thread.join(_PAUSE)


def _point(program: Program, model: Model) -> Floats:
    best = model.getBestSol()
    x = np.zeros(program.columns)
    for column in model.getVars():
        x[int(column.name[1:])] = model.getSolVal(best, column)
    return x


def main() -> None:
    """Solve and write the record."""
    asked = read_arguments("scip")
    solve(asked)
    asked.record.finish()


if __name__ == "__main__":
    main()
