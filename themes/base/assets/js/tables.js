/* Small upgrades of complete pages: sorting and filtering of tables, filtering of lists, folds that open for what is looked up or printed. */
(function () {
  "use strict";

  var root = document.documentElement;
  var german = root.lang === "de";
  var words = document.body.dataset;

  document.querySelectorAll("table.areas, .indicator table.years, .profile table.plain").forEach(function (table, number) {
    sortable(table, named("sort", number));
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var group = table.closest(".scroll");
    if (rows.length > 60) shorten(table, group, rows.length);
    if (rows.length > 12) {
      filter(group.parentNode, group, words.find, rows, named("find", number), function () { table.classList.remove("cut"); });
    }
  });

  document.querySelectorAll("[data-filter]").forEach(function (list, number) {
    var items = Array.prototype.slice.call(list.querySelectorAll("li"));
    var input = filter(list.parentNode, list, list.dataset.filter, items, named("find", number), function () {
      list.querySelectorAll("section").forEach(function (section) {
        section.hidden = !section.querySelector("li:not([hidden])");
      });
    });
    var query = new URLSearchParams(location.search).get("q");
    if (query) fillIn(input, query);
  });

  reveal();
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (fold) {
      fold.open = true;
      fold.dataset.printed = "";
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-printed]").forEach(function (fold) {
      fold.open = false;
      delete fold.dataset.printed;
    });
  });

  /* What is sorted by, or looked for, in the first, second … table of a page, as it is called in the address. */
  function named(name, number) {
    return number ? name + "." + number : name;
  }

  /* A table's head cells become buttons; figures sort by size, signs without a figure always stand at the end. */
  function sortable(table, name) {
    var heads = table.tHead.rows[0].cells;
    var wanted = window.atlas.said().get(name);
    Array.prototype.forEach.call(heads, function (head, column) {
      if (!head.textContent.trim()) return;
      var button = document.createElement("button");
      button.type = "button";
      button.title = words.sort;
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener("click", function () {
        var way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        Array.prototype.forEach.call(heads, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
        order(table.tBodies[0], column, way);
        window.atlas.say({ [name]: (way < 0 ? "-" : "") + column });
      });
    });
    if (!table.matches(".plain")) heads[0].setAttribute("aria-sort", "ascending");
    var asked = /^-?\d+$/.test(wanted || "") && heads[Math.abs(wanted)];
    if (!asked || !asked.querySelector("button")) return;
    open(table);
    asked.removeAttribute("aria-sort");
    asked.querySelector("button").click();
    if (wanted.charAt(0) === "-") asked.querySelector("button").click();
  }

  function order(body, column, way) {
    var lines = Array.prototype.filter.call(body.rows, function (row) { return !row.matches(".course"); });
    var rows = lines.map(function (row) {
      var text = row.cells[column].textContent.trim();
      var below = row.nextElementSibling;
      return { row: row, below: below && below.matches(".course") ? below : "", text: text, value: size(text) };
    });
    var numeric = rows.some(function (one) { return !isNaN(one.value); });
    rows.sort(function (one, other) {
      if (!numeric) return way * one.text.localeCompare(other.text, root.lang);
      if (isNaN(one.value) || isNaN(other.value)) return isNaN(one.value) - isNaN(other.value);
      return way * (one.value - other.value);
    });
    rows.forEach(function (one) { body.append(one.row, one.below); });
  }

  function size(text) {
    var found = /^[(±+]?([−-]?)([\d.,]+)/.exec(text);
    if (!found) return text.charAt(0) === "–" ? 0 : NaN;
    var plain = german ? found[2].replace(/\./g, "").replace(",", ".") : found[2].replace(/,/g, "");
    return (found[1] ? -1 : 1) * parseFloat(plain);
  }

  /* A long table shows its first rows, and all of them when asked or searched. */
  function shorten(table, group, count) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "rest";
    button.textContent = words.all.replace("{n}", count);
    button.addEventListener("click", function () {
      table.classList.remove("cut");
      button.remove();
    });
    table.classList.add("cut");
    group.after(button);
  }

  function filter(parent, before, label, items, name, after) {
    var line = document.createElement("p");
    var input = document.createElement("input");
    var name = document.createElement("label");
    var count = document.createElement("span");
    line.className = "filter";
    input.type = "search";
    name.append(label, " ", input);
    count.setAttribute("role", "status");
    line.append(name, count);
    parent.insertBefore(line, before);
    input.addEventListener("input", function () {
      var wanted = fold(input.value);
      var shown = 0;
      items.forEach(function (item) {
        item.hidden = fold(item.textContent).indexOf(wanted) < 0 && !leading(item, wanted);
        if (!item.hidden) shown += 1;
      });
      count.textContent = wanted ? words.shown.replace("{n}", shown).replace("{all}", items.length) : "";
      after();
    });
    input.addEventListener("change", function () { window.atlas.say({ [name]: input.value.trim() }); });
    var wanted = window.atlas.said().get(name);
    if (wanted) {
      open(before);
      fillIn(input, wanted);
    }
    return input;
  }

  /* A link that is called by a letter leads to all that begins with it. */
  function leading(item, wanted) {
    var link = item.querySelector("a");
    return Boolean(link) && link.textContent.length === 1 && wanted.indexOf(fold(link.textContent)) === 0;
  }

  function fillIn(input, text) {
    input.value = text;
    input.dispatchEvent(new Event("input"));
  }

  function fold(text) {
    return text.toLowerCase().replace(/ä/g, "a").replace(/ö/g, "o").replace(/ü/g, "u").replace(/ß/g, "ss").trim();
  }

  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.closest("details")) return;
    open(target);
    target.scrollIntoView();
  }

  /* Open all folds around an element. */
  function open(element) {
    for (var fold = element.closest("details"); fold; fold = fold.parentNode.closest("details")) fold.open = true;
  }
})();
