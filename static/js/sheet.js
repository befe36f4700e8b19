// Score sheet: add up the typed marks and point at the band each has reached. The server counts again and its sum is the one that holds.
// Also the keys of the page: each presses a button or opens a link that stands there; none of them is a letter.
(function () {
  "use strict";
  const form = document.querySelector("form[data-sheet]");
  const total = form && form.querySelector("[data-sheet-total]");

  function press(name) {
    const target = document.querySelector("[data-key-" + name + "]");
    if (target) {
      target.click();
    }
    return Boolean(target);
  }

  function key(event) {
    const command = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && command && !event.altKey) {
      return press(event.shiftKey ? "save-next" : "save");
    }
    if (event.altKey && !command && !event.shiftKey && event.key === "PageDown") {
      return press("next");
    }
    return event.altKey && !command && !event.shiftKey && event.key === "PageUp" && press("previous");
  }

  document.addEventListener("keydown", function (event) {
    if (!event.isComposing && key(event)) {
      event.preventDefault();
    }
  });
  if (!total) {
    return;
  }
  const sum = form.querySelector("[data-sheet-sum]");
  const confirmed = form.querySelector("[data-sheet-confirmed]");
  const criteria = Array.from(form.querySelectorAll("[data-criterion]"));

  function points(field) {
    const typed = field.value.trim();
    return /^[0-9]{1,3}([.,][0-9]{1,2})?$/.test(typed) ? Number(typed.replace(",", ".")) : null;
  }

  // A number, nothing yet (null), or left out as not applicable.
  function given(criterion) {
    const out = criterion.querySelector("[data-left-out]");
    const fields = Array.from(criterion.querySelectorAll("[data-points]"));
    const field = fields.find((one) => one.type !== "radio" || one.checked);
    const first = fields[0].dataset;
    return {
      isOut: Boolean(out && out.checked),
      value: field ? points(field) : null,
      top: Number(first.max),
      weight: Number(first.weight),
    };
  }

  function reach(criterion, mark) {
    const bands = Array.from(criterion.querySelectorAll("[data-band]"));
    const within = bands.filter(function (band) {
      return !mark.isOut && mark.value !== null && mark.value <= mark.top && Number(band.dataset.low) <= mark.value;
    });
    const reached = within.sort((one, other) => Number(other.dataset.low) - Number(one.dataset.low))[0];
    bands.forEach((band) => band.classList.toggle("tag", band === reached));
    const copied = criterion.querySelector("[data-copied]");
    if (copied) {
      copied.hidden = mark.isOut || mark.value !== 0;
    }
  }

  function hundredths(marks) {
    return marks.reduce((all, mark) => all + (mark.isOut ? 0 : Math.round((mark.value || 0) * mark.weight * 100)), 0);
  }

  function said(number) {
    return (Math.round(number) / 100).toLocaleString("vi-VN");
  }

  function show() {
    const marks = criteria.map(given);
    criteria.forEach((criterion, place) => reach(criterion, marks[place]));
    const top = (some) => some.reduce((all, mark) => all + mark.top * mark.weight, 0);
    const applies = top(marks.filter((mark) => !mark.isOut));
    sum.textContent = said(applies ? (hundredths(marks) * top(marks)) / applies : 0);
    form.querySelectorAll("[data-group]").forEach(function (group) {
      const inside = marks.filter((_mark, place) => group.contains(criteria[place]));
      group.querySelector("[data-group-sum]").textContent = said(hundredths(inside));
      group.querySelector("[data-group-total]").hidden = false;
    });
  }

  form.addEventListener("input", show);
  form.addEventListener("autosave:done", function (event) {
    confirmed.textContent = event.detail.confirmed || "";
  });
  show();
})();
