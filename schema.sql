-- What may exist in the factbook: every table, column, type, constraint, view and index.
--
-- Nothing else declares a table or a column. `factbook/schema.py` reads this file back from SQLite, and the
-- reader, the checks, the compiler, the site and the exports follow what it says.
--
-- The comment above a table or a column is published (data dictionary, column descriptions). Words in square
-- brackets in it are read by the build:
--
--   [label]        the words by which the record is known; copied to facts.label
--   [editorial]    our own word, not the article's: it needs no proof
--   [printed]      stands in the proving quote as it is written here (case aside)
--   [unit]         printed too, but a sign may stand for its word: % for percent, an ordinal for rank
--   [qualifier]    its words stand in the proving quote; "as printed" says that no bound stands there
--   [date]         an EDTF date (ISO 8601-2, level 1): as precise as what is printed, never padded
--   [computed]     filled by the build; a fact file may not give it
--   [day of: x]    with [computed]: the day of the article by which the value of column x holds
--   [applies: c]   of a column: only where the condition c on the row holds; [applies] alone: only to some records.
--                  Where it does not apply, NULL is no silence of the articles: the view does_not_apply lists these
--   [language of: x]  the language (BCP 47) of the words in column x
--   [open: ...]    the values that time may have overtaken since the article
--   [no citation]  of a table: reference data that no article has to prove
--   [label: ...]   of a table: how facts.label is put together: names in braces are columns of the table, else of the
--                  article that is cited first; a reference stands for the other's label, a date is said to the month
--   [unit: x]      the unit of the column's numbers: it stands beside each in the proving quote, or what lexicon.yml has
--                  for it; a number of `ordinal …` says which in a row
--   [weight: x]    of a table: how much its records count in a search, beside 1
--
-- A table whose first foreign key is `<owner>` belongs to that owner: a fact file gives its rows as a list
-- inside the owner's record, under the table's name without "<owner>_". A table whose records are given an id of
-- their own belongs to no other.
-- NULL means that the cited articles do not say.

-- ───────────────────────────── facts ─────────────────────────────

-- A country, state, prefecture, city or region that facts refer to. [no citation] [place] [claim: {name}]
create table places (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name in English. [label]
  name text not null,
  -- Name in the place's own language and script. [name] [applies]
  local_name text,
  -- Language of the local name. BCP 47 tag. [language of: local_name] [applies: local_name is not null]
  local_language text,
  -- What kind of place it is.
  kind text not null constraint places_kind_is_known
    check (kind in ('country', 'state', 'prefecture', 'city', 'locality', 'region')),
  -- The larger place it belongs to. [applies: kind <> 'country']
  part_of text references places(id)
) strict;

-- A company, ministry, agency, chamber, committee or other body that an article names. [speaker]
create table organizations (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name as printed. [label] [printed]
  name text not null,
  -- Acronym or short name as printed. [printed] [name] [applies]
  acronym text,
  -- What kind of body it is. [editorial] [search]
  kind text not null constraint organizations_kind_is_known check (kind in (
    'government', 'ministry', 'agency', 'embassy or consulate', 'legislature', 'company', 'chamber or federation',
    'committee', 'educational institution', 'international organization', 'media', 'delegation', 'political party',
    'group', 'other'
  )),
  -- The country it belongs to, where the article says so. [applies: kind <> 'international organization']
  country text references places(id),
  -- The state or city it belongs to, where its name or the article says so. [applies]
  place text references places(id),
  -- The larger body it is part of, where the article says so. [applies]
  part_of text references organizations(id),
  -- What the article says it is or does, in our words. [words] [search]
  role text,
  -- Note. [editorial] [words]
  note text
) strict;

-- A person whom an article names. [person]
create table officials (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name in the order given name, family name. [label] [editorial]
  name text not null,
  -- Name as the article prints it. [printed] [name]
  name_as_printed text not null,
  -- Family name or names, for sorting. [editorial]
  family_name text not null,
  -- Post or profession as the article prints it. [printed] [search]
  role_as_printed text,
  -- The body the person speaks for or works in. [search]
  organization text references organizations(id),
  -- The country in whose service the person is, or whose national, by the article.
  country text references places(id),
  -- Field in which the person acts. [editorial]
  sector text constraint officials_sector_is_known
    check (sector in ('government', 'legislature', 'diplomacy', 'business', 'media')),
  -- Note. [editorial] [words]
  note text
) strict;

-- An agreement, partnership, memorandum, twinning, joint declaration, commission, or a commitment to one.
create table agreements (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name of the agreement, or a description in our words where it has no name. [label] [words]
  title text not null,
  -- What kind of instrument it is. [editorial] [class] [search]
  kind text not null constraint agreements_kind_is_known check (kind in (
    'trade agreement', 'strategic partnership', 'memorandum of understanding', 'friendship agreement', 'twinning',
    'joint declaration', 'commission', 'commitment', 'alliance'
  )),
  -- How far it had come by the date of the article; NULL where that is not said. [editorial] [class]
  -- [open: agreed, announced, proposed, discussed]
  status text constraint agreements_status_is_known check (status in (
    'in force', 'signed', 'established', 'agreed', 'issued', 'announced', 'proposed', 'discussed'
  )),
  -- Date of the article that gives the status; NULL where it prints none. [date] [day of: status] [computed]
  status_as_of text,
  -- Date of signature. [date: signed]
  -- [applies: established is null and kind in ('trade agreement', 'memorandum of understanding', 'friendship
  -- agreement', 'twinning')]
  signed text,
  -- Date of establishment, where that is the date the article gives. [date: established]
  -- [applies: signed is null and kind not in ('commitment', 'joint declaration')]
  established text,
  -- Date on which it came into effect. [date: came into effect] [applies: kind = 'trade agreement']
  in_force text,
  -- The meeting at which it was made, announced or discussed. [applies]
  meeting text references meetings(id),
  -- The larger agreement it belongs to. [applies]
  part_of text references agreements(id),
  -- What it is about, in our words. [words] [search]
  subject text,
  -- Note. [editorial] [words]
  note text,
  -- Year of signature, else of establishment. [unit: year]
  year integer generated always as (
    cast(substr(ltrim(coalesce(signed, established, in_force), '[./'), 1, 4) as integer)
  ) virtual
) strict;

-- A party to an agreement.
create table agreement_parties (
  -- The agreement.
  agreement text not null references agreements(id),
  -- A place, an organization or a person.
  party text not null references facts(id),
  -- Role, in our words, where it is more than a party. [words]
  role text,
  -- The country on whose side it is. [editorial]
  side text references places(id),
  primary key (agreement, party)
) strict;

-- A meeting, plenary, visit, trade mission or fair. [calendar]
create table meetings (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name of the meeting, or a description in our words where it has no name. [label] [words]
  title text not null,
  -- What kind of meeting it is. [editorial] [class] [search]
  kind text not null constraint meetings_kind_is_known check (kind in (
    'plenary', 'session', 'high-level meeting', 'parliamentary meeting', 'work meeting', 'visit', 'trade mission',
    'trade fair', 'sports event', 'seminar'
  )),
  -- Its number in a series. [unit: ordinal in the series] [applies]
  edition integer,
  -- Number of meetings covered by the record, where it is more than one. [unit: meetings] [applies]
  stands_for integer constraint meetings_stands_for_several check (stands_for > 1),
  -- When it took or takes place. [date: took place | status]
  date text,
  -- Where it took or takes place.
  place text references places(id),
  -- Whether it had taken place by the date of the article.
  -- [editorial] [class] [awaited: planned, proposed, postponed, recurring]
  -- [open: planned, proposed, postponed]
  status text not null constraint meetings_status_is_known check (status in ('held', 'planned', 'proposed', 'postponed', 'recurring')),
  -- Date of the article that gives the status; NULL where it prints none. [date] [day of: status] [computed]
  status_as_of text,
  -- The larger meeting it was part of. [applies]
  part_of text references meetings(id),
  -- What it was about or for, in our words. [words] [search]
  subject text,
  -- Note. [editorial] [words]
  note text,
  -- Year in which it took or takes place. [unit: year]
  year integer generated always as (cast(substr(ltrim(date, '[./'), 1, 4) as integer)) virtual
) strict;

-- Who took part in a meeting.
create table meeting_participants (
  -- The meeting.
  meeting text not null references meetings(id),
  -- A person, an organization or a place.
  participant text not null references facts(id),
  -- Role, in our words. [words]
  role text,
  -- The country on whose side it took part. [editorial]
  side text references places(id),
  primary key (meeting, participant)
) strict;

-- An industrial site.
create table plants (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name of the site, as the article prints it. [label] [printed]
  name text not null,
  -- The company that runs it. [search]
  company text references organizations(id),
  -- Where it is.
  place text references places(id),
  -- When it opened, or when the company began there. [date: opened]
  opened text,
  -- What it makes, or made. [words] [search]
  products text,
  -- Its state at the date of the article. [editorial] [class] [open: operating, planned]
  status text constraint plants_status_is_known
    check (status in ('operating', 'production relocated', 'production relocated here', 'planned')),
  -- Date of the article that gives the status; NULL where it prints none. [date] [day of: status] [computed]
  status_as_of text,
  -- Note. [editorial] [words]
  note text,
  -- Year of opening. [unit: year]
  opened_year integer generated always as (cast(substr(ltrim(opened, '[./'), 1, 4) as integer)) virtual
) strict;

-- A number with its unit, precision, place and period. [claim: {label}: {amount}]
create table figures (
  -- Permanent id.
  id text primary key references facts(id),
  -- What the number measures, with its scope. [label] [editorial] [words]
  label text not null,
  -- The measure: the same words wherever the same thing is measured, whatever the place or period.
  -- [editorial] [measure] [search]
  indicator text not null,
  -- The number; NULL where the article gives only a bound in words, such as "dozens". [unit: see `unit`] [number]
  -- [applies: qualifier not in ('dozens', 'several')]
  value real,
  -- Unit as printed: "USD", "$" and "dollars" are kept apart. [unit] [search]
  unit text not null,
  -- Group of units that are printed differently but mean the same: our reading of "$" and "dollars".
  -- [editorial]
  unit_group text,
  -- How precise the number is, as printed, such as "more than"; "as printed" means that no such word stands there, not that
  -- the number is exact. [qualifier]
  qualifier text not null constraint figures_qualifier_is_known check (qualifier in (
    'as printed', 'more than', 'at least', 'about', 'less than', 'up to', 'nearly', 'dozens', 'several'
  )),
  -- The place the number is about. [scope] [applies]
  place text references places(id),
  -- The other place, where the number is about two. [scope] [applies]
  partner text references places(id),
  -- The organization the number is about. [scope] [applies]
  organization text references organizations(id),
  -- The program, meeting, plant or other record the number is about. [scope] [applies]
  about text references facts(id),
  -- Among whom something ranks, what a share is a share of, or whose jobs or companies are counted, in our words.
  -- [scope] [words]
  -- [applies]
  scope text,
  -- Period the number covers. [scope] [date: period] [applies: as_of is null]
  period text,
  -- Date at which the number holds, where it is a stock and not a flow. [scope] [date: as of] [applies: period is null]
  as_of text,
  -- Whether it had happened by the date of the article, or was expected or planned.
  -- [editorial] [class] [open: expected, planned]
  status text not null constraint figures_status_is_known check (status in ('reported', 'expected', 'planned')),
  -- Date of the article that gives the status; NULL where it prints none. [date] [day of: status] [computed]
  status_as_of text,
  -- Note. [editorial] [words]
  note text,
  -- Last year of the period, else of the as-of date. [unit: year]
  year integer generated always as (
    cast(substr(ltrim(coalesce(
      nullif(substr(period, instr(period, '/') + 1), '..'), ltrim(period, './'), as_of
    ), '[./'), 1, 4) as integer)
  ) virtual,
  constraint figures_partner_is_another_place check (partner is null or partner <> place),
  constraint figures_value_or_bound_in_words check ((value is null) = (qualifier in ('dozens', 'several')))
) strict;

-- A cooperation project, programme or initiative.
create table programs (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name of the program, or a description in our words where it has no name. [label] [words]
  title text not null,
  -- What kind of initiative it is. [editorial] [search]
  kind text not null constraint programs_kind_is_known check (kind in (
    'technical cooperation', 'education and training', 'trade and investment promotion', 'cultural promotion',
    'tourism promotion', 'infrastructure', 'mobility', 'finance', 'social development', 'business support',
    'company project', 'technology'
  )),
  -- Who carries it out.
  organization text references organizations(id),
  -- The larger program it belongs to. [applies]
  part_of text references programs(id),
  -- The meeting, trip or event it belongs to or came out of. [applies]
  meeting text references meetings(id),
  -- When it started or starts. [date: started | status]
  starts text,
  -- When it ended or ends. [date: ends]
  ends text,
  -- How far it has come as of the article. [editorial] [class] [awaited: announced, planned, proposed]
  -- [open: running, announced, planned, proposed, under review]
  status text constraint programs_status_is_known
    check (status in ('running', 'completed', 'announced', 'planned', 'proposed', 'under review')),
  -- Date of the article that gives the status; NULL where it prints none. [date] [day of: status] [computed]
  status_as_of text,
  -- What it does, in our words. [words] [search]
  subject text,
  -- Note. [editorial] [words]
  note text,
  -- Year of the start. [unit: year]
  starts_year integer generated always as (cast(substr(ltrim(starts, '[./'), 1, 4) as integer)) virtual
) strict;

-- Where a program works.
create table program_places (
  -- The program.
  program text not null references programs(id),
  -- The place.
  place text not null references places(id),
  primary key (program, place)
) strict;

-- Who takes part in a program, beside the organization that carries it out.
create table program_partners (
  -- The program.
  program text not null references programs(id),
  -- A place, an organization or a person.
  partner text not null references facts(id),
  -- Role, in our words. [words]
  role text,
  primary key (program, partner)
) strict;

-- Who called for, promised or judged what, in our words.
-- [label: {speaker} ({published}): {summary}]
-- [weight: 0.7]
create table statements (
  -- Permanent id.
  id text primary key references facts(id),
  -- Who said it: a person, an organization, or a country for its delegation. [search]
  speaker text not null references facts(id),
  -- What kind of statement it is. [editorial] [class]
  act text not null constraint statements_act_is_known check (act in (
    'announced', 'called for', 'committed to', 'emphasized', 'expected', 'expressed interest', 'judged',
    'promised', 'reaffirmed', 'reported', 'said', 'asked'
  )),
  -- What was said, in our words. [label] [words]
  summary text not null,
  -- What it is about. [editorial] [search]
  topic text not null,
  -- Whom it was addressed to. [applies]
  addressee text references facts(id),
  -- The meeting at which it was said. [applies]
  meeting text references meetings(id),
  -- Period it is about. [date: period] [applies]
  period text,
  -- Note. [editorial] [words]
  note text
) strict;

-- ───────────────────────────── problems: each of these views must be empty ─────────────────────────────

-- A program that ends before it starts: the last day that may be its end before the first that may be its start.
create view problem_program_ends_before_start as
select id, 'ends ' || ends || ', starts ' || starts as problem from (
  select id, starts, ends,
    rtrim(substr(starts, 1, instr(starts || '/', '/') - 1), '.~?%') as first,
    rtrim(substr(ends, instr(ends, '/') + 1), '.~?%') as last
  from programs
)
where first <> '' and last <> '' and substr(last, 1, length(first)) < substr(first, 1, length(last));

-- ───────────────────────────── indexes ─────────────────────────────

create index places_kind on places(kind);
create index places_name on places(name);
create index organizations_kind on organizations(kind);
create index organizations_name on organizations(name);
create index officials_family_name on officials(family_name);
create index officials_sector on officials(sector);
create index agreements_kind on agreements(kind);
create index agreements_status on agreements(status);
create index agreements_year on agreements(year);
create index meetings_kind on meetings(kind);
create index meetings_status on meetings(status);
create index meetings_year on meetings(year);
create index plants_name on plants(name);
create index figures_label on figures(label);
create index figures_unit on figures(unit);
create index figures_status on figures(status);
create index figures_year on figures(year);
create index programs_kind on programs(kind);
create index programs_title on programs(title);
create index programs_status on programs(status);
create index statements_act on statements(act);
create index statements_summary on statements(summary);
create index statements_topic on statements(topic);
