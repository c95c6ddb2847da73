-- The whole ranking of a search, in one statement over factbook.db; whoever asks it ranks alike.
--
-- `:asked` is JSON, a list a way in which a word may be found: [number of the word, FTS5 expression, 1 for the index of
-- letters or 0, how much it counts, last row number that is looked at]. `:words` is how many words there are, `:least` how
-- many a fact must meet; `:name` the id of the record that all of it names, or ''; `:kinds` a JSON list of tables, or [];
-- `:source` the id of an article, or ''. A word counts once, by the best way in which it is found.
with
asked as materialized (
  select
    json_extract(value, '$[0]') as word, json_extract(value, '$[1]') as expression, json_extract(value, '$[2]') as letters,
    json_extract(value, '$[3]') as weight, json_extract(value, '$[4]') as last
  from json_each(:asked)
),
-- The weights: label, names, words, stated, quotes, elsewhere, sources.
matched as materialized (
  select asked.word, facts_fts.rowid as fact, -bm25(facts_fts, 10, 6, 2, 2, 1, 1, 0.3) * asked.weight as score
  from asked cross join facts_fts
  where not asked.letters and facts_fts match asked.expression and facts_fts.rowid <= asked.last
  union all
  select asked.word, facts_fts_letters.rowid, -bm25(facts_fts_letters, 10, 6, 2, 2, 1, 1, 0.3) * asked.weight
  from asked cross join facts_fts_letters
  where asked.letters and facts_fts_letters match asked.expression and facts_fts_letters.rowid <= asked.last
),
best as (select word, fact, max(score) as score from matched group by fact, word),
met as (select fact, count(*) as met, sum(score) as score from best group by fact having count(*) >= :least),
scored as materialized (
  select
    facts.rowid as row, facts.id, facts.kind, facts.label, weights.whole, met.met,
    met.score * weights.weight * met.met * met.met / (:words * :words) * iif(facts.id = :name, 3, 1) as score
  from met join facts on facts.rowid = met.fact join facts_fts_weights as weights on weights.row = met.fact
),
-- A whole stands before its parts, where it meets as many words.
parts as (select whole, met, 1.01 * max(score) as score from scored where whole is not null group by whole, met)
select scored.row, scored.id, scored.kind, scored.label, scored.met, max(scored.score, coalesce(parts.score, 0)) as score
from scored left join parts on parts.whole = scored.row and parts.met = scored.met
where (:kinds = '[]' or scored.kind in (select value from json_each(:kinds)))
and (:source = '' or scored.id in (select citations.fact from citations where citations.source = :source))
order by scored.met = :words desc, 6 desc, scored.row
