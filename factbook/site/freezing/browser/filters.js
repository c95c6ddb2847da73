// Turns what an address asks of a table into SQL, by Datasette's own comparisons (setting.comparisons).
"use strict";

/** Arguments that filter nothing: the order, the search, where the rows shown begin. */
const NO_FILTERS = new Set(["sql", "from", "_sort", "_sort_desc", "_search", "_at"]);

/** The filters among the arguments: {at, key, column, way, value, sql, isRange}; those without a value are none. */
function filtersOn(columns, given) {
  return given.flatMap(([key, value], at) => {
    const cut = key.lastIndexOf("__");
    const [column, way] = cut < 0 ? [key, "exact"] : [key.slice(0, cut), key.slice(cut + 2)];
    const compared = setting.comparisons[way];
    if (!value || !compared || !columns.includes(column)) return [];
    const parameter = given.findIndex(([other]) => other === key) === at ? key : `${key}_${at}`;
    const sql = compared.sql.replaceAll("{c}", quoted(column)).replaceAll("{p}", parameter);
    const bound = compared.takes_none ? [] : [[parameter, formed(compared.form, value)]];
    return [{ at, key, column, way, value, sql, bound, isRange: /^[gl]te?$/.test(way) }];
  });
}

function formed(form, value) {
  if (form !== "list") return form.replace("{}", value);
  return value.startsWith("[") ? value : JSON.stringify(value.split(",").map((each) => each.trim()));
}

/** The words of a table's own search as its index takes them, each alone, as Datasette has it. */
const matchOf = (text) => (text.match(/"[^"]+"|[^\s"]+/g) ?? []).map((bit) => (bit.startsWith('"') ? bit : `"${bit}"`)).join(" ");

/** What the arguments ask of a table: {name, sql, where, order, values, filters}. */
function questionOf(name, columns, given, what = "*") {
  const filters = filtersOn(columns, given);
  const typed = matchOf(given.find(([key]) => key === "_search")?.[1] ?? "");
  const found = typed ? [`rowid in (select rowid from ${setting.index} where ${setting.index} match :_search)`] : [];
  const where = [...filters.map((filter) => filter.sql), ...found];
  const values = new Map([...filters.flatMap((filter) => filter.bound), ["_search", typed]]);
  const sort = given.find(([key, value]) => ["_sort", "_sort_desc"].includes(key) && columns.includes(value));
  const usual = setting.tables[name]?.order ?? "";
  const order = sort ? `${quoted(sort[1])}${sort[0] === "_sort_desc" ? " desc" : ""}${usual ? ', "id"' : ""}` : usual;
  const sql = `select ${what} from ${quoted(name)}` + (where.length ? `\nwhere ${where.join("\n  and ")}` : "") + (order ? `\norder by ${order}` : "");
  return { name, sql, where, values, filters, sort };
}

/** Rows that a range leaves out without a word, since its column has no value in them: {column, count}. */
function withoutValue(database, { filters, where, name, values }) {
  const columns = [...new Set(filters.filter((filter) => filter.isRange).map((filter) => filter.column))];
  return columns.flatMap((column) => {
    const ranges = filters.filter((filter) => filter.isRange && filter.column === column).map((filter) => filter.sql);
    const others = [...where.filter((sql) => !ranges.includes(sql)), `${quoted(column)} is null`];
    const count = rowsOf(database, `select count(*) from ${quoted(name)} where ${others.join(" and ")}`, values).rows[0][0];
    return count ? [{ column, count }] : [];
  });
}

/** What is asked for that is not done here: it is said. */
function leftOut(filters, given) {
  const done = new Set(filters.map((filter) => filter.key));
  const isAsked = ([key, value]) => value && !done.has(key) && !NO_FILTERS.has(key) && (key.startsWith("_") || key.includes("__"));
  return given.filter(isAsked).map(([key]) => key);
}
