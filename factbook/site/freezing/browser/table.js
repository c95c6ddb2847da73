// Answers a question to a table of facts on the table's own page: which rows, in which order, and what is to be said of them.
//
// The rows are those of the pages of the table, and of its CSV, as the site made them; which of them, SQL says.
"use strict";

const NAME = location.pathname.split("/").filter((part) => part).at(-1);
const wrapper = document.querySelector("table.cards").closest(".table-wrapper");
const form = document.querySelector("form.filters");

/** What the page says, as the site words it, with values and addresses put in. */
function saidOf(key, values = {}, hrefs = []) {
  const said = document.getElementById("frozen-said").content.querySelector(`[data-said="${key}"]`).cloneNode(true);
  const walk = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) walk.currentNode.data = filled(walk.currentNode.data, values);
  said.querySelectorAll("a").forEach((link, at) => { link.href = hrefs[at] ?? location.pathname; });
  return said;
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const numbered = (number) => number.toLocaleString(document.documentElement.lang);
const addressOf = (pairs) => location.pathname + (pairs.length ? `?${new URLSearchParams(pairs)}` : "");
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The arguments as they are meant: names of records as their ids, empty fields left out. */
function meant(database, columns) {
  return [...asked].filter(([, value]) => value).map(([key, value]) => {
    const { refers, choices } = columns[key] ?? {};
    if (choices) return [key, choices.find((each) => plain(each) === plain(value)) ?? value];
    if (!refers || !setting.named[refers]) return [key, value];
    const known = allRows(database, "select 1 from facts where id = :id and kind = :kind", { id: value, kind: refers });
    const ids = known.length ? [] : allRows(database, setting.named[refers], { name: value, kind: refers });
    return [key, ids.length === 1 ? ids[0][0] : value];
  });
}

/** The rows of the ids, from the pages of the table on which they stand. */
async function rowsOfPages(database, ids) {
  const all = allRows(database, `select id from ${quoted(NAME)} order by ${setting.tables[NAME].order}`, {}).map(([id]) => id);
  const places = new Map(all.map((id, at) => [id, Math.floor(at / setting.on_a_page) + 1]));
  const pages = [...new Set(ids.map((id) => places.get(id)))];
  const found = await Promise.all(pages.map(async (page) => rowsOfPage(page)));
  const rows = new Map(found.flat());
  return ids.map((id) => rows.get(id));
}

async function rowsOfPage(page) {
  const here = new URL(page > 1 ? `-/${page}/` : "", location.origin + location.pathname);
  const text = await (await fetch(here)).text();
  const rows = new DOMParser().parseFromString(text, "text/html").querySelectorAll("table.cards tbody tr");
  return [...rows].map((row) => {
    for (const link of row.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), here);
    return [row.querySelector("th a").pathname.split("/").filter((part) => part).at(-1), document.importNode(row, true)];
  });
}

/** The rows of the ids as CSV: the lines of the table's own file, its byte order mark and its head before them. */
async function csvOf(ids) {
  const text = await (await fetch(`../${NAME}.csv`)).text();
  const [head, ...lines] = text.match(/(?:[^"\n]+|"[^"]*")*\n/g);
  const byId = new Map(lines.map((line) => [line.slice(0, line.indexOf(",")), line]));
  return new Blob(["\ufeff", head, ...ids.map((id) => byId.get(id))], { type: "text/csv" });
}

/** That the rows can be had as CSV, with a link that makes the file when it is asked for. */
function asCsv(ids) {
  const said = saidOf(`csv_${Math.min(ids.length, 2)}`, { number: numbered(ids.length) });
  const link = said.querySelector("a");
  link.addEventListener("click", async (event) => {
    if (link.download) return;
    event.preventDefault();
    link.href = URL.createObjectURL(await csvOf(ids));
    link.download = `${NAME}.csv`;
    link.click();
  });
  return [...said.childNodes, " · "];
}

/** The form with what is asked, and each head of a column with the order that it asks for next. */
function fillIn(given, { sort }) {
  for (const [key, value] of given) {
    const field = form.elements[key];
    if (!field) continue;
    field.value = value;
    field.closest("details")?.setAttribute("open", "");
  }
  for (const link of document.querySelectorAll("table.cards thead a")) {
    const [, column] = [...new URL(link.href).searchParams].find(([key]) => key.startsWith("_sort"));
    const isUp = sort?.[0] === "_sort" && sort[1] === column;
    const rest = given.filter(([key]) => !["_sort", "_sort_desc", "_at"].includes(key));
    link.href = addressOf([...rest, [isUp ? "_sort_desc" : "_sort", column]]);
    const head = link.closest("th");
    if (!sort) continue;
    head.removeAttribute("aria-sort");
    link.replaceChildren(link.firstChild.data.replace(/\u00a0$/, ""));
    if (sort[1] !== column) continue;
    head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
    link.append("\u00a0", Object.assign(document.createElement("span"), { ariaHidden: "true", textContent: isUp ? "▲" : "▼" }));
  }
}

/** A label of a value, as the form's own choices have it for an argument of the address. */
function labelOf(key, value) {
  const field = form.elements[key];
  return [...(field?.options ?? [])].find((option) => option.value === value)?.textContent ?? value;
}

/** The filters that are set, each with the address without it. */
function chipsOf(columns, given, filters) {
  const list = document.getElementById("frozen-said").content.querySelector(".chips").cloneNode(true);
  const [one, clear] = [...list.children];
  clear.querySelector("a").href = location.pathname;
  list.replaceChildren(...filters.map(({ at, key, column, way, value }) => {
    const chip = one.cloneNode(true);
    const link = chip.querySelector("a");
    link.href = addressOf(given.filter(([key], other) => other !== at && key !== "_at"));
    const sentences = columns[column].amount ? setting.said_of_amounts : setting.said;
    const said = filled(sentences[way], { column: columns[column].name, value: labelOf(key, value) });
    link.firstChild.data = filled(link.firstChild.data, { words: said });
    return chip;
  }), clear);
  return list;
}

/** That an order by amount compares nothing, with the units to choose from; nothing where there is one unit. */
function mixedUnits(database, given, { where, values, sort }) {
  const { amount } = setting.tables[NAME];
  if (!amount || sort?.[1] !== amount.number) return [];
  const sql = `select ${quoted(amount.unit)} from ${quoted(NAME)} where ${[...where, `${quoted(amount.unit)} is not null`].join(" and ")} group by 1 order by count(*) desc, 1`;
  const units = rowsOf(database, sql, values).rows.map(([unit]) => unit);
  if (units.length < 2) return [];
  const said = saidOf("mixed").firstElementChild;
  const [one, other] = said.querySelectorAll("a");
  const between = one.nextSibling;
  other.remove();
  const offered = units.slice(0, setting.offered).flatMap((unit) => {
    const link = one.cloneNode();
    link.href = addressOf([...given.filter(([key]) => key !== "_at"), [amount.unit, unit]]);
    link.textContent = labelOf(amount.unit, unit);
    return [between.cloneNode(), link];
  }).slice(1);
  one.replaceWith(...offered);
  between.remove();
  if (units.length > setting.offered) said.append(" …");
  return [said];
}

/** What a range leaves out, with a link to it. */
function undated(database, columns, given, question) {
  return withoutValue(database, question).map(({ column, count }) => {
    const others = given.filter(([key]) => !key.startsWith(`${column}__`) && !key.startsWith("_"));
    const values = { number: numbered(count), column: columns[column].name.toLowerCase() };
    return saidOf(`left_out_${Math.min(count, 2)}`, values, [addressOf([...others, [`${column}__isnull`, "1"]])]).firstElementChild;
  });
}

/** How many rows there are, which of them are shown, in which order. */
function countOf(columns, count, first, last, { sort }) {
  const said = last - first < count
    ? saidOf("stretch", { first: numbered(first + 1), last: numbered(last), number: numbered(count) })
    : saidOf(`counted_${count === 1 ? 1 : 2}`, { number: numbered(count) });
  const order = sort ? saidOf(sort[0] === "_sort" ? "up" : "down", { column: columns[sort[1]].name.toLowerCase() }).textContent : "";
  return said.textContent + order;
}

async function answerTable() {
  status.textContent = say("loading");
  const database = await openDatabase();
  const { columns } = setting.tables[NAME];
  const given = meant(database, columns);
  const question = questionOf(NAME, Object.keys(columns), given, '"id"');
  const ids = [...rowsOf(database, question.sql, question.values, Infinity).rows].map(([id]) => id);
  const first = Math.min(Number(asked.get("_at")) || 0, ids.length);
  const last = Math.min(first + setting.on_a_page, ids.length);
  const rows = await rowsOfPages(database, ids.slice(first, last));
  show({ database, columns, given, question, ids, first, last, rows });
}

/** The answer, in the places where the page of a server has it. */
function show({ database, columns, given, question, ids, first, last, rows }) {
  const count = ids.length;
  fillIn(given, question);
  const missing = leftOut(question.filters, given);
  status.textContent = countOf(columns, count, first, last, question) + (missing.length ? `. ${say("left_out", { names: missing.join(", ") })}` : "");
  const isFiltered = question.filters.length || given.some(([key]) => key === "_search");
  form.after(...(isFiltered ? [chipsOf(columns, given, question.filters)] : []), ...undated(database, columns, given, question), ...mixedUnits(database, given, question));
  wrapper.querySelector("tbody").replaceChildren(...rows);
  wrapper.hidden = !rows.length;
  document.querySelector(".pager")?.remove();
  const next = last < count ? [saidOf("more", {}, [addressOf([...given.filter(([key]) => key !== "_at"), ["_at", last]])]).firstElementChild] : [];
  const inSql = saidOf("sql", {}, [`${pageOf("sql")}?${new URLSearchParams([["from", NAME], ...given])}`]).firstElementChild;
  const links = document.querySelector(".export-links");
  links.hidden = false;
  links.replaceChildren(...(count ? asCsv(ids) : []), inSql);
  if (next.length) wrapper.after(Object.assign(document.createElement("p"), { className: "pager" }));
  document.querySelector(".pager")?.append(...next);
  if (!rows.length) wrapper.after(saidOf("none").firstElementChild);
}

begin(answerTable);
