// The page of SQL. Its address carries what is asked: ?sql=... with a value for each parameter, or ?from=<name> of a query
// or a table, with values or exact filters.
"use strict";

/** The SQL that the address asks for: as it is, of a query by its name, or of a table with exact filters. */
function sqlOf(database) {
  if (asked.has("sql")) return asked.get("sql");
  const name = asked.get("from");
  if (!name) return "";
  if (name in setting.questions) return setting.questions[name];
  const found = rowsOf(database, "select name from pragma_table_info(:name)", new Map([["name", name]]));
  const columns = found.rows.map((row) => row[0]);
  if (!columns.length) throw new Error(say("unknown", { name }));
  const filters = [...asked.keys()].filter((key) => columns.includes(key.replace(/__exact$/, "")));
  const where = filters.map((key) => `${quoted(key.replace(/__exact$/, ""))} = :${key}`);
  const sort = ["_sort", "_sort_desc"].find((key) => columns.includes(asked.get(key)));
  return `select * from ${quoted(name)}`
    + (where.length ? `\nwhere ${where.join("\n  and ")}` : "")
    + (sort ? `\norder by ${quoted(asked.get(sort))}${sort === "_sort_desc" ? " desc" : ""}` : "");
}

/** The filters of the address that no query above stands for: what is left out is said. */
function leftOut() {
  const said = new Set(["sql", "from", "_sort", "_sort_desc"]);
  return [...asked.keys()].filter((key) => key.startsWith("_") ? !said.has(key) : /__(?!exact$)/.test(key));
}

/** A field for each parameter of the SQL, filled from the address. */
function showParameters({ db }, sql) {
  const box = document.getElementById("frozen-parameters");
  const statement = db.prepare(sql);
  try {
    box.replaceChildren(...[...new Set(parametersOf(statement))].map((name) => {
      const label = document.createElement("label");
      const input = Object.assign(document.createElement("input"), { name, type: "text", value: asked.get(name) ?? "" });
      label.append(name.replaceAll("_", " "), input);
      return label;
    }));
  } finally {
    statement.finalize();
  }
}

/** A cell: its text, as a link where it is the id of a record. */
function cellOf(find, value) {
  const cell = document.createElement("td");
  const kind = typeof value === "string" && /^[a-z0-9-]+$/.test(value) ? find(value) : null;
  if (!kind) {
    cell.textContent = value ?? "";
    return cell;
  }
  const link = document.createElement("a");
  link.href = `${setting.home}${setting.database}/${kind}/${value}/`;
  link.textContent = value;
  cell.append(link);
  return cell;
}

/** The answer as a table. */
function tableOf(database, { columns, rows }) {
  const kinds = rowsOf(database, "select id, kind from facts union all select id, 'sources' from sources limit 100000", new Map());
  const find = ((byId) => (id) => byId.get(id))(new Map(kinds.rows));
  const table = document.createElement("table");
  table.className = "rows-and-columns";
  const head = table.createTHead().insertRow();
  for (const name of columns) head.append(Object.assign(document.createElement("th"), { scope: "col", textContent: name }));
  const body = table.createTBody();
  for (const row of rows.slice(0, MOST_ROWS)) body.insertRow().append(...row.map((value) => cellOf(find, value)));
  const wrapper = Object.assign(document.createElement("div"), { className: "table-wrapper", tabIndex: 0 });
  wrapper.setAttribute("role", "region");
  wrapper.setAttribute("aria-label", say("table"));
  wrapper.append(table);
  return wrapper;
}

async function answerQuery() {
  const form = document.getElementById("frozen-form");
  form.hidden = false;
  if (![...asked.keys()].length) return;
  status.textContent = say("loading");
  const database = await openDatabase();
  const sql = sqlOf(database);
  document.getElementById("sql-editor").value = sql;
  showParameters(database, sql);
  const found = rowsOf(database, sql, asked);
  const missing = leftOut();
  const count = Math.min(found.rows.length, MOST_ROWS);
  status.textContent = say(found.rows.length > MOST_ROWS ? "most" : "rows", { count })
    + (missing.length ? ` ${say("left_out", { names: missing.join(", ") })}` : "");
  document.getElementById("frozen-answer").replaceChildren(tableOf(database, found));
}

begin(answerQuery);
