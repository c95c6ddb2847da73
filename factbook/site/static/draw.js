// Loads the tool that charts the rows of a page when it is opened: it weighs more than all else on the page.
"use strict";
{
  const fold = document.querySelector("details.draw[data-scripts]");
  const isAsked = /^#g\.[^=]+=/.test(location.hash);

  const load = () => {
    const words = (name) => (fold.dataset[name] || "").split(" ").filter(Boolean);
    const add = document.addEventListener;
    // The tool waits for the page to be read, which is long over.
    document.addEventListener = (type, listener, ...rest) =>
      type === "DOMContentLoaded" ? queueMicrotask(listener) : add.call(document, type, listener, ...rest);
    for (const href of words("styles")) {
      document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    }
    const scripts = words("scripts").map((src) => Object.assign(document.createElement("script"), { src, async: false }));
    scripts.at(-1).addEventListener("load", () => { delete document.addEventListener; });
    document.head.append(...scripts);
  };

  if (fold) {
    // Rows of several units have no axis in common: one is chosen first.
    if (isAsked || !("mixed" in fold.dataset)) fold.addEventListener("toggle", load, { once: true });
    if (isAsked || location.hash === "#draw") fold.open = true;
  }
}
