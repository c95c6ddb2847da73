"""Processes that others have started end with them: a killed build leaves none behind."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from this_project import ROOT

# What a process of the pool prints to has an end when the last of them has ended.
_POOL = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from factbook.child_processes import end_with_parent
pool = ProcessPoolExecutor(2, get_context("spawn"), end_with_parent)
list(pool.map(abs, range(4)))
print("ready", flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_who_is_killed_leaves_no_process_of_its_own_behind(number: signal.Signals) -> None:
    words = [sys.executable, "-c", _POOL]
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(number)
        assert process.communicate(timeout=120) == (b"", None)
