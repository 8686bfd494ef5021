/* Search, upgraded: suggestions under the field while one types (the combobox pattern of the WAI-ARIA practices). The index is a script of its own,
   loaded when a field is first used. Without any of this the form leads to the list from A to Z. */
(function () {
  "use strict";

  const MOST = 12;
  const WORDS = {
    de: { list: "Treffer", none: "Nichts gefunden", found: (number) => (number === 1 ? "1 Treffer" : `${number} Treffer`) },
    en: { list: "Results", none: "Nothing found", found: (number) => (number === 1 ? "1 result" : `${number} results`) },
  };
  const words = WORDS[document.documentElement.lang] ?? WORDS.en;
  const asked = new Set();
  let entries;

  document.querySelectorAll("form.search").forEach((form, number) => {
    const input = form.querySelector("input[type=search]");
    const list = append(form, "ul", { id: `_results${number}`, class: "results", role: "listbox", "aria-label": words.list, hidden: "" });
    const status = append(form, "p", { class: "vh", role: "status" });
    const state = { form, input, list, status, chosen: -1, asking: false };
    assign(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
    input.addEventListener("focus", () => load(form.dataset.index, () => document.activeElement === input && suggest(state)), { once: true });
    input.addEventListener("input", () => suggest(state));
    input.addEventListener("keydown", (event) => press(state, event));
    input.addEventListener("blur", () => close(state));
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => open(state, event.target.closest("li")));
  });

  /* Without the index the form still leads to the list from A to Z. */
  function load(address, then) {
    window.atlas.load(address).then(() => { index(); then(); }, () => {});
  }

  function index() {
    const known = entries ?? [];
    const more = window.atlasSearch.slice(known.length);
    entries = [...known, ...more.map(([title, other, kind, href]) => ({ title, kind, href, titles: fold(title), others: fold(other) }))];
  }

  /* Streets and postcodes lie in scripts by first letter; the one that is typed is loaded, and what it holds is found from then on. */
  function streets(state, query) {
    for (const letter of new Set(fold(query).map((form) => form.charAt(0)))) {
      const address = window.atlasStreets?.[letter];
      if (!address || asked.has(letter)) continue;
      asked.add(letter);
      load(state.form.dataset.root + address, () => {
        if (state.asking && state.chosen < 0) suggest(state);
      });
    }
  }

  function suggest(state) {
    const query = state.input.value.trim();
    if (!entries || !query) return close(state);
    state.asking = true;
    streets(state, query);
    const found = find(query);
    const shown = found.slice(0, MOST);
    state.list.replaceChildren(...shown.map((entry, place) => option(`${state.list.id}-${place}`, entry)));
    state.list.hidden = !shown.length;
    state.input.setAttribute("aria-expanded", String(shown.length > 0));
    state.status.textContent = found.length ? words.found(found.length) : words.none;
    choose(state, -1);
  }

  function option(id, entry) {
    const item = assign(document.createElement("li"), { id, role: "option", "aria-selected": "false", "data-href": entry.href });
    append(item, "span", {}).textContent = entry.title;
    append(item, "span", { class: "note" }).textContent = entry.kind;
    return item;
  }

  function press(state, event) {
    const number = state.list.children.length;
    if (state.list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") choose(state, state.chosen + 1 < number ? state.chosen + 1 : 0);
    else if (event.key === "ArrowUp") choose(state, state.chosen > 0 ? state.chosen - 1 : number - 1);
    else if (event.key === "Enter" && state.chosen >= 0) open(state, state.list.children[state.chosen]);
    else if (event.key === "Escape") close(state);
    else return;
    event.preventDefault();
  }

  function choose(state, place) {
    state.list.children[state.chosen]?.setAttribute("aria-selected", "false");
    state.chosen = place;
    const item = state.list.children[place];
    if (!item) return state.input.removeAttribute("aria-activedescendant");
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    state.input.setAttribute("aria-activedescendant", item.id);
  }

  function open(state, item) {
    if (item) location.href = state.form.dataset.root + item.dataset.href;
  }

  /* What comes late opens no list that the reader has closed. */
  function close(state) {
    state.asking = false;
    state.list.hidden = true;
    state.input.setAttribute("aria-expanded", "false");
    state.status.textContent = "";
    choose(state, -1);
  }

  /* Best first; within a rank in the order of the index, which goes by kind. Every word of the query must be found. */
  function find(query) {
    const forms = fold(query);
    return entries
      .map((entry) => ({ entry, rank: Math.min(...forms.map((form) => rank(entry, form))) }))
      .filter((found) => found.rank < Infinity)
      .sort((one, other) => one.rank - other.rank)
      .map((found) => found.entry);
  }

  function rank(entry, form) {
    const whole = Math.min(...entry.titles.map((title) => place(title, form)));
    const known = entry.others.some((text) => ` ${text} `.includes(` ${form} `)) ? 1.5 : Infinity;
    if (whole < Infinity) return Math.min(whole, known);
    const called = scattered(entry.titles, form);
    return Math.min(called < 3 ? 1.4 : 10 + called, known, 20 + scattered([...entry.titles, ...entry.others], form));
  }

  /* Every word, wherever it stands: what is called so comes before what only mentions it. */
  function scattered(texts, form) {
    return Math.max(...form.split(" ").map((part) => Math.min(...texts.map((text) => place(text, part)))));
  }

  /* The whole, a beginning, the start of a word, anywhere inside. */
  function place(text, part) {
    const at = text.indexOf(part);
    if (at < 0) return Infinity;
    if (at === 0) return text.length === part.length ? 0 : 1;
    return text.includes(` ${part}`) ? 2 : 3;
  }

  /* Two plain forms, for those who write ä as ae and those who write it as a. */
  function fold(text) {
    const small = text.toLowerCase().replace(/ß/g, "ss").replace(/str\.(?=\W|$)/g, "strasse");
    const spelled = small.replace(/[äöü]/g, (letter) => ({ ä: "ae", ö: "oe", ü: "ue" })[letter]);
    return [...new Set([spelled, small].map((form) => form.normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim()))];
  }

  function append(parent, name, attributes) {
    return parent.appendChild(assign(document.createElement(name), attributes));
  }

  function assign(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }
})();
