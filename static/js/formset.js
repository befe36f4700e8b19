// Rows of a Django formset: add from <template>, strike out and bring back. Without this file the server's blank rows and boxes do it.
// [data-formset-trim]: the blank rows at the end are taken away at the start, since a button brings one when it is wanted.
(function () {
  "use strict";

  function renumber(set) {
    set.querySelectorAll(".formset-row:not(.is-removed) [data-formset-number]").forEach(function (place, index) {
      place.textContent = index + 1;
    });
  }

  function fill(node, index) {
    if (node.nodeType === Node.TEXT_NODE) {
      node.textContent = node.textContent.replaceAll("__prefix__", index);
      return;
    }
    for (const attribute of Array.from(node.attributes || [])) {
      if (attribute.value.includes("__prefix__")) {
        node.setAttribute(attribute.name, attribute.value.replaceAll("__prefix__", index));
      }
    }
    node.childNodes.forEach(function (child) {
      fill(child, index);
    });
  }

  // A new row is named at once, so that it stays the same row through every save.
  function name(row) {
    const uid = row.querySelector("input[name$='-uid']");
    if (uid && !uid.value) {
      const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)));
      uid.value = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
    }
  }

  function ready(row) {
    const box = row.querySelector("[data-formset-delete]");
    const button = row.querySelector("[data-formset-remove]");
    if (button) {
      button.hidden = false;
    }
    if (box) {
      box.hidden = true;
    }
  }

  function add(set) {
    const total = set.querySelector("input[name$='-TOTAL_FORMS']");
    const most = set.querySelector("input[name$='-MAX_NUM_FORMS']");
    const index = Number(total.value);
    if (most && index >= Number(most.value)) {
      return;
    }
    const row = set.querySelector("template[data-formset-empty]").content.firstElementChild.cloneNode(true);
    fill(row, String(index));
    name(row);
    ready(row);
    set.querySelector("[data-formset-rows]").append(row);
    total.value = index + 1;
    renumber(set);
    row.querySelector("input:not([type=hidden]), select, textarea").focus();
    set.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function isBlank(row) {
    const fields = row.querySelectorAll("input:not([type=hidden]):not([type=checkbox]), select, textarea");
    return Array.from(fields).every(function (field) {
      return field.value === "";
    });
  }

  function trim(set) {
    const total = set.querySelector("input[name$='-TOTAL_FORMS']");
    const least = Number(set.querySelector("input[name$='-INITIAL_FORMS']").value);
    const rows = Array.from(set.querySelectorAll("[data-formset-rows] > .formset-row"));
    while (rows.length > least && isBlank(rows[rows.length - 1])) {
      rows.pop().remove();
    }
    total.value = rows.length;
  }

  function strike(set, button) {
    const row = button.closest(".formset-row");
    const box = row.querySelector("input[name$='-DELETE']");
    if (!box) {
      return;
    }
    box.checked = !box.checked;
    row.classList.toggle("is-removed", box.checked);
    row.querySelector("[data-formset-body]").hidden = box.checked;
    [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent.trim()];
    renumber(set);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.querySelectorAll("[data-formset]").forEach(function (set) {
    if ("formsetTrim" in set.dataset) {
      trim(set);
    }
    set.querySelectorAll(".formset-row").forEach(ready);
    const adder = set.querySelector("[data-formset-add]");
    adder.hidden = false;
    set.addEventListener("click", function (event) {
      const button = event.target.closest("[data-formset-add], [data-formset-remove]");
      if (button === adder) {
        add(set);
      } else if (button) {
        strike(set, button);
      }
    });
  });
})();
