// Opens the database of this edition in the reader's browser and runs SQL in it.
//
// The page's setting says where the edition's root is, what the page says in its language, and which queries have a name.
"use strict";

const setting = JSON.parse(document.getElementById("frozen-setting").textContent);
const asked = new URLSearchParams(location.search);
const status = document.getElementById("frozen-status");
const MOST_ROWS = 1000;
const LONGEST_MS = 5000;

/** The database of the edition, opened in memory. */
async function openDatabase() {
  const [sqlite3, answer] = await Promise.all([
    sqlite3InitModule({ locateFile: (name) => `${setting.root}static/frozen/${name}`, print: () => {}, printErr: () => {} }),
    fetch(`${setting.root}${setting.database}.db`),
  ]);
  if (!answer.ok) throw new Error(say("missing", { status: answer.status }));
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const db = new sqlite3.oo1.DB();
  const at = sqlite3.wasm.allocFromTypedArray(bytes);
  const flags = sqlite3.capi.SQLITE_DESERIALIZE_FREEONCLOSE | sqlite3.capi.SQLITE_DESERIALIZE_READONLY;
  db.checkRc(sqlite3.capi.sqlite3_deserialize(db.pointer, "main", at, bytes.length, bytes.length, flags));
  return { sqlite3, db };
}

/** Rows of a query as arrays, with the names of its columns; stops after so many rows or milliseconds. */
function rowsOf({ sqlite3, db }, sql, values) {
  const until = Date.now() + LONGEST_MS;
  sqlite3.capi.sqlite3_progress_handler(db.pointer, 10000, () => (Date.now() > until ? 1 : 0), 0);
  const statement = db.prepare(sql);
  try {
    for (const name of parametersOf(statement)) statement.bind(`:${name}`, values.get(name) ?? "");
    const rows = [];
    while (rows.length <= MOST_ROWS && statement.step()) rows.push(statement.get([]));
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

/** What the page says in its language, with values put in. */
const say = (key, values = {}) => setting.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** Runs the page, and says what goes wrong. */
function begin(page) {
  page().catch((error) => {
    status.textContent = String(error.message || error);
    status.classList.add("message-error");
  });
}
