// [data-shares]: the running total of the shares, and the button that splits them evenly. Without this file the server does both.
(function () {
  "use strict";
  const table = document.querySelector("[data-shares]");
  if (!table) {
    return;
  }
  const total = table.querySelector("[data-shares-total]");

  function fields() {
    return Array.from(table.querySelectorAll(".formset-row:not(.is-removed)"))
      .filter(function (row) {
        return "known" in row.dataset || row.querySelector("input[name$='-full_name']").value.trim() !== "";
      })
      .map(function (row) {
        return row.querySelector("input[data-share]");
      });
  }

  // The server's rule: a comma is the decimal mark; a lone dot is one too.
  function hundredths(text) {
    const match = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*%?\s*$/.exec(text);
    return match ? Number(match[1]) * 100 + Number((match[2] || "0").padEnd(2, "0")) : 0;
  }

  function written(value) {
    return Math.floor(value / 100) + "," + String(value % 100).padStart(2, "0");
  }

  function show() {
    const sum = fields().reduce(function (before, field) {
      return before + hundredths(field.value);
    }, 0);
    total.textContent = written(sum) + " %";
    total.classList.toggle("saved", sum === 10000);
    total.closest("p").hidden = false;
  }

  function split(event) {
    const shares = fields();
    if (!shares.length) {
      return;
    }
    event.preventDefault();
    const part = Math.floor(10000 / shares.length);
    const rest = 10000 - part * shares.length;
    shares.forEach(function (field, index) {
      field.value = written(part + (index >= shares.length - rest ? 1 : 0));
    });
    table.dispatchEvent(new Event("input", { bubbles: true }));
  }

  table.querySelector("[data-shares-even]").addEventListener("click", split);
  table.addEventListener("input", show);
  show();
})();
