// On the page of a table of facts: where its address asks a question, loads what answers it, and takes the rows away till then.
"use strict";

if ([...new URLSearchParams(location.search)].some(([, value]) => value)) {
  const folder = document.currentScript.src.replace(/[^/]*$/, "");
  const ofAllRows = [document.querySelector("table.cards").closest(".table-wrapper"), ...document.querySelectorAll(".export-links")];
  for (const part of ofAllRows) part.hidden = true;
  for (const name of ["sqlite3.js", "frozen.js", "filters.js", "table.js"]) {
    document.head.append(Object.assign(document.createElement("script"), { src: folder + name, async: false }));
  }
}
