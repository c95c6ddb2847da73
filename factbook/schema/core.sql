-- What every factbook has, whatever its subject: the register, the evidence, the history, the release, views over them.
--
-- A project's own schema.sql follows it, and after that the views and indexes that follow from tags and references
-- (`build.py schema --sql` prints the whole). The tags in square brackets are explained in the head of schema.sql.

-- ───────────────────────────── register ─────────────────────────────

-- Every record that has a permanent id, whatever its table.
create table facts (
  -- Permanent id: lower-case letters, digits and hyphens; unique over all tables, never reused. [editorial]
  id text primary key constraint facts_id_is_a_slug check (
    id <> '' and id not glob '*[^a-z0-9-]*' and id not glob '-*' and id not glob '*-' and length(id) <= 80
  ),
  -- Name of the table that holds the record. [computed]
  kind text not null,
  -- What the record is called, from its table's label column. [computed]
  label text not null,
  -- Day on which a person last held the record against its article. ISO 8601 date. [editorial]
  checked text not null constraint facts_checked_is_a_day check (checked glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) strict;

-- ───────────────────────────── evidence ─────────────────────────────

-- An article that facts are cited from. Its text is not kept here. [no citation] [evidence]
create table sources (
  -- Permanent id of the article, a slug.
  id text primary key constraint sources_id_is_a_slug check (
    id <> '' and id not glob '*[^a-z0-9-]*' and id not glob '-*' and id not glob '*-' and length(id) <= 80
  ),
  -- Title as printed; NULL where none is printed. [label]
  title text,
  -- Who published it.
  publisher text not null,
  -- Author as printed in the byline; NULL where none is printed.
  author text,
  -- Publication date as printed. [date]
  published text,
  -- Where it was read.
  url text not null constraint sources_url_is_http check (url glob 'http*://*'),
  -- Language of the text that was read. BCP 47 tag.
  language text not null,
  -- What kind of article it is. [editorial]
  genre text constraint sources_genre_is_known
    check (genre in ('news report', 'interview', 'rewrite of an official statement', 'magazine feature')),
  -- How near the publisher stands to those it writes about, whatever the kind of article. [editorial]
  independence text not null constraint sources_independence_is_known
    check (independence in ('independent', 'official account', 'interested party')),
  -- The article in whose captured file this one stands too; its paragraphs keep the numbers that they have there.
  part_of text references sources(id),
  -- SHA-256 of the captured file, byte for byte. 64 hexadecimal digits.
  sha256 text not null constraint sources_sha256_is_hex check (length(sha256) = 64 and sha256 not glob '*[^0-9a-f]*'),
  -- Paragraphs in the captured file: lines that hold more than white space. [unit: paragraphs]
  paragraphs integer not null constraint sources_paragraphs_is_positive check (paragraphs > 0),
  -- What a reader should know of the article, in our words.
  note text,
  -- Year of publication, from `published`. [unit: year]
  published_year integer generated always as (cast(substr(ltrim(published, '[./'), 1, 4) as integer)) virtual,
  -- Family name of the author, for citing and sorting. [editorial]
  author_family text,
  -- Given name of the author. [editorial]
  author_given text,
  -- Address of a copy that an archive of the web keeps; NULL where none is known. [editorial]
  archive_url text constraint sources_archive_url_is_http check (archive_url glob 'http*://*'),
  -- Day on which that copy was made. ISO 8601 date. [editorial]
  archived text constraint sources_archived_is_a_day check (archived glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- Day on which the article was last read at its own address; NULL where nobody has said. ISO 8601 date. [editorial]
  accessed text constraint sources_accessed_is_a_day check (accessed glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- Paragraph of the captured file in which the title stands; NULL where it stands in none. [unit: paragraph number]
  title_paragraph integer constraint sources_title_paragraph_is_positive check (title_paragraph > 0),
  -- Paragraph in which the author stands; NULL where it stands in none. [unit: paragraph number]
  author_paragraph integer constraint sources_author_paragraph_is_positive check (author_paragraph > 0),
  -- Paragraph in which the date of publication stands; NULL where it stands in none. [unit: paragraph number]
  published_paragraph integer constraint sources_published_paragraph_is_positive check (published_paragraph > 0),
  constraint sources_archived_has_an_address check (archived is null or archive_url is not null)
) strict;

-- A paragraph of an article that holds no fact, and why.
create table source_no_facts (
  -- The article.
  source text not null references sources(id),
  -- Paragraph, counted from 1. [unit: paragraph number]
  paragraph integer not null,
  -- Why it holds no fact.
  reason text not null,
  primary key (source, paragraph)
) strict;

-- A number printed in an article that no fact quotes, and why.
create table source_uncited_numbers (
  -- The article.
  source text not null references sources(id),
  -- Paragraph, counted from 1. [unit: paragraph number]
  paragraph integer not null,
  -- The number as it is printed there, digits or words.
  number text not null,
  -- Why no fact quotes it.
  reason text not null,
  primary key (source, paragraph, number)
) strict;

-- A paragraph of an article that is one speaker's, where the article is an interview.
create table source_speaks (
  -- The article.
  source text not null references sources(id),
  -- Paragraph, counted from 1. [unit: paragraph number]
  paragraph integer not null constraint source_speaks_paragraph_is_positive check (paragraph > 0),
  -- Who speaks in it.
  speaker text not null references facts(id),
  primary key (source, paragraph)
) strict;

-- A passage of an article that supports a fact.
create table citations (
  -- The fact's id, a hyphen, and the citation's place in the fact's list. [computed]
  id text primary key,
  -- The fact that the passage supports.
  fact text not null references facts(id),
  -- The article.
  source text not null references sources(id),
  -- Paragraph of the article, counted from 1. [unit: paragraph number]
  paragraph integer not null constraint citations_paragraph_is_positive check (paragraph > 0),
  -- The words that prove it, 3 to 12 of them, exactly as they stand in the paragraph.
  quote text not null,
  -- Whose words the passage gives.
  voice text not null constraint citations_voice_is_known check (voice in ('reporter', 'speaker', 'interviewer')),
  -- The person or body whose claim it is, where the voice is a speaker's or an interviewer's and the article names one.
  speaker text references facts(id),
  -- Where the quote starts in the normalised paragraph. [unit: code points] [computed]
  start integer not null,
  -- Where the quote ends in the normalised paragraph, exclusive. [unit: code points] [computed]
  "end" integer not null,
  -- Why the words are of that voice or speaker, where neither their own sentence nor the turn of an interview says so.
  -- [words]
  reason text,
  constraint citations_speaker_only_of_a_speaker check (speaker is null or voice <> 'reporter'),
  constraint citations_end_after_start check ("end" > start)
) strict;

-- Which of the fact's fields a passage proves.
create table citation_fields (
  -- The passage.
  citation text not null references citations(id),
  -- Name of a column of the fact's table, or of a list in its record.
  field text not null,
  primary key (citation, field)
) strict, without rowid;

-- A value that the article does not print and that follows from what it prints.
create table derivations (
  -- The fact.
  fact text not null references facts(id),
  -- Name of the derived column.
  field text not null,
  -- The reasoning, in our words. [words]
  reason text not null,
  -- The sum by which it follows from values that are read, such as "2020 - 40".
  expression text,
  primary key (fact, field)
) strict;

-- How each value of a fact is known: a row a value and a passage that proves it. A value that a list's row has beside
-- its first is named `parties.role`; `voice` and `speaker` of a citation have its id as their item.
create table proofs (
  -- The fact. [computed]
  fact text not null references facts(id),
  -- Name of the column, or of the list in its record. [computed]
  field text not null,
  -- Which row of a list, by what it refers to or its words; of a citation's voice and speaker its id; NULL for a column.
  -- [computed]
  item text,
  -- By which rule it is known. [computed]
  how text not null constraint proofs_how_is_known check (how in (
    'read', 'named', 'attributed', 'classed', 'reckoned', 'inferred', 'worded', 'ours'
  )),
  -- The passage; NULL where none is needed. [computed]
  citation text references citations(id)
) strict;

-- What another public page says of the same point. It changes no value.
create table cross_checks (
  -- The fact's id, a hyphen, and the cross-check's place in the fact's list. [computed]
  id text primary key,
  -- The fact.
  fact text not null references facts(id),
  -- Name of the column that the other page speaks of.
  field text not null,
  -- What the cited article says, in short.
  article_says text not null,
  -- What the other page says, in short.
  elsewhere text not null,
  -- How the two compare.
  verdict text not null constraint cross_checks_verdict_is_known check (verdict in ('agrees', 'adds detail', 'differs')),
  -- Where they differ: on the point itself, or because the other page is of another time, of another scope, or has
  -- another name for it.
  differs_in text constraint cross_checks_differs_in_is_known check (differs_in in ('point', 'time', 'scope', 'name')),
  -- Who published the other page.
  publisher text not null,
  -- Address of the other page.
  url text not null constraint cross_checks_url_is_http check (url glob 'http*://*'),
  -- Month or day on which it was read. [date]
  seen text not null,
  -- What of the page was read, such as a stored copy of unknown age.
  read text,
  constraint cross_checks_differs_in_something check (differs_in is null or verdict = 'differs')
) strict;

-- Another name under which an article prints a record.
create table fact_aliases (
  -- The record.
  fact text not null references facts(id),
  -- The other name. [printed]
  alias text not null,
  primary key (fact, alias)
) strict;

-- Another name of a record that no article has to print: a demonym, a name in another language or script.
create table fact_names (
  -- The record.
  fact text not null references facts(id),
  -- The other name. [editorial]
  name text not null,
  -- Language of the name. BCP 47 tag. [editorial]
  language text not null,
  -- What kind of name it is. [editorial]
  kind text not null constraint fact_names_kind_is_known
    check (kind in ('name', 'short name', 'demonym', 'acronym', 'transliteration')),
  -- Where it was looked up. [editorial]
  origin text,
  primary key (fact, name, language, kind)
) strict;

-- Our words for a record in another language: translations, and what they make of its label.
create table translations (
  -- The record. [computed]
  fact text not null references facts(id),
  -- Name of the column, or of a list's column (`participants.role`); `label` is what the record is called. [computed]
  field text not null,
  -- Which row of a list, by what it refers to; NULL for a column. [computed]
  item text,
  -- Language of the text. BCP 47 tag. [computed]
  language text not null,
  -- The text. [computed]
  text text not null,
  -- Whence it is: a translation of our words, a name of the record in that language, or a label put together of both.
  -- [computed]
  origin text not null constraint translations_origin_is_known check (origin in ('translated', 'name', 'composed')),
  -- Whether the original still is what was translated (1), or has changed since (0): then the original is shown.
  -- [unit: 1 for yes, 0 for no] [computed]
  is_current integer not null constraint translations_is_current_is_yes_or_no check (is_current in (0, 1))
) strict;

-- Two records that look like one thing and are not.
create table fact_distinct_from (
  -- The record that says so.
  fact text not null references facts(id),
  -- The record that it is not. [editorial]
  other text not null references facts(id),
  -- How they differ. [editorial]
  reason text not null,
  primary key (fact, other)
) strict;

-- Who held a record against its articles beside the one who wrote it: a second reader.
create table fact_checked_by (
  -- The record.
  fact text not null references facts(id),
  -- The reader, by name or by what stands for it. [editorial]
  reader text not null,
  primary key (fact, reader)
) strict;

-- ───────────────────────────── history ─────────────────────────────

-- A published record that is no more: its address says why, or leads to the record that it was merged into.
create table retired (
  -- The id that it had; no other record ever gets it.
  id text primary key constraint retired_id_is_a_slug check (
    id <> '' and id not glob '*[^a-z0-9-]*' and id not glob '-*' and id not glob '*-' and length(id) <= 80
  ),
  -- Name of the table that held it.
  kind text not null,
  -- What it was called. [label]
  label text not null,
  -- First version of the factbook without it. Semantic Versioning: three numbers.
  version text not null constraint retired_version_is_three_numbers
    check (version glob '[0-9]*.[0-9]*.[0-9]*' and version not glob '*[^0-9.]*'),
  -- Day on which that was decided. [date]
  date text not null constraint retired_date_is_a_day check (date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- Why, in our words.
  reason text not null,
  -- The record that tells the same fact now; NULL where none does, and the fact is withdrawn.
  merged_into text references facts(id)
) strict;

-- A correction of a published record: what was changed, and why.
create table changes (
  -- The record that was corrected: a fact, an article, or one that has been retired since.
  fact text not null,
  -- Name of the column, or of the list in the record, that was corrected.
  field text not null,
  -- First version of the factbook that has the correction. Semantic Versioning: three numbers.
  version text not null constraint changes_version_is_three_numbers
    check (version glob '[0-9]*.[0-9]*.[0-9]*' and version not glob '*[^0-9.]*'),
  -- Day on which it was made. [date]
  date text not null constraint changes_date_is_a_day check (date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- What stood there before; NULL where nothing did.
  was text,
  -- Why, in our words.
  reason text not null,
  primary key (fact, field, version)
) strict;

-- ───────────────────────────── release ─────────────────────────────

-- What this file is: one row, with no clock in it.
create table release (
  -- Version of the factbook. Semantic Versioning. [computed]
  version text primary key,
  -- SHA-256 of the content of all tables, the same on every SQLite. 64 hexadecimal digits. [computed]
  facts_sha256 text not null,
  -- SHA-256 of all SQL that declares the tables and views. 64 hexadecimal digits. [computed]
  schema_sha256 text not null,
  -- Records with a permanent id. [unit: records] [computed]
  facts integer not null,
  -- Passages that prove them. [unit: citations] [computed]
  citations integer not null,
  -- Articles. [unit: articles] [computed]
  sources integer not null,
  -- What the quotes were checked against when this file was built: the articles, or the locks of an earlier check against
  -- them. [computed]
  quotes_held_against text not null constraint release_quotes_held_against_is_known
    check (quotes_held_against in ('articles', 'locks')),
  -- Values read in a passage by a rule. [unit: values] [computed]
  read integer not null,
  -- Values named in a passage. [unit: values] [computed]
  named integer not null,
  -- Values attributed in a passage. [unit: values] [computed]
  attributed integer not null,
  -- Values shown by a word of the lexicon. [unit: values] [computed]
  classed integer not null,
  -- Values that follow by arithmetic from values that are read. [unit: values] [computed]
  reckoned integer not null,
  -- Values that a person's reason infers. [unit: values] [computed]
  inferred integer not null,
  -- Values in our words, checked against the passages. [unit: values] [computed]
  worded integer not null,
  -- Values that only classify, claimed by nobody. [unit: values] [computed]
  ours integer not null
) strict;

-- ───────────────────────────── views ─────────────────────────────

-- How much of each article the facts rest on.
create view source_coverage as
select
  sources.id as source, sources.title, sources.publisher,
  (select count(distinct fact) from citations where citations.source = sources.id) as facts,
  (select count(*) from citations where citations.source = sources.id) as citations,
  (select count(distinct paragraph) from citations where citations.source = sources.id) as paragraphs_cited,
  (select count(*) from source_no_facts where source_no_facts.source = sources.id) as paragraphs_without_facts,
  sources.paragraphs
from sources order by sources.id;

-- How sound each record is, worked out from its evidence: how many of its values are proved by quotes, calculated,
-- inferred by an editor, in our own words; how many articles it rests on, and how many independent of one another (all of
-- one publisher count as one, all official accounts as one, all interested parties as one); what other pages say of the
-- same points; how old its newest article is; when it was checked, and by which second readers.
create view record_health as
select fact, kind, label,
  case when proved + reckoned + inferred = 0 then 'nothing claimed'
    when inferred > 0 then 'partly inferred'
    when reckoned > 0 then 'partly calculated'
    else 'all in quotes' end as known,
  proved, reckoned, inferred, worded,
  case when articles = 0 then 'no article'
    when independent > 1 then 'independent articles'
    when articles > 1 then 'several articles of one side'
    else 'one article' end as resting_on,
  articles, independent, newest_article, agrees_elsewhere, differs_elsewhere, checked, checked_by
from (
  select facts.id as fact, facts.kind, facts.label,
    (select count(distinct field || ' ' || coalesce(item, '')) from proofs where proofs.fact = facts.id
      and how in ('read', 'named', 'attributed', 'classed') and (item is null or field not in ('voice', 'speaker'))) as proved,
    (select count(distinct field || ' ' || coalesce(item, '')) from proofs where proofs.fact = facts.id
      and how = 'reckoned') as reckoned,
    (select count(distinct field || ' ' || coalesce(item, '')) from proofs where proofs.fact = facts.id
      and how = 'inferred' and (item is null or field not in ('voice', 'speaker'))) as inferred,
    (select count(distinct field || ' ' || coalesce(item, '')) from proofs where proofs.fact = facts.id
      and how = 'worded') as worded,
    (select count(distinct source) from citations where citations.fact = facts.id) as articles,
    (select count(distinct iif(sources.independence = 'independent', sources.publisher, sources.independence))
      from citations join sources on sources.id = citations.source where citations.fact = facts.id) as independent,
    (select max(sources.published) from citations join sources on sources.id = citations.source
      where citations.fact = facts.id) as newest_article,
    (select count(*) from cross_checks where cross_checks.fact = facts.id and verdict = 'agrees') as agrees_elsewhere,
    (select count(*) from cross_checks where cross_checks.fact = facts.id and verdict = 'differs'
      and coalesce(differs_in, 'point') = 'point') as differs_elsewhere,
    facts.checked,
    (select group_concat(reader, ', ') from (
      select reader from fact_checked_by where fact_checked_by.fact = facts.id order by reader
    )) as checked_by
  from facts
);

-- What one who follows the factbook wants to hear of, the newest first: a fact when it is new or was checked against its
-- article again, a correction, a record that was merged into another or withdrawn. The feeds read from here.
create view updates as
select what, fact, kind, label, date, version, field, was, reason, merged_into from (
  select 'checked' as what, id as fact, kind, label, checked as date, null as version, null as field, null as was,
    null as reason, null as merged_into
  from facts
  union all
  select 'corrected', changes.fact, coalesce(facts.kind, retired.kind, 'sources'),
    coalesce(facts.label, retired.label, sources.title, changes.fact), changes.date, changes.version, changes.field,
    changes.was, changes.reason, null
  from changes
  left join facts on facts.id = changes.fact
  left join retired on retired.id = changes.fact
  left join sources on sources.id = changes.fact
  union all
  select iif(merged_into is null, 'withdrawn', 'merged'), id, kind, label, date, version, null, null, reason, merged_into
  from retired
)
order by date desc, fact, what, version desc, field;

-- ───────────────────────────── problems: each of these views must be empty ─────────────────────────────

-- A passage in a paragraph that the article does not have.
create view problem_citation_beyond_article as
select citations.id, 'paragraph ' || citations.paragraph || ' of ' || sources.paragraphs as problem
from citations join sources on sources.id = citations.source where citations.paragraph > sources.paragraphs;

-- A paragraph that holds no fact by its article's record, and that a fact cites.
create view problem_paragraph_both_ways as
select source_no_facts.source as id, 'paragraph ' || paragraph || ' is cited and listed as without facts' as problem
from source_no_facts join citations using (source, paragraph) group by source, paragraph;

-- A citation that proves nothing.
create view problem_citation_without_field as
select id, 'proves no field' as problem from citations
where not exists (select 1 from citation_fields where citation_fields.citation = citations.id);

-- A correction of a record that is neither here nor retired, and a retired id that is in use.
create view problem_history_of_nothing as
select fact as id, 'corrected in ' || version || ', and no record has or had this id' as problem from changes
where not exists (select 1 from facts where facts.id = changes.fact)
  and not exists (select 1 from sources where sources.id = changes.fact)
  and not exists (select 1 from retired where retired.id = changes.fact)
union all
select id, 'retired, and in use' from retired
where exists (select 1 from facts where facts.id = retired.id) or exists (select 1 from sources where sources.id = retired.id);

-- ───────────────────────────── indexes ─────────────────────────────

-- Made after the rows. Those on references and on the years of dates are made by the package.

create index facts_kind on facts(kind, checked);
create index facts_newest on facts(checked desc, id);
create index facts_label on facts(label);
create index translations_fact on translations(fact, language, field, item);
create index citations_fact on citations(fact, id);
create index citations_source on citations(source, paragraph, fact);
create index citations_voice on citations(voice);
create index cross_checks_verdict on cross_checks(verdict);
create index changes_version on changes(version);
