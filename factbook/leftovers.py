"""What runs that were killed have left: files and folders that carry the number of the process that made them."""

from __future__ import annotations

import os
from pathlib import Path


def working_path(target: Path) -> Path:
    """Where this process may write what is to become `target`."""
    return target.with_name(f"{target.name}.{os.getpid()}.tmp")


def clear_leftovers(target: Path) -> None:
    """Remove what processes that are gone have left of writing `target`; one that still runs keeps its file."""
    for path in target.parent.glob(f"{target.name}.*.tmp"):
        pid = path.suffixes[-2].lstrip(".") if len(path.suffixes) > 1 else ""
        if pid.isdigit() and not is_running(int(pid)):
            path.unlink(missing_ok=True)


def is_running(pid: int) -> bool:
    """Whether there is a process of that number."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
