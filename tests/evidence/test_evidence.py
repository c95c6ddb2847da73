"""The archive and the locks: two ways to hold the same evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_projects import COMPLETE, lay_out, run, write
from factbook.evidence.archive import open_archive, read_article
from factbook.evidence.evidence import ArticleDigest, PrintedNumber
from factbook.evidence.from_archive import FromArchive
from factbook.evidence.from_lock import FromLock
from factbook.evidence.locks import Lock, LockedArticle, dump_lock, load_lock, spans_from_text, spans_to_text
from factbook.factfiles.read import read_facts
from factbook.problems import ArchiveError, Fault, ProjectError
from factbook.schema import load_schema
from factbook.text.lexicon import Lexicon, load_lexicon
from factbook.text.normalise import Span, normalise
from factbook.text.speech import SPEECH
from this_project import ROOT

ARTICLE = "harbor-herald-2024"
LOCKS = "facts/locks"
LOCK = f"{LOCKS}/{ARTICLE}.lock"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "project")


# ── the archive ──


def test_a_paragraph_is_a_line_that_holds_more_than_white_space() -> None:
    article = read_article("one\n\n \u00a0\t\n  two  \r\nthree".encode())
    assert article.paragraphs == ("one", "  two  ", "three")


def test_an_article_that_is_not_there_is_none_and_no_name_leads_out_of_the_archive(tmp_path: Path) -> None:
    write(tmp_path, "secret.txt", "a secret")
    (tmp_path / "archive").mkdir()
    archive = open_archive(tmp_path / "archive")
    for name in ("nothing", "../secret", "", "a" * 300, "a/b", "A"):
        assert archive.article(name) is None


def test_an_archive_that_is_no_folder_or_an_article_that_is_no_text_stops_the_work(root: Path) -> None:
    with pytest.raises(ArchiveError, match="no such folder"):
        open_archive(root / "nowhere")
    (root / f"archive/{ARTICLE}.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(ArchiveError, match="cannot be read"):
        open_archive(root / "archive").article(ARTICLE)


# ── the lock ──


def test_both_ways_of_holding_evidence_say_the_same_of_every_quote() -> None:
    lexicon, _ = load_lexicon(COMPLETE / "lexicon.yml", load_schema(ROOT / "schema.sql").class_columns, SPEECH)
    archive, locks = FromArchive(open_archive(COMPLETE / "archive"), lexicon), FromLock(COMPLETE / LOCKS)
    archive.languages = {ARTICLE: "en", "norland-post-2025": "en"}
    archive.languages = dict.fromkeys((ARTICLE, "norland-post-2025"), "en")
    records, _ = read_facts(COMPLETE / "facts")
    for record in records:
        for citation in record.values.get("citations", []):
            place = citation["source"], int(citation["paragraph"]), normalise(citation["quote"])
            assert archive.spans(*place) == locks.spans(*place)
            assert archive.context(*place) == locks.context(*place)
    for source in (ARTICLE, "norland-post-2025"):
        assert archive.article(source) == locks.article(source)
        assert list(archive.numbers(source)) == list(locks.numbers(source))


def test_the_lock_holds_no_text_of_an_article_but_its_numbers() -> None:
    lock = (COMPLETE / LOCK).read_text(encoding="utf-8")
    words = {word for path in (COMPLETE / "archive").iterdir() for word in path.read_text(encoding="utf-8").split()}
    numbers = {"sixth", "second", "million", "billion"}
    assert not {word for word in words if word.isalpha() and len(word) > 4} - numbers & set(lock.split())


DIGEST = st.sampled_from(["0" * 64, "a" * 64, "0123456789abcdef" * 4])
COUNT = st.integers(0, 10**6)
SPANS = st.lists(st.builds(Span, COUNT, COUNT), min_size=1, max_size=3).map(spans_to_text)
LOCKED = st.builds(
    LockedArticle,
    st.builds(ArticleDigest, DIGEST, COUNT),
    st.lists(st.builds(PrintedNumber, COUNT, COUNT, COUNT, st.sampled_from(["8.816 billion", "sixth", "3"]))),
    st.dictionaries(st.tuples(COUNT, DIGEST), st.tuples(SPANS, st.sampled_from(["", "said a b"])), max_size=3),
)


@given(LOCKED)
@settings(max_examples=50)
def test_a_lock_that_was_written_is_read_back_and_written_the_same(locked: LockedArticle) -> None:
    text = dump_lock(locked)
    assert load_lock(text, "a.lock") == locked
    assert dump_lock(load_lock(text, "a.lock")) == text


@given(LOCKED, COUNT, DIGEST)
@settings(max_examples=50)
def test_a_quote_that_is_looked_up_in_a_lock_is_what_reading_all_of_it_gives(
    locked: LockedArticle, paragraph: int, digest: str
) -> None:
    lock = Lock(dump_lock(locked), "a.lock")
    assert lock.article == locked.article
    asked = [*locked.quotes, (paragraph, digest), *((number, digest) for number, _ in locked.quotes)]
    assert [lock.quote(*place) for place in asked] == [locked.quotes.get(place) for place in asked]


def test_a_line_that_is_none_of_a_lock_stops_the_check(root: Path) -> None:
    text = (root / LOCK).read_text(encoding="utf-8")
    write(root, LOCK, f"{text}<<<<<<< HEAD\n")
    result = run(root, "check")
    assert result.status == 2
    assert f"{ARTICLE}.lock:{text.count(chr(10)) + 1}: not a line of a lock" in result.output


def test_a_lock_has_its_quotes_sorted_by_paragraph_and_digest_whatever_their_order() -> None:
    quotes = {(10, "a" * 64): ("1-2", ""), (9, "b" * 64): ("1-2", ""), (9, "a" * 64): ("3-4", "")}
    lines = dump_lock(LockedArticle(ArticleDigest("0" * 64, 10), (), quotes)).splitlines()[2:]
    assert lines == [f"quote 9 3-4 {'a' * 64}", f"quote 9 1-2 {'b' * 64}", f"quote 10 1-2 {'a' * 64}"]


def test_lines_of_a_lock_in_another_order_are_not_current(root: Path) -> None:
    lines = (root / LOCK).read_text(encoding="utf-8").splitlines(keepends=True)
    write(root, LOCK, "".join([*lines[:-2], lines[-1], lines[-2]]))
    assert f"{LOCK}: the lock is not what the facts and articles give [lock]" in run(root, "check").output


def test_a_lock_of_no_article_is_not_current(root: Path) -> None:
    write(root, f"{LOCKS}/other.lock", (root / LOCK).read_text(encoding="utf-8"))
    assert f"{LOCKS}/other.lock: the lock is not what the facts and articles give [lock]" in run(root, "check").output
    assert run(root, "verify", "--archive", str(root / "archive")).status == 0
    assert run(root, "check").status == 0
    assert not (root / LOCKS / "other.lock").exists()


def test_spans_are_read_back_as_they_were_written() -> None:
    assert spans_from_text("10-40,55-80") == (Span(10, 40), Span(55, 80))
    assert spans_from_text("") == ()


@pytest.mark.parametrize(
    "line", ["quote 1 2-3", "number 1 2 three 4", "article b c", "<<<<<<< HEAD", f"article {'0' * 64} 3", "# a remark"]
)
def test_a_line_that_is_none_of_a_lock_is_named_by_its_number(line: str) -> None:
    text = dump_lock(LockedArticle(ArticleDigest("0" * 64, 3)))
    with pytest.raises(ProjectError, match=r"a\.lock:3: not a line"):
        load_lock(f"{text}{line}\n", "a.lock")


def test_a_lock_that_is_no_text_or_no_file_stops_the_work(root: Path) -> None:
    with_archive = ["check", "--archive", str(root / "archive")]
    (root / LOCK).write_bytes(b"\xff")
    assert run(root, "check").status == 2
    assert "[lock]" in run(root, *with_archive).output
    (root / LOCK).unlink()
    (root / LOCK).mkdir()
    assert run(root, "check").status == 2
    assert "[lock]" in run(root, *with_archive).output
    assert run(root, "verify", "--archive", str(root / "archive")).status == 3


def test_without_a_lock_the_facts_are_not_proved_unless_the_archive_is_there(root: Path) -> None:
    (root / LOCK).unlink()
    assert "neither the archive nor the lock knows this article" in run(root, "check").output
    assert "[lock]" in run(root, "check", "--archive", str(root / "archive")).output
    assert run(root, "verify", "--archive", str(root / "archive")).status == 0
    assert (root / LOCK).read_text(encoding="utf-8") == (COMPLETE / LOCK).read_text(encoding="utf-8")
    assert run(root, "check").status == 0


@pytest.mark.parametrize(("kind", "with_archive"), [("article", False), ("quote", False), ("number", True)])
def test_each_line_of_the_lock_counts(kind: str, with_archive: bool, root: Path) -> None:
    """Without its line an article or a quote is not vouched for; a number's is missed where the archive is."""
    lines = (root / LOCK).read_text(encoding="utf-8").splitlines(keepends=True)
    (one, *_) = [line for line in lines if line.startswith(kind)]
    write(root, LOCK, "".join(line for line in lines if line != one))
    assert run(root, "check", *(["--archive", str(root / "archive")] if with_archive else [])).status in (1, 2)


def test_a_place_in_the_lock_that_cannot_be_the_quotes_is_refused_without_the_archive(root: Path) -> None:
    text = (root / LOCK).read_text(encoding="utf-8")
    assert " 3 132-170 " in text
    write(root, LOCK, text.replace(" 3 132-170 ", " 3 132-171 "))
    assert "[lock]" in run(root, "check").output
    write(root, LOCK, text.replace(" 3 132-170 ", " 3 133-171 "))
    assert "[lock]" in run(root, "check", "--archive", str(root / "archive")).output


def test_verify_leaves_the_lock_alone_where_a_fact_is_refused(root: Path) -> None:
    write(root, "facts/places/more.yml", "- id: Bad Id\n")
    before = (root / LOCK).read_bytes()
    assert run(root, "verify", "--archive", str(root / "archive")).status == 1
    assert (root / LOCK).read_bytes() == before


def test_a_quote_that_is_dropped_leaves_the_lock_when_it_is_written_anew(root: Path) -> None:
    path = root / "facts/programs/seeds.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("about 40 million dollars by 2026", "for about 40 million dollars by 2026"), encoding="utf-8"
    )
    assert "this quote has not been verified" in run(root, "check").output
    assert run(root, "verify", "--archive", str(root / "archive")).status == 0
    texts = [path.read_text(encoding="utf-8") for path in (root / LOCKS).iterdir()]
    assert sum(text.count("\nquote ") for text in texts) == 23


def test_a_fault_of_the_quote_names_the_paragraph_that_has_it() -> None:
    archive = FromArchive(open_archive(COMPLETE / "archive"), Lexicon())
    fault = archive.spans(ARTICLE, 1, "Kita Motors opened its Port Alba plant")
    assert isinstance(fault, Fault)
    assert fault.hint == "it is in paragraph 5"
