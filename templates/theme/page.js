// Offers to copy the page's permalink. Nothing on the page needs it.
(function () {
  "use strict";
  var words = document.currentScript.dataset;
  document.addEventListener("DOMContentLoaded", function () {
    var link = document.querySelector(".permalink a"), cite = document.querySelector(".cite");
    if (!link || !cite || !navigator.clipboard) { return; }
    var line = document.createElement("p"), button = document.createElement("button");
    line.className = "tools";
    button.type = "button";
    button.textContent = words.copy;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(link.href).then(function () { button.textContent = words.copied; });
    });
    line.appendChild(button);
    cite.parentNode.insertBefore(line, cite);
  });
})();
