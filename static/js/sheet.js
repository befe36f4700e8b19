// Score sheet: add up the typed marks and point at the band each has reached. The server counts again and its sum is the one that holds.
(function () {
  "use strict";
  const form = document.querySelector("form[data-sheet]");
  const total = form && form.querySelector("[data-sheet-total]");
  if (!total) {
    return;
  }
  const sum = form.querySelector("[data-sheet-sum]");
  const fields = Array.from(form.querySelectorAll("[data-points]"));

  function points(field) {
    const typed = field.value.trim();
    return /^[0-9]{1,3}([.,][0-9]{1,2})?$/.test(typed) ? Number(typed.replace(",", ".")) : null;
  }

  function reach(field, value) {
    const bands = Array.from(field.closest("[data-criterion]").querySelectorAll("[data-band]"));
    const top = Number(field.dataset.max);
    const within = bands.filter(function (band) {
      return value !== null && value <= top && Number(band.dataset.low) <= value;
    });
    const reached = within.sort(function (one, other) {
      return Number(other.dataset.low) - Number(one.dataset.low);
    })[0];
    bands.forEach(function (band) {
      band.classList.toggle("tag", band === reached);
    });
  }

  function show() {
    let hundredths = 0;
    fields.forEach(function (field) {
      const value = points(field);
      hundredths += Math.round((value || 0) * Number(field.dataset.weight) * 100);
      reach(field, value);
    });
    sum.textContent = (hundredths / 100).toLocaleString("vi-VN");
    total.hidden = false;
  }

  form.addEventListener("input", show);
  show();
})();
