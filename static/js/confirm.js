// data-confirm="Câu hỏi" on a form or on its button: ask in a dialog first. Words of the dialog come from <template id="confirm-dialog">.
(function () {
  "use strict";
  const template = document.getElementById("confirm-dialog");
  if (!template || !window.HTMLDialogElement) {
    return;
  }

  function ask(question, yes) {
    const dialog = template.content.firstElementChild.cloneNode(true);
    dialog.querySelector("[data-question]").textContent = question;
    if (yes) {
      dialog.querySelector("[value=yes]").textContent = yes;
    }
    document.body.append(dialog);
    dialog.showModal();
    return new Promise(function (resolve) {
      dialog.addEventListener("close", function () {
        dialog.remove();
        resolve(dialog.returnValue === "yes");
      });
    });
  }

  async function intercept(event) {
    const form = event.target;
    const button = event.submitter;
    const asker = button && button.dataset.confirm ? button : form;
    if (!asker.dataset.confirm || form.dataset.confirmed) {
      delete form.dataset.confirmed;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (await ask(asker.dataset.confirm, asker.dataset.confirmYes || (button && button.textContent.trim()))) {
      form.dataset.confirmed = "yes";
      form.requestSubmit(button);
    }
  }

  document.addEventListener("submit", intercept, true);
})();
