/* The map, upgraded: one stop for the keyboard with arrows between neighbours, a panel with the chosen area, years, zoom. Without it the map is a set of links. */
(function () {
  "use strict";

  const { put, element, fill, number } = window.atlas;

  document.querySelectorAll("figure.map").forEach(function (figure) {
    var svg = figure.querySelector("svg.areas");
    var block = figure.querySelector("script.map-data");
    var data = block ? JSON.parse(block.textContent) : null;
    var links = Array.prototype.slice.call(svg.querySelectorAll("a"));
    var mark = element("path", { class: "chosen" }, svg);
    var state = { svg: svg, links: links, mark: mark, data: data, spot: data ? data.latest : 0, chosen: -1, touched: -1 };
    state.show = data ? panel(figure, state) : caption(figure, links);
    rove(state);
    if (data) {
      zoom(figure, state);
      years(figure, state);
      held(state);
      window.addEventListener("hashchange", function () { held(state); });
    }
  });

  /* Choosing: hover and focus show an area, leaving with the pointer goes back to the focused one. A first touch shows, a second follows the link. */

  function choose(state, place) {
    state.chosen = place;
    state.mark.setAttribute("d", place < 0 ? "M0 0" : state.links[place].firstElementChild.getAttribute("d"));
    state.show(place);
  }

  /* The area that the address names is chosen from the start. */
  function held(state) {
    choose(state, state.data.keys.indexOf(window.atlas.said().get("area")));
  }

  function rove(state) {
    var links = state.links;
    var home = 0;
    links.forEach(function (link, place) {
      link.setAttribute("tabindex", place ? "-1" : "0");
      link.addEventListener("focus", function () {
        links[home].setAttribute("tabindex", "-1");
        link.setAttribute("tabindex", "0");
        home = place;
        choose(state, place);
      });
      link.addEventListener("pointerenter", function (event) {
        if (event.pointerType !== "touch") choose(state, place);
      });
      link.addEventListener("click", function (event) {
        if (event.pointerType === "touch" && state.touched !== place) {
          event.preventDefault();
          state.touched = place;
          choose(state, place);
        }
      });
    });
    state.svg.addEventListener("keydown", function (event) {
      var way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      var next = way ? neighbour(links, home, way) : { Home: 0, End: links.length - 1 }[event.key];
      if (event.key === "Escape") {
        document.activeElement.blur();
        choose(state, -1);
      } else if (next !== undefined) {
        event.preventDefault();
        links[next].focus();
      }
    });
  }

  /* The nearest area in a direction: what lies aside counts double. */
  function neighbour(links, from, way) {
    var start = centre(links[from]);
    var best = from;
    var least = Infinity;
    links.forEach(function (link, place) {
      var there = centre(link);
      var dx = there[0] - start[0];
      var dy = there[1] - start[1];
      var ahead = dx * way[0] + dy * way[1];
      var aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (place !== from && ahead > 0 && ahead + 2 * aside < least) {
        least = ahead + 2 * aside;
        best = place;
      }
    });
    return best;
  }

  function centre(link) {
    var box = link.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  function caption(figure, links) {
    var line = figure.querySelector("[data-name]");
    if (!line) return function () {};
    var words = line.textContent;
    return function (place) {
      line.textContent = place < 0 ? words : links[place].getAttribute("aria-label");
    };
  }

  /* The panel: name, value, distance from the whole, change, the way to the profile. */

  function panel(figure, state) {
    var box = figure.querySelector(".panel");
    var data = state.data;
    return function (place) {
      box.textContent = "";
      box.className = place < 0 ? "panel" : "panel full";
      if (place < 0) {
        box.textContent = box.dataset.empty;
        return;
      }
      var value = data.values[place][state.spot];
      var code = data.codes[state.spot][place];
      put(box, "h3", data.names[place]);
      var line = put(box, "p", shown(data, place, state.spot));
      line.className = "value";
      if (value !== null && data.unit) put(line, "span", "\u202f" + data.unit).className = "unit";
      put(box, "p", data.dates[state.spot]);
      if (value === null) {
        put(box, "p", data.states[code][1]);
      } else {
        var counts = state.spot === data.latest && data.counts[place];
        if (counts) put(box, "p", data.words.counted ? data.words.counted + ": " + counts : counts);
        compared(box, data, value, data.whole[state.spot]);
        var before = data.values[place][data.base];
        if (before !== null && state.spot > data.base) {
          put(box, "p", fill(data.words.change, { gap: gap(data, value, before, true), period: data.periods[data.base] }));
        }
      }
      var link = put(box, "a", data.words.profile);
      link.setAttribute("href", state.links[place].getAttribute("href"));
      link.setAttribute("aria-label", data.words.profile + ": " + data.names[place]);
    };
  }

  function compared(box, data, value, whole) {
    if (whole === null || whole === undefined) return;
    var words = value > whole ? data.words.above : value < whole ? data.words.below : data.words.equal;
    put(box, "p", fill(words, { gap: gap(data, value, whole, false), place: data.words.whole }));
  }

  function gap(data, value, other, signed) {
    var size = data.points ? value - other : other ? ((value - other) / Math.abs(other)) * 100 : NaN;
    var text = number(signed ? size : Math.abs(size), data.points ? data.decimals : 1);
    return (signed && size > 0 ? "+" : "") + text + (data.points ? "\u00a0" + data.words.points : "\u202f%");
  }

  function shown(data, place, spot) {
    var value = data.values[place][spot];
    if (value === null) return data.states[data.codes[spot][place]][0];
    return data.marks[place + "." + spot] || number(value, data.decimals);
  }

  /* Years: a slider and a button that plays them; colours, names and the legend's counts follow. */

  function years(figure, state) {
    var data = state.data;
    var bar = figure.querySelector(".controls");
    if (data.periods.length < 2) return;
    var output = bar.querySelector(".year b");
    var slider = document.createElement("input");
    var button = document.createElement("button");
    var timer = 0;
    slider.type = "range";
    slider.min = 0;
    slider.max = data.periods.length - 1;
    slider.step = 1;
    slider.value = state.spot;
    slider.setAttribute("aria-label", data.words.year);
    button.type = "button";
    slider.style.setProperty("--steps", data.periods.length - 1);
    var track = bar.appendChild(document.createElement("span"));
    track.className = "ends-of";
    track.append(data.periods[0], slider, data.periods[data.periods.length - 1]);
    bar.appendChild(button);
    rest();
    asked();
    window.addEventListener("hashchange", asked);

    slider.addEventListener("input", function () {
      rest();
      go(Number(slider.value));
    });
    slider.addEventListener("change", note);
    button.addEventListener("click", function () {
      if (timer) return rest(), note();
      button.textContent = data.words.pause;
      if (Number(slider.value) === data.periods.length - 1) go(0);
      timer = setInterval(function () {
        go(Number(slider.value) + 1);
        if (Number(slider.value) === data.periods.length - 1) rest(), note();
      }, matchMedia("(prefers-reduced-motion: reduce)").matches ? 2400 : 900);
    });

    function asked() {
      var spot = data.periods.indexOf(window.atlas.said().get("year"));
      go(spot < 0 ? state.spot : spot);
    }

    function note() {
      window.atlas.say({ year: data.periods[state.spot] });
    }

    function rest() {
      clearInterval(timer);
      timer = 0;
      button.textContent = data.words.play;
    }

    function go(spot) {
      state.spot = spot;
      slider.value = spot;
      slider.setAttribute("aria-valuetext", data.periods[spot]);
      output.textContent = data.periods[spot];
      figure.querySelector("[data-date]").textContent = data.dates[spot];
      paint(figure, state);
      if (state.chosen >= 0) state.show(state.chosen);
    }
  }

  function paint(figure, state) {
    var data = state.data;
    var codes = data.codes[state.spot];
    var counts = {};
    state.links.forEach(function (link, place) {
      var code = codes[place];
      var words = data.states[code];
      counts[code] = (counts[code] || 0) + 1;
      link.setAttribute("class", words ? "" : "k" + code);
      link.setAttribute("fill", words ? "url(#" + words[2] + ")" : "");
      var figureWords = shown(data, place, state.spot) + (data.unit ? "\u202f" + data.unit : "");
      var classWords = fill(data.words["class"], { k: Number(code) + 1, n: data.classes.length });
      link.setAttribute("aria-label", data.names[place] + ": " + (words ? words[1] : figureWords + ", " + classWords));
    });
    figure.querySelectorAll(".legend li").forEach(function (item) {
      item.querySelector(".count").textContent = counts[item.dataset.k] || 0;
      item.classList.toggle("absent", item.dataset.k in data.states && !counts[item.dataset.k]);
    });
  }

  /* Zoom: the view box shrinks around the chosen area or its own centre; dragging moves it. */

  function zoom(figure, state) {
    var svg = state.svg;
    var full = svg.viewBox.baseVal;
    var width = full.width;
    var height = full.height;
    var box = { x: 0, y: 0, scale: 1 };
    var tools = figure.querySelector(".controls").appendChild(document.createElement("span"));
    var words = state.data.words;
    tools.className = "zoom";
    tool("+", words.closer, function () { scale(box.scale * 1.6); });
    tool("−", words.wider, function () { scale(box.scale / 1.6); });
    tool("□", words.all, function () { scale(1); });

    function tool(sign, label, act) {
      var button = put(tools, "button", sign);
      button.type = "button";
      button.setAttribute("aria-label", label);
      button.title = label;
      button.addEventListener("click", act);
    }

    function scale(factor) {
      var middle = state.chosen >= 0 ? centre(state.links[state.chosen]) : [box.x + width / box.scale / 2, box.y + height / box.scale / 2];
      box.scale = Math.min(12, Math.max(1, factor));
      place(middle[0] - width / box.scale / 2, middle[1] - height / box.scale / 2);
    }

    function place(x, y) {
      box.x = Math.min(Math.max(0, x), width - width / box.scale);
      box.y = Math.min(Math.max(0, y), height - height / box.scale);
      svg.setAttribute("viewBox", [box.x, box.y, width / box.scale, height / box.scale].join(" "));
    }

    var from = null;
    svg.addEventListener("pointerdown", function (event) {
      from = { x: event.clientX, y: event.clientY, left: box.x, top: box.y, moved: false, held: box.scale > 1 };
    });
    window.addEventListener("pointermove", function (event) {
      if (!from || !from.held) return;
      var unit = width / box.scale / svg.clientWidth;
      var dx = event.clientX - from.x;
      var dy = event.clientY - from.y;
      from.moved = from.moved || Math.abs(dx) + Math.abs(dy) > 6;
      if (from.moved) place(from.left - dx * unit, from.top - dy * unit);
    });
    window.addEventListener("pointerup", function () {
      if (from) from.held = false;
    });
    svg.addEventListener("click", function (event) {
      if (from && from.moved) event.preventDefault();
    }, true);
    svg.addEventListener("dragstart", function (event) { event.preventDefault(); });
    // On the figure: a listener for focus would make the drawing itself a stop for the keyboard.
    figure.addEventListener("focusin", function (event) {
      if (box.scale > 1 && state.links.indexOf(event.target) >= 0) scale(box.scale);
    });
  }
})();
