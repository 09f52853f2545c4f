"""Read the forms of a page as a browser without JavaScript would send them."""

from html.parser import HTMLParser


class _Forms(HTMLParser):
    """Collects the fields of each form."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[tuple[dict[str, str], dict[str, list[str]]]] = []
        self._text: str | None = None
        self._words = ""
        self._select = ""
        self._first = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((at, {}))
        elif self.forms and tag == "input" and at.get("name"):
            ticked = "checked" in at or at.get("type") not in {"checkbox", "radio"}
            if ticked and at.get("type") not in {"submit", "button", "file"}:
                self._put(at["name"], at.get("value", "on" if at.get("type") == "checkbox" else ""))
        elif tag == "textarea":
            self._text, self._words = at["name"], ""
        elif tag == "select":
            self._select, self._first = at["name"], ""
        elif tag == "option" and self._select:
            if "selected" in at:
                self._put(self._select, at.get("value", ""))
                self._first = "-"
            elif not self._first:
                self._first = f"={at.get('value', '')}"

    def handle_data(self, data: str) -> None:
        self._words += data if self._text else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text:
            self._put(self._text, self._words.removeprefix("\n").replace("\n", "\r\n"))
            self._text = None
        elif tag == "select":
            if self._first.startswith("="):
                self._put(self._select, self._first[1:])
            self._select = ""

    def _put(self, name: str, value: str) -> None:
        self.forms[-1][1].setdefault(name, []).append(value)


def form_with(page: bytes, field: str) -> dict[str, list[str]]:
    """Return what the form that has this field would send."""
    reader = _Forms()
    reader.feed(page.decode())
    return next(fields for _at, fields in reader.forms if field in fields)
