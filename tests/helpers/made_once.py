"""What is dear to make and the same in each process of a run: made by the first that asks, awaited by the others."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of this name that `make` has filled, once a run; for reading only."""
    worker = factory.getbasetemp()
    # Each process of a run in parallel has a folder of its own in that of the run.
    run = worker.parent if worker.name.startswith("popen-") else worker
    folder, done = run / f"once-{name}", run / f"once-{name}.done"
    with (run / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
