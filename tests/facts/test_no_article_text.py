"""The articles are other people's: the project holds short quotes of them and nothing longer.

Where the archive is at hand, every tracked text is held against it. Where it is not, the length of the quotes
is all that can be held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from this_project import ROOT, archive_folder, tracked_texts

MOST_WORDS = 12
MOST_WORDS_OF_OURS = 6
FEWEST_WORDS_OF_A_SENTENCE = 6
#: Keys of fact files whose values are the articles' words, or names.
PRINTED = ("quote", "aliases", "name_as_printed", "role_as_printed", "names", "name")


def words_of(text: str) -> list[str]:
    """Lower-case words without the marks around them, as white space parts them."""
    return [word for raw in text.lower().split() if (word := re.sub(r"^\W+|\W+$", "", raw))]


def runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))


def articles() -> list[str]:
    folder = archive_folder()
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))] if folder else []


def sentences(article: str) -> Iterator[list[str]]:
    """The article's sentences that are long enough to be somebody's own, as words."""
    for sentence in re.split(r"(?<=[.!?][\"”’ ])\s*|(?<=[.!?])\s+|\n+", article):
        if re.search(r"[.!?]\W*$", sentence) and len(words := words_of(sentence)) >= FEWEST_WORDS_OF_A_SENTENCE:
            yield words


def quotes(node: object) -> Iterator[str]:
    """Every value under a key `quote`, however deep."""
    if isinstance(node, dict):
        yield from (str(value) for key, value in node.items() if key == "quote")
        for value in node.values():
            yield from quotes(value)
    elif isinstance(node, list):
        for value in node:
            yield from quotes(value)


def test_no_quote_has_more_than_twelve_words() -> None:
    found = [quote for path in FACT_FILES for quote in quotes(read_strings(path))]
    assert found
    assert not [quote for quote in found if len(quote.split()) > MOST_WORDS]


def test_no_file_shares_more_than_twelve_words_in_a_row_with_an_article() -> None:
    copied = {run for article in articles() for run in runs(words_of(article), MOST_WORDS + 1)}
    shared = {
        name: " ".join(run)
        for name, text in tracked_texts()
        for run in runs(words_of(text), MOST_WORDS + 1)
        if run in copied
    }
    assert not shared


#: All but translations, which are in other languages than the articles.
FACT_FILES = sorted([*(ROOT / "facts").glob("*.yml"), *(ROOT / "facts").glob("*/*.yml")])


def own_texts(node: object, key: str = "") -> Iterator[str]:
    """Every text of ours in a fact file: not quotes, nor what an article or a body calls something."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name not in PRINTED:
                yield from own_texts(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from own_texts(value, key)
    else:
        yield str(node)


def test_our_own_words_share_no_more_than_six_words_in_a_row_with_an_article_but_names() -> None:
    copied = {run for article in articles() for run in runs(words_of(article), MOST_WORDS_OF_OURS + 1)}
    records = [record for path in FACT_FILES for record in read_strings(path)]
    names = {run for name in names_of(records) for run in runs(words_of(f"the {name}"), MOST_WORDS_OF_OURS + 1)}
    shared = [
        " ".join(run)
        for text in own_texts(records)
        for run in runs(words_of(text), MOST_WORDS_OF_OURS + 1)
        if run in copied - names
    ]
    assert not shared


def names_of(records: list[dict[str, object]]) -> Iterator[str]:
    """What bodies and agreements are called, as an article prints it; an acronym in brackets ends a name."""
    for record in records:
        for key in ("name", "title", "aliases"):
            value = record.get(key, "")
            yield from (str(each).split(" (")[0] for each in (value if isinstance(value, list) else [value]))


def read_strings(path: Path) -> list[dict[str, object]]:
    """The records of a fact file, every value as it is written."""
    records: list[dict[str, object]] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    return records


def test_no_file_holds_a_whole_sentence_of_an_article() -> None:
    whole = {tuple(sentence) for article in articles() for sentence in sentences(article)}
    lengths = sorted({len(sentence) for sentence in whole if len(sentence) <= MOST_WORDS})
    shared = {
        name: " ".join(run)
        for name, text in tracked_texts()
        for length in lengths
        for run in runs(words_of(text), length)
        if run in whole
    }
    assert not shared


def test_no_article_is_among_the_tracked_files() -> None:
    folder = archive_folder()
    names = {path.name for path in folder.glob("*.txt")} if folder else set()
    assert not [name for name, _ in tracked_texts() if Path(name).name in names]
