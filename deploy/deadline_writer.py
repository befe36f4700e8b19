"""One author of deploy/deadline_hour.py: opens the editor as a browser would, saves line by line, hands in twice."""

import http.client
import json
import threading
import time
from html.parser import HTMLParser
from urllib.parse import urlencode

HOST, PATIENCE = "127.0.0.1", 60
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Writer:
    """`acknowledged` are the lines that the server said it has; `receipts` are the answers that led to one."""

    def __init__(self, port, draft, saves, pause):
        self.port, self.code, self.cookie = port, draft["code"], draft["cookie"]
        self.saves, self.pause = saves, pause
        self.acknowledged, self.receipts, self.refusals, self.failures = [], [], [], []
        self.times = {"autosave": [], "submit": []}

    def write(self):
        try:
            self._type()
            self._hand_in()
        except (OSError, http.client.HTTPException, KeyError, ValueError) as problem:
            self.failures.append(f"{type(problem).__name__}: {problem}")

    def _type(self):
        fields = self._form(f"/ho-so/{self.code}/sua/")
        for number in range(1, self.saves + 1):
            line = f"Dòng {number:03} của {self.code}"
            fields["nature"] = f"{fields['nature']}\r\n{line}"
            answer, _ = self._timed("autosave", f"/ho-so/{self.code}/luu/", fields)
            told = json.loads(answer)
            if told["state"] != "saved":
                self.failures.append(f"autosave {number} was answered with {told['state']}")
                return
            self.acknowledged.append(line)
            fields |= {f"tag-{anchor}": tag for anchor, tag in told["tags"].items()}
            fields["version"] = str(told["version"])
            time.sleep(self.pause)

    def _hand_in(self):
        """A double click: the same form on two connections at once."""
        fields = self._form(f"/ho-so/{self.code}/nop/") | {"declared": "on"}
        presses = [threading.Thread(target=self._press, args=[fields]) for _ in range(2)]
        for press in presses:
            press.start()
        for press in presses:
            press.join()

    def _press(self, fields):
        try:
            answer, location = self._timed("submit", f"/ho-so/{self.code}/nop/", fields)
        except (OSError, http.client.HTTPException) as problem:
            self.failures.append(f"filing: {problem}")
            return
        (self.receipts if "bien-nhan" in location else self.refusals).append(location or answer[:80])

    def _timed(self, kind, path, fields):
        begun = time.perf_counter()
        answer = self._ask("POST", path, urlencode(fields).encode(), FORM)
        self.times[kind].append(time.perf_counter() - begun)
        return answer

    def _form(self, path):
        reader = FormReader()
        page, location = self._ask("GET", path)
        if location:
            raise ValueError(f"{path} led to {location}")
        reader.feed(page)
        return reader.longest()

    def _ask(self, method, path, body=None, headers=()):
        """What the answer says and where it leads."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            sent = {"Cookie": self.cookie, "Accept": "application/json, text/html", **dict(headers)}
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            text = answer.read().decode()
            if answer.status >= 500:
                raise ValueError(f"{method} {path} was answered with {answer.status}")
            self._take(answer.headers.get_all("Set-Cookie") or [])
            return text, answer.headers.get("Location", "")
        finally:
            connection.close()

    def _take(self, cookies):
        known = dict(pair.split("=", 1) for pair in self.cookie.split("; "))
        known |= dict(one.split(";")[0].split("=", 1) for one in cookies)
        self.cookie = "; ".join(f"{name}={value}" for name, value in known.items())


class FormReader(HTMLParser):
    """The fields of each form of a page, as a browser would send them."""

    def __init__(self):
        super().__init__()
        self.forms, self.template, self.area, self.select = [{}], 0, "", ""

    def longest(self):
        return max(self.forms, key=lambda fields: (len(fields), "version" in fields))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.template += tag == "template"
        if tag == "form":
            self.forms.append({})
        if self.template or "disabled" in given:
            return
        if tag == "option" and self.select and ("selected" in given or self.select not in self.forms[-1]):
            self.forms[-1][self.select] = given.get("value", "")
        elif given.get("name"):
            self._field(tag, given)

    def _field(self, tag, given):
        kind, name = given.get("type", "text"), given["name"]
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.area, self.forms[-1][name] = name, ""
        elif tag == "input" and (kind not in ("checkbox", "radio", "file") or "checked" in given):
            self.forms[-1][name] = given.get("value", "on" if kind == "checkbox" else "")

    def handle_endtag(self, tag):
        self.template -= tag == "template"
        self.area = "" if tag == "textarea" else self.area
        self.select = "" if tag == "select" else self.select

    def handle_data(self, text):
        if self.area:
            self.forms[-1][self.area] += text.removeprefix("\n") if not self.forms[-1][self.area] else text
