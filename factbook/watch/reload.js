// Waits for news of the watched site: a new generation reloads the page; problems are told on it, and the page stays.
(() => {
  const script = document.currentScript;
  const { generation, report } = script.dataset;
  const path = script.src.replace(/\.js$/, "");
  let stamp = report ?? "";
  let listening = false;
  let waiting = new AbortController();

  async function listen() {
    if (listening) return;
    listening = true;
    while (document.visibilityState === "visible") {
      waiting = new AbortController();
      try {
        const answer = await fetch(`${path}.json?stamp=${stamp}`, { signal: waiting.signal, cache: "no-store" });
        const news = await answer.json();
        stamp = String(news.stamp);
        if (String(news.generation) !== generation || (report && stamp !== report)) return location.reload();
        tell(news);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
    listening = false;
  }

  function tell({ problems, error }) {
    document.getElementById("watch-bar")?.remove();
    if (report || !(problems || error)) return;
    const bar = document.createElement("a");
    bar.id = "watch-bar";
    bar.href = path;
    bar.setAttribute("role", "status");
    const what = problems ? `${problems} problem${problems === 1 ? "" : "s"}` : "An error";
    bar.textContent = `${what}: this is the last good site. See what is wrong`;
    bar.style.cssText =
      "position:fixed;inset:auto 0 0 0;z-index:9999;padding:.7em 1em;background:#8a1c1c;color:#fff;font:1rem system-ui";
    document.body.append(bar);
  }

  // A page that nobody sees would only hold one of the few connections that a browser opens to a site.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") listen();
    else waiting.abort();
  });
  listen();
})();
