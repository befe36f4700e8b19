// After a refused form: the summary takes the focus, and its links lead into the fields.
(function () {
  "use strict";
  const summary = document.querySelector(".error-summary");
  if (!summary) {
    return;
  }
  summary.focus();
  summary.addEventListener("click", function (event) {
    const link = event.target.closest("a[href^='#']");
    const place = link && document.getElementById(link.hash.slice(1));
    if (!place) {
      return;
    }
    const fields = "input:not([type=hidden]), select, textarea";
    const field = place.matches(fields) ? place : place.querySelector(fields);
    if (field) {
      event.preventDefault();
      place.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
    }
  });
})();
