"""What a browser would send back for a page's form: every field as the page really shows it."""

from html.parser import HTMLParser


def filled(response, **changes):
    """The values of the form in the page's content (the last one with a text field), with some of them changed."""
    reader = _FormReader()
    reader.feed(response.content.decode())
    return reader.forms[-1] | changes


class _FormReader(HTMLParser):
    """Values by name for each form that takes text; what stands in a <template> is not sent."""

    def __init__(self):
        super().__init__()
        self.forms, self.current, self.typed = [], None, False
        self.inside_template, self.open_name, self.kind = 0, "", ""

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "template":
            self.inside_template += 1
        elif tag == "form":
            self.current, self.typed = {}, False
        elif self.current is not None and not self.inside_template:
            self.read(tag, given)

    def read(self, tag, given):
        name = given.get("name", "")
        if tag == "input":
            self.read_input(name, given)
        elif tag == "textarea":
            self.open_name, self.typed = name, True
            self.current[name] = ""
        elif tag == "select":
            self.open_name, self.kind, self.typed = name, "select", True
        elif tag == "option" and (self.open_name not in self.current or "selected" in given):
            self.current[self.open_name] = given.get("value", "")

    def read_input(self, name, given):
        kind = given.get("type", "text")
        self.typed = self.typed or kind not in ("hidden", "search")
        if kind in ("checkbox", "radio"):
            if "checked" in given:
                self.current.setdefault(name, []).append(given.get("value", "on"))
        elif name and name != "csrfmiddlewaretoken":
            self.current[name] = given.get("value", "")

    def handle_data(self, data):
        if self.current is not None and self.open_name and self.kind != "select":
            self.current[self.open_name] += data

    def handle_endtag(self, tag):
        if tag == "template":
            self.inside_template -= 1
        elif tag in ("textarea", "select"):
            if tag == "textarea" and self.current and self.open_name in self.current:
                self.current[self.open_name] = self.current[self.open_name].removeprefix("\n")
            self.open_name, self.kind = "", ""
        elif tag == "form" and self.current is not None:
            if self.typed:
                self.forms.append(self.current)
            self.current = None
