"""A change of several files is written whole or not at all, whatever comes in between."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from factbook.editor.try_out import write_all
from factbook.problems import WriteError
from this_project import ROOT

FILES = 40
#: Interrupts itself as soon as the first file has changed.
INTERRUPTED = """
import _thread, sys, threading
from pathlib import Path
from factbook.editor.try_out import write_all
root = Path(sys.argv[1])
paths = sorted(root.glob("*.yml"))
def interrupt():
    while all(path.read_text() == "old" for path in paths):
        pass
    _thread.interrupt_main()
threading.Thread(target=interrupt, daemon=True).start()
write_all({path: "new" for path in paths})
"""
#: No file may be larger than a few bytes: what is longer finds the disk full.
FULL = """
import resource, signal, sys
from pathlib import Path
from factbook.editor.try_out import write_all
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
paths = sorted(Path(sys.argv[1]).glob("*.yml"))
write_all({path: "new" * (1000 if path == paths[-1] else 1) for path in paths})
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(FILES):
        (tmp_path / f"{number:03}.yml").write_text("old")
    return tmp_path


def told(folder: Path, program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program, str(folder)], cwd=ROOT, capture_output=True, text=True)
    return done.stderr


def texts(folder: Path) -> set[str]:
    assert len(list(folder.iterdir())) == FILES
    return {path.read_text() for path in folder.iterdir()}


def test_an_interrupted_change_is_whole_or_none(folder: Path) -> None:
    told(folder, INTERRUPTED)
    assert len(texts(folder)) == 1


def test_a_full_disk_leaves_all_as_it_was(folder: Path) -> None:
    assert "WriteError: " in told(folder, FULL)
    assert texts(folder) == {"old"}


def test_a_folder_that_cannot_be_made_leaves_all_as_it_was(folder: Path) -> None:
    first = folder / "000.yml"
    with pytest.raises(WriteError, match="cannot be made"):
        write_all({folder / "001.yml": "new", first / "more/000.yml": "new"})
    assert texts(folder) == {"old"}
