// A form is sent once, however often its button is pressed. The server refuses repeats anyway; this spares people the sight.
(function () {
  "use strict";

  function mark(form, sent) {
    if (sent) {
      form.dataset.sent = "yes";
    } else {
      delete form.dataset.sent;
    }
    for (const button of form.querySelectorAll("button:not([type=button]), input[type=submit]")) {
      if (sent) {
        button.setAttribute("aria-disabled", "true");
      } else {
        button.removeAttribute("aria-disabled");
      }
    }
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || "many" in form.dataset) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
    } else {
      mark(form, true);
    }
  });

  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      mark(form, false);
    });
  });
})();
