// A form with [data-autosave] sends what is typed to the server on every pause. Until the server has it, a copy stays in this browser.
// After each answer the form gets the event "autosave:done" with the answer as its detail. components/_kept.html holds the sentences.
(function () {
  "use strict";
  const PAUSE = 1500, WRITING = 200, LONGEST = 15000, SLOW = 700, KEEPALIVE = 60000, DAYS = 30;
  const AGAIN = [2000, 5000, 10000, 20000, 30000, 60000];
  const SECRET = /^(csrfmiddlewaretoken|typed_for)$|password/;

  const local = {
    write(key, copy) {
      try {
        window.localStorage.setItem(key, JSON.stringify(copy));
        return true;
      } catch (refused) {
        return false;
      }
    },
    read(key) {
      try {
        return JSON.parse(window.localStorage.getItem(key));
      } catch (refused) {
        return null;
      }
    },
    drop(key) {
      try {
        window.localStorage.removeItem(key);
      } catch (refused) {
        return;
      }
    },
  };

  // The page whose text the server has got: set when a pressed button was answered.
  function finishedPage() {
    const found = document.cookie.match(/(?:^|; )typed-done=([0-9a-f]+)/);
    return found ? found[1] : "";
  }

  // Names and values as the browser itself would post them; files and secrets stay out.
  function typed(form) {
    return Array.from(new FormData(form))
      .filter(([name, value]) => typeof value === "string" && !SECRET.test(name))
      .map(([name, value]) => [name, value.replace(/\r\n|\r|\n/g, "\r\n")]);
  }

  function body(form, mark, entries) {
    const sent = new URLSearchParams(entries);
    sent.append("typed_for", mark.value);
    sent.append("csrfmiddlewaretoken", form.querySelector("input[name=csrfmiddlewaretoken]").value);
    return sent;
  }

  async function answer(request) {
    const response = await request;
    const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
    const facts = isJson ? await response.json() : {};
    return Object.assign({ state: "failed", status: response.status }, facts);
  }

  function post(address, sent, signal) {
    const headers = { Accept: "application/json" };
    return answer(fetch(address, { method: "POST", body: sent, headers, signal, credentials: "same-origin" }));
  }

  // After signing in again the page's token is stale; the same account gets a fresh one.
  async function renewToken(mark) {
    const facts = await answer(fetch(mark.dataset.autosaveToken, { headers: { Accept: "application/json" } }));
    if (!facts.token) {
      return facts.state;
    }
    if (String(facts.account) !== mark.dataset.autosaveAccount) {
      return "other_account";
    }
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach(function (field) {
      field.value = facts.token;
    });
    return "";
  }

  function keeper(mark) {
    const form = mark.form;
    const status = form.querySelector("[data-autosave-status]");
    const place = "kept:" + mark.dataset.autosaveAccount + ":" + mark.dataset.autosaveKey;
    let onServer = "", flying = null, pause = 0, writing = 0, failures = 0, leaving = false;

    const text = () => JSON.stringify(typed(form));
    const isSent = () => text() === onServer;

    function say(sentence, tone, at, address) {
      status.textContent = (status.dataset[sentence] || "").replace("{}", at || "");
      status.dataset.tone = tone;
      if (address) {
        const link = document.createElement("a");
        link.href = address;
        link.textContent = status.dataset.signIn;
        status.append(" ", link);
      }
    }

    function writeCopy() {
      window.clearTimeout(writing);
      writing = 0;
      const copy = { mark: mark.value, page: mark.dataset.autosavePage, at: Date.now(), entries: typed(form) };
      return isSent() || local.write(place, copy);
    }

    function later(delay) {
      window.clearTimeout(pause);
      pause = window.setTimeout(send, delay);
    }

    function changed() {
      if (leaving || isSent()) {
        return;
      }
      writing = writing || window.setTimeout(writeCopy, WRITING);
      later(PAUSE);
    }

    function wait() {
      later(AGAIN[Math.min(failures, AGAIN.length - 1)]);
      failures += 1;
    }

    function failed() {
      say(writeCopy() ? "failed" : "homeless", "warn");
      wait();
    }

    // The server has this text, though perhaps not for a session of ours.
    function has(sent) {
      onServer = sent;
      if (isSent()) {
        local.drop(place);
      }
    }

    function take(sent, facts) {
      if (facts.state === "kept" || facts.state === "saved" || facts.state === "partly") {
        failures = 0;
        has(sent);
        say(facts.state === "saved" ? "saved" : "kept", "good", facts.at);
        changed();
      } else if (facts.state === "signed_out") {
        writeCopy();
        say(facts.kept ? "signedOut" : "onlyHere", "warn", "", facts.sign_in);
        wait();
      } else if (facts.state === "other_account") {
        writeCopy();
        say("other", "warn");
        wait();
      } else if (facts.state === "finished" || facts.text) {
        writeCopy();
        say("finished", "warn");
        status.textContent = facts.text || status.textContent;
      } else {
        failed();
      }
      const wasSent = isSent();
      form.dispatchEvent(new CustomEvent("autosave:done", { bubbles: true, detail: facts }));
      onServer = wasSent ? text() : onServer; // listeners may renew hidden marks of the page
    }

    async function exchange(entries, signal) {
      let facts = await post(mark.dataset.autosave, body(form, mark, entries), signal);
      if (facts.state === "stale_token") {
        const objection = await renewToken(mark);
        facts = objection ? Object.assign(facts, { state: objection }) : await post(mark.dataset.autosave, body(form, mark, entries), signal);
      }
      return facts;
    }

    async function send() {
      if (flying || leaving || isSent()) {
        return;
      }
      window.clearTimeout(pause);
      const entries = typed(form), sent = JSON.stringify(entries);
      flying = new AbortController();
      const limit = window.setTimeout(() => flying && flying.abort(), LONGEST);
      const slow = window.setTimeout(() => say("saving", "quiet"), SLOW);
      let facts = null;
      try {
        facts = await exchange(entries, flying.signal);
      } catch (unreachable) {
        facts = { state: "unreachable" };
      }
      window.clearTimeout(limit);
      window.clearTimeout(slow);
      flying = null;
      if (!leaving) {
        take(sent, facts);
      }
    }

    // The page goes: the copy is written at once, and the text is sent on its way if it is small enough.
    function goes() {
      if (leaving || isSent()) {
        return;
      }
      writeCopy();
      if (flying) {
        flying.abort();
      }
      const sent = body(form, mark, typed(form));
      if (sent.toString().length < KEEPALIVE) {
        const headers = { Accept: "application/json" };
        fetch(mark.dataset.autosave, { method: "POST", body: sent, headers, keepalive: true }).catch(() => null);
      }
    }

    // What an earlier page of this form could not send goes first; then the server shows it in its place.
    async function restore(copy) {
      form.inert = true;
      say("restoring", "quiet");
      const ways = [[mark.dataset.autosave, copy.mark], [mark.dataset.autosaveKeep, copy.mark], [mark.dataset.autosaveKeep, mark.value]];
      for (const [address, value] of ways) {
        try {
          const facts = await post(address, body(form, { value }, copy.entries));
          if (facts.status === 200) {
            local.drop(place);
            window.location.reload();
            return;
          }
        } catch (unreachable) {
          break;
        }
      }
      say("failed", "warn");
      window.setTimeout(() => restore(copy), AGAIN[Math.min(failures++, AGAIN.length - 1)]);
    }

    function start() {
      onServer = text();
      const copy = local.read(place);
      if (copy && (copy.page === finishedPage() || Date.now() - copy.at > DAYS * 86400000)) {
        local.drop(place);
      } else if (copy) {
        restore(copy);
        return;
      }
      form.addEventListener("input", function () {
        leaving = false;
        changed();
      });
      ["change", "click"].forEach((name) => form.addEventListener(name, changed));
      form.addEventListener("focusout", () => !leaving && !isSent() && later(0));
      // On the window, so that every question asked before sending has had its answer.
      window.addEventListener("submit", function (event) {
        if (event.target === form && !event.defaultPrevented) {
          writeCopy();
          leaving = true;
        }
      });
      window.addEventListener("online", send);
      window.addEventListener("focus", send);
      window.addEventListener("pagehide", goes);
      document.addEventListener("visibilitychange", () => (document.hidden ? goes() : send()));
    }

    window.addEventListener("pageshow", function (event) {
      if (event.persisted) {
        window.location.reload();
      }
    });
    start();
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("input[data-autosave]").forEach(keeper);
  });
})();
