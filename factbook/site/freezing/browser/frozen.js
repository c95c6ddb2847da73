// Opens the database of this edition in the reader's browser and runs SQL in it.
//
// This file stands in static/frozen of the edition, and so knows where its root is; the setting beside it, one a language,
// is what scripts say and know: the queries that have a name, the tables, the search.
"use strict";

const FOLDER = document.currentScript.src.replace(/[^/]*$/, "");
const ROOT = new URL("../../", FOLDER).href;
const asked = new URLSearchParams(location.search);
const status = document.getElementById("frozen-status") ?? document.querySelector("main [role=status].meta");
let setting;
const MOST_ROWS = 1000;
const LONGEST_MS = 5000;

// What it may not do here, and need not: keep files of its own.
globalThis.sqlite3ApiConfig = { warn: () => {} };

/** The address of a page of the edition in the language of this one. */
const pageOf = (...path) => `${ROOT}${[setting.home, ...path].filter((part) => part).join("/")}/`;

/** The database of the edition, opened in memory, with what is translated in the language of the page. */
async function openDatabase() {
  const [sqlite3, answer] = await Promise.all([
    sqlite3InitModule({ locateFile: (name) => `${FOLDER}${name}`, print: () => {}, printErr: () => {} }),
    fetch(`${ROOT}${setting.database}.db`),
  ]);
  if (!answer.ok) throw new Error(say("missing", { status: answer.status }));
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const db = new sqlite3.oo1.DB();
  const at = sqlite3.wasm.allocFromTypedArray(bytes);
  const flags = sqlite3.capi.SQLITE_DESERIALIZE_FREEONCLOSE | sqlite3.capi.SQLITE_DESERIALIZE_RESIZEABLE;
  db.checkRc(sqlite3.capi.sqlite3_deserialize(db.pointer, "main", at, bytes.length, bytes.length, flags));
  for (const [sql, values] of setting.in_language) allRows({ db }, sql, values);
  db.exec("pragma query_only = on");
  return { sqlite3, db };
}

/** Rows of a query as arrays, with the names of its columns; stops after so many rows or milliseconds. */
function rowsOf({ sqlite3, db }, sql, values, most = MOST_ROWS) {
  const until = Date.now() + LONGEST_MS;
  sqlite3.capi.sqlite3_progress_handler(db.pointer, 10000, () => (Date.now() > until ? 1 : 0), 0);
  const statement = db.prepare(sql);
  try {
    for (const name of parametersOf(statement)) statement.bind(`:${name}`, values.get(name) ?? "");
    const rows = [];
    while (rows.length <= most && statement.step()) rows.push(statement.get([]));
    return { columns: statement.getColumnNames([]), rows };
  } finally {
    statement.finalize();
  }
}

/** The names of a statement's parameters, each once, without the sign before them. */
function parametersOf(statement) {
  const names = [];
  for (let at = 1; at <= statement.parameterCount; at += 1) names.push((statement.getParamName(at) || "").slice(1));
  return names.filter((name) => name);
}

/** All rows of a statement; its parameters by name, or the one that has none as "1". */
function allRows({ db }, sql, values) {
  const statement = db.prepare(sql);
  try {
    for (let at = 1; at <= statement.parameterCount; at += 1) {
      statement.bind(at, values[(statement.getParamName(at) ?? "").slice(1) || at]);
    }
    const rows = [];
    while (statement.step()) rows.push(statement.get([]));
    return rows;
  } finally {
    statement.finalize();
  }
}

/** What the page says in its language, with values put in. */
const say = (key, values = {}) => setting.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** Runs the page once the setting is there, and says what goes wrong. */
function begin(page) {
  fetch(`${FOLDER}setting.${document.documentElement.lang}.json`)
    .then((answer) => answer.json())
    .then((found) => { setting = found; return page(); })
    .catch((error) => {
      status.textContent = String(error.message || error);
      status.classList.add("message-error");
    });
}
