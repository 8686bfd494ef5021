/* Charts, upgraded: when one comes near the view it is drawn anew at the width it has, in the page's own colours, and answers to a pointer.
   Vega and the form of a kind of chart are shared scripts, loaded once and only then. Whatever fails, the picture stays. */
(function () {
  "use strict";

  const root = document.documentElement;
  const living = [];

  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((found) => found.isIntersecting)) {
        observer.unobserve(entry.target);
        upgrade(entry.target);
      }
    },
    { rootMargin: "300px" },
  );
  document.querySelectorAll("figure.chart[data-spec]").forEach((figure) => observer.observe(figure));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => living.forEach(recolour));

  async function upgrade(figure) {
    const picture = figure.querySelector("img");
    const place = document.createElement("div");
    place.className = "chart-live";
    try {
      const chart = JSON.parse(figure.querySelector("script.chart-data").textContent);
      await window.atlas.load(root.dataset.vega);
      await window.atlas.load(figure.dataset.spec);
      const shared = window.atlasCharts[chart.kind];
      picture.after(place);
      const { view } = await window.vegaEmbed(place, fill(shared.spec, chart, figure.clientWidth), {
        mode: "vega",
        renderer: "svg",
        ast: true,
        actions: false,
        defaultStyle: false,
        tooltip: false,
        formatLocale: shared.formatLocale,
        config: fonts(figure),
      });
      // To those who listen it stays the picture it was; Vega speaks English.
      place.setAttribute("role", "img");
      place.setAttribute("aria-label", picture.alt);
      place.removeAttribute("aria-roledescription");
      figure.classList.add("is-live");
      living.push(view);
      new ResizeObserver(() => place.clientWidth && view.signal("total", place.clientWidth).runAsync()).observe(place);
    } catch {
      place.remove();
    }
  }

  function fill(spec, chart, total) {
    const values = { ...colours(spec.signals.map((signal) => signal.name)), ...chart.parameters, total };
    return {
      ...spec,
      signals: spec.signals.map((signal) => (signal.name in values ? { ...signal, value: values[signal.name] } : signal)),
      data: spec.data.map((source) => (source.name in chart.rows ? { ...source, values: chart.rows[source.name] } : source)),
    };
  }

  /* Parameters that bear the name of one of the theme's colours. */
  function colours(names) {
    const style = getComputedStyle(root);
    const tokens = names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
    return Object.fromEntries(tokens.filter(([, colour]) => CSS.supports("color", colour)));
  }

  function recolour(view) {
    for (const [name, colour] of Object.entries(colours(Object.keys(view.getState().signals)))) view.signal(name, colour);
    view.runAsync();
  }

  function fonts(figure) {
    const font = getComputedStyle(figure).fontFamily;
    return { text: { font }, axis: { labelFont: font } };
  }
})();
