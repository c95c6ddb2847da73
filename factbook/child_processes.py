"""A process that another one has started ends with it."""

from __future__ import annotations

import os
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread


def end_with_parent() -> None:
    """From now on end at once when the process ends that has started this one (with multiprocessing), however it ends.

    Of itself, a process of a pool waits for work for ever where nobody is left who could tell it that there is none.
    """
    if parent := parent_process():
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
