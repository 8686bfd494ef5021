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
  document.querySelectorAll("[data-highlight] figure.chart").forEach(chooser);
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
      figure.dispatchEvent(new CustomEvent("live", { detail: { view, chart } }));
      new ResizeObserver(() => place.clientWidth && view.signal("total", place.clientWidth).runAsync()).observe(place);
    } catch {
      place.remove();
    }
  }

  /* A list of all areas beside their lines: the chosen one stands out, is said in figures, and stands in the address, which the map follows, too. */
  function chooser(figure) {
    const block = document.querySelector("script.map-data");
    if (!block) return;
    const areas = JSON.parse(block.textContent);
    const line = document.createElement("p");
    const label = window.atlas.put(line, "label", `${figure.closest("[data-highlight]").dataset.highlight} `);
    const select = window.atlas.put(label, "select");
    const status = window.atlas.put(line, "span");
    const order = [...areas.keys.keys()].sort((one, other) => areas.names[one].localeCompare(areas.names[other], root.lang));
    let shown;
    line.className = "filter";
    status.setAttribute("role", "status");
    select.append(new Option("–", ""), ...order.map((place) => new Option(areas.names[place], areas.keys[place])));
    figure.before(line);
    select.addEventListener("change", () => {
      window.atlas.say({ area: select.value });
      dispatchEvent(new Event("hashchange"));
    });
    addEventListener("hashchange", draw);
    figure.addEventListener("live", (event) => {
      shown = event.detail;
      draw();
    });
    draw();

    function draw() {
      const place = areas.keys.indexOf(window.atlas.said().get("area"));
      const known = areas.periods.map((period, spot) => [period, areas.values[place]?.[spot] ?? null]).filter(([, value]) => value !== null);
      const words = [known[0], known.at(-1)].filter(Boolean).map(([period, value]) => `${period}: ${figured(value)}`);
      select.value = place < 0 ? "" : areas.keys[place];
      status.textContent = [...new Set(words)].join(", ");
      if (shown) pick(shown, areas.names[place], Object.fromEntries(known), words.at(-1));
    }

    function figured(value) {
      return [window.atlas.number(value, areas.decimals), areas.unit].filter(Boolean).join("\u202f");
    }
  }

  /* Rows of one more line. A step back to the last one is where a series breaks, and the end, see the rows of the others. */
  function pick({ view, chart }, name, values, words) {
    const { steps, ticks, labels } = chart.parameters;
    const period = (step) => labels[ticks.indexOf(step)];
    const course = steps.map((step, spot) => (step === ticks.at(-1) && spot !== steps.length - 2 ? null : (values[period(step)] ?? null)));
    const last = ticks.findLast((step) => period(step) in values);
    view.data("picked", name ? [{ name, values: course }] : []);
    view.data("picked-end", last === undefined ? [] : [{ step: last, value: values[period(last)], words: [name, words] }]);
    view.runAsync();
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
