/* Development in a profile: every small line opens a large one, with the area around, the whole, and another area to choose. Figures are loaded only then. */
(function () {
  "use strict";

  const article = document.querySelector("article[data-courses]");
  if (!article) return;
  const { load, put, element, fill, number } = window.atlas;
  const WIDEST = 760;
  const NARROW = 560;
  const SIZE = { height: 260, left: 44, top: 14, bottom: 30 };
  const LABEL = 18;
  const root = document.documentElement.dataset.root;
  const { courses, open, level, key } = article.dataset;
  const [parentLevel, parentKey] = (article.dataset.parent || " ").split(" ");
  const own = article.querySelector("h1").textContent;

  article.querySelectorAll(".glance .trend, .plain .trend").forEach((cell) => {
    const spark = cell.querySelector(".spark");
    if (!spark) return;
    const row = cell.parentNode;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "course-of";
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-label", open.replace("{title}", row.querySelector("th[scope=row] a").textContent));
    spark.before(button);
    button.append(spark);
    button.addEventListener("click", () => toggle(row, button));
  });

  async function toggle(row, button) {
    const shown = row.nextElementSibling;
    if (shown && shown.matches(".course")) {
      shown.remove();
      return button.setAttribute("aria-expanded", "false");
    }
    button.setAttribute("aria-expanded", "true");
    const theme = row.parentNode.querySelector(".theme");
    if (theme) theme.rowSpan = 0;
    const line = document.createElement("tr");
    line.className = "course";
    const cell = put(line, "td");
    cell.colSpan = 12;
    row.after(line);
    try {
      cell.append(await figure(row));
    } catch {
      line.remove();
      button.setAttribute("aria-expanded", "false");
    }
  }

  async function figure(row) {
    await load(courses);
    const index = window.atlasMaps.courses;
    const [name, address] = index.indicators[row.querySelector("th[scope=row] a").getAttribute("href").slice(root.length)];
    await Promise.all([address, index.levels[level], index.levels[parentLevel]].filter(Boolean).map((one) => load(root + one)));
    const shown = window.atlasMaps.indicators[name];
    const areas = window.atlasMaps.levels[level].areas;
    const breaks = (row.querySelector(".spark .break")?.getAttribute("d") || "").match(/M\d+/g) || [];
    const made = document.createElement("figure");
    const caption = put(made, "figcaption", [shown.title, shown.unit].filter(Boolean).join(", "));
    const choice = document.createElement("label");
    const select = document.createElement("select");
    choice.append(index.words.beside, " ", select);
    select.append(new Option("–", ""), ...areas.filter((area) => area[0] !== key).map((area) => new Option(area[1], area[0])));
    select.addEventListener("change", draw);
    caption.after(choice);
    draw();
    return made;

    function draw() {
      const lines = [];
      if (shown.whole.length) lines.push({ name: index.whole, look: "whole", values: shown.whole });
      if (shown.kind !== "count" && index.levels[parentLevel]) lines.push(found(parentLevel, parentKey, "around"));
      if (select.value) lines.push(found(level, select.value, "beside"));
      lines.push(found(level, key, "own"));
      made.querySelectorAll("svg, ul").forEach((part) => part.remove());
      made.append(chart(shown, lines, breaks.map((spot) => spot.slice(1) / 1000), index.words));
      if (article.clientWidth < NARROW) names(lines);
    }

    /* Where the ends of lines have no room for names, these stand below. */
    function names(lines) {
      const list = put(made, "ul", "");
      for (const line of lines.reverse()) {
        const item = put(list, "li", "");
        const sample = element("svg", { class: "courses", width: 22, height: 10, "aria-hidden": true });
        element("path", { class: line.look, d: "M1 5H21" }, sample);
        item.append(sample, line.name);
      }
    }

    function found(which, wanted, look) {
      const places = window.atlasMaps.levels[which].areas;
      const place = places.findIndex((area) => area[0] === wanted);
      return { name: look === "own" ? own : places[place][1], look, values: shown.levels[which].values[place] };
    }
  }

  function chart(shown, lines, breaks, words) {
    const all = lines.flatMap((line) => line.values).filter((value) => value !== null);
    const ticks = scale(Math.min(...all), Math.max(...all));
    const [low, high] = [ticks[0], ticks.at(-1)];
    const total = Math.min(WIDEST, article.clientWidth);
    const right = total < NARROW ? 52 : 190;
    const [width, height] = [total - SIZE.left - right, SIZE.height - SIZE.top - SIZE.bottom];
    const x = (spot) => SIZE.left + (spot / Math.max(shown.periods.length - 1, 1)) * width;
    const y = (value) => SIZE.top + ((high - value) / (high - low)) * height;
    const svg = element("svg", { class: "courses", role: "img", viewBox: `0 0 ${total} ${SIZE.height}` });
    for (const tick of ticks) {
      element("path", { class: "grid", d: `M${SIZE.left} ${y(tick)}h${width}` }, svg);
      write(svg, number(tick, decimalsOf(ticks)), { x: SIZE.left - 8, y: y(tick) + 4, "text-anchor": "end" });
    }
    const every = Math.ceil(shown.periods.length / (total < NARROW ? 4 : 6));
    shown.periods.forEach((period, spot) => {
      if ((shown.periods.length - 1 - spot) % every === 0) write(svg, period, { x: x(spot), y: SIZE.height - 8, "text-anchor": "middle" });
    });
    for (const spot of breaks) element("path", { class: "break", d: `M${SIZE.left + spot * width} ${SIZE.top}v${height}` }, svg);
    const ends = [];
    for (const line of lines) {
      let path = "";
      let pen = "M";
      line.values.forEach((value, spot) => {
        if (value === null) return void (pen = "M");
        path += `${pen}${x(spot).toFixed(1)} ${y(value).toFixed(1)}${pen === "M" ? "h0" : ""}`;
        pen = "L";
      });
      if (!path) continue;
      element("path", { class: line.look, d: path }, svg);
      line.values.forEach((value, spot) => {
        if (value === null) return;
        const dot = element("circle", { class: line.look, cx: x(spot), cy: y(value), r: 5 }, svg);
        element("title", {}, dot).textContent = `${line.name}, ${shown.dates[spot]}: ${said(shown, value)}`;
      });
      const last = line.values.findLastIndex((value) => value !== null);
      const value = number(line.values[last], shown.decimals);
      ends.push({ ...line, y: y(line.values[last]), text: total < NARROW ? value : `${line.name} ${value}` });
    }
    /* Words at the ends of lines keep clear of each other. */
    ends.sort((one, other) => one.y - other.y);
    ends.forEach((end, place) => { end.at = Math.max(end.y, place ? ends[place - 1].at + LABEL : SIZE.top); });
    const beyond = Math.max(0, (ends.at(-1)?.at ?? 0) - (SIZE.height - SIZE.bottom));
    for (const end of ends) write(svg, end.text, { class: end.look, x: SIZE.left + width + 12, y: end.at - beyond + 4 });
    svg.setAttribute("aria-label", lines.map((line) => course(shown, line, words.course)).filter(Boolean).reverse().join("; "));
    return svg;
  }

  function course(shown, line, sentence) {
    const known = shown.periods.map((period, spot) => [period, line.values[spot]]).filter(([, value]) => value !== null);
    if (!known.length) return "";
    const [first, last] = [known[0], known.at(-1)];
    const parts = { name: line.name, first: said(shown, first[1]), start: first[0], last: said(shown, last[1]), end: last[0] };
    return fill(sentence, parts);
  }

  /* Round values from below the lowest to above the highest, four or five of them. */
  function scale(low, high) {
    const rough = (high - low || Math.abs(high) || 1) / 3;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough);
    const first = Math.floor(low / step);
    const count = Math.max(1, Math.ceil(high / step - 1e-9) - first);
    return Array.from({ length: count + 1 }, (_, place) => (first + place) * step);
  }

  function decimalsOf(ticks) {
    return Math.max(0, -Math.floor(Math.log10(ticks[1] - ticks[0]) + 1e-9));
  }

  function said(shown, value) {
    return [number(value, shown.decimals), shown.unit].filter(Boolean).join("\u202f");
  }

  function write(svg, text, attributes) {
    element("text", attributes, svg).textContent = text;
  }
})();
