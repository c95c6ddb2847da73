// Listens to the watched site: a new build reloads the page; problems are shown on it, and the page stays.
(() => {
  const script = document.currentScript;
  const { build, report } = script.dataset;
  const path = script.src.replace(/\.js$/, "");
  let events;

  function listen() {
    events = new EventSource(`${path}.events`);
    events.onmessage = ({ data }) => {
      const status = JSON.parse(data);
      if (String(status.build) !== build || (report && String(status.number) !== report)) location.reload();
      else show(status);
    };
    // The browser itself connects anew, but for some errors.
    events.onerror = () => events.readyState === EventSource.CLOSED && setTimeout(listen, 200);
  }

  function show({ problems, error }) {
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
    events.close();
    if (document.visibilityState === "visible") listen();
  });
  listen();
})();
