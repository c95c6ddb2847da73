// The page of SQL. Its address carries what is asked: ?sql=... with a value for each parameter, or ?from=<name> of a query
// or a table, with values or exact filters.
"use strict";

const COMPARED = {
  exact: "=", not: "<>", gt: ">", gte: ">=", lt: "<", lte: "<=", contains: "like '%' || ? || '%'", startswith: "like ? || '%'",
};

/** The filters of the address on columns of a table: {key, column, sql, isRange}; those without a value are none. */
function filtersOn(columns) {
  return [...asked].flatMap(([key, value]) => {
    const [column, compared = "exact"] = key.split("__");
    const sign = COMPARED[compared];
    if (!value || !sign || !columns.includes(column)) return [];
    const sql = sign.includes("?") ? `${quoted(column)} ${sign.replace("?", `:${key}`)}` : `${quoted(column)} ${sign} :${key}`;
    return [{ key, column, sql, isRange: /^[gl]te?$/.test(compared) }];
  });
}

/** What the words of a table's own search find, as a condition; none where nothing is looked for. */
function searched(database, name) {
  const typed = asked.get("_search");
  if (!typed) return [];
  const found = find(asker(database), typed, setting.reading, { kinds: [name] }).hits.filter((hit) => hit[2] === name);
  return [`id in (${found.map((hit) => `'${hit[1]}'`).join(", ")})`];
}

/** The SQL that the address asks for, and the filters in it: as it is, of a query by its name, or of a table. */
function sqlOf(database) {
  if (asked.has("sql")) return { sql: asked.get("sql"), filters: [] };
  const name = asked.get("from");
  if (!name) return { sql: "", filters: [] };
  if (name in setting.questions) return { sql: setting.questions[name], filters: [] };
  const columns = allRows(database, "select name from pragma_table_xinfo(:name)", { name }).map((row) => row[0]);
  if (!columns.length) throw new Error(say("unknown", { name }));
  const filters = filtersOn(columns);
  const where = [...filters.map((filter) => filter.sql), ...searched(database, name)];
  const sort = ["_sort", "_sort_desc"].find((key) => columns.includes(asked.get(key)));
  const sql = `select * from ${quoted(name)}`
    + (where.length ? `\nwhere ${where.join("\n  and ")}` : "")
    + (sort ? `\norder by ${quoted(asked.get(sort))}${sort === "_sort_desc" ? " desc" : ""}` : "");
  return { sql, filters, where, name };
}

/** What a range leaves out without a word: rows that have no value in its column. */
function withoutValue(database, { filters, where, name }) {
  const columns = [...new Set(filters.filter((filter) => filter.isRange).map((filter) => filter.column))];
  return columns.flatMap((column) => {
    const ranges = filters.filter((filter) => filter.isRange && filter.column === column).map((filter) => filter.sql);
    const others = [...where.filter((sql) => !ranges.includes(sql)), `${quoted(column)} is null`];
    const sql = `select count(*) from ${quoted(name)} where ${others.join(" and ")}`;
    const count = rowsOf(database, sql, asked).rows[0][0];
    return count ? [say("undated", { count, column: column.replaceAll("_", " ") })] : [];
  });
}

/** What the address asks for that the SQL above does not do: it is said. */
function leftOut(filters) {
  const done = new Set(["sql", "from", "_sort", "_sort_desc", "_search", ...filters.map((filter) => filter.key)]);
  return [...asked].filter(([key, value]) => value && !done.has(key) && (key.startsWith("_") || key.includes("__"))).map(([key]) => key);
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
  const query = sqlOf(database);
  document.getElementById("sql-editor").value = query.sql;
  showParameters(database, query.sql);
  const found = rowsOf(database, query.sql, asked);
  const missing = leftOut(query.filters);
  const count = Math.min(found.rows.length, MOST_ROWS);
  status.textContent = [
    say(found.rows.length > MOST_ROWS ? "most" : "rows", { count }),
    ...withoutValue(database, query),
    ...(missing.length ? [say("left_out", { names: missing.join(", ") })] : []),
  ].join(" ");
  document.getElementById("frozen-answer").replaceChildren(tableOf(database, found));
}

begin(answerQuery);
