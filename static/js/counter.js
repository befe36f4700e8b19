// [data-limit]: how many characters are left, counted as the server counts them (accounts.text.clean_text): composed letters, no
// invisible characters, single spaces, one for a line end, one for a letter beyond the basic plane.
(function () {
  "use strict";
  const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/gu;
  const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;
  const CONTROL_SPACE = /[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]/g;
  // The soft hyphen may be a letter of an old code, and then it counts: better to warn too early than too late.
  const SOFT_HYPHEN = "\u00ad";
  const TONE_FIRST = /([aeoAEO]\u0323?)([\u0300\u0301\u0303\u0309])([\u0302\u0306])/g;
  const STROKED = /([Dd])[\u0335\u0336]/g;
  const NEAR = 0.8;

  function composed(text) {
    const marks = text.normalize("NFD").replace(STROKED, (_all, letter) => (letter === "D" ? "Đ" : "đ"));
    return marks.normalize("NFC").normalize("NFD").replace(TONE_FIRST, "$1$3$2").normalize("NFC");
  }

  function line(text) {
    const visible = text.replace(CONTROL_SPACE, " ").replace(INVISIBLE, (char) => (char === SOFT_HYPHEN ? char : ""));
    return composed(visible.split(/\s+/u).filter(Boolean).join(" "));
  }

  function length(text, isLong) {
    const clean = isLong ? text.split(LINE_END).map(line).join("\n").replace(/^\n+|\n+$/g, "") : line(text);
    return Array.from(clean).length;
  }

  function watch(field) {
    const form = field.form;
    const limit = Number(field.dataset.limit);
    const note = document.createElement("p");
    note.id = field.id + "_count";
    note.className = "counter small";
    field.after(note);
    let said = 0;

    function show() {
      const left = limit - length(field.value, field.matches("textarea"));
      const sentence = left < 0 ? form.dataset.countOver : form.dataset.countLeft;
      note.textContent = sentence.replace("{}", Math.abs(left).toLocaleString("vi-VN"));
      note.hidden = left >= limit * (1 - NEAR) && !field.matches("textarea");
      note.classList.toggle("is-over", left < 0);
    }

    field.addEventListener("input", function () {
      window.clearTimeout(said);
      said = window.setTimeout(show, 150);
    });
    show();
  }

  window.countedLength = length;
  document.querySelectorAll("form[data-count-left] [data-limit]").forEach(watch);
})();
