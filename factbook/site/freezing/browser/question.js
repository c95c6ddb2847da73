// On the page of the data, of a question by its name, or of a table that is none of facts: where its address asks
// something, leads to the page of SQL, which answers it.
"use strict";

{
  const form = document.getElementById("sql-editor")?.form ?? document.querySelector("main form [name=from]")?.form;
  const question = new URLSearchParams(location.search);
  if (form && [...question].some(([, value]) => value)) {
    if (form.elements.from) question.set("from", form.elements.from.value);
    location.replace(`${form.action}?${question}`);
  }
}
