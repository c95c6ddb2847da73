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
--   [qualifier]    its words stand in the proving quote; "exactly" says that no bound stands there
--   [date]         an EDTF date (ISO 8601-2, level 1): as precise as what is printed, never padded
--   [computed]     filled by the build; a fact file may not give it
--   [no citation]  of a table: reference data that no article has to prove
--   [unit: x]      the unit of a number
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
  -- Name in the place's own language and script. [name]
  local_name text,
  -- What kind of place it is.
  kind text not null constraint places_kind_is_known
    check (kind in ('country', 'state', 'prefecture', 'city', 'locality', 'region')),
  -- The place that it is part of.
  part_of text references places(id)
) strict;

-- A company, ministry, agency, chamber, committee or other body that an article names. [speaker]
create table organizations (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name as printed. [label] [printed]
  name text not null,
  -- Acronym or short name as printed. [printed] [name]
  acronym text,
  -- What kind of body it is. [editorial] [search]
  kind text not null constraint organizations_kind_is_known check (kind in (
    'government', 'ministry', 'agency', 'embassy or consulate', 'legislature', 'company', 'chamber or federation',
    'committee', 'educational institution', 'international organization', 'media', 'delegation', 'other'
  )),
  -- The country that it belongs to, where the article says so.
  country text references places(id),
  -- The larger body that it is part of, where the article says so.
  part_of text references organizations(id),
  -- What the article says that it is or does, in our words. [words] [search]
  role text,
  -- Remark. [editorial] [words]
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
  -- The body that the person speaks for or works in. [search]
  organization text references organizations(id),
  -- The country whose office the person holds or whose national the article says the person is.
  country text references places(id),
  -- Field in which the person acts. [editorial]
  sector text constraint officials_sector_is_known
    check (sector in ('government', 'legislature', 'diplomacy', 'business', 'media')),
  -- Remark. [editorial] [words]
  note text
) strict;

-- An agreement, partnership, memorandum, twinning, joint declaration, commission, or a commitment to one.
create table agreements (
  -- Permanent id.
  id text primary key references facts(id),
  -- What the agreement is called, or what it is in our words where it has no name. [label] [words]
  title text not null,
  -- What kind of instrument it is. [editorial] [class] [search]
  kind text not null constraint agreements_kind_is_known check (kind in (
    'trade agreement', 'strategic partnership', 'memorandum of understanding', 'twinning', 'joint declaration',
    'commission', 'commitment', 'alliance'
  )),
  -- How far it has come, by the article. [editorial] [class]
  status text not null constraint agreements_status_is_known check (status in (
    'in force', 'signed', 'established', 'announced', 'proposed', 'discussed', 'under revision'
  )),
  -- Date of signature. [date: signed]
  signed text,
  -- Date on which it was established, where that is what the article gives. [date: established]
  established text,
  -- Date on which it came into effect. [date: came into effect]
  in_force text,
  -- What it is about, in our words. [words] [search]
  subject text,
  -- Remark. [editorial] [words]
  note text,
  -- Year of signature, else of establishment. [unit: year]
  year integer generated always as (
    cast(substr(ltrim(coalesce(signed, established, in_force), './'), 1, 4) as integer)
  ) virtual
) strict;

-- A party to an agreement.
create table agreement_parties (
  -- The agreement.
  agreement text not null references agreements(id),
  -- A place, an organization or a person.
  party text not null references facts(id),
  primary key (agreement, party)
) strict;

-- A meeting, plenary, visit, trade mission or fair. [calendar]
create table meetings (
  -- Permanent id.
  id text primary key references facts(id),
  -- What the meeting is called, or what it is in our words where it has no name. [label] [words]
  title text not null,
  -- What kind of meeting it is. [editorial] [class] [search]
  kind text not null constraint meetings_kind_is_known check (kind in (
    'plenary', 'session', 'high-level meeting', 'parliamentary meeting', 'work meeting', 'visit', 'trade mission',
    'trade fair', 'sports event', 'seminar'
  )),
  -- Its number in a series. [unit: ordinal in the series]
  edition integer,
  -- When it took or takes place. [date: took place | status]
  date text,
  -- Where it took or takes place.
  place text references places(id),
  -- Whether it has taken place. [editorial] [class] [awaited: planned, proposed, postponed, recurring]
  status text not null constraint meetings_status_is_known check (status in ('held', 'planned', 'proposed', 'postponed', 'recurring')),
  -- The larger meeting that it was part of.
  part_of text references meetings(id),
  -- What it was about or for, in our words. [words] [search]
  subject text,
  -- Remark. [editorial] [words]
  note text,
  -- Year in which it took or takes place. [unit: year]
  year integer generated always as (cast(substr(ltrim(date, './'), 1, 4) as integer)) virtual
) strict;

-- Who took part in a meeting.
create table meeting_participants (
  -- The meeting.
  meeting text not null references meetings(id),
  -- A person, an organization or a place.
  participant text not null references facts(id),
  -- In what capacity, in our words.
  role text,
  primary key (meeting, participant)
) strict;

-- An industrial site.
create table plants (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name of the site, as the article prints it. [label]
  name text not null,
  -- The company that runs it. [search]
  company text references organizations(id),
  -- Where it is.
  place text references places(id),
  -- When it opened or when the company began there. [date: opened]
  opened text,
  -- What it makes or made. [words] [search]
  products text,
  -- What the article says of its state. [editorial] [class]
  status text constraint plants_status_is_known
    check (status in ('operating', 'production moved away', 'production moved here', 'planned')),
  -- Remark. [editorial] [words]
  note text,
  -- Year of opening. [unit: year]
  opened_year integer generated always as (cast(substr(ltrim(opened, './'), 1, 4) as integer)) virtual
) strict;

-- One number. [claim: {label}: {amount}]
create table figures (
  -- Permanent id.
  id text primary key references facts(id),
  -- What the number is, with its scope. [label] [editorial] [words]
  label text not null,
  -- What is measured; the same words for the same measure, whatever the place or period. [editorial] [measure] [search]
  indicator text not null,
  -- The number; NULL where the article gives only a bound in words, such as "dozens". [unit: see `unit`] [number]
  value real,
  -- Unit as printed: "USD", "$" and "dollars" are kept apart. [unit] [search]
  unit text not null,
  -- How the number is bounded. [qualifier]
  qualifier text not null constraint figures_qualifier_is_known check (qualifier in (
    'exactly', 'more than', 'at least', 'about', 'less than', 'up to', 'nearly', 'dozens', 'several'
  )),
  -- The place that the number is of. [scope]
  place text references places(id),
  -- The other place, where the number is of a relation between two. [scope]
  partner text references places(id),
  -- The body that the number is of. [scope]
  organization text references organizations(id),
  -- The program, meeting, plant or other record that the number is of. [scope]
  about text references facts(id),
  -- Time that the number covers. [scope] [date: covers]
  period text,
  -- Time at which the number holds, where it is a stock. [scope] [date: as of]
  as_of text,
  -- Whether it happened or is awaited. [editorial] [class]
  status text not null constraint figures_status_is_known check (status in ('reported', 'expected', 'planned')),
  -- Remark. [editorial] [words]
  note text,
  -- Last year of the period, else of the as-of date. [unit: year]
  year integer generated always as (
    cast(substr(coalesce(
      nullif(substr(period, instr(period, '/') + 1), '..'), ltrim(period, './'), as_of
    ), 1, 4) as integer)
  ) virtual,
  constraint figures_value_or_bound_in_words check ((value is null) = (qualifier in ('dozens', 'several')))
) strict;

-- A cooperation project, programme or initiative.
create table programs (
  -- Permanent id.
  id text primary key references facts(id),
  -- What it is called, or what it is in our words where it has no name. [label] [words]
  title text not null,
  -- What kind of initiative it is. [editorial] [search]
  kind text not null constraint programs_kind_is_known check (kind in (
    'technical cooperation', 'education and training', 'trade and investment promotion', 'cultural promotion',
    'tourism promotion', 'infrastructure', 'mobility', 'finance', 'social development', 'business support',
    'technology'
  )),
  -- Who carries it out.
  organization text references organizations(id),
  -- When it started or starts. [date: started | status]
  starts text,
  -- When it ended or ends. [date: ends]
  ends text,
  -- How far it has come, by the article. [editorial] [class] [awaited: announced, planned, proposed]
  status text constraint programs_status_is_known
    check (status in ('running', 'completed', 'announced', 'planned', 'proposed', 'under review')),
  -- What it does, in our words. [words] [search]
  subject text,
  -- Remark. [editorial] [words]
  note text,
  -- Year of the start. [unit: year]
  starts_year integer generated always as (cast(substr(ltrim(starts, './'), 1, 4) as integer)) virtual
) strict;

-- Where a program works.
create table program_places (
  -- The program.
  program text not null references programs(id),
  -- The place.
  place text not null references places(id),
  primary key (program, place)
) strict;

-- Who takes part in a program beside the body that carries it out.
create table program_partners (
  -- The program.
  program text not null references programs(id),
  -- A place, an organization or a person.
  partner text not null references facts(id),
  -- In what capacity, in our words.
  role text,
  primary key (program, partner)
) strict;

-- Who called for, promised or judged what, in our own words. [claim: {speaker} {act}: {summary}]
create table statements (
  -- Permanent id.
  id text primary key references facts(id),
  -- Who says so: a person, an organization, or a country for its delegation. [search]
  speaker text not null references facts(id),
  -- What kind of statement it is. [editorial] [class]
  act text not null constraint statements_act_is_known check (act in (
    'announced', 'called for', 'committed to', 'emphasized', 'expected', 'expressed interest', 'judged', 'noted',
    'promised', 'reaffirmed', 'reported', 'said', 'asked'
  )),
  -- What was said, in our own words. [label] [words]
  summary text not null,
  -- What it is about. [editorial] [search]
  topic text not null,
  -- Whom it was addressed to.
  addressee text references facts(id),
  -- The meeting at which it was said.
  meeting text references meetings(id),
  -- Remark. [editorial] [words]
  note text
) strict;

-- ───────────────────────────── views ─────────────────────────────

-- Every citation with all that a reader needs to follow it: the fact, the passage, the article, who speaks.
create view fact_citations as
select
  citations.fact, facts.kind, facts.label, citations.id as citation,
  (select group_concat(field, ', ') from (
    select field from citation_fields where citation_fields.citation = citations.id order by field
  )) as fields,
  citations.quote, citations.voice, citations.speaker, officials.name as speaker_name,
  citations.source, sources.title, sources.publisher, sources.author, sources.published, sources.url,
  sources.language, sources.independence, citations.paragraph, citations.start, citations."end"
from citations
join facts on facts.id = citations.fact
join sources on sources.id = citations.source
left join officials on officials.id = citations.speaker
order by citations.fact, citations.id;

-- Every dated fact, by date: one row a date. `date` is EDTF, as precise as the article.
create view timeline as
select fact, kind, label, what, date, cast(substr(ltrim(date, './'), 1, 4) as integer) as year
from (
  select facts.id as fact, facts.kind, facts.label, what, date from facts join (
    select id, 'signed' as what, signed as date from agreements
    union all select id, 'established', established from agreements
    union all select id, 'came into effect', in_force from agreements
    union all select id, 'took place', date from meetings where status = 'held'
    union all select id, status, date from meetings where status <> 'held'
    union all select id, 'opened', opened from plants
    union all select id, 'covers', period from figures
    union all select id, 'as of', as_of from figures
    -- A program that is only planned has not started.
    union all select id, case when status in ('announced', 'planned', 'proposed') then status else 'started' end, starts
      from programs
    union all select id, 'ends', ends from programs
  ) as dated on dated.id = facts.id
  where date is not null
)
order by ltrim(date, './'), fact, what;

-- Where something differs: two figures of one indicator, scope and period with different values, or a page
-- elsewhere that says otherwise.
create view disputed as
select fact, label, field, says, other_fact, elsewhere, publisher, url from (
  select a.id as fact, a.label, 'value' as field, a.value || ' ' || a.unit as says, b.id as other_fact,
    b.value || ' ' || b.unit as elsewhere, null as publisher, null as url
  from figures as a join figures as b
    on b.indicator = a.indicator and b.place is a.place and b.partner is a.partner
    and b.organization is a.organization and b.about is a.about and b.period is a.period and b.as_of is a.as_of
    and b.id <> a.id and b.value is not a.value
  union all
  select cross_checks.fact, facts.label, cross_checks.field, cross_checks.article_says, null,
    cross_checks.elsewhere, cross_checks.publisher, cross_checks.url
  from cross_checks join facts on facts.id = cross_checks.fact where cross_checks.verdict = 'differs'
)
order by fact, field, elsewhere;

-- What the factbook holds of each place, counted: its page lists it.
create view places_at_a_glance as
select
  places.id as fact, places.kind, places.part_of,
  (select count(*) from figures where figures.place = places.id or figures.partner = places.id) as figures,
  (select count(*) from agreement_parties where agreement_parties.party = places.id) as agreements,
  (select count(*) from meetings where meetings.place = places.id) as meetings,
  (select count(*) from program_places where program_places.place = places.id) as programs,
  (select count(*) from plants where plants.place = places.id) as plants
from places order by places.name, places.id;

-- Every reference from one fact to another: which field of which fact points where, and in what capacity or for
-- what reason, where the record says so.
create view fact_links as
select
  links.fact, facts.kind, facts.label, links.field,
  links.target, targets.kind as target_kind, targets.label as target_label, links.role
from (
  select id as fact, 'part_of' as field, part_of as target, null as role from places where part_of is not null
  union all select id, 'country', country, null from organizations where country is not null
  union all select id, 'part_of', part_of, null from organizations where part_of is not null
  union all select id, 'organization', organization, null from officials where organization is not null
  union all select id, 'country', country, null from officials where country is not null
  union all select agreement, 'parties', party, null from agreement_parties
  union all select id, 'place', place, null from meetings where place is not null
  union all select id, 'part_of', part_of, null from meetings where part_of is not null
  union all select meeting, 'participants', participant, role from meeting_participants
  union all select id, 'company', company, null from plants where company is not null
  union all select id, 'place', place, null from plants where place is not null
  union all select id, 'place', place, null from figures where place is not null
  union all select id, 'partner', partner, null from figures where partner is not null
  union all select id, 'organization', organization, null from figures where organization is not null
  union all select id, 'about', about, null from figures where about is not null
  union all select id, 'organization', organization, null from programs where organization is not null
  union all select program, 'places', place, null from program_places
  union all select program, 'partners', partner, role from program_partners
  union all select id, 'speaker', speaker, null from statements
  union all select id, 'addressee', addressee, null from statements where addressee is not null
  union all select id, 'meeting', meeting, null from statements where meeting is not null
  union all select fact, 'distinct_from', other, reason from fact_distinct_from
) as links
join facts on facts.id = links.fact
join facts as targets on targets.id = links.target;

-- The words under which a fact is found, a row a fact; the full-text index reads them from here. Only the table of the
-- fact's kind is looked at, by the row number that it shares with the register.
create view fact_words as
select
  facts.rowid as rowid,
  facts.label as label,
  trim(coalesce(case facts.kind
      when 'places' then (select local_name from places where places.rowid = facts.rowid)
      when 'organizations' then (select acronym from organizations where organizations.rowid = facts.rowid)
      when 'officials' then (select name_as_printed from officials where officials.rowid = facts.rowid)
    end, '') || ' '
    || coalesce((select group_concat(alias, ' ') from (
      select alias from fact_aliases where fact_aliases.fact = facts.id order by alias)), '')) as names,
  trim(coalesce(case facts.kind
      when 'organizations' then (
        select coalesce(role, '') || ' ' || kind from organizations where organizations.rowid = facts.rowid)
      when 'officials' then (
        select coalesce(role_as_printed, '') || ' ' || coalesce(employer.name, '')
        from officials left join organizations as employer on employer.id = officials.organization
        where officials.rowid = facts.rowid)
      when 'agreements' then (
        select kind || ' ' || coalesce(subject, '') from agreements where agreements.rowid = facts.rowid)
      when 'meetings' then (
        select kind || ' ' || coalesce(subject, '') from meetings where meetings.rowid = facts.rowid)
      when 'plants' then (
        select coalesce(products, '') || ' ' || coalesce(company.name, '')
        from plants left join organizations as company on company.id = plants.company
        where plants.rowid = facts.rowid)
      when 'figures' then (
        select indicator || ' ' || unit from figures where figures.rowid = facts.rowid)
      when 'programs' then (
        select kind || ' ' || coalesce(subject, '') from programs where programs.rowid = facts.rowid)
      when 'statements' then (
        select topic || ' ' || speaker.label
        from statements join facts as speaker on speaker.id = statements.speaker
        where statements.rowid = facts.rowid)
    end, '')) as words,
  coalesce((select group_concat(quote, ' ') from (
    select quote from citations where citations.fact = facts.id order by id)), '') as quotes,
  coalesce((select group_concat(title, ' ') from (
    select distinct coalesce(sources.title, sources.publisher) as title from citations
    join sources on sources.id = citations.source where citations.fact = facts.id order by 1)), '') as sources
from facts;

-- ───────────────────────────── problems: each of these views must be empty ─────────────────────────────

-- A fact that no article proves.
create view problem_fact_without_citation as
select facts.id, 'no citation' as problem from facts
where facts.kind <> 'places' and not exists (select 1 from citations where citations.fact = facts.id);

-- A program that ends before it starts: the last day that may be its end before the first that may be its start.
create view problem_program_ends_before_start as
select id, 'ends ' || ends || ', starts ' || starts as problem from (
  select id, starts, ends,
    rtrim(substr(starts, 1, instr(starts || '/', '/') - 1), '.~?%') as first,
    rtrim(substr(ends, instr(ends, '/') + 1), '.~?%') as last
  from programs
)
where first <> '' and last <> '' and substr(last, 1, length(first)) < substr(first, 1, length(last));

-- A record whose row number is not that of its entry in the register: all search rests on it.
create view problem_row_numbers_differ as
select facts.id, 'row number differs from the register' as problem from facts join (
  select id, rowid as n from places union all select id, rowid from organizations
  union all select id, rowid from officials union all select id, rowid from agreements
  union all select id, rowid from meetings union all select id, rowid from plants
  union all select id, rowid from figures union all select id, rowid from programs
  union all select id, rowid from statements
) as records on records.id = facts.id where records.n <> facts.rowid;

-- An entry in the register whose table has no such record.
create view problem_register_out_of_step as
select id, 'not one record in ' || kind as problem from facts where not case kind
  when 'places' then id in (select id from places)
  when 'organizations' then id in (select id from organizations)
  when 'officials' then id in (select id from officials)
  when 'agreements' then id in (select id from agreements)
  when 'meetings' then id in (select id from meetings)
  when 'plants' then id in (select id from plants)
  when 'figures' then id in (select id from figures)
  when 'programs' then id in (select id from programs)
  when 'statements' then id in (select id from statements)
  else false
end;

-- ───────────────────────────── indexes ─────────────────────────────

create index places_kind on places(kind);
create index places_name on places(name);
create index places_part_of on places(part_of) where part_of is not null;
create index organizations_kind on organizations(kind);
create index organizations_name on organizations(name);
create index organizations_country on organizations(country) where country is not null;
create index organizations_part_of on organizations(part_of) where part_of is not null;
create index officials_family_name on officials(family_name);
create index officials_organization on officials(organization) where organization is not null;
create index officials_country on officials(country) where country is not null;
create index officials_sector on officials(sector);
create index agreements_kind on agreements(kind);
create index agreements_status on agreements(status);
create index agreements_year on agreements(year);
create index agreement_parties_party on agreement_parties(party);
create index meetings_kind on meetings(kind);
create index meetings_status on meetings(status);
create index meetings_place on meetings(place) where place is not null;
create index meetings_part_of on meetings(part_of) where part_of is not null;
create index meetings_year on meetings(year);
create index meeting_participants_participant on meeting_participants(participant);
create index plants_company on plants(company) where company is not null;
create index plants_name on plants(name);
create index plants_place on plants(place) where place is not null;
create index figures_indicator on figures(indicator, organization, period, place);
create index figures_label on figures(label);
create index figures_unit on figures(unit);
create index figures_status on figures(status);
create index figures_place on figures(place) where place is not null;
create index figures_partner on figures(partner) where partner is not null;
create index figures_organization on figures(organization) where organization is not null;
create index figures_about on figures(about) where about is not null;
create index figures_year on figures(year);
create index programs_kind on programs(kind);
create index programs_title on programs(title);
create index programs_status on programs(status);
create index programs_organization on programs(organization) where organization is not null;
create index program_places_place on program_places(place);
create index program_partners_partner on program_partners(partner);
create index statements_speaker on statements(speaker);
create index statements_act on statements(act);
create index statements_summary on statements(summary);
create index statements_topic on statements(topic);
create index statements_addressee on statements(addressee) where addressee is not null;
create index statements_meeting on statements(meeting) where meeting is not null;
-- The year of each date as the view `timeline` works it out, word for word: SQLite uses them for nothing else.
create index agreements_signed_year on agreements(cast(substr(ltrim(signed, './'), 1, 4) as integer)) where signed is not null;
create index agreements_established_year on agreements(cast(substr(ltrim(established, './'), 1, 4) as integer)) where established is not null;
create index agreements_in_force_year on agreements(cast(substr(ltrim(in_force, './'), 1, 4) as integer)) where in_force is not null;
create index meetings_date_year on meetings(cast(substr(ltrim(date, './'), 1, 4) as integer)) where date is not null;
create index plants_opened_year on plants(cast(substr(ltrim(opened, './'), 1, 4) as integer)) where opened is not null;
create index figures_period_year on figures(cast(substr(ltrim(period, './'), 1, 4) as integer)) where period is not null;
create index figures_as_of_year on figures(cast(substr(ltrim(as_of, './'), 1, 4) as integer)) where as_of is not null;
create index programs_starts_year on programs(cast(substr(ltrim(starts, './'), 1, 4) as integer)) where starts is not null;
create index programs_ends_year on programs(cast(substr(ltrim(ends, './'), 1, 4) as integer)) where ends is not null;
