// Two minutes before the session ends for want of any act, ask whether to stay. Every tab of the same browser counts as one.
(function () {
  "use strict";
  const template = document.getElementById("session-dialog");
  if (!template || !window.HTMLDialogElement) {
    return;
  }
  const LEFT = Number(template.dataset.left) * 1000, WARNING = 120000, LOOK = 5000, PLACE = "session:seen";
  let seen = Date.now(), asking = false;

  function active() {
    seen = Date.now();
    try {
      window.localStorage.setItem(PLACE, String(seen));
    } catch (refused) {
      return;
    }
  }

  function lastSeen() {
    try {
      return Math.max(seen, Math.min(Date.now(), Number(window.localStorage.getItem(PLACE)) || 0));
    } catch (refused) {
      return seen;
    }
  }

  function ask() {
    const dialog = template.content.firstElementChild.cloneNode(true);
    asking = true;
    dialog.addEventListener("close", async function () {
      dialog.remove();
      try {
        const answer = await fetch(template.dataset.token, { headers: { Accept: "application/json" } });
        if (answer.ok) {
          active();
        }
      } catch (unreachable) {
        return;
      } finally {
        asking = false;
      }
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  // A link that would only have changed a part of the page leads to the sign-in page, and back; typed text stays where it is.
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status === 401 && event.target.closest("a[href]")) {
      window.location.assign(event.target.closest("a[href]").href);
    }
  });

  active();
  document.addEventListener("autosave:done", function (event) {
    if (["kept", "saved", "partly"].includes(event.detail.state)) {
      active();
    }
  });
  window.setInterval(function () {
    const left = LEFT - (Date.now() - lastSeen());
    if (!asking && left > 0 && left <= WARNING) {
      ask();
    }
  }, LOOK);
})();
