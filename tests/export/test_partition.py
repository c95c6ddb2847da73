"""Parquet parted by kind, as distributed engines read it: DuckDB and Spark answer what SQLite answers."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from commands import run_command
from this_project import ROOT, build

# What each engine is asked: the tables' names are views in it. The last one joins parted and plain tables.
QUESTIONS = (
    "select kind, count(*) as n from facts group by kind order by kind",
    "select id, name, part_of from places where kind = 'country' order by id",
    "select kind, count(*) as n from organizations group by kind order by kind",
    "select count(*) as n, round(sum(value), 2) as total from figures where unit = 'dollars'",
    """select facts.kind, sources.publisher, count(*) as n from facts
    join citations on citations.fact = facts.id join sources on sources.id = citations.source
    group by facts.kind, sources.publisher order by facts.kind, sources.publisher""",
)
SPARK = """
import json, pathlib, sys
from pyspark.sql import SparkSession

folder, questions = pathlib.Path(sys.argv[1]), json.loads(sys.argv[2])
settings = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.shuffle.partitions": "2", "spark.sql.codegen.wholeStage": "false",
            "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "spark.sql.warehouse.dir": sys.argv[3]}
builder = SparkSession.builder.master("local[2]")
for name, value in settings.items():
    builder = builder.config(name, value)
spark = builder.getOrCreate()
for path in folder.iterdir():
    if path.stem not in " ".join(questions):
        continue
    spark.read.parquet(str(path)).createOrReplaceTempView(path.stem)
answers = [[list(row) for row in spark.sql(question).collect()] for question in questions]
plan = spark.sql("explain select id from facts where kind = 'plants'").collect()[0][0]
spark.stop()
print(json.dumps({"answers": answers, "plan": plan}))
"""


@pytest.fixture(scope="module")
def parquet(project: Path, database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Parquet folder of an export that is parted by kind."""
    folder = tmp_path_factory.mktemp("parted") / "dist"
    words = ("export", "--database", str(database), "--output", str(folder), "--partition", "kind")
    run_command(build(project, *words), check=True)
    return folder / "parquet"


@pytest.fixture(scope="module")
def answers(database: Path) -> list[list[list[Any]]]:
    """What SQLite answers."""
    with closing(sqlite3.connect(database)) as conn:
        found = [[list(row) for row in conn.execute(question)] for question in QUESTIONS]
    assert all(found)
    return found


def test_every_table_with_a_kind_is_a_folder_of_parts_and_every_other_a_file(parquet: Path) -> None:
    folders = {path.name for path in parquet.iterdir() if path.is_dir()}
    assert {"facts", "places", "organizations", "agreements", "meetings"} <= folders
    assert "figures" not in folders
    assert (parquet / "facts/kind=figures/part-0.parquet").is_file()
    assert (parquet / "agreements/kind=memorandum%20of%20understanding/part-0.parquet").is_file()
    assert "kind" not in pq.read_schema(parquet / "facts/kind=figures/part-0.parquet").names


def test_duckdb_answers_as_sqlite_does(parquet: Path, answers: list[list[list[Any]]]) -> None:
    with duckdb.connect() as conn:
        for path in parquet.iterdir():
            files = f"{path}/*/*.parquet" if path.is_dir() else str(path)
            conn.execute(f"create view {path.stem} as from read_parquet('{files}', hive_partitioning={path.is_dir()})")
        assert [[list(row) for row in conn.execute(question).fetchall()] for question in QUESTIONS] == answers


def test_spark_answers_as_sqlite_does_and_opens_only_the_parts_it_needs(
    parquet: Path, answers: list[list[list[Any]]], tmp_path: Path
) -> None:
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("Spark or its Java is not installed: `make spark` installs the one, `.ci/system install` the other")
    words = [sys.executable, "-c", SPARK, str(parquet), json.dumps(QUESTIONS), str(tmp_path)]
    local = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(words, cwd=tmp_path, env=local, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["answers"] == answers
    assert re.search(r"PartitionFilters: \[[^]]*\(kind#\d+ = plants\)\]", found["plan"])


@pytest.mark.parametrize(
    ("column", "said"), [("colour", "--partition takes a column of closed choices"), ("id", "--partition takes")]
)
def test_a_column_that_does_not_part_is_refused_with_those_that_do(column: str, said: str, tmp_path: Path) -> None:
    words = build(ROOT, "export", "--partition", column, "--output", str(tmp_path / "dist"))
    done = run_command(words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "kind" in done.stderr
    assert not (tmp_path / "dist").exists()
