/* What the other scripts share (this one is loaded first, by its name): scripts loaded once, elements, words with parts, figures as this language writes them, and the view in the address. */
window.atlas = (function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const language = document.documentElement.lang;
  const loading = new Map();
  const formats = new Map();

  /* Browsers keep nothing of what they read from a folder: fonts that must be there at once would never be. */
  if (location.protocol === "file:") for (const faces of document.querySelectorAll("link[media=print]")) faces.media = "all";

  return { load, put, element, fill, number, said, say };

  /* A classic script, because a page opened from a folder may load nothing else. */
  function load(address) {
    if (!loading.has(address)) {
      loading.set(address, new Promise((done, fail) => {
        const script = document.createElement("script");
        script.onload = done;
        script.onerror = fail;
        script.src = address;
        document.head.append(script);
      }));
    }
    return loading.get(address);
  }

  function put(parent, name, text = "") {
    const made = document.createElement(name);
    made.textContent = text;
    parent?.append(made);
    return made;
  }

  /* A piece of a drawing. */
  function element(name, attributes = {}, parent) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent?.append(made);
    return made;
  }

  function fill(words, parts) {
    return words.replace(/\{(\w+)\}/g, (all, name) => parts[name]);
  }

  function number(value, decimals) {
    if (!formats.has(decimals)) formats.set(decimals, new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
    return formats.get(decimals).format(value).replace("-", "\u2212");
  }

  /* The view in the address, so that it can be sent: short names, the same in every language. What is said stays until it is said anew; empty parts are left out. */

  function said() {
    return new URLSearchParams(location.hash.slice(1));
  }

  function say(parts) {
    const all = { ...Object.fromEntries(said()), ...parts };
    const plain = Object.entries(all).filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2C/g, ",")}`);
    history.replaceState(null, "", plain.length ? `#${plain.join("&")}` : location.pathname + location.search);
  }
})();
