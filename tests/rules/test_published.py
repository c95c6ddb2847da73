"""What a release says is not changed without a word: facts beside the digests of the last release."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from factbook.factfiles.published_values import (
    PublishedValues,
    digest_of,
    dump_published_values,
    load_published_values,
    version_key,
)

ENTRY = "- fact: {fact}\n  field: {field}\n  version: 0.0.2\n  date: 2026-11-24\n  reason: It was never said so.\n"


def published(root: Path) -> Path:
    """The complete example, published as 0.0.1; returns its folder."""
    lay_out(root)
    write(root, "pyproject.toml", '[project]\nname = "example"\nversion = "0.0.1"\n')
    assert run(root, "publish").status == 0
    return root


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    write(root, path, text.replace(old, new, 1))


def test_a_changed_value_is_refused_at_its_line_by_check_and_by_the_build(tmp_path: Path) -> None:
    root = published(tmp_path)
    change(root, "facts/figures/seeds.yml", "indicator: cost", "indicator: price")
    for command in ("check", "build"):
        done = run(root, command)
        assert done.status == 1
        assert (
            "facts/figures/seeds.yml:21:14: seed-bank-cost indicator: 'indicator' is not what release 0.0.1"
            in done.output
        )


def test_the_entry_that_the_message_names_cures_it(tmp_path: Path) -> None:
    root = published(tmp_path)
    change(root, "facts/figures/seeds.yml", "indicator: cost", "indicator: price")
    write(root, "facts/changes.yml", ENTRY.format(fact="seed-bank-cost", field="indicator"))
    assert run(root, "check").status == 0


def test_an_entry_of_the_release_itself_explains_nothing_new(tmp_path: Path) -> None:
    root = published(tmp_path)
    change(root, "facts/figures/seeds.yml", "indicator: cost", "indicator: price")
    entry = ENTRY.format(fact="seed-bank-cost", field="indicator").replace("0.0.2", "0.0.1")
    write(root, "facts/changes.yml", entry)
    assert "[published]" in run(root, "check").output


def test_an_entry_for_a_value_that_is_as_it_was_is_refused(tmp_path: Path) -> None:
    root = published(tmp_path)
    write(root, "facts/changes.yml", ENTRY.format(fact="seed-bank-cost", field="indicator"))
    assert "'indicator' of seed-bank-cost is what release 0.0.1 says [history]" in run(root, "check").output


def test_a_value_that_is_taken_out_and_a_row_of_a_list_are_held_too(tmp_path: Path) -> None:
    root = published(tmp_path)
    change(root, "facts/organizations/bodies.yml", "\n  acronym:", "\n  note:")
    found = run(root, "check").output
    assert "'acronym' is not what release" in found
    assert "'note' is not what release" in found


def test_quotes_and_the_day_of_a_check_may_change_without_an_entry(tmp_path: Path) -> None:
    root = published(tmp_path)
    change(root, "facts/figures/trade.yml", "checked: '2026-11-24'", "checked: 2026-11-25")
    change(root, "facts/figures/seeds.yml", "seed bank in Port Alba for about", "bank in Port Alba for about")
    assert "[published]" not in run(root, "check", "--archive", str(root / "archive")).output


def test_a_reference_that_follows_a_merger_needs_no_entry(tmp_path: Path) -> None:
    root = published(tmp_path)
    write(
        root,
        "facts/retired.yml",
        "- id: port-alba-seed-bank\n  kind: programs\n  label: Seed bank\n  version: 0.0.2\n  date: 2026-11-24\n"
        "  reason: It is one program.\n  merged_into: green-seed\n",
    )
    change(root, "facts/figures/seeds.yml", "about: port-alba-seed-bank", "about: green-seed")
    assert "[published]" not in run(root, "check").output


def test_what_was_kept_of_a_run_does_not_hide_an_entry_that_went(tmp_path: Path) -> None:
    root = published(tmp_path)
    change(root, "facts/figures/seeds.yml", "indicator: cost", "indicator: price")
    write(root, "facts/changes.yml", ENTRY.format(fact="seed-bank-cost", field="indicator"))
    assert run(root, "check").status == 0
    (root / "facts/changes.yml").unlink()
    assert "[published]" in run(root, "check").output


def test_publish_refuses_a_version_that_is_published_with_other_content(tmp_path: Path) -> None:
    root = published(tmp_path)
    write(root, "facts/places/more.yml", "- id: nowhere\n  name: Nowhere\n  kind: city\n  checked: 2026-11-24\n")
    before = (root / "facts/published.lock").read_text(encoding="utf-8")
    done = run(root, "publish")
    assert (done.status, "published with other content" in done.output) == (2, True)
    assert (root / "facts/published.lock").read_text(encoding="utf-8") == before


def test_a_column_that_came_after_the_release_needs_no_entry(tmp_path: Path) -> None:
    root = published(tmp_path)
    path = root / "facts/published.lock"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("@table programs title kind", "@table programs title"), encoding="utf-8")
    change(root, "facts/programs/seeds.yml", "kind: ", "kind: x")
    assert "'kind' is not what release" not in run(root, "check").output


@pytest.mark.parametrize("line", ["arcadia name", "arcadia name=a=b"])
def test_a_line_that_is_no_record_stops_the_build(tmp_path: Path, line: str) -> None:
    path = lay_out(tmp_path) / "facts/published.lock"
    path.write_text(f"{line}\n", encoding="utf-8")
    done = run(tmp_path, "check")
    assert done.status == 2
    assert "published.lock:1:" in done.output


def test_the_lock_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    values = PublishedValues("0.1.0", "ab", {"places": ("name",)}, {"arcadia": {"name": frozenset({"12", "34"})}})
    path = tmp_path / "published.lock"
    path.write_text(dump_published_values(values), encoding="utf-8")
    assert load_published_values(path) == values


def test_a_number_has_one_digest_however_it_is_written() -> None:
    assert digest_of([30.0]) == digest_of([30]) == digest_of(["30"])
    assert digest_of([None, "a"]) != digest_of(["a", None])


def test_versions_are_sorted_by_their_numbers() -> None:
    assert version_key("0.10.0") > version_key("0.9.9") > version_key("draft")


def test_a_new_word_of_ours_that_is_like_an_old_one_is_told_by_check_and_refused_by_nothing(tmp_path: Path) -> None:
    root = published(tmp_path)
    write(root, "facts/figures/more.yml", (root / "facts/figures/seeds.yml").read_text(encoding="utf-8"))
    change(root, "facts/figures/more.yml", "- id: green-seed-farmers", "- id: more-farmers")
    change(root, "facts/figures/more.yml", "label: Farmers in", "label: More farmers in")
    change(root, "facts/figures/more.yml", "indicator: participants", "indicator: participant")
    text = (root / "facts/figures/more.yml").read_text(encoding="utf-8")
    write(root, "facts/figures/more.yml", text[: text.index("- id: seed-bank-cost")])
    done = run(root, "check")
    assert done.status == 0, done.output
    assert "indicator 'participant' is new; is it 'participants' (used by 1)?" in done.output
