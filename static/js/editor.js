// <form data-editor>: after each autosave the page says what is still missing, what could not be stored and where two texts wait.
// Everything here also stands on the page that the button gives; this only spares the way there.
(function () {
  "use strict";
  const form = document.querySelector("form[data-editor]");
  if (!form) {
    return;
  }
  const ICONS = { ok: "check-circle", block: "x-circle", warn: "exclamation-triangle" };

  function mark(status) {
    const icon = document.querySelector("[data-section-link] .icon").cloneNode(true);
    const use = icon.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, "#" + ICONS[status]));
    return icon;
  }

  function point(problem, anchor) {
    const item = document.createElement("li");
    item.className = "check check-" + problem.status;
    const words = document.createElement(anchor ? "a" : "span");
    words.textContent = problem.text;
    if (anchor) {
      words.href = "#" + anchor;
    }
    item.append(mark(problem.status), words);
    return item;
  }

  function showSection(section) {
    const link = document.querySelector(`[data-section-link="${section.anchor}"]`);
    link.className = "section-" + section.status;
    link.querySelector(".icon").replaceWith(mark(section.status));
    link.querySelector("[data-section-words]").hidden = !section.problems.length;
    link.querySelector("[data-section-count]").textContent = section.problems.length || "";
    const list = document.querySelector(`[data-section-problems="${section.anchor}"]`);
    if (list) {
      list.hidden = !section.problems.length;
      list.replaceChildren(...section.problems.map((problem) => point(problem)));
    }
  }

  function showProgress(facts) {
    facts.sections.forEach(showSection);
    const box = document.querySelector("[data-gaps]");
    const all = facts.sections.flatMap((section) => section.problems.map((problem) => point(problem, section.anchor)));
    box.hidden = !all.length;
    box.querySelector("[data-gaps-list]").replaceChildren(...all);
    const words = box.querySelector("summary");
    words.textContent = words.dataset.text.replace("{}", all.length);
    const done = facts.sections.filter((section) => section.status !== "block").length;
    const progress = document.querySelector("[data-sections-done]");
    progress.textContent = progress.dataset.text.replace("{}", done);
    document.querySelector("[data-sections-bar]").value = done;
  }

  function note(box, text, kind) {
    const place = document.getElementById(box);
    if (!place) {
      return;
    }
    const said = document.createElement("p");
    said.className = kind;
    said.dataset.hint = "";
    said.textContent = text;
    place.append(said);
  }

  // What the last button found wrong and has been stored since: the words go, here and in the summary.
  function dropMended(facts) {
    const still = new Set(facts.unsaved.map((one) => "#" + one.box));
    const summary = document.querySelector(".error-summary");
    document.querySelectorAll(".error-summary li a").forEach(function (link) {
      if (!still.has(link.hash) && !link.hash.startsWith("#so-sanh-")) {
        link.closest("li").remove();
        mend(link.hash.slice(1));
      }
    });
    if (summary && !summary.querySelector("li")) {
      summary.remove();
    }
  }

  function mend(name) {
    const box = name.startsWith("div_") && document.getElementById(name);
    if (!box) {
      return;
    }
    box.querySelectorAll(".invalid-feedback").forEach((words) => words.remove());
    box.querySelectorAll(".is-invalid").forEach(function (field) {
      const described = (field.getAttribute("aria-describedby") || "").split(" ");
      field.setAttribute("aria-describedby", described.filter((id) => !id.endsWith("_error")).join(" "));
      field.classList.remove("is-invalid");
      field.removeAttribute("aria-invalid");
    });
  }

  function showHints(facts) {
    form.querySelectorAll("[data-hint]").forEach((hint) => hint.remove());
    dropMended(facts);
    facts.unsaved.forEach((one) => note(one.box, one.text, "invalid-feedback"));
    facts.warnings.forEach((one) => note("div_" + one.field, one.text, "field-warning"));
  }

  function showMeetings(facts) {
    const notice = form.querySelector("[data-meeting]");
    const labels = (facts.conflicts.length ? facts.conflicts : facts.others).map(function (anchor) {
      return "«" + document.querySelector(`[data-section-link="${anchor}"]`).dataset.label + "»";
    });
    notice.hidden = !labels.length;
    const sentence = facts.conflicts.length ? notice.dataset.conflict : notice.dataset.elsewhere;
    notice.querySelector("[data-meeting-words]").textContent = labels.length ? [sentence.replace("{}", labels.join(", ")), ...facts.met].join(" ") : "";
  }

  function show(event) {
    const facts = event.detail;
    if (!facts.sections) {
      return;
    }
    for (const [anchor, tag] of Object.entries(facts.tags)) {
      form.elements["tag-" + anchor].value = tag;
    }
    form.elements.version.value = facts.version;
    showProgress(facts);
    showHints(facts);
    showMeetings(facts);
  }

  form.addEventListener("autosave:done", show);
})();
