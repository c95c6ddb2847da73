// The page of SQL. Its address carries what is asked: ?sql=... with a value for each parameter, or ?from=<name> of a query
// or a table, with values or exact filters.
"use strict";

/** The SQL that the address asks for, its values and the filters in it: as it is, of a query by its name, or of a table. */
function sqlOf(database) {
  if (asked.has("sql")) return { sql: asked.get("sql"), values: asked, filters: [] };
  const name = asked.get("from");
  if (!name) return { sql: "", values: asked, filters: [] };
  if (name in setting.questions) return { sql: setting.questions[name], values: asked, filters: [] };
  const columns = allRows(database, "select name from pragma_table_xinfo(:name)", { name }).map((row) => row[0]);
  if (!columns.length) throw new Error(say("unknown", { name }));
  return questionOf(name, columns, [...asked]);
}

/** A field for each parameter of the SQL, filled from the address. */
function showParameters({ db }, sql, values) {
  const box = document.getElementById("frozen-parameters");
  const statement = db.prepare(sql);
  try {
    box.replaceChildren(...[...new Set(parametersOf(statement))].map((name) => {
      const label = document.createElement("label");
      const input = Object.assign(document.createElement("input"), { name, type: "text", value: values.get(name) ?? "" });
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
  link.href = pageOf(setting.database, kind, value);
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
  const query = sqlOf(database);
  document.getElementById("sql-editor").value = query.sql;
  showParameters(database, query.sql, query.values);
  const found = rowsOf(database, query.sql, query.values);
  const missing = leftOut(query.filters, [...asked]);
  const count = Math.min(found.rows.length, MOST_ROWS);
  status.textContent = [
    say(found.rows.length > MOST_ROWS ? "most" : "rows", { count }),
    ...withoutValue(database, query).map(({ count, column }) => say("undated", { count, column: column.replaceAll("_", " ") })),
    ...(missing.length ? [say("left_out", { names: missing.join(", ") })] : []),
  ].join(" ");
  document.getElementById("frozen-answer").replaceChildren(tableOf(database, found));
}

begin(answerQuery);
