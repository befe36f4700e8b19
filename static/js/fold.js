// Filters that are folded for a phone stand open where there is room for them, also after htmx brought a new page.
(function () {
  "use strict";

  function unfold() {
    if (!window.matchMedia("(min-width: 40em)").matches) {
      return;
    }
    for (const fold of document.querySelectorAll("details[data-fold]")) {
      fold.open = true;
    }
  }

  unfold();
  document.addEventListener("htmx:afterSwap", unfold);
})();
