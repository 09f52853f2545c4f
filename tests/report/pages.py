"""A page read back into its elements, for tests that look at structure instead of text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "input", "br", "img", "hr", "path", "line", "rect"}


@dataclass
class Element:
    """A tag with its attributes, its place among the open tags and the text inside it."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """All elements of a page in order; `left_open` are tags that were never closed or closed out of order."""

    elements: list[Element] = field(default_factory=list)
    stack: list[Element] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs}, tuple(one.tag for one in self.stack))
        self.elements.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.stack or self.stack[-1].tag != tag:
            self.out_of_order.append(tag)
            return
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        for element in self.stack:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        """Return the elements with one of these tags."""
        return [one for one in self.elements if one.tag in tags]

    @property
    def ids(self) -> list[str]:
        """All ids, in order."""
        return [one.attributes["id"] for one in self.elements if "id" in one.attributes]

    def by_id(self, identity: str) -> Element:
        """Return the element with an id."""
        return next(one for one in self.elements if one.attributes.get("id") == identity)


def read_page(text: str | Path) -> Page:
    """Read a page from its text or file."""
    page = Page()
    page.feed(text if isinstance(text, str) else text.read_text(encoding="utf-8"))
    page.close()
    return page
