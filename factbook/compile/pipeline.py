"""The stages run over a project: check, build, preview, verify, publish.

Each takes a `Project`, which says where its facts and its articles are. Nothing is decided here that a stage decides,
and nothing printed.
"""

from __future__ import annotations

import gc
from collections.abc import Container, Iterator
from contextlib import closing, contextmanager, nullcontext
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from factbook.compile.ahead import Ahead
from factbook.compile.cache import Log, new_staging, no_log, open_cache
from factbook.compile.catalogues import check_catalogues
from factbook.compile.example import check_example
from factbook.compile.followers import without_those_of_twins
from factbook.compile.judging import Inputs
from factbook.compile.load import Load, load_facts
from factbook.compile.locks import current_locks, stale_locks, write_locks
from factbook.compile.staging import Staging
from factbook.compile.translations import load_translations
from factbook.compile.unread import without_followers
from factbook.compile.write import BuildResult, Edition, content_digest, write_database
from factbook.evidence.archive import open_archive
from factbook.evidence.from_archive import FromArchive
from factbook.evidence.from_lock import FromLock
from factbook.factfiles.canonical import canonical, misplaced_comments
from factbook.factfiles.defaults import worthwhile
from factbook.factfiles.files import fact_files
from factbook.factfiles.published_ids import dump_published, load_published
from factbook.factfiles.published_values import PublishedValues, dump_published_values, load_published_values
from factbook.factfiles.read import Progress, read_file
from factbook.files import write_text
from factbook.locale.spoken import is_spoken
from factbook.problems import FactsRefused, Problem, RequestError
from factbook.project import Project
from factbook.rules.context import Context
from factbook.rules.near import near_words
from factbook.rules.published import published_values
from factbook.schema import Schema, load_schema
from factbook.schema.settings import load_settings
from factbook.text.lexicon import Lexicon, load_lexicon
from factbook.text.speech import SPEECH
from factbook.text.vocabulary import load_vocabulary

#: Said to the editor of a factbook whose pages have English buttons.
_UNSPOKEN = (
    "metadata.yml: what the package itself says, on buttons and in headings, is not translated into language {0!r}: "
    "it is shown in English. `build.py translate {0} --write --package` begins its catalogue (docs/translating.md)"
)


def check(project: Project, progress: Progress = iter, log: Log = no_log, processes: int | None = None) -> int:
    """How many records there are, all valid, held against the archive where the project has one, else the locks.

    So many processes judge them; None: as many as are worth it. Raises FactsRefused with every problem.
    """
    with _valid(project, progress, log, processes) as loaded:
        if not is_spoken(project.root, loaded.language):
            log(_UNSPOKEN.format(loaded.language))
        published = load_published_values(project.published_values)
        for word in near_words(loaded.staging.database, loaded.staging.schema, published) if published.records else ():
            log(word)
        return loaded.staging.count()


def build(
    project: Project, target: Path, progress: Progress = iter, log: Log = no_log, processes: int | None = None
) -> BuildResult:
    """Check the facts, compile them into `target`, and return what it holds."""
    with closing(Ahead(target)) as ahead, _valid(project, progress, log, processes, ahead) as loaded:
        return ahead.finish() or write_database(loaded.staging, loaded.edition, target)


class Preview(NamedTuple):
    """What a preview holds, and whether a lock lags behind it."""

    release: BuildResult
    lock_is_stale: bool


def preview(project: Project, target: Path, let_pass: Container[str] = ()) -> Preview:
    """As `build`, for the eyes of an editor: locks that are not current are let pass where every quote is proved.

    So are problems of the kinds `let_pass`.
    """
    with _loaded(project, iter, no_log, let_pass=let_pass) as loaded:
        return Preview(write_database(loaded.staging, loaded.edition, target), bool(loaded.stale_locks))


def verify(project: Project, progress: Progress = iter, let_pass: Container[str] = ()) -> int:
    """Check every quote against the archive and write the locks; returns how many quotes they hold.

    Raises FactsRefused at problems of other kinds than `let_pass`, and then leaves the locks alone.
    """
    with _loaded(project, progress, no_log, let_pass=let_pass) as loaded:
        return write_locks(project.locks, current_locks(loaded.staging, loaded.evidence))


def publish(project: Project, progress: Progress = iter) -> list[str]:
    """Add the ids of the facts to those that are published, lock what they say, and return the new ids, sorted.

    Raises FactsRefused where a check fails, a published id that has disappeared among them, and RequestError where this
    version is published with other content; then nothing is written.
    """
    tables = {id: entry.table for id, entry in load_published(project.published).items()}
    with _valid(project, progress, no_log) as loaded:
        staging = loaded.staging
        new = {id: table for id, table in staging.ids() if id not in tables}
        content = content_digest(staging.database, staging.schema, "main")
        values = published_values(staging.database, staging.schema, project.version(), content)
    _check_version(project, values)
    write_text(project.published, dump_published(tables | new))
    write_text(project.published_values, dump_published_values(values))
    return sorted(new)


def _check_version(project: Project, values: PublishedValues) -> None:
    last = load_published_values(project.published_values)
    if last.version == values.version and last.facts_sha256 != values.facts_sha256:
        message = f"release {last.version} is published with other content: a new release has a new version"
        raise RequestError(f"{message} (`build.py release X.Y.Z`)")


def _digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal; "" where there is none."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _context(
    project: Project, schema: Schema, evidence: FromArchive | FromLock, lexicon: Lexicon, language: str
) -> Context:
    is_past = load_published_values(project.published_values).version == project.version()
    return Context(schema, evidence, load_published(project.published), lexicon, project.released(), is_past, language)


def _evidence(project: Project, lexicon: Lexicon) -> FromArchive | FromLock:
    return FromArchive(open_archive(project.archive), lexicon) if project.archive else FromLock(project.locks)


@contextmanager
def _valid(
    project: Project, progress: Progress, log: Log, processes: int | None = None, ahead: Ahead | None = None
) -> Iterator[Loaded]:
    """Valid facts, staged, under locks that are current; raises FactsRefused."""
    with _loaded(project, progress, log, processes, ahead=ahead) as loaded:
        if loaded.stale_locks:
            raise FactsRefused(loaded.stale_locks)
        yield loaded


class Loaded(NamedTuple):
    """Facts without problems, staged; what they were held against; their language; a problem for each stale lock."""

    staging: Staging
    evidence: FromArchive | FromLock
    language: str
    edition: Edition
    stale_locks: list[Problem]


@contextmanager
def _loaded(
    project: Project, progress: Progress, log: Log, processes: int | None = None, let_pass: Container[str] = (),
    ahead: Ahead | None = None,
) -> Iterator[Loaded]:  # fmt: skip
    """All facts, staged and without problems but of kinds that are let pass; raises FactsRefused."""
    schema = load_schema(project.schema_sql)
    lexicon, wrong = load_lexicon(project.lexicon, schema.class_columns, SPEECH, schema.units)
    vocabulary, odd = load_vocabulary(project.vocabulary, SPEECH)
    settings, unfit = load_settings(project.metadata, schema)
    if wrong := [*unfit, *wrong, *odd]:
        raise FactsRefused(wrong)
    evidence = _evidence(project, lexicon)
    inputs = Inputs(project, _context(project, schema, evidence, lexicon, settings.language))
    edition = Edition(project.version(), "articles" if project.archive else "locks", lexicon, vocabulary)
    # What an archive has proved is no proof where there are only the locks.
    is_locked = isinstance(evidence, FromLock)
    with (
        _without_collector(),
        open_cache(
            schema,
            project.root,
            log,
            f"{lexicon.sha256} {settings.language} {project.version()} {project.released()} "
            f"{_digest(project.published_values)}",
        )
        if is_locked
        else new_staging(schema) as staging,
    ):
        with closing(Load(inputs, staging, processes)) as load:
            load.files(progress)
            translated = load_translations(project, staging, inputs.context.language)
            # A file that cannot be read may have the record.
            example = None if load.unread else settings.example
            astray = [*check_example(project, staging, example), *check_catalogues(project, staging)]
            writing = partial(ahead.writing, staging, edition) if ahead else nullcontext
            load.ask_across(nullcontext if translated.problems or astray else writing)
            ours = without_those_of_twins(translated.problems, found := load.problems())
            problems = found + without_followers(ours, load.unread, project.root) + astray
        if translated.stale:
            log(f"{translated.stale} translations are of texts that have changed since, and are not shown")
        grave = [problem for problem in problems if problem.kind not in let_pass]
        stale = [] if grave else stale_locks(staging, evidence, project)
        if grave:
            staging.roll_back()
            raise FactsRefused(problems)
        staging.is_good = False
        if is_locked and not stale and not problems:
            staging.keep(load.locks)
        staging.commit()
        yield Loaded(staging, evidence, settings.language, edition, stale)


@contextmanager
def stage_plainly(project: Project) -> Iterator[Staging]:
    """The facts as they are, staged whatever is wrong with them: for who looks at them without judging."""
    schema = load_schema(project.schema_sql)
    lexicon, _ = load_lexicon(project.lexicon, schema.class_columns, SPEECH, schema.units)
    evidence = _evidence(project, lexicon)
    language = load_settings(project.metadata, schema)[0].language
    inputs = Inputs(project, _context(project, schema, evidence, lexicon, language))
    with new_staging(schema) as staging:
        load_facts(inputs, staging)
        yield staging


@contextmanager
def _without_collector() -> Iterator[None]:
    """Records make no cycles, and the collector would walk over all of them again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def files_to_format(project: Project, *, heads: bool = False) -> tuple[dict[Path, tuple[str, str]], list[Problem]]:
    """Each file that is not canonical, with its text and the canonical one; and what has no such form.

    `heads`: each file is to say at its head what most of its records say.
    """
    schema, changes, problems = load_schema(project.schema_sql), {}, list[Problem]()
    for path in fact_files(project.facts):
        records, wrong = read_file(path, project.facts)
        if wrong or any(record.table not in schema.roots for record in records):
            problems += wrong
            continue
        text = path.read_text(encoding="utf-8")
        misplaced = misplaced_comments(records, text, path.relative_to(project.root).as_posix())
        problems += misplaced
        head = worthwhile(record.values for record in records) if heads else None
        if not misplaced and (wanted := canonical(records, text, schema, head)) != text:
            changes[path] = (text, wanted)
    return changes, problems
