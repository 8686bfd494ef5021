/* The map explorer, upgraded: any level, indicator, year and view on one map. What is chosen stands in the address, so that it can be sent.
   Shapes and figures are scripts of their own, loaded when they are first wanted; areas keep their elements, only looks and names change. */
(function () {
  "use strict";

  const figure = document.querySelector("figure[data-explorer]");
  if (!figure) return;
  const { load, put, element, fill, number } = window.atlas;
  const MOST = 5;
  const root = document.documentElement.dataset.root;
  const data = JSON.parse(figure.querySelector("script.explorer-data").textContent);
  const words = data.words;
  const store = (window.atlasMaps = window.atlasMaps || { levels: {}, indicators: {} });
  const form = find("form");
  const svg = find("svg.areas");
  const panel = find(".panel");
  const readout = find(".readout");
  const status = find("[role=status]");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const sets = {};
  const state = { ...read(), level: read().level || data.level, indicator: read().indicator || data.indicator };
  let set, level, shown, figures, spot = 0;
  let near = -1, timer = 0;
  const controls = years();
  const view = zoom();

  form.hidden = find(".controls").hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    const { name, value, checked } = event.target;
    if (name === "area") return seek(value);
    state[name] = name === "hatch" ? checked : value;
    show(true);
  });
  window.addEventListener("hashchange", () => {
    Object.assign(state, { year: "", view: "", area: "", compare: [], off: [], hatch: false, box: "" }, read());
    show();
  });
  document.querySelectorAll(".small-maps a[data-indicator]").forEach((link) => {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      state.indicator = link.dataset.indicator;
      show(true);
      figure.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
    });
  });
  figure.querySelectorAll("input[data-layer]").forEach((tick) => {
    tick.hidden = false;
    tick.addEventListener("change", () => {
      state.off = [...figure.querySelectorAll("input[data-layer]:not(:checked)")].map((one) => one.dataset.layer);
      layers();
      write();
    });
  });
  keyboard();
  show();

  /* The address: short names, the same in every language. */

  function read() {
    const said = window.atlas.said();
    const known = (name, table) => (said.get(name) in table ? said.get(name) : undefined);
    const all = {
      level: known("level", data.levels), indicator: known("indicator", data.indicators), year: said.get("year"), view: said.get("view"),
      area: said.get("area"), hatch: said.get("hatch") === "1", box: said.get("box"),
      off: (said.get("off") || "").split(",").filter(Boolean),
      compare: (said.get("compare") || "").split(",").filter(Boolean).slice(0, MOST),
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
  }

  function write() {
    window.atlas.say({
      indicator: state.indicator, level: state.level, year: shown.periods[spot], view: state.view === "change" ? "change" : "",
      hatch: state.hatch ? "1" : "", area: state.area, compare: (state.compare || []).join(","), off: (state.off || []).join(","), box: view.said(),
    });
  }

  /* What is chosen: loaded, then drawn. */

  async function show(asked) {
    halt();
    try {
      await Promise.all([data.levels[state.level], data.indicators[state.indicator][0]].map((one) => load(root + one)));
    } catch {
      return;
    }
    if (!store.levels[state.level] || !store.indicators[state.indicator]) return; // chosen since, and on its way
    const other = level !== store.levels[state.level];
    level = store.levels[state.level];
    shown = store.indicators[state.indicator];
    if (!shown.levels[state.level]) return (state.level = Object.keys(shown.levels)[0]), show(asked);
    figures = shown.levels[state.level];
    if (other) draw();
    const wanted = shown.periods.indexOf(state.year);
    spot = wanted >= 0 ? wanted : Math.max(0, shown.latest);
    if (!shown.change.classes) state.view = "";
    if (!moving()) state.hatch = false;
    if (state.area && place(state.area) < 0) state.area = "";
    near = -1;
    describe();
    paint();
    view.read(state.box);
    state.box = "";
    pin(place(state.area));
    compared();
    layers();
    if (asked) write();
  }

  function layers() {
    const off = state.off || [];
    for (const tick of figure.querySelectorAll("input[data-layer]")) tick.checked = !off.includes(tick.dataset.layer);
    for (const group of svg.querySelectorAll("g[data-layer]")) group.classList.toggle("off", off.includes(group.dataset.layer));
  }

  /* Each level has its elements once: areas as links, symbols, marks. The first one takes over those that stood in the page. */

  function draw() {
    for (const one of Object.values(sets)) one.group.remove();
    set = sets[state.level] = sets[state.level] || make();
    svg.querySelector("[data-areas]").before(set.group);
    set.outline.setAttribute("d", level.outline);
    for (const [place, link] of set.links.entries()) link.setAttribute("tabindex", place === set.home ? "0" : "-1");
    find("datalist").replaceChildren(...level.areas.map((area) => Object.assign(document.createElement("option"), { value: area[1] })));
  }

  function make() {
    const group = element("g");
    const held = svg.querySelector("[data-areas]");
    const links = Object.keys(sets).length || state.level !== data.level ? [] : [...held.children];
    if (!Object.keys(sets).length && !links.length) held.replaceChildren();
    svg.querySelector("[data-over]")?.remove();
    if (!links.length) for (const area of level.areas) {
      const link = element("a", { href: root + area[2] });
      link.append(element("path", { d: area[3] }));
      links.push(link);
    }
    group.append(...links);
    const over = element("g", { "aria-hidden": "true" }, group);
    const made = {
      group, links, home: 0, looks: [],
      rise: element("path", { fill: "url(#_rise)", d: "" }, over), fall: element("path", { fill: "url(#_fall)", d: "" }, over),
      outline: element("path", { class: "outline" }, over), symbols: element("g", { class: "symbols" }, over),
      taken: element("path", { class: "taken" }, over), chosen: element("path", { class: "chosen" }, over), circles: [],
    };
    links.forEach((link, place) => {
      link.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && look(place));
      link.addEventListener("pointerleave", () => look(-1));
      link.addEventListener("focus", () => { made.home = step(made, place); look(place); });
      link.addEventListener("blur", () => look(-1));
    });
    return made;
  }

  function step(made, place) {
    made.links[made.home].setAttribute("tabindex", "-1");
    made.links[place].setAttribute("tabindex", "0");
    return place;
  }

  /* One pass over all areas: the look, and the name that is read aloud. */

  function paint() {
    const change = state.view === "change";
    const count = shown.kind === "count" && !change;
    const codes = (change ? figures.steps : figures.codes)[spot] || "";
    const all = (change ? figures.steps : figures.codes).join("") + (codes ? "" : "E");
    const counts = {};
    set.links.forEach((link, place) => {
      const code = codes[place] || "E";
      const missing = data.states[code];
      const look = missing ? `url(#${missing[2]})` : count ? "land" : painted(code);
      counts[code] = (counts[code] || 0) + 1;
      if (set.looks[place] !== look) {
        link.setAttribute("class", missing ? "" : look);
        link.setAttribute("fill", missing ? look : "");
        set.looks[place] = look;
      }
      link.setAttribute("aria-label", spoken(place, code, missing, change, count));
    });
    symbols(count);
    hatch();
    svg.setAttribute("class", `areas ${typed() ? "kinds" : "choropleth"} ${change ? "of-5 diverging" : count ? "of-1" : shown.ramp}`);
    for (const item of figure.querySelectorAll(".legend li")) {
      const number = item.querySelector(".count");
      if (number) number.textContent = counts[item.dataset.k] || 0;
      item.hidden = item.dataset.k in data.states && !all.includes(item.dataset.k);
      item.classList.toggle("absent", item.dataset.k in data.states && !counts[item.dataset.k]);
    }
    find(".shown span").textContent = change ? `${fill(words.development, { period: shown.periods[shown.base] })}, ${shown.periods[spot]}` : shown.dates[spot];
    controls.follow();
  }

  /* A typology is shown like an indicator: its figures are its types. */

  function typed() {
    return shown.kind === "types";
  }

  function painted(code) {
    return typed() ? `t${parseInt(code, 36)}` : `k${code}`;
  }

  /* Whether change since the base year can be hatched over the colours. */
  function moving() {
    return typed() ? shown.base >= 0 : Boolean(shown.change.classes) && state.view !== "change";
  }

  function kind(place, when) {
    const code = figures.codes[when]?.[place] ?? "E";
    return data.states[code] ? data.states[code][1] : shown.classes[parseInt(code, 36)];
  }

  function spoken(place, code, missing, change, count) {
    const name = level.areas[place][1];
    if (missing) return `${name}: ${missing[1]}`;
    if (typed()) return [`${name}: ${kind(place, spot)}`, ...other(place)].join(", ");
    if (change) return `${name}: ${changed(place)}`;
    const value = `${name}: ${valued(place)}${shown.unit && "\u202f" + shown.unit}`;
    return count ? value : `${value}, ${fill(words.class, { k: Number(code) + 1, n: shown.classes.length })}`;
  }

  function symbols(wanted) {
    if (!wanted) return set.symbols.replaceChildren(), (set.circles = []);
    if (!set.circles.length) {
      set.circles = level.areas.map((area) => element("circle", { cx: area[5], cy: area[6] }));
      set.symbols.append(...set.circles);
    }
    set.circles.forEach((circle, place) => circle.setAttribute("r", radius(figures.values[place][spot])));
  }

  function radius(value) {
    return value > 0 ? (level.radius * Math.sqrt(value / largest())).toFixed(1) : 0;
  }

  function largest() {
    return (figures.largest = figures.largest || Math.max(1, ...figures.values.flat().filter((value) => value !== null)));
  }

  function hatch() {
    const lines = { rise: "", fall: "" };
    if (state.hatch) {
      [...(figures.steps[spot] || "")].forEach((code, place) => {
        const way = typed() ? (code === "1" ? "rise" : "") : code > "2" && code < "5" ? "rise" : code < "2" ? "fall" : "";
        if (way) lines[way] += level.areas[place][3];
      });
    }
    set.rise.setAttribute("d", lines.rise);
    set.fall.setAttribute("d", lines.fall);
  }

  /* Words around the map: title, legend, what the classes are. */

  function describe() {
    const change = state.view === "change";
    const steps = shown.change.classes;
    form.elements.indicator.value = state.indicator;
    form.elements.level.value = state.level;
    const since = fill(words.development, { period: shown.periods[Math.max(0, shown.base)] });
    for (const option of form.elements.level.options) option.disabled = !shown.levels[option.value];
    form.elements.view.replaceChildren(choice("", words.value), ...(steps ? [choice("change", since)] : []));
    form.elements.view.value = state.view || "";
    form.elements.hatch.checked = Boolean(state.hatch);
    form.querySelector(".tick span").textContent = fill(words.hatched, { change: since });
    form.querySelector(".tick").hidden = !moving();
    const title = find(".shown a");
    title.textContent = shown.title;
    title.href = root + data.indicators[state.indicator][1];
    svg.setAttribute("aria-label", fill(words.map, { title: shown.title }));
    find(".measure").textContent = change ? `${since} (${shown.change.unit})` : shown.measure;
    find(".source span").textContent = shown.source;
    const count = shown.kind === "count" && !change;
    find(".reason").textContent = figures.reason || (typed() ? shown.reason : count ? words.same : `${words.fixed} ${change ? "" : shown.reason}`);
    legend(change, count);
    status.textContent = `${shown.title}, ${shown.periods[spot] || ""}`;
    controls.scale();
  }

  function legend(change, count) {
    const list = find(".legend");
    list.className = `legend ${change ? "of-5 diverging" : shown.ramp}`;
    const classes = change ? shown.change.classes : count ? [] : shown.classes;
    const entries = classes.map((meaning, place) => [place.toString(36), meaning]).map(([code, meaning]) => entry(code, { class: painted(code) }, meaning));
    for (const [code, [sign, meaning, pattern]] of Object.entries(data.states)) entries.push(entry(code, { fill: `url(#${pattern})` }, `${sign} ${meaning}`));
    if (count) entries.unshift(...circles());
    if (state.hatch) {
      const period = shown.periods[shown.base];
      const ways = typed() ? [["rise", words.other]] : [["rise", words.rise], ["fall", words.fall]];
      for (const [way, meaning] of ways) entries.push(entry("", { fill: `url(#_${way})` }, fill(meaning, { period })));
    }
    list.replaceChildren(...entries);
  }

  function entry(code, look, meaning) {
    const item = document.createElement("li");
    const swatch = element("svg", { class: "swatch", "aria-hidden": "true", width: 28, height: 18 });
    element("rect", { width: 28, height: 18, ...look }, swatch);
    item.append(swatch, put(null, "span", meaning));
    if (code) item.append(Object.assign(put(null, "span", "0"), { className: "count" }));
    item.dataset.k = code;
    return item;
  }

  /* Three sizes that say what a circle stands for. */
  function circles() {
    const scale = svg.clientWidth / level.size[0] || 1;
    const power = 10 ** Math.floor(Math.log10(largest()));
    const top = Math.floor(largest() / power) * power;
    return [top, top / 2, top / 10].map((value) => {
      const size = radius(value) * scale;
      const item = document.createElement("li");
      const swatch = element("svg", { class: "symbols", "aria-hidden": "true", width: 2 * size + 2, height: 2 * size + 2 });
      element("circle", { cx: size + 1, cy: size + 1, r: size }, swatch);
      item.append(swatch, put(null, "span", number(value, 0)));
      item.className = "size";
      return item;
    });
  }

  /* An area: looked at (pointer, focus), or held (a click), with its figures beside the map. */

  function look(at) {
    near = at;
    const held = place(state.area);
    const one = at >= 0 ? at : held;
    set.chosen.setAttribute("d", one < 0 ? "" : level.areas[one][3]);
    readout.hidden = at < 0 || held < 0 || at === held;
    if (!readout.hidden) readout.textContent = set.links[at].getAttribute("aria-label");
    if (held < 0) tell(at);
  }

  function pin(at) {
    state.area = at < 0 ? "" : level.areas[at][0];
    tell(at);
    look(near);
  }

  function tell(at) {
    panel.textContent = "";
    panel.className = at < 0 ? "panel" : "panel full";
    if (at < 0) return void (panel.textContent = panel.dataset.empty);
    const [key, name, href, , parent] = level.areas[at];
    put(panel, "h3", name);
    if (parent) put(panel, "p", parent);
    if (typed()) belonging(at);
    else figured(at);
    const act = put(put(panel, "p", ""), "button", taken(key) ? words.remove : words.add);
    act.type = "button";
    act.setAttribute("aria-pressed", String(taken(key)));
    act.addEventListener("click", () => take(key));
    const link = put(panel, "a", words.profile);
    link.href = root + href;
    link.setAttribute("aria-label", `${words.profile}: ${name}`);
  }

  /* The type of an area, which leads to its page, and the one before. */
  function belonging(at) {
    const code = figures.codes[spot]?.[at] ?? "E";
    const line = put(panel, "p", data.states[code] ? kind(at, spot) : "");
    line.className = "type";
    if (!data.states[code]) put(line, "a", kind(at, spot)).href = root + shown.links[parseInt(code, 36)];
    put(panel, "p", shown.dates[spot]);
    for (const text of other(at)) put(panel, "p", `${text}: ${kind(at, shown.base)}`);
  }

  function other(at) {
    return figures.steps[spot]?.[at] === "1" ? [fill(words.other, { period: shown.periods[shown.base] })] : [];
  }

  function figured(at) {
    const value = figures.values[at][spot];
    const missing = data.states[figures.codes[spot]?.[at] ?? "E"];
    const line = put(panel, "p", valued(at));
    line.className = "value";
    if (!missing && shown.unit) put(line, "span", `\u202f${shown.unit}`).className = "unit";
    put(panel, "p", missing ? missing[1] : shown.dates[spot]);
    const whole = shown.whole[spot];
    if (!missing && whole != null) put(panel, "p", fill(value > whole ? words.above : value < whole ? words.below : words.equal, { gap: gap(value, whole), place: data.whole }));
    if (changes(at) !== null) put(panel, "p", changed(at));
  }

  function valued(at) {
    const value = figures.values[at][spot];
    if (value === null || value === undefined) return data.states[figures.codes[spot]?.[at] ?? "E"][0];
    return figures.marks[`${at}.${spot}`] || number(value, shown.decimals);
  }

  function changes(at) {
    const row = figures.changes[at];
    return row && row[spot] !== undefined ? row[spot] : null;
  }

  function changed(at) {
    const size = changes(at);
    const text = `${size > 0 ? "+" : ""}${number(size, shown.change.decimals)}${shown.change.unit === "%" ? "\u202f" : "\u00a0"}${shown.change.unit}`;
    return fill(words.change, { gap: text, period: shown.periods[shown.base] });
  }

  function gap(value, other) {
    const size = Math.abs(shown.points ? value - other : ((value - other) / other) * 100);
    return number(size, shown.points ? shown.decimals : 1) + (shown.points ? `\u00a0${shown.kind === "index" ? words.plain : words.points}` : "\u202f%");
  }

  /* Areas taken along for comparison. */

  function taken(key) {
    return (state.compare || []).includes(key);
  }

  function take(key) {
    const kept = (state.compare || []).filter((other) => other !== key);
    if (kept.length === (state.compare || []).length) {
      if (kept.length >= MOST) return void (status.textContent = words.full);
      kept.push(key);
    }
    state.compare = kept;
    compared();
    tell(state.area ? place(state.area) : near);
    panel.querySelector("button")?.focus({ preventScroll: true });
    write();
  }

  function compared() {
    const box = find(".compared");
    const keys = (state.compare = (state.compare || []).filter((key) => place(key) >= 0));
    box.hidden = !keys.length;
    box.querySelector("ul").replaceChildren(...keys.map((key) => {
      const item = put(null, "li", "");
      const button = put(item, "button", `${level.areas[place(key)][1]} ×`);
      button.type = "button";
      button.setAttribute("aria-label", `${words.remove}: ${level.areas[place(key)][1]}`);
      button.addEventListener("click", () => take(key));
      return item;
    }));
    box.querySelector("a").href = `${root}${data.comparison}#level=${state.level}&areas=${keys.map(encodeURIComponent).join(",")}`;
    set.taken.setAttribute("d", keys.map((key) => level.areas[place(key)][3]).join(""));
  }

  function place(key) {
    return key ? level.areas.findIndex((area) => area[0] === key) : -1;
  }

  function seek(name) {
    const at = level.areas.findIndex((area) => area[1].toLowerCase() === name.trim().toLowerCase());
    if (at < 0) return;
    pin(at);
    view.to(at);
    set.links[at].focus({ preventScroll: true });
    write();
  }

  /* One stop for the keyboard; arrows go to the neighbour that was found when the map was made. */

  function keyboard() {
    svg.addEventListener("keydown", (event) => {
      const at = set.links.indexOf(event.target);
      const way = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].indexOf(event.key);
      const next = way >= 0 ? level.areas[at][7][way] : { Home: 0, End: set.links.length - 1 }[event.key];
      if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "Escape") {
        pin(-1);
        event.target.blur();
        write();
      } else if (event.key === " ") {
        event.preventDefault();
        take(level.areas[at][0]);
        event.target.focus();
      } else if (next !== undefined) {
        event.preventDefault();
        set.links[next].focus();
        view.reveal(next);
      }
    });
    svg.addEventListener("click", (event) => {
      const at = set.links.indexOf(event.target.closest("a"));
      if (view.moved()) return event.preventDefault();
      if (at < 0 || !event.detail || event.ctrlKey || event.metaKey || event.shiftKey) return; // the keyboard and new tabs follow the link
      event.preventDefault();
      pin(state.area === level.areas[at][0] ? -1 : at);
      if (event.pointerType === "touch") panel.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
      write();
    });
  }

  /* Years: a slider, and a button that plays them; who wants no motion goes from year to year. */

  function years() {
    const bar = find(".controls");
    const label = put(bar, "p", "");
    const year = put(label, "b", "");
    const slider = document.createElement("input");
    const play = put(bar, "button", "");
    label.className = "year";
    slider.type = "range";
    slider.min = 0;
    slider.step = 1;
    slider.setAttribute("aria-label", form.dataset.year || "");
    play.before(slider);
    play.type = "button";
    slider.addEventListener("input", () => { halt(); go(Number(slider.value)); });
    slider.addEventListener("change", write);
    play.addEventListener("click", () => {
      if (timer) return halt();
      const last = shown.periods.length - 1;
      if (calm.matches) return go(spot < last ? spot + 1 : 0), write();
      if (spot === last) go(0);
      play.textContent = words.pause;
      timer = setInterval(() => {
        go(spot + 1);
        if (spot === last) halt();
      }, 900);
    });
    rest();
    calm.addEventListener("change", halt);

    function rest() {
      play.textContent = calm.matches ? words.step : words.play;
    }

    return {
      rest,
      scale() {
        slider.max = shown.periods.length - 1;
        slider.style.setProperty("--steps", Math.max(1, shown.periods.length - 1));
        slider.hidden = play.hidden = shown.periods.length < 2;
      },
      follow() {
        slider.value = spot;
        slider.setAttribute("aria-valuetext", shown.periods[spot]);
        year.textContent = shown.periods[spot];
      },
    };
  }

  function go(to) {
    spot = to;
    state.year = shown.periods[spot];
    paint();
    if (state.area) tell(place(state.area));
  }

  function halt() {
    if (timer) write();
    clearInterval(timer);
    timer = 0;
    controls?.rest();
  }

  /* The view box: buttons, a wheel over the chosen map, two fingers, dragging. */

  function zoom() {
    const tools = put(find(".controls"), "span", "");
    const box = { x: 0, y: 0, scale: 1 };
    const full = { width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height };
    const fingers = new Map();
    let from = null;
    let moved = false;
    tools.className = "zoom";
    for (const [sign, act] of [["+", () => scale(1.6)], ["−", () => scale(1 / 1.6)], ["□", () => scale(0)]]) {
      const button = put(tools, "button", sign);
      button.type = "button";
      button.title = form.dataset[{ "+": "closer", "−": "wider", "□": "all" }[sign]];
      button.setAttribute("aria-label", button.title);
      button.addEventListener("click", () => { act(); write(); });
    }

    function middle() {
      return [box.x + full.width / box.scale / 2, box.y + full.height / box.scale / 2];
    }

    /* Scale by a factor, so that the point at stays where it is. */
    function scale(factor, at) {
      const held = near >= 0 || !state.area ? at || middle() : at || level.areas[place(state.area)].slice(5, 7);
      const before = box.scale;
      box.scale = Math.min(12, Math.max(1, factor ? box.scale * factor : 1));
      move(held[0] - ((held[0] - box.x) * before) / box.scale, held[1] - ((held[1] - box.y) * before) / box.scale);
    }

    function move(x, y) {
      box.x = Math.min(Math.max(0, x), full.width - full.width / box.scale);
      box.y = Math.min(Math.max(0, y), full.height - full.height / box.scale);
      svg.setAttribute("viewBox", [box.x, box.y, full.width / box.scale, full.height / box.scale].join(" "));
      svg.classList.toggle("near", box.scale > 1);
      reach();
    }

    /* Two fingers on the map zoom the map and not the page; one scrolls the page as long as all of the map is shown. */
    function reach() {
      svg.style.touchAction = box.scale > 1 ? "none" : "pan-x pan-y";
    }

    function point(event) {
      const frame = svg.getBoundingClientRect();
      return [box.x + ((event.clientX - frame.left) / frame.width) * (full.width / box.scale), box.y + ((event.clientY - frame.top) / frame.height) * (full.height / box.scale)];
    }

    function apart() {
      const [one, other] = [...fingers.values()];
      return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    }

    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey && !svg.contains(document.activeElement)) return;
      event.preventDefault();
      scale(event.deltaY < 0 ? 1.2 : 1 / 1.2, point(event));
      write();
    }, { passive: false });
    svg.addEventListener("pointerdown", (event) => {
      fingers.set(event.pointerId, event);
      moved = false;
      from = fingers.size === 2 ? { apart: apart(), scale: box.scale } : { x: event.clientX, y: event.clientY, left: box.x, top: box.y };
    });
    window.addEventListener("pointermove", (event) => {
      if (!fingers.has(event.pointerId)) return;
      fingers.set(event.pointerId, event);
      if (fingers.size === 2 && from.apart) {
        moved = true;
        scale(((apart() / from.apart) * from.scale) / box.scale, point(event));
      } else if (fingers.size === 1 && !from.apart && box.scale > 1) {
        const unit = full.width / box.scale / svg.clientWidth;
        const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
        moved = moved || Math.abs(dx) + Math.abs(dy) > 6;
        if (moved) move(from.left - dx * unit, from.top - dy * unit);
      }
    });
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, (event) => {
      if (fingers.delete(event.pointerId) && moved) write();
    });
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    reach();

    return {
      moved: () => moved,
      said: () => (box.scale > 1 ? [box.x, box.y, full.width / box.scale].map(Math.round).join(",") : ""),
      read(text) {
        const [x, y, width] = (text || "").split(",").map(Number);
        if (!(width > 0)) return;
        box.scale = Math.min(12, Math.max(1, full.width / width));
        move(x, y);
      },
      to(at) {
        const [x, y] = level.areas[at].slice(5, 7);
        box.scale = Math.max(box.scale, 2.5);
        move(x - full.width / box.scale / 2, y - full.height / box.scale / 2);
      },
      reveal(at) {
        const [x, y] = level.areas[at].slice(5, 7);
        const [width, height] = [full.width / box.scale, full.height / box.scale];
        if (x < box.x || y < box.y || x > box.x + width || y > box.y + height) move(x - width / 2, y - height / 2);
      },
    };
  }

  /* Small tools. */

  function find(selector) {
    return figure.querySelector(selector);
  }

  function choice(value, text) {
    return Object.assign(document.createElement("option"), { value, textContent: text });
  }
})();
