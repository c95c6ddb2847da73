"""A record may name second readers: `checked_by` is no value of it, and needs no proof."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from example_projects import lay_out, run


def test_second_readers_of_a_record_are_compiled(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "example")
    path = root / "facts/figures/trade.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  checked: ", "  checked_by: [A. Reader, 山田]\n  checked: ", 1), encoding="utf-8")
    done = run(root)
    assert done.status == 0, done.output
    with closing(sqlite3.connect(root / "factbook.db")) as conn:
        read = conn.execute("select checked_by from record_health where checked_by is not null").fetchall()
    assert read == [("A. Reader, 山田",)]
