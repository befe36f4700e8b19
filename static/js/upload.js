// [data-upload]: files go to the server at once, in parts, and go on after a cut where they stopped. The typed form is never touched.
// Without this file the same field and its button send everything in one form.
(function () {
  "use strict";
  const PART = 256 * 1024;
  const PAUSES = [1, 2, 4, 8, 15, 30, 30, 30];
  const zone = document.querySelector("[data-upload]");
  if (!zone) {
    return;
  }
  const form = zone.closest("form");
  const field = zone.querySelector("input[type=file]");
  const rows = zone.querySelector("[data-upload-rows]");
  const status = zone.querySelector("[data-upload-status]");
  const list = document.querySelector("[data-file-list]");
  const waiting = [];
  let active = null;

  class Answered extends Error {}

  // Two runs of a small mixing function: enough to find one's own cut upload again, nothing more.
  function keyOf(file) {
    const text = [file.name, file.size, file.lastModified].join("|");
    return [0x9e3779b1, 0x85ebca6b].map(function (seed) {
      let mixed = seed ^ text.length;
      for (const char of text) {
        mixed = Math.imul(mixed ^ char.codePointAt(0), 0x5bd1e995);
        mixed ^= mixed >>> 13;
      }
      return (mixed >>> 0).toString(16).padStart(8, "0");
    }).join("");
  }

  function row(file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const bar = document.createElement("progress");
    const note = document.createElement("span");
    const button = document.createElement("button");
    item.className = "file upload-row mb-2";
    name.className = "file-name";
    name.textContent = file.name;
    bar.className = "bar";
    bar.max = Math.max(file.size, 1);
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    note.className = "file-note";
    button.type = "button";
    button.className = "btn btn-sm";
    name.append(bar, note);
    item.append(name, button);
    rows.append(item);
    return { file: file, item: item, bar: bar, note: note, button: button, key: keyOf(file), stop: null, over: false };
  }

  function label(one, text, press) {
    const name = document.createElement("span");
    name.className = "visually-hidden";
    name.textContent = " " + one.file.name;
    one.button.replaceChildren(text, name);
    one.button.onclick = press;
  }

  function tell(one, text, aloud) {
    const share = Math.floor((100 * one.bar.value) / one.bar.max);
    one.note.textContent = one.over ? text : share + " %, " + text;
    if (aloud) {
      status.textContent = one.file.name + ": " + text;
    }
  }

  async function ask(one, url, options) {
    one.stop = new AbortController();
    const response = await fetch(url, Object.assign({ signal: one.stop.signal, credentials: "same-origin" }, options));
    const kind = response.headers.get("Content-Type") || "";
    if (!kind.startsWith("application/json")) {
      throw response.status >= 500 ? new TypeError() : new Answered(response.status === 404 ? "" : zone.dataset.failed);
    }
    const said = await response.json();
    if (response.status !== 409 && said.refused) {
      throw new Answered(said.refused);
    }
    return said;
  }

  function posted(body, more) {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    return { method: "POST", body: body, headers: Object.assign({ "X-CSRFToken": token }, more) };
  }

  function begin(one) {
    const said = new URLSearchParams({ key: one.key, name: one.file.name, size: one.file.size });
    return ask(one, zone.dataset.upload, posted(said));
  }

  async function sendOn(one) {
    let state = await begin(one);
    one.cancel = state.cancel;
    const url = state.url;
    while (!state.list) {
      one.bar.value = state.received;
      const part = one.file.slice(state.received, state.received + PART);
      tell(one, state.received + part.size >= one.file.size ? zone.dataset.checking : zone.dataset.sending);
      const kind = { "Content-Type": "application/octet-stream" };
      state = await ask(one, url + "?offset=" + state.received, posted(part, kind));
      one.tries = 0;
    }
    return state;
  }

  function rest(one) {
    const seconds = PAUSES[one.tries];
    one.tries += 1;
    return new Promise(function (resolve) {
      const end = function () {
        window.removeEventListener("online", end);
        resolve();
      };
      window.setTimeout(end, seconds * 1000);
      window.addEventListener("online", end);
    });
  }

  async function send(one) {
    one.tries = 0;
    while (!one.over) {
      try {
        received(one, await sendOn(one));
      } catch (problem) {
        if (one.over) {
          return;
        }
        if (problem instanceof Answered && problem.message) {
          fail(one, problem.message);
        } else if (one.tries >= PAUSES.length) {
          fail(one, zone.dataset.failed);
        } else {
          tell(one, zone.dataset.cut, true);
          await rest(one);
        }
      }
    }
  }

  function received(one, state) {
    one.over = true;
    const lines = new DOMParser().parseFromString(state.list, "text/html").body.children;
    list.replaceChildren(...lines);
    status.textContent = state.said;
    one.item.remove();
  }

  function fail(one, reason) {
    const again = reason === zone.dataset.failed;
    one.over = true;
    one.item.classList.add("upload-refused");
    tell(one, reason, true);
    label(one, again ? zone.dataset.again : zone.dataset.close, function () {
      one.item.remove();
      if (again) {
        add([one.file]);
      }
      field.focus();
    });
  }

  function cancel(one) {
    one.over = true;
    if (one.stop) {
      one.stop.abort();
    }
    if (one.cancel) {
      fetch(one.cancel, Object.assign({ keepalive: true }, posted(new URLSearchParams()))).catch(function () {});
    }
    one.item.remove();
  }

  async function work() {
    while (waiting.length && !active) {
      active = waiting.shift();
      if (!active.over) {
        await send(active);
      }
      active = null;
    }
  }

  function add(files) {
    for (const file of files) {
      const one = row(file);
      label(one, zone.dataset.cancel, function () {
        cancel(one);
        status.textContent = file.name + ": " + zone.dataset.cancelled;
        field.focus();
      });
      tell(one, zone.dataset.waiting);
      waiting.push(one);
    }
    work();
  }

  // A button of the form is pressed meanwhile: what is still on its way goes along with the form, whole.
  function handOver() {
    const left = [active].concat(waiting).filter(function (one) {
      return one && !one.over;
    });
    if (left.length) {
      const bag = new DataTransfer();
      left.forEach(function (one) {
        bag.items.add(one.file);
        cancel(one);
      });
      field.files = bag.files;
    }
  }

  function holdsFiles(event) {
    return event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
  }

  form.addEventListener("submit", handOver, true);
  field.addEventListener("input", function (event) {
    event.stopPropagation(); // a file is no typed word: it is on its way by itself
  });
  field.addEventListener("change", function (event) {
    event.stopPropagation();
    const chosen = Array.from(field.files);
    field.value = "";
    add(chosen);
  });
  // Anywhere else a dropped file would open in place of the form.
  document.addEventListener("dragover", function (event) {
    if (holdsFiles(event)) {
      event.preventDefault();
      zone.classList.toggle("is-over", zone.contains(event.target));
    }
  });
  document.addEventListener("dragleave", function () {
    zone.classList.remove("is-over");
  });
  document.addEventListener("drop", function (event) {
    if (holdsFiles(event)) {
      event.preventDefault();
      zone.classList.remove("is-over");
      add(zone.contains(event.target) ? Array.from(event.dataTransfer.files) : []);
    }
  });
  window.addEventListener("beforeunload", function (event) {
    if (active && !active.over) {
      event.preventDefault();
    }
  });

  zone.querySelector("[data-upload-hint]").hidden = false;
  document.querySelector("[data-upload-plain]").hidden = true;
})();
