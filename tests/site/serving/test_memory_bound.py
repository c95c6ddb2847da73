"""The memory that SQLite may take in a process that serves."""

from __future__ import annotations

import subprocess
import sys

from this_project import ROOT

# In a process of its own: the bound is for all connections of a process, and stays.
GREEDY = """
import sqlite3
from factbook.site.serving.confine import bound_memory
bound_memory()
rows = "with recursive n(i) as (select 1 union all select i + 1 from n limit 3000) select randomblob(200000) from n"
try:
    sqlite3.connect(":memory:").execute(f"create table t as {rows}")
except MemoryError:
    print("refused")
"""


def test_sqlite_takes_no_more_than_the_bound_in_a_process_that_serves() -> None:
    done = subprocess.run([sys.executable, "-c", GREEDY], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"
