// [data-choose]: our own button for a file field, because the browser's speaks the browser's language.
(function () {
  "use strict";

  function dress(box) {
    const field = document.getElementById(box.dataset.choose);
    const said = box.querySelector("[data-choose-said]");

    function tell() {
      const names = Array.from(field.files, (file) => file.name);
      const many = names.length > 1 ? box.dataset.many.replace("{}", names.length) : names[0];
      said.textContent = many || said.dataset.none;
    }

    field.classList.add("file-field-own");
    box.hidden = false;
    said.hidden = field.hasAttribute("data-sent-at-once");
    field.addEventListener("change", tell);
    tell();
  }

  document.querySelectorAll("[data-choose]").forEach(dress);
})();
