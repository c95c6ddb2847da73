"""A process that has the package imported, and is forked for each run of `build.py`: a start costs no imports then.

What is forked becomes the command as if it had been started: the same script, words, folder, environment, streams and
end. It holds no thread, and has checked one example, as the nursery of a watched site has. See commands.py, which
starts it and speaks with it.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

#: It begins threads, which no fork has.
LEFT_OUT = "factbook.export.parquet"
#: Bytes of an order.
MOST = 1 << 20


def learn() -> None:
    """Import the package and check an example; what is in memory then is not looked through again by any command."""
    package = importlib.import_module("factbook")
    for module in pkgutil.walk_packages(package.__path__, "factbook."):
        if module.name != LEFT_OUT:
            importlib.import_module(module.name)
    with tempfile.TemporaryDirectory() as folder:
        examples = importlib.import_module("example_projects")
        examples.run(examples.lay_out(Path(folder)), "check")
    gc.collect()
    gc.freeze()


def next_command(orders: socket.socket) -> list[str]:
    """The words of a command, in the process that is to be it; ends where nobody gives orders any more."""
    ended, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    running: dict[int, int] = {}
    while True:
        readable, _, _ = select.select([orders, ended], [], [])
        if ended in readable:
            os.read(ended, 4096)
            tell_of_ends(running)
        if orders not in readable:
            continue
        message, streams, _, _ = socket.recv_fds(orders, MOST, 4)
        if not message:
            os._exit(0)
        if not (pid := os.fork()):
            close({orders.fileno(), ended, wake, *running.values()})
            return become(streams, **json.loads(message))
        close(set(streams[:3]))
        running[pid] = streams[3]
        os.write(streams[3], f"{pid}\n".encode())


def tell_of_ends(running: dict[int, int]) -> None:
    """Write the status of each command that has ended to who has ordered it."""
    for pid, told in list(running.items()):
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            with suppress(BrokenPipeError):
                os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
            os.close(running.pop(pid))


def close(streams: set[int]) -> None:
    for stream in streams:
        os.close(stream)


def become(streams: list[int], words: list[str], cwd: str, env: dict[str, str]) -> list[str]:
    """Take the folder, environment and streams of an order; its words."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    die_with_parent = 1  # PR_SET_PDEATHSIG of prctl(2)
    ctypes.CDLL(None).prctl(die_with_parent, signal.SIGTERM)
    for place, stream in enumerate(streams[:3]):
        os.dup2(stream, place)
    close(set(streams))
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    # As the interpreter opens them, who has asked already whether they are a terminal.
    sys.stdout.reconfigure(line_buffering=os.isatty(1))  # type: ignore[union-attr]
    return words


def end(code: object) -> None:
    """End with this status at once, where nothing is waited for: to take a memory apart piece by piece is dear."""
    if threading.active_count() == 1 and (code is None or isinstance(code, int)):
        atexit._run_exitfuncs()
        sys.stdout.flush()
        os._exit(code or 0)


if __name__ == "__main__":
    _, number, root = sys.argv
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.path[:0] = [root]
    learn()
    del sys.path[1]  # of this script: a command has its own folder first
    sys.argv = next_command(socket.socket(fileno=int(number)))
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as told:
        end(told.code)
        raise
