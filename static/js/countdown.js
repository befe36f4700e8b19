// Time left, counted from the server's clock, so that a wrong clock on the phone does no harm.
(function () {
  "use strict";
  const loaded = performance.now();

  function words(seconds, box) {
    const days = Math.floor(seconds / 86400);
    const hours = Math.floor((seconds % 86400) / 3600);
    const minutes = Math.floor((seconds % 3600) / 60);
    if (days > 0) {
      return `${days} ${box.dataset.days} ${hours} ${box.dataset.hours}`;
    }
    if (hours > 0) {
      return `${hours} ${box.dataset.hours} ${minutes} ${box.dataset.minutes}`;
    }
    return `${minutes} ${box.dataset.minutes} ${Math.floor(seconds % 60)} ${box.dataset.seconds}`;
  }

  function show(box) {
    const passed = performance.now() - loaded;
    const left = (Date.parse(box.dataset.deadline) - Date.parse(box.dataset.serverNow) - passed) / 1000;
    const text = box.querySelector(".countdown-left");
    if (Number.isNaN(left) || !text) {
      return;
    }
    box.classList.toggle("countdown-over", left <= 0);
    text.textContent = left > 0 ? words(left, box) : box.dataset.over;
    if (left > 0) {
      setTimeout(show, left > 86400 ? 60000 : 1000, box);
    }
  }

  document.querySelectorAll("[data-deadline]").forEach(show);
})();
