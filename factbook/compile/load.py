"""Fact files to staged rows, a file at a time, and every problem that they have.

Each record is judged once, by the plan of its table, and its rows are staged; what concerns several files is asked of
the staged rows when all are in. Only a file that has a fault is read again, with the places of its keys.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

from factbook.compile.asking import Answer, Asker, faults_of, files_to_ask
from factbook.compile.followers import without_consequences
from factbook.compile.judging import Inputs, Judge, Judged, bytes_of
from factbook.compile.processes import Processes, processes_for
from factbook.compile.renamed import Renamed
from factbook.compile.staging import Staging
from factbook.compile.unread import without_followers
from factbook.evidence.evidence import Evidence
from factbook.evidence.from_lock import FromLock
from factbook.factfiles.files import decode, fact_files, file_bytes, name_of, table_of
from factbook.factfiles.locate import RecordFault, problems_of
from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.published_values import load_published_values
from factbook.factfiles.read import Progress, read_text
from factbook.problems import Fault, Problem, by_place
from factbook.rules.across import Across, StagedFault, gone_ids
from factbook.rules.articles import check_days
from factbook.rules.kinds import check_kinds
from factbook.rules.ledger import check_ledgers
from factbook.rules.published import PublishedCheck, explained_fields, history_digest
from factbook.rules.values import is_tag
from factbook.rules.voices import check_voices

#: Articles first: what they are in decides how the quotes of facts are read.
_FIRST = "sources"
#: Where a citation has one of these, it may yet cite what seems open in its article.
_MISCITED = frozenset({"reference", "type", "structure", "missing-key", "paragraph", "quote-absent", "quote-ambiguous"})
_IDS = re.compile(r"'([a-z0-9-]+)'")
_OPEN = frozenset({"paragraph-open", "number-open"})
#: What is done while other processes ask: it may read the staging.
Meanwhile = Callable[[], AbstractContextManager[None]]


class LoadResult:
    """All problems that were found, by and by."""

    def __init__(self) -> None:
        """None so far."""
        self.problems: set[Problem] = set()
        self.faults: dict[int, list[tuple[int, Fault]]] = defaultdict(list)
        self.broken: set[tuple[int, int]] = set()
        #: The files that cannot be read, as problems name them; the articles of citations that are not of their form.
        self.unread: set[str] = set()
        self.miscited: set[str] = set()

    def sorted_problems(self, root: Path) -> list[Problem]:
        """All of them, by place, below `root`, each cause told once.

        Of a file that cannot be read nothing is said but that, nor of what may follow from another problem.
        """
        told = (
            p
            for p in without_consequences(self.problems)
            if not (p.kind in _OPEN and p.where.split(" ")[0] in self.miscited)
        )
        return without_followers(sorted(told, key=by_place), self.unread, root)


def load_facts(
    inputs: Inputs, staging: Staging, progress: Progress = iter, processes: int | None = None
) -> list[Problem]:
    """Stage all facts, or of a staging that was kept what has changed since; returns all problems, sorted.

    By so many processes where nothing was kept; None: as many as are worth it.
    """
    with closing(Load(inputs, staging, processes)) as load:
        load.files(progress)
        load.ask_across()
        return load.problems()


class Load:
    """Fact files as they come in, and then what is asked of all of them."""

    def __init__(self, inputs: Inputs, staging: Staging, processes: int | None) -> None:
        """Of these inputs, into this staging, by so many processes (None: as many as are worth it)."""
        self._inputs, self._staging, self._processes = inputs, staging, processes
        self._root = inputs.project.facts
        self._judge = Judge(inputs)
        self._known = staging.files()
        self._renamed = Renamed(staging)
        self._result = LoadResult()
        #: By source, the SHA-256 of the lock that its quotes are held against; of an archive none.
        self.locks = _lock_digests(inputs.context.evidence)
        self._others: Processes | None = None

    def close(self) -> None:
        """End the processes that were started."""
        if self._others:
            self._others.close()

    def files(self, progress: Progress) -> None:
        """Stage all files that are not staged as they are: articles first, then what may be read otherwise by them."""
        paths = fact_files(self._root)
        first = [path for path in paths if table_of(path, self._root) == _FIRST]
        rest = [path for path in paths if table_of(path, self._root) != _FIRST]
        gone = self._known.keys() - set(map(self._name, paths))
        passing = iter(progress([*first, *rest]))
        for path in islice(passing, len(first)):
            self._take(path, frozenset())
        for name in gone:
            self._drop(name)
        evidence = self._inputs.context.evidence
        evidence.captures = self._staging.captures()  # first: they say where an article lies
        evidence.speakers = self._staging.speakers()
        # Of a staging that was kept, all other articles are known.
        changed = self._changed_sources() if self._staging.is_kept else None
        evidence.languages = {
            id: tag
            for id, tag in self._staging.languages().items()
            if is_tag(tag) and ((changed is not None and id not in changed) or evidence.article(id))
        }
        again = self._staging.files_citing(changed) if changed is not None else set()
        processes = self._processes or processes_for(len(rest))
        if processes > 1 and not self._staging.is_kept:
            self._others = Processes(self._inputs, processes)
            self._take_all(rest, passing, self._others)
        for path in passing:
            self._take(path, again)
        self._staging.finish()
        if self._staging.is_kept:
            self._renamed.note()

    def _changed_sources(self) -> set[str]:
        """The articles of which records or locks say other things than in the last run."""
        were, are = self._staging.locks(), self.locks
        changed = {source for source in were.keys() | are.keys() if were.get(source) != are.get(source)}
        changed |= self._staging.changed_sources()
        self._staging.touch_sources(changed)
        return changed

    def _name(self, path: Path) -> str:
        return name_of(path, self._root)

    def _drop(self, name: str) -> None:
        self._renamed.remember(name)
        self._staging.drop_file(name)

    def _take(self, path: Path, again: Iterable[str]) -> None:
        """Stage a file's records, where they are not staged as they are, or are to be judged again."""
        name, found = self._name(path), bytes_of(path, self._root)
        digest = found.digest
        known = self._known.get(name)
        if known is not None:
            if known == digest and found.refused is None and name not in again:
                return
            self._drop(name)
        number = self._staging.add_file(name, digest)
        self._stage(number, self._judge.judge(number, path, found))

    def _take_all(self, paths: Sequence[Path], passing: Iterator[Path], others: Processes) -> None:
        """Stage files of which none is staged, judged by other processes."""
        numbered = list(enumerate(paths, self._staging.last_file() + 1))
        for found in others.judge(numbered):
            self._staging.add_file(self._name(next(passing)), found.digest)
            self._stage(found.number, found.judged)

    def _stage(self, number: int, judged: Judged) -> None:
        """Stage what a file gives, and take note of what is wrong with it."""
        result = self._result
        self._staging.add(judged.rows, judged.questions)
        result.problems.update(judged.problems)
        result.unread.update(problem.path for problem in judged.problems if problem.kind != "unknown-table")
        if judged.faults:
            result.faults[number] += judged.faults
        result.broken.update((number, record) for record in judged.broken)

    # ── what concerns several files ──

    def ask_across(self, meanwhile: Meanwhile = nullcontext) -> None:
        """Ask the staged rows.

        Where there are other processes and nothing is wrong so far, they are let be read by `meanwhile` too.
        """
        staging, context = self._staging, self._inputs.context
        broken = frozenset(self._result.broken)
        across = Across(staging.database, context.schema, staging.tables(), staging.is_kept, staging.has_gone(), broken)
        groups = files_to_ask(staging)
        if self._others:
            staging.commit()
        is_good = self._others and not (self._result.problems or self._result.faults)
        with meanwhile() if is_good else nullcontext():
            for file, record, fault in chain(faults_of(staging, self._answers(groups)), self._faults(across)):
                self._result.faults[file].append((record, fault))
        staging.note_asked()
        for file, record, fault in self._published().faults():
            self._result.faults[file].append((record, fault))
        path = self._inputs.project.published.relative_to(self._inputs.project.root).as_posix()
        for id, line, fault in gone_ids(staging.database, context.published):
            self._result.problems.add(Problem(path, line, 1, id, fault.kind, fault.message, fault.hint))

    def _answers(self, groups: Sequence[Sequence[int]]) -> Iterator[Answer]:
        """What is wrong with these files by the names of others; who asks nothing need not know all names."""
        if self._others:
            yield from self._others.ask(self._staging.path, groups)
        elif groups:
            yield from map(Asker(self._staging.database, self._judge.plans, self._inputs.context).ask, groups)

    def _faults(self, across: Across) -> Iterator[StagedFault]:
        """What is wrong with several files together; nothing is written."""
        database, context = self._staging.database, self._inputs.context
        yield from across.faults()
        of_release = self._of_release()
        yield from check_days(
            database, self._inputs.schema, context.released, of_release, is_kept=self._staging.is_kept
        )
        yield from check_voices(database)
        yield from check_kinds(database, self._inputs.schema, across.tables)
        yield from check_ledgers(database, context.evidence)

    def _of_release(self) -> Callable[[str], bool]:
        """Whether a record, by its id, is of the release that stands, and was not corrected since."""
        context = self._inputs.context
        if not context.is_past:
            return lambda _: True
        since = load_published_values(self._inputs.project.published_values).version
        corrected = {fact for fact, _ in explained_fields(self._staging.database, since)}
        return lambda id: id in context.published and id not in corrected

    def _published(self) -> PublishedCheck:
        staging, path = self._staging, self._inputs.project.published_values
        # What became of records concerns those that no file has touched.
        is_kept = not staging.note("history", history_digest(staging.database)) and staging.is_kept
        return PublishedCheck(staging.database, self._inputs.schema, load_published_values(path), is_kept)

    # ── places ──

    def problems(self) -> list[Problem]:
        """All problems, sorted; each file that has a fault is read again, once."""
        for file, faults in self._result.faults.items():
            self._result.problems.update(self._located(file, faults))
        return self._result.sorted_problems(self._root.parent)

    @property
    def unread(self) -> set[str]:
        """The files that cannot be read, by their paths in the project."""
        return self._result.unread

    def _located(self, file: int, faults: list[tuple[int, Fault]]) -> list[Problem]:
        row = self._staging.database.execute("select path from files where number = ?", [file]).fetchone()
        path = self._root.parent / row[0]
        text = decode(file_bytes(path, self._root))
        records, _ = read_text(text, table_of(path, self._root), row[0])
        by_number = {record.number: record for record in records}
        self._result.miscited.update(_miscited((by_number[number].values, fault) for number, fault in faults))
        found = [RecordFault(number, by_number[number].name, fault) for number, fault in faults]
        return problems_of(text, row[0], found)


def _miscited(faults: Iterable[tuple[Mapping[str, YamlValue], Fault]]) -> Iterator[str]:
    """The articles of citations that say wrongly where they are from or what they quote."""
    for values, fault in faults:
        citations = values.get("citations")
        if fault.kind in _MISCITED and fault.path[:1] == ("citations",) and isinstance(citations, list):
            place = fault.path[1] if len(fault.path) > 1 else None
            citation = citations[place] if isinstance(place, int) else None
            if fault.kind == "reference" and fault.path[-1] == "source":
                # The article that is meant, as far as the hint knows it.
                yield from _IDS.findall(fault.hint)
            if isinstance(citation, dict) and isinstance(citation.get("source"), str):
                yield citation["source"]


def _lock_digests(evidence: Evidence) -> dict[str, bytes]:
    """By source, the SHA-256 of each lock, where quotes are held against locks."""
    locks = sorted(evidence.folder.glob("*.lock")) if isinstance(evidence, FromLock) else []
    return {path.stem: sha256(path.read_bytes()).digest() for path in locks if path.is_file()}
