// <textarea data-rich-text>: ProseMirror writes the HTML into the field. Without it the field shows the HTML itself.
(function () {
  "use strict";
  const tools = document.getElementById("rich-text-tools");
  const field = document.querySelector("textarea[data-rich-text]");
  if (!tools || !field) {
    return;
  }

  const COMMANDS = {
    bold: (chain) => chain.toggleBold(),
    italic: (chain) => chain.toggleItalic(),
    heading: (chain) => chain.toggleHeading({ level: 2 }),
    subheading: (chain) => chain.toggleHeading({ level: 3 }),
    bullets: (chain) => chain.toggleBulletList(),
    numbers: (chain) => chain.toggleOrderedList(),
    quote: (chain) => chain.toggleBlockquote(),
    undo: (chain) => chain.undo(),
    redo: (chain) => chain.redo(),
  };
  const ACTIVE = {
    bold: ["bold"],
    italic: ["italic"],
    heading: ["heading", { level: 2 }],
    subheading: ["heading", { level: 3 }],
    bullets: ["bulletList"],
    numbers: ["orderedList"],
    quote: ["blockquote"],
    link: ["link"],
  };

  // What the policy would refuse aloud goes before anything is read; no style is kept anyway.
  const REFUSED = /<style[\s\S]*?<\/style>|\s(?:style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*')/gi;

  function plain(html) {
    return html.replace(REFUSED, "").replace(/<(\/?)h1\b/gi, "<$1h2").replace(/<(\/?)h[4-6]\b/gi, "<$1h3");
  }

  function link(editor, question) {
    const address = window.prompt(question, editor.getAttributes("link").href || "");
    if (address === null) {
      return;
    }
    const chain = editor.chain().focus().extendMarkRange("link");
    (address.trim() === "" ? chain.unsetLink() : chain.setLink({ href: address.trim() })).run();
  }

  function extensions(kit) {
    return [
      kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.Bold, kit.Italic, kit.Blockquote,
      kit.Heading.configure({ levels: [2, 3] }), kit.BulletList, kit.OrderedList, kit.ListItem,
      kit.Link.configure({ openOnClick: false }), kit.Table, kit.TableRow, kit.TableHeader, kit.TableCell,
      kit.History,
    ];
  }

  function start(kit) {
    const place = document.createElement("div");
    place.className = "rich-text";
    const bar = tools.content.firstElementChild.cloneNode(true);
    field.before(place);
    let writing = false;
    const editor = new kit.Editor({
      element: place,
      extensions: extensions(kit),
      content: field.value,
      injectCSS: false,
      editorProps: {
        transformPastedHTML: plain,
        attributes: {
          class: "prose news-body",
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": tools.dataset.label,
        },
      },
      onUpdate() {
        writing = true;
        field.value = editor.isEmpty ? "" : editor.getHTML();
        field.dispatchEvent(new Event("input", { bubbles: true }));
        writing = false;
      },
      onTransaction: show,
    });

    function show() {
      for (const button of bar.querySelectorAll("[data-tool]")) {
        const asked = ACTIVE[button.dataset.tool];
        if (asked && editor) {
          button.setAttribute("aria-pressed", String(editor.isActive(...asked)));
        }
      }
    }

    bar.addEventListener("click", function (event) {
      const button = event.target.closest("[data-tool]");
      if (!button) {
        return;
      }
      if (button.dataset.tool === "link") {
        link(editor, button.dataset.question);
      } else {
        COMMANDS[button.dataset.tool](editor.chain().focus()).run();
      }
    });
    field.addEventListener("input", () => writing || editor.commands.setContent(field.value, { emitUpdate: false }));
    place.before(bar);
    field.hidden = true;
    document.querySelector(`label[for="${field.id}"]`)?.addEventListener("click", () => editor.commands.focus());
  }

  import(tools.dataset.source).then(start, () => undefined);
})();
