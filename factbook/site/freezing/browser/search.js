// The page of search: the site's own ranking, over the database of this edition.
"use strict";

const MOST_HITS = 50;

/** A text whose found words stand between two signs, with these marked. */
function marked(text) {
  const pieces = text.split(/\x02([^\x03]*)\x03/);
  return pieces.map((piece, at) => (at % 2 ? Object.assign(document.createElement("mark"), { textContent: piece }) : piece));
}

/** What is printed of a hit: its kind, its name, where its words stand, its articles. */
function itemOf(database, words, [row, id, kind, label]) {
  const any = words.flatMap((word) => word.ways.filter((way) => !way.inLetters).map((way) => `(${way.expression})`)).join(" OR ");
  const sql = "select snippet(facts_fts, -1, char(2), char(3), ' … ', 24), sources from facts_fts where facts_fts match :any and rowid = :row";
  const [[snippet, sources] = [null, ""]] = any ? allRows(database, sql, { any, row }) : [];
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: pageOf(setting.database, kind, id), textContent: label });
  const heading = document.createElement("h3");
  heading.append(link);
  item.append(Object.assign(document.createElement("p"), { className: "meta", textContent: setting.kinds[kind] ?? kind }), heading);
  const context = document.createElement("p");
  context.append(...marked((snippet ?? "").split(" | ").join(" · ")));
  const plain = (snippet ?? "").replaceAll(/[\x02\x03]/g, "");
  if (plain && plain !== label && plain !== sources) item.append(context);
  if (sources) item.append(Object.assign(document.createElement("p"), { className: "meta", textContent: sources.split(" | ").join(" · ") }));
  return item;
}

async function answerSearch() {
  const typed = asked.get("q") ?? "";
  document.getElementById("frozen-query").value = typed;
  if (!typed.trim()) return;
  status.textContent = say("loading");
  const database = await openDatabase();
  const { hits, words, corrected } = find(asker(database), typed);
  const whole = hits.filter((hit) => hit[4] === words.length).length;
  const read = corrected.map(([one, other]) => say("read_as", { one, other }));
  status.textContent = [say(hits.length ? "found" : "nothing", { count: hits.length, whole }), ...read].join(" ");
  document.getElementById("frozen-hits").replaceChildren(...hits.slice(0, MOST_HITS).map((hit) => itemOf(database, words, hit)));
}

begin(answerSearch);
