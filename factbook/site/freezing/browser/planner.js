// Turns what was typed into the parameters of the site's own search statement, as record/search does on a server: dates,
// runs of scripts without spaces, the longest names and phrases first, function words out, misspelt words by the nearest.
//
// The statements are the site's (setting.search.sql), the words that they ask about are in the database of the edition.
"use strict";

const TOKEN = /[\p{L}\p{N}]+/gu;
const POSSESSIVE = /(?<=[\p{L}\p{N}])['’]s(?![\p{L}\p{N}_])/gu;
const EVERY_ROW = 2 ** 53;

const tokensOf = (text) => text.match(TOKEN) ?? [];
const phraseOf = (text) => { const words = tokensOf(text); return words.length ? `"${words.join(" ")}"` : ""; };
const bareOf = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const pairsOf = (run) => [...run].slice(0, -1).map((sign, at) => sign + [...run][at + 1]).join(" ") || run;

/** The words of a query: {typed, ways, meanings}; and which words were read as others. */
function readQuery(ask, typed) {
  const { script, months, terms } = setting.search;
  const runs = new RegExp(`${script}+`, "gu");
  let { rest, words: dates } = takeDates(typed.replaceAll("\0", " ").replace(POSSESSIVE, "").normalize("NFKC"), months);
  const inScript = takeScript(ask, rest, runs);
  const tokens = tokensOf(inScript.rest).slice(0, terms.most).map((token) => token.slice(0, terms.longest));
  const { kept, corrected } = correctedOf(ask, tokens);
  const seen = new Set();
  const isNew = (key) => !seen.has(key) && seen.add(key);
  const found = [...inScript.found, ...phrasesIn(ask, kept)].filter((each) => isNew(bareOf(each.typed)));
  const telling = found.filter((each) => !(each.meanings.length === 1 && each.meanings[0] === ""));
  const used = telling.length ? telling : found;
  const same = sameOf(ask, used.flatMap((each) => each.meanings), runs);
  const words = used.map((each) => wordOf(each, same, runs)).filter((word) => word.ways.length);
  return { words: [...dates, ...words], corrected };
}

/** The text without dates that name a year and a month, and these in all their written forms. */
function takeDates(text, [english, spanish]) {
  const month = [...english, ...spanish].join("|");
  const forms = [
    [new RegExp(`(?<d>\\d{1,2})\\s+(?:de\\s+)?(?<m>${month})\\.?(?:\\s+de(?:l)?)?,?\\s+(?<y>\\d{4})`, "giu")],
    [new RegExp(`(?<m>${month})\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<y>\\d{4})`, "giu")],
    [new RegExp(`(?<m>${month})\\.?(?:\\s+de(?:l)?)?,?\\s+(?<y>\\d{4})`, "giu")],
    [/(?<y>\d{4})年\s*(?<m>\d{1,2})月(?:\s*(?<d>\d{1,2})日)?/gu],
  ];
  const words = [];
  let rest = text;
  for (const [form] of forms) {
    rest = rest.replace(form, (all, ...parts) => {
      const { d, m, y } = parts.at(-1);
      const number = /^\d+$/.test(m) ? Number(m) : monthOf(m, english, spanish);
      if (!number || number > 12) return all;
      const ways = dateForms(y, number, d && Number(d), english, spanish);
      words.push({ typed: all, meanings: [], ways: ways.map((text) => wayOf(text, phraseOf(text), setting.search.weights.typed)) });
      return " ".repeat(all.length);
    });
  }
  return { rest, words };
}

function monthOf(name, ...lists) {
  for (const list of lists) {
    const at = list.findIndex((each) => each.toLowerCase() === name.toLowerCase());
    if (at >= 0) return at + 1;
  }
  return 0;
}

function dateForms(year, month, day, english, spanish) {
  const [en, es, two] = [english[month - 1], spanish[month - 1], (number) => String(number).padStart(2, "0")];
  if (!day) return [`${year}-${two(month)}`, `${en} ${year}`, `${es} de ${year}`];
  return [`${year}-${two(month)}-${two(day)}`, `${day} ${en} ${year}`, `${en} ${day}, ${year}`, `${day} de ${es} de ${year}`];
}

/** The text without its runs of scripts without spaces, and what these say: the longest term first. */
function takeScript(ask, text, runs) {
  if (!text.match(runs)) return { rest: text, found: [] };
  const cut = text.slice(0, setting.search.terms.most * setting.search.terms.longest);
  const terms = new Map();
  for (const [term, meaning] of ask("in_script", { text: cut, script: `*${runs.source.slice(0, -1)}*` })) {
    terms.set(term, [...(terms.get(term) ?? []), meaning]);
  }
  const longest = [...terms.keys()].sort((one, other) => other.length - one.length);
  const found = [];
  let rest = "";
  for (let at = 0; at < cut.length;) {
    const term = longest.find((each) => cut.startsWith(each, at)) ?? "";
    if (term) found.push({ typed: term, meanings: [...new Set(terms.get(term))] });
    rest += term ? " | " : cut[at];
    at += term.length || 1;
  }
  const left = (rest.match(runs) ?? []).filter((run) => run.length > 1).map((typed) => ({ typed, meanings: [] }));
  return { rest: rest.replace(runs, " "), found: [...found, ...left].slice(0, setting.search.terms.most) };
}

/** What each stretch of the tokens means, as [start, end, meanings]. */
function meaningsOf(ask, tokens) {
  const spans = [];
  for (let start = 0; start < tokens.length; start += 1) {
    for (let end = start + 1; end <= Math.min(tokens.length, start + setting.search.terms.in_a_phrase); end += 1) spans.push([start, end]);
  }
  const asked = spans.map(([start, end], at) => [at, `^${phraseOf(tokens.slice(start, end).join(" "))}`, end - start]);
  const found = new Map();
  for (const [at, meaning] of ask("phrases", { asked: JSON.stringify(asked) })) {
    const known = found.get(at) ?? [];
    if (!known.includes(meaning)) found.set(at, [...known, meaning]);
  }
  return [...found].map(([at, meanings]) => [...spans[at], chosen(tokens[spans[at][0]], meanings)]);
}

/** A function word is one, unless it is typed in capitals and is a name. */
function chosen(typed, meanings) {
  if (!meanings.includes("") || meanings.length === 1) return meanings;
  const isName = typed.length > 1 && typed === typed.toUpperCase() && typed !== typed.toLowerCase();
  return isName ? meanings.filter((each) => each) : [""];
}

/** The tokens as phrases that mean something, the longest first, and single words, in their order. */
function phrasesIn(ask, tokens) {
  const spans = meaningsOf(ask, tokens);
  spans.sort((one, other) => (one[0] - one[1]) - (other[0] - other[1]) || one[0] - other[0]);
  const free = new Set(tokens.keys());
  const taken = [];
  for (const [start, end, meanings] of spans) {
    const range = [...Array(end - start).keys()].map((at) => at + start);
    if (!range.every((at) => free.has(at))) continue;
    range.forEach((at) => free.delete(at));
    taken.push([start, { typed: tokens.slice(start, end).join(" "), meanings }]);
  }
  for (const at of free) taken.push([at, { typed: tokens[at], meanings: [] }]);
  return taken.sort((one, other) => one[0] - other[0]).map(([, found]) => found);
}

/** The tokens, each that stands nowhere replaced by the nearest word; and which were. */
function correctedOf(ask, tokens) {
  const known = new Set();
  for (const [start, end] of meaningsOf(ask, tokens)) for (let at = start; at < end; at += 1) known.add(at);
  const corrected = [];
  const kept = tokens.map((token, at) => {
    const stands = known.has(at) || ask("stands", { 1: phraseOf(token) + (token.length > 3 ? ` OR ${phraseOf(token)} *` : "") }).length;
    const near = stands ? null : nearest(ask, token);
    if (near && near !== bareOf(token)) corrected.push([token, near]);
    return near ?? token;
  });
  return { kept, corrected };
}

/** The word that differs least, of several the one that most facts have; null where none is near enough. */
function nearest(ask, typed) {
  const word = bareOf(typed);
  const { shortest, candidates: most_compared } = setting.search.spelling;
  if (word.length < shortest || !/^\p{L}+$/u.test(word)) return null;
  const most = word.length > 7 ? 2 : 1;
  const parts = [...Array(word.length - 2).keys()].map((at) => `"${word.slice(at, at + 3)}"`).join(" OR ");
  const candidates = ask("near", { parts, most: most_compared });
  if (word.length < 7) {
    candidates.push(...ask("begins", { start: `${word[0]}%`, least: word.length - 1, longest: word.length + 1, most: 20 * most_compared }));
  }
  const ranked = candidates.map(([found, facts]) => [distance(word, found), -facts, found]).filter((each) => each[0] <= most);
  ranked.sort((one, other) => one[0] - other[0] || one[1] - other[1] || (one[2] < other[2] ? -1 : 1));
  return ranked.length ? ranked[0][2] : null;
}

/** How many letters are added, left out, changed or swapped with the next. */
function distance(one, other) {
  let [earlier, before, row] = [[], [], [...Array(other.length + 1).keys()]];
  for (let at = 1; at <= one.length; at += 1) {
    [earlier, before, row] = [before, row, [at]];
    for (let to = 1; to <= other.length; to += 1) {
      let cost = Math.min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (one[at - 1] === other[to - 1] ? 0 : 1));
      if (at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]) cost = Math.min(cost, earlier[to - 2] + 1);
      row.push(cost);
    }
  }
  return row.at(-1);
}

// ── ways ──

const wayOf = (text, expression, weight, inLetters = false) => ({ text, expression, inLetters, weight });

function waysOf(text, weight, runs) {
  const words = phraseOf(text) ? [wayOf(text, phraseOf(text), weight)] : [];
  const letters = (text.match(runs) ?? []).filter((run) => run.length > 1).map((run) => `"${pairsOf(run)}"`);
  return [...words, ...(letters.length ? [wayOf(text, letters.join(" AND "), weight, true)] : [])];
}

function sameOf(ask, meanings, runs) {
  const found = new Map();
  for (const [meaning, term, weight] of ask("same", { meanings: JSON.stringify(meanings.filter((each) => each)) })) {
    found.set(meaning, [...(found.get(meaning) ?? []), ...waysOf(term, weight, runs)]);
  }
  return found;
}

function wordOf({ typed, meanings }, same, runs) {
  const apart = tokensOf(typed);
  const ways = [...waysOf(typed, setting.search.weights.typed, runs)];
  if (apart.length > 1) ways.push(wayOf(typed, apart.map((word) => `"${word}"`).join(" AND "), setting.search.weights.apart));
  const isName = meanings.some((meaning) => meaning.startsWith("name:"));
  if (!isName && typed.length > 3 && apart.length === 1 && apart[0] === typed) ways.push(wayOf(`${typed}…`, `${phraseOf(typed)} *`, setting.search.weights.beginning));
  ways.push(...meanings.flatMap((meaning) => same.get(meaning) ?? []));
  const once = new Map();
  for (const way of ways) {
    const key = `${bareOf(way.expression)}\0${way.inLetters}`;
    if (!once.has(key)) once.set(key, way);
  }
  return { typed, ways: [...once.values()].slice(0, setting.search.terms.ways), meanings: meanings.filter((each) => each) };
}

// ── the question to the statement ──

/** Hits as [row, id, kind, label, words met, score], the best first; and the words as they were read. */
function find(ask, typed, { kinds = [], source = "" } = {}) {
  const { words, corrected } = readQuery(ask, typed);
  if (!words.length) return { hits: [], words, corrected };
  const facts = ask("facts", {})[0][0] ?? 0;
  const counted = words.flatMap((word, number) => word.ways.map((way) => ({ number, way, count: ask(way.inLetters ? "count_letters" : "count", { expression: way.expression, most: EVERY_ROW })[0][0] }))).filter(({ count }) => count);
  const commonest = words.map((_, number) => Math.max(0, ...counted.filter((each) => each.number === number).map((each) => each.count)));
  const rarity = (count, plus) => Math.max(Math.log((facts - count + 0.5) / (count + 0.5) + plus), 1e-6);
  const asked = counted.map(({ number, way, count }) => [number, way.expression, way.inLetters ? 1 : 0, way.weight * rarity(commonest[number], 1) / rarity(count, 0), EVERY_ROW]);
  const names = words[0].meanings.filter((each) => each.startsWith("name:")).map((each) => each.slice(5));
  const hits = ask("rank", {
    asked: JSON.stringify(asked), words: words.length, least: Math.ceil(words.length / 2),
    name: words.length === 1 && names.length === 1 ? names[0] : "", kinds: JSON.stringify(kinds), source,
  });
  return { hits, words, corrected };
}

/** Rows of a statement of the search by its name. */
function asker(database) {
  return (name, values) => allRows(database, setting.search.sql[name], values);
}
