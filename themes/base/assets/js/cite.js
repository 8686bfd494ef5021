/* Citations: a button that copies, and the citation of the single value or figure that the address leads to. Without scripts the text can be marked and copied. */
(function () {
  "use strict";

  var moved = document.querySelector("a[data-moved]");
  if (moved) location.replace(moved.href + location.hash);

  var words = document.body.dataset;
  var box = document.querySelector(".cite");
  if (!box) return;
  var texts = Array.prototype.slice.call(box.querySelectorAll("[data-cite]"));
  var plain = texts.map(function (text) { return text.textContent; });
  var whole = box.querySelector("[data-words]").textContent;
  var address = box.querySelector(".address").textContent;

  texts.forEach(function (text) {
    if (!navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(text.textContent).then(function () {
        button.textContent = words.copied;
        setTimeout(function () { button.textContent = words.copy; }, 2000);
      });
    });
    text.after(button);
  });

  document.querySelectorAll("table.years td[id]").forEach(function (cell) {
    cell.addEventListener("click", function () { location.hash = cell.id; });
  });

  point();
  window.addEventListener("hashchange", point);

  /* The citation names what the address leads to, if it is a value or a figure of this page. */
  function point() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var name = target ? named(target) : "";
    texts.forEach(function (text, place) {
      if (name) text.textContent = plain[place].split(whole).join(name + ". " + whole).split(address).join(address + location.hash);
      else if (text.textContent !== plain[place]) text.textContent = plain[place];
    });
  }

  function named(target) {
    if (target.matches("table.years td")) {
      var row = target.parentNode;
      var head = target.closest("table").tHead.rows[0].cells[target.cellIndex];
      return row.cells[0].textContent + ", " + head.textContent + ": " + target.textContent.trim();
    }
    if (target.matches("table tr")) return target.cells[0].textContent.trim();
    if (target.matches("h2, h3") && !target.closest(".cite")) return target.textContent.trim();
    var caption = target.matches("figure") && target.querySelector("figcaption");
    return caption ? caption.textContent.trim().split(". ")[0] : "";
  }
})();
