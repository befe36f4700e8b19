// Filters that are folded for a phone stand open where there is room for them.
(function () {
  "use strict";
  if (!window.matchMedia("(min-width: 40em)").matches) {
    return;
  }
  for (const fold of document.querySelectorAll("details[data-fold]")) {
    fold.open = true;
  }
})();
