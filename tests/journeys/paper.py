"""A form as it stands on a page, read from the HTML, so that a test sends what a browser would send."""

from html.parser import HTMLParser


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self._text, self._select = [], None, None

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "form":
            self.forms.append(
                {"method": facts.get("method", "get"), "action": facts.get("action"), "fields": {}}
            )
        elif self.forms and facts.get("name"):
            self._field(tag, facts)
        elif tag == "option" and self._select and "selected" in facts:
            self.forms[-1]["fields"][self._select] = facts.get("value", "")

    def _field(self, tag, facts):
        fields = self.forms[-1]["fields"]
        if tag == "textarea":
            self._text, fields[facts["name"]] = facts["name"], ""
        elif tag == "select":
            self._select = facts["name"]
            fields.setdefault(facts["name"], "")
        elif tag == "input" and self._is_sent(facts):
            fields[facts["name"]] = facts.get("value", "")

    @staticmethod
    def _is_sent(facts):
        if facts.get("type") in {"radio", "checkbox"}:
            return "checked" in facts
        return facts.get("type") not in {"file", "submit"}

    def handle_data(self, data):
        if self._text:
            self.forms[-1]["fields"][self._text] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None


def form_on(response, *, having):
    """The fields of the form that has a field of this name."""
    parser = _Forms()
    parser.feed(response.content.decode())
    return next(form["fields"] for form in parser.forms if having in form["fields"])
