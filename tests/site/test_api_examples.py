"""docs/api.md: each example runs as it is written, over the site as it is served, where there is a tool to run it."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from factbook.project import Project
from this_project import ROOT

TEXT = (ROOT / "docs/api.md").read_text(encoding="utf-8")
PLACEHOLDER = "https://factbook.example"
ADDRESS = re.compile(r"^\| `(/[^`]+)`", re.M)
FILLED = {
    "<table>": "figures", "<id>": "aguascalientes-japanese-investment-2024", "<query>": "select+1",
    "<version>": Project(ROOT).version(), "place=aguascalientes-japanese-investment-2024": "place=aguascalientes",
}  # fmt: skip


def examples(language: str) -> list[str]:
    """The fenced examples in a language, in order; there is one at least."""
    found = [code for name, code in re.findall(r"^```(\w*)\n(.*?)^```", TEXT, re.S | re.M) if name == language]
    assert found
    return found


def ran(command: list[str], folder: Path, locale: str = "C.UTF-8") -> str:
    environment = {**os.environ, "LC_ALL": locale}
    done = subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=600, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    return done.stdout


LOCALES = pytest.mark.parametrize("locale", ["C", "C.UTF-8"])


def has(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed here")


@has("curl")
@LOCALES
def test_the_examples_in_curl_run(site: str, tmp_path: Path, locale: str) -> None:
    (script,) = examples("sh")
    output = ran(["sh", "-e", "-c", script.replace(PLACEHOLDER, site)], tmp_path, locale)
    assert output.endswith("304\n")
    assert "aguascalientes-japanese-investment-2024" in output
    assert (tmp_path / "figures.csv").read_text(encoding="utf-8").startswith("\ufeffid,label,")


@pytest.mark.parametrize("number", range(len(examples("python"))))
@LOCALES
def test_the_examples_in_python_run(site: str, tmp_path: Path, number: int, locale: str) -> None:
    script = examples("python")[number].replace(PLACEHOLDER, site)
    ran([sys.executable, "-W", "error", "-c", script], tmp_path, locale)


@has("Rscript")
@LOCALES
def test_the_example_in_r_runs_and_loses_no_row(site: str, tmp_path: Path, locale: str) -> None:
    (script,) = examples("r")
    with urllib.request.urlopen(f"{site}/factbook/figures.csv") as answer:
        rows = sum(1 for _ in csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"), newline="")))
    script = f"options(warn = 2)\n{script}\ncat(nrow(figures), 'rows\\n')".replace(PLACEHOLDER, site)
    output = ran(["Rscript", "--vanilla", "-e", script], tmp_path, locale)
    assert "USD" in output
    assert f"{rows} rows" in output


def spreadsheet_addresses() -> list[str]:
    return [
        address
        for formula in examples("")
        for address in re.findall(rf'"({PLACEHOLDER}[^"]+)"', formula)
    ]  # fmt: skip


def test_the_addresses_in_spreadsheet_formulas_give_what_a_spreadsheet_takes(site: str) -> None:
    """No spreadsheet that runs here has these functions: so the answers are held to what they need."""
    found = spreadsheet_addresses()
    assert len(found) == 3
    for address in found:
        with urllib.request.urlopen(address.replace(PLACEHOLDER, site)) as answer:
            text = answer.read().decode("utf-8")
        if ".csv" in address:
            widths = {len(row) for row in csv.reader(io.StringIO(text))}
            assert len(widths) == 1, "a rectangle"
        else:
            assert len(text) < 32_767, "a cell holds no more"


@has("soffice")
def test_libreoffice_opens_the_address_as_a_sheet(site: str, tmp_path: Path) -> None:
    address = spreadsheet_addresses()[0].replace(PLACEHOLDER, site)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    ran(["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), address], tmp_path)
    assert list(tmp_path.glob("*.ods"))


@pytest.mark.parametrize("address", ADDRESS.findall(TEXT))
def test_every_address_that_is_documented_answers(site: str, address: str) -> None:
    for sign, value in FILLED.items():
        address = address.replace(sign, value)
    with urllib.request.urlopen(site + address) as answer:
        assert answer.status == 200
        assert answer.read()
