// <form data-dirty>: warn before leaving with typed words that were not saved. [data-unsaved] inside the form shows while that is so.
(function () {
  "use strict";

  function watch(form) {
    const note = form.querySelector("[data-unsaved]");
    let dirty = false;

    function set(value) {
      dirty = value;
      if (note) {
        note.hidden = !value;
      }
    }

    form.addEventListener("input", function () {
      set(true);
    });
    form.addEventListener("submit", function (event) {
      if (!event.defaultPrevented) {
        set(false);
      }
    });
    form.addEventListener("autosave:done", function (event) {
      if (event.detail.kept || ["kept", "saved", "partly"].includes(event.detail.state)) {
        set(false);
      }
    });
    form.addEventListener("htmx:afterRequest", function (event) {
      if (event.detail.successful) {
        set(false);
      }
    });
    window.addEventListener("beforeunload", function (event) {
      if (dirty) {
        event.preventDefault();
      }
    });
  }

  document.querySelectorAll("form[data-dirty]").forEach(watch);
})();
