/* The comparison, upgraded: any two to five areas of a level beside the whole, with their development on one scale. What is chosen stands in the address. */
(function () {
  "use strict";

  const block = document.querySelector(".comparing script.explorer-data");
  if (!block) return;
  const { load, put, element, number } = window.atlas;
  const LETTERS = "ABCDE";
  const SIZE = { width: 190, height: 56, left: 4, right: 22 };
  const root = document.documentElement.dataset.root;
  const data = JSON.parse(block.textContent);
  const words = data.words;
  const store = (window.atlasMaps = window.atlasMaps || { levels: {}, indicators: {} });
  const form = document.querySelector(".comparing form");
  const status = document.querySelector(".comparing [role=status]");
  const state = { level: data.level, areas: data.areas };
  let level;

  form.hidden = document.querySelector("[data-themes]").hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target.name === "area") return add(event.target);
    state.level = event.target.value;
    state.areas = [];
    show(true);
  });
  document.querySelectorAll("[data-theme]").forEach((fold) => fold.addEventListener("toggle", () => fold.open && fill(fold)));
  window.addEventListener("hashchange", () => { read(); show(); });
  read();
  show();

  function read() {
    const said = window.atlas.said();
    if (said.get("level") in data.levels) state.level = said.get("level");
    if (said.get("areas")) state.areas = said.get("areas").split(",").slice(0, LETTERS.length);
  }

  async function show(asked) {
    try {
      await Promise.all([data.levels[state.level], ...data.core.map(script)].map((one) => load(root + one)));
    } catch {
      return;
    }
    level = store.levels[state.level];
    state.areas = state.areas.filter((key) => place(key) >= 0);
    if (!state.areas.length) state.areas = level.areas.slice(0, 2).map((area) => area[0]);
    form.elements.level.value = state.level;
    form.querySelector("datalist").replaceChildren(...level.areas.map((area) => Object.assign(document.createElement("option"), { value: area[1] })));
    form.querySelector(".chips").replaceChildren(...state.areas.map(chip));
    document.querySelector("[data-core] .scroll").replaceChildren(table(data.core));
    document.querySelectorAll("[data-theme][open]").forEach(fill);
    status.textContent = state.areas.map((key) => level.areas[place(key)][1]).join(", ");
    if (asked) window.atlas.say({ level: state.level, areas: state.areas.join(",") });
  }

  async function fill(fold) {
    const names = fold.dataset.theme.trim().split(" ");
    try {
      await Promise.all(names.map((name) => load(root + script(name))));
    } catch {
      return;
    }
    fold.querySelector(".scroll").replaceChildren(table(names));
  }

  function add(input) {
    const found = level.areas.find((area) => area[1].toLowerCase() === input.value.trim().toLowerCase());
    if (!found || state.areas.includes(found[0])) return;
    if (state.areas.length >= LETTERS.length) return void (status.textContent = words.full);
    state.areas = [...state.areas, found[0]];
    input.value = "";
    show(true);
  }

  function chip(key, number) {
    const item = document.createElement("li");
    const name = level.areas[place(key)][1];
    const button = put(item, "button", "");
    button.type = "button";
    put(button, "span", LETTERS[number]).className = `letter s${number}`;
    button.append(` ${name} ×`);
    button.setAttribute("aria-label", `${words.remove}: ${name}`);
    button.disabled = state.areas.length < 2;
    button.addEventListener("click", () => {
      state.areas = state.areas.filter((other) => other !== key);
      show(true);
    });
    return item;
  }

  /* A row per indicator: the figures of its latest period, and all lines on one scale. */

  function table(names) {
    const made = document.createElement("table");
    made.className = "beside-table";
    put(made, "caption", document.querySelector("#_core").textContent).className = "vh";
    const head = made.createTHead().insertRow();
    const heads = [[words.indicator, ""], ...state.areas.map((key, number) => [key, number]), ...(data.whole ? [[data.whole, "num"]] : []), [form.dataset.course, ""]];
    for (const [text, kind] of heads) {
      const cell = put(head, "th", typeof kind === "number" ? "" : text);
      cell.scope = "col";
      cell.className = kind === "" ? "" : "num";
      if (typeof kind !== "number") continue;
      const area = level.areas[place(text)];
      put(cell, "span", LETTERS[kind]).className = `letter s${kind}`;
      cell.append(" ");
      put(cell, "a", area[1]).href = root + area[2];
    }
    const body = made.createTBody();
    for (const name of names) if (store.indicators[name].latest >= 0) row(body.insertRow(), name);
    return made;
  }

  function row(line, name) {
    const shown = store.indicators[name];
    const figures = shown.levels[state.level];
    const spot = shown.latest;
    const head = put(line, "th", "");
    head.scope = "row";
    put(head, "a", shown.title).href = root + data.indicators[name][1];
    head.append(" ");
    put(head, "span", [shown.unit, shown.periods[spot]].filter(Boolean).join(", ")).className = "when";
    const places = state.areas.map(place);
    for (const at of places) {
      const value = figures.values[at][spot];
      const missing = data.states[figures.codes[spot]?.[at] ?? "E"];
      const cell = value === null ? put(line, "td", missing[0]) : put(line, "td", figures.marks[`${at}.${spot}`] || number(value, shown.decimals));
      if (value === null) cell.title = missing[1], cell.setAttribute("aria-label", missing[1]);
    }
    if (data.whole) put(line, "td", shown.whole[spot] == null ? "" : number(shown.whole[spot], shown.decimals));
    const lines = places.map((at, place) => ({ name: level.areas[at][1], letter: LETTERS[place], look: `s${place}`, values: figures.values[at] }));
    if (shown.whole.length) lines.push({ name: data.whole, letter: "", look: "whole", values: shown.whole });
    put(line, "td", "").append(shown.periods.length > 1 ? chart(shown, lines) : "");
  }

  function chart(shown, lines) {
    const all = lines.flatMap((line) => line.values).filter((value) => value !== null);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const svg = element("svg", { class: "courses", role: "img", width: SIZE.width, height: SIZE.height, viewBox: `0 0 ${SIZE.width} ${SIZE.height}` });
    const x = (spot) => SIZE.left + (spot / (shown.periods.length - 1)) * (SIZE.width - SIZE.left - SIZE.right);
    const y = (value) => (high > low ? 4 + ((high - value) / (high - low)) * (SIZE.height - 8) : SIZE.height / 2);
    const ends = [];
    for (const line of lines.reverse()) {
      let path = "";
      let pen = "M";
      line.values.forEach((value, spot) => {
        if (value === null) return void (pen = "M");
        path += `${pen}${x(spot).toFixed(1)} ${y(value).toFixed(1)}`;
        pen = "L";
      });
      element("path", { class: line.look, d: path || "M0 0" }, svg);
      const last = line.values.findLastIndex((value) => value !== null);
      if (last >= 0) ends.push({ ...line, x: x(last), y: y(line.values[last]) });
    }
    /* Letters at the ends of lines keep clear of each other. */
    const letters = ends.filter((end) => end.letter).sort((one, other) => one.y - other.y);
    letters.forEach((end, place) => { end.at = Math.max(end.y, place ? letters[place - 1].at + 10 : 5); });
    letters.reduceRight((floor, end) => (end.at = Math.min(end.at, floor)) - 10, SIZE.height - 5);
    for (const end of letters) {
      const text = element("text", { class: end.look, x: SIZE.width - SIZE.right + 6, y: end.at + 4 }, svg);
      text.textContent = end.letter;
    }
    svg.setAttribute("aria-label", lines.reverse().map((line) => course(shown, line)).filter(Boolean).join("; "));
    return svg;
  }

  function course(shown, line) {
    const known = shown.periods.map((period, spot) => [period, line.values[spot]]).filter(([, value]) => value !== null);
    if (known.length < 2) return "";
    const [first, last] = [known[0], known.at(-1)];
    const parts = { name: line.name, first: number(first[1], shown.decimals), start: first[0], last: number(last[1], shown.decimals), end: last[0] };
    return window.atlas.fill(words.course, parts);
  }

  function script(name) {
    return data.indicators[name][0];
  }

  function place(key) {
    return level.areas.findIndex((area) => area[0] === key);
  }
})();
