// Draws the specifications that the page holds, in the colours of the page; draws anew when light turns to dark.
const dark = matchMedia("(prefers-color-scheme: dark)");

function config() {
  const css = getComputedStyle(document.documentElement);
  const of = (name) => css.getPropertyValue(name).trim();
  const text = {
    labelColor: of("--ink"), titleColor: of("--soft"), labelFontSize: 12, titleFontSize: 12,
    labelFontWeight: 400, titleFontWeight: 400,
  };
  return {
    background: "transparent",
    font: of("--sans"),
    view: { stroke: null },
    axis: { ...text, gridColor: of("--line"), domainColor: of("--strong"), tickColor: of("--strong") },
    legend: { ...text, orient: "bottom", columns: 3, symbolFillColor: of("--green") },
    text: { color: of("--ink"), fontSize: 13, fontWeight: 400 },
    bar: { color: of("--green") },
    point: { color: of("--green"), opacity: 1 },
    range: { category: [of("--green"), of("--accent"), of("--link")] },
  };
}

function draw() {
  for (const plot of document.querySelectorAll(".plot[data-spec]")) {
    const spec = JSON.parse(document.getElementById(plot.dataset.spec).textContent);
    vegaEmbed(plot, spec, { actions: false, renderer: "svg", config: config() });
  }
}

draw();
dark.addEventListener("change", draw);
