// Light or dark: the reader's choice is kept in this browser and applied before anything is painted.
(function () {
  "use strict";
  const root = document.documentElement;

  function remembered() {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  }

  function choose(theme) {
    root.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      return;
    }
  }

  function isDark() {
    if (root.dataset.theme) {
      return root.dataset.theme === "dark";
    }
    return matchMedia("(prefers-color-scheme: dark)").matches;
  }

  const choice = remembered();
  if (choice === "light" || choice === "dark") {
    root.dataset.theme = choice;
  }
  document.addEventListener("DOMContentLoaded", function () {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.hidden = false;
      button.addEventListener("click", function () {
        choose(isDark() ? "light" : "dark");
      });
    }
  });
})();
