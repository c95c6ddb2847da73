"""The lock on disk, asked an article at a time: the same answers as from the whole lock, whatever its size."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factbook.evidence import FromLock
from factbook.lock import KINDS_OF_LINES, LOCK, Capture, Lock, LockFile, Printed, dump_lock, load_lock
from factbook.problems import ProjectError
from factbook.text.normalise import Span, digest, normalise
from factbook.text.quotes import Fault
from this_project import ROOT

#: Ids of which some start as others do, and in the order of bytes stand before or behind them.
SOURCES = ["a", "a-1", "a-b", "a1", "ab", "aa", "b", "b-", "z", "0", "a-", "article", "number", "quote"]
MISSING = ["", "-", "a-a", "a-b-", "aab", "c", "zz", "00", "quot", "quote-1"]
READ = 8192
BOUNDED = settings(
    max_examples=70,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def of_article(source: str, numbers: int, quotes: int) -> Lock:
    """A lock of one article with so many lines."""
    spans = {(source, 1 + n // 3, digest(f"quote {n}")): Span(n, n + 7 + len(str(n))) for n in range(quotes)}
    printed = [Printed(1 + n // 5, n * 10, n * 10 + 4, "2,025 million"[: 1 + n % 13].strip()) for n in range(numbers)]
    return Lock({source: Capture(digest(source), 1 + numbers)}, spans, {source: printed} if printed else {})


def joined(locks: list[Lock]) -> Lock:
    found = Lock()
    for lock in locks:
        found.captures.update(lock.captures)
        found.spans.update(lock.spans)
        found.numbers.update(lock.numbers)
    return found


def answers(file: LockFile, source: str) -> Lock:
    """What the lock on disk says of one article, as a lock."""
    captures = [Capture(sha256, int(count)) for sha256, count in file.lines("article", source)]
    numbers = [Printed(int(p), int(start), int(end), text) for p, start, end, text in file.lines("number", source)]
    spans = {}
    for place, sha256 in file.lines("quote", source):
        paragraph, start, end = map(int, place.split(" "))
        spans[source, paragraph, sha256] = Span(start, end)
    return Lock(dict.fromkeys([source], captures[0]) if captures else {}, spans, {source: numbers} if numbers else {})


def only(lock: Lock, source: str) -> Lock:
    """What a whole lock says of one article."""
    captures, numbers = ({key: of[key] for key in [source] if key in of} for of in (lock.captures, lock.numbers))
    return Lock(captures, {key: span for key, span in lock.spans.items() if key[0] == source}, numbers)  # type: ignore[arg-type]


def agree(path: Path, asked: list[str]) -> None:
    """Fails where an answer from the file is not that from the whole lock, in the order asked and each asked alone."""
    whole, file = load_lock(path), LockFile(path)
    for source in asked:
        assert answers(file, source) == only(whole, source), source
        assert answers(LockFile(path), source) == only(whole, source), source


articles = st.tuples(st.sampled_from(SOURCES), st.sampled_from([0, 1, 2, 40, 300]), st.sampled_from([0, 1, 3, 70, 200]))


@BOUNDED
@given(found=st.lists(articles, max_size=7, unique_by=lambda article: article[0]), data=st.data())
def test_each_article_is_answered_as_from_the_whole_lock(
    found: list[tuple[str, int, int]], data: st.DataObject, tmp_path: Path
) -> None:
    path = tmp_path / LOCK
    path.write_text(dump_lock(joined([of_article(*article) for article in found])), encoding="utf-8")
    agree(path, [*data.draw(st.permutations(SOURCES)), *MISSING])


@pytest.mark.parametrize("kind", KINDS_OF_LINES)
def test_an_article_is_found_wherever_what_is_read_at_once_ends(kind: str, tmp_path: Path) -> None:
    """The lines of "a-b" start and end at every place around the end of a block, and "ab" comes right behind."""
    sizes = {"article": (0, 0), "number": (150, 0), "quote": (0, 75)}[kind]
    path = tmp_path / LOCK
    line = 150
    for shift in range(line):
        before = of_article("a", 0, 1)
        before.numbers["a"] = [Printed(1, 0, 1, "9" * (shift + 1))]
        path.write_text(dump_lock(joined([before, of_article("a-b", *sizes), of_article("ab", 1, 1)])), "utf-8")
        whole, file = load_lock(path), LockFile(path)
        for source in ("a", "a-b", "ab"):
            assert answers(file, source) == only(whole, source), (shift, source)


def test_a_stretch_of_any_length_is_read_whole(tmp_path: Path) -> None:
    """Around the sizes of one block, of two and of four, a line at a time."""
    path = tmp_path / LOCK
    line = len("quote a-b 1 0 8 \n") + len(digest(""))
    for size in (READ, 2 * READ, 4 * READ):
        for quotes in range(size // line - 4, size // line + 3):
            path.write_text(dump_lock(joined([of_article("a-b", 2, quotes), of_article("ab", 2, 1)])), "utf-8")
            agree(path, ["a", "a-b", "ab"])


def test_the_lock_of_the_project_answers_as_the_whole_of_it() -> None:
    path = ROOT / "facts" / LOCK
    agree(path, [*load_lock(path).captures, "aaaa", "zzzz"])


def test_a_missing_and_an_empty_lock_know_nothing(tmp_path: Path) -> None:
    agree(tmp_path / LOCK, MISSING)
    (tmp_path / LOCK).write_text("", encoding="utf-8")
    agree(tmp_path / LOCK, MISSING)


@pytest.mark.parametrize("length", [100, 900, 1100, 5000, 20_000])
def test_a_number_of_any_length_hides_no_line(length: int, tmp_path: Path) -> None:
    """An article may print digits without end."""
    lock = joined([of_article(source, 3, 3) for source in SOURCES])
    lock.numbers["b"].append(Printed(9, 0, length, "1" * length))
    path = tmp_path / LOCK
    path.write_text(dump_lock(lock), encoding="utf-8")
    agree(path, SOURCES)


@pytest.mark.parametrize("line", ["quote a 1 0 7 x", "quote a 1 0", "number a 1", "article a x 1", "quote a 01 0 7 00"])
def test_a_line_that_is_not_as_it_is_written_is_told(line: str, tmp_path: Path) -> None:
    path = tmp_path / LOCK
    path.write_text(f"{dump_lock(Lock())}{line}\n", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"evidence\.lock"):
        answers(LockFile(path), "a")


# ── the evidence ──

quotes = st.builds(" ".join, st.lists(st.sampled_from(["more", "than", "5", "“x”", "é", "e\u0301", "—"]), min_size=1))


@BOUNDED
@given(found=st.dictionaries(st.tuples(st.sampled_from(SOURCES), st.integers(1, 12), quotes), st.integers(0, 99)))
def test_evidence_from_the_lock_answers_as_a_dictionary_does(
    found: dict[tuple[str, int, str], int], tmp_path: Path
) -> None:
    spans = {(s, p, digest(q)): Span(start, start + len(normalise(q))) for (s, p, q), start in found.items()}
    path = tmp_path / LOCK
    path.write_text(dump_lock(Lock({s: Capture(digest(s), 12) for s, _, _ in found}, spans)), encoding="utf-8")
    evidence = FromLock(path)
    for source, paragraph, quote in [*found, ("a", 1, "5"), ("none", 1, "5"), ("b", 13, "5")]:
        wanted = spans.get((source, paragraph, digest(quote)))
        assert evidence.place(source, str(paragraph), normalise(quote)) == wanted
        told = evidence.span(source, paragraph, quote)
        assert told == wanted if wanted else isinstance(told, Fault)
        assert evidence.capture(source) == (Capture(digest(source), 12) if source in {s for s, _, _ in found} else None)


@pytest.mark.parametrize("paragraph", ["01", "1 ", "+1", "١", "1.0", "0", "-1", "", None, ["1"], {"1": "1"}])
def test_a_paragraph_in_another_form_is_in_doubt(paragraph: object, tmp_path: Path) -> None:
    path = tmp_path / LOCK
    path.write_text(dump_lock(Lock({"a": Capture(digest(""), 2)}, {("a", 1, digest("x")): Span(0, 1)})), "utf-8")
    assert FromLock(path).place("a", "1", "x") == Span(0, 1)
    assert FromLock(path).place("a", paragraph, "x") is None
