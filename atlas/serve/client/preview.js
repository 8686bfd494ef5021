/* The preview's share in a page: waits for news, loads the page again if it changed, swaps styles, shows errors, offers the page that changed.
   A switch has every click on a figure say where it comes from. Waits only while the tab is seen: a browser keeps no more than six connections to one host. */
(() => {
  "use strict";
  const own = document.currentScript;
  const { page, digest } = own.dataset;
  let seen = "";
  let waiting = null;
  let box = null;
  let tracing = null;

  const make = (name, properties = {}, children = []) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  /* Drawn apart from the page's own styles. */
  const layer = () => {
    if (!box) {
      const host = make("div", { id: "__atlas" });
      box = host.attachShadow({ mode: "open" });
      box.append(make("link", { rel: "stylesheet", href: "/__atlas/preview.css" }), make("p"), make("div"));
      document.body.append(host);
    }
    return box.lastElementChild;
  };

  const closing = (words) => make("button", { type: "button", className: "close", textContent: words.close, onclick: () => layer().replaceChildren() });

  const line = (error) => ([number, text]) => {
    const row = make("span", { className: number === error.line ? "line wrong" : "line" }, [make("i", { textContent: String(number) })]);
    if (number === error.line && error.column > 0) {
      row.append(text.slice(0, error.column - 1), make("mark", { textContent: text.slice(error.column - 1) || " " }));
    } else {
      row.append(text);
    }
    return row;
  };

  const item = (error) =>
    make("li", {}, [
      make("p", {}, [make("code", { textContent: error.place }), make("small", { textContent: " " + error.code })]),
      make("p", { className: "message", textContent: error.message }),
      ...(error.hint ? [make("p", { className: "hint", textContent: "→ " + error.hint })] : []),
      ...(error.excerpt.length ? [make("pre", {}, error.excerpt.map(line(error)))] : []),
    ]);

  const showErrors = (news) => {
    const { words } = news;
    const panel = make("section", { className: "errors", role: "alert", lang: news.language }, [closing(words)]);
    if (news.defect) {
      panel.append(make("p", { className: "lead", textContent: words.defect }), make("pre", { textContent: news.defect }));
    } else {
      panel.append(make("p", { className: "lead", textContent: words.broken }), make("ol", {}, news.errors.map(item)));
      if (words.more) {
        panel.append(make("p", { textContent: words.more }));
      }
    }
    layer().replaceChildren(panel);
  };

  const offer = (news) => {
    const link = make("a", { href: news.changed.href, textContent: news.changed.title });
    layer().replaceChildren(make("p", { className: "offer", role: "status", lang: news.language }, [news.words.changed + " ", link, " ", closing(news.words)]));
  };

  const swapStyles = (styles) => {
    const stem = (address) => (/assets\/.*(?=-[0-9a-f]{10}\.css$)/.exec(address) || [""])[0];
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const old = link.getAttribute("href");
      const fresh = styles.find((address) => stem(address) && stem(address) === stem(old));
      if (fresh && !old.endsWith(fresh)) {
        const next = link.cloneNode();
        next.href = old.slice(0, old.indexOf("assets/")) + fresh;
        next.onload = () => link.remove();
        link.after(next);
      }
    }
  };

  /* Where does a figure come from? Those of tables have a name of their own, or stand in a row that leads to their indicator; those of sentences explain themselves. */
  const FIGURES = "td, a.quoted";
  const marks = new CSSStyleSheet();
  marks.replaceSync(`:is(${FIGURES}) { cursor: help } :is(${FIGURES}):hover { outline: 2px solid #b8431a }`);

  const placeOf = (cell) => {
    const row = cell.closest("tr");
    const link = row && row.querySelector("th[scope=row] a[href]");
    const folders = link ? link.getAttribute("href").split("/") : [];
    return cell.id || (row && row.id) || folders[folders.length - 2] || "";
  };

  const explain = async (event) => {
    const on = tracing && tracing.getAttribute("aria-pressed") === "true";
    const figure = (on || event.altKey) && event.target.closest(FIGURES);
    if (!figure) {
      return;
    }
    event.preventDefault();
    const asked = figure.matches("a") ? { address: page, words: figure.title } : { address: page + "#" + placeOf(figure) };
    const answer = await fetch("/__atlas/origin?" + new URLSearchParams(asked));
    const lines = await answer.json();
    layer().replaceChildren(make("section", { className: "offer", role: "status" }, [
      ...(lines.length ? lines : [tracing.dataset.unknown]).map((line) => make("p", { textContent: line })),
      closing({ close: "×" }),
    ]));
  };

  const trace = () => {
    const on = tracing.getAttribute("aria-pressed") !== "true";
    tracing.setAttribute("aria-pressed", String(on));
    document.adoptedStyleSheets = on ? [...document.adoptedStyleSheets, marks] : document.adoptedStyleSheets.filter((sheet) => sheet !== marks);
    sessionStorage.setItem("atlas-origin", String(on));
  };

  /* The switch stays as it was when the page is loaded again. */
  const offerTracing = ({ language, words }) => {
    if (!tracing) {
      layer();
      tracing = make("button", { type: "button", className: "origin", lang: language, textContent: words.origin, onclick: trace });
      tracing.setAttribute("aria-pressed", "false");
      tracing.dataset.unknown = words.unknown;
      box.querySelector("p").append(tracing);
      if (sessionStorage.getItem("atlas-origin") === "true") {
        trace();
      }
    }
  };

  const apply = (news) => {
    const first = seen === "";
    seen = news.version;
    if (news.page !== digest) {
      location.reload();
      return true;
    }
    swapStyles(news.styles);
    offerTracing(news);
    if (news.errors.length || news.defect) {
      showErrors(news);
    } else if (news.changed && !first) {
      offer(news);
    } else if (box) {
      layer().replaceChildren();
    }
    return false;
  };

  const wait = async () => {
    const control = new AbortController();
    waiting = control;
    while (!control.signal.aborted) {
      try {
        const answer = await fetch("/__atlas/news?" + new URLSearchParams({ page, seen }), { signal: control.signal, cache: "no-store" });
        const news = await answer.json();
        if (news.version !== seen && apply(news)) {
          return;
        }
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
  };

  const start = () => {
    if (document.visibilityState === "visible" && !waiting) {
      wait();
    } else if (document.visibilityState !== "visible" && waiting) {
      waiting.abort();
      waiting = null;
    }
  };

  document.addEventListener("click", explain, true);
  document.addEventListener("visibilitychange", start);
  window.addEventListener("pagehide", () => waiting && waiting.abort());
  start();
})();
