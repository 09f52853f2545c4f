"""A small tree of XML whose nodes know their lines; read without entities, DTDs or anything from outside."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler, feature_external_ges
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.sax import make_parser  # type: ignore[import-untyped]

from kotaham.core.errors import Kind, Refused, Where
from kotaham.core.language import Say

DEEPEST = 40
BROKEN = Kind(
    "moodle.broken",
    Say("Berkas ini bukan XML yang utuh.", "This file is not whole XML."),
    Say("Ekspor ulang dari Moodle sebagai Moodle XML.", "Export it from Moodle again as Moodle XML."),
)
FORBIDDEN = Kind(
    "moodle.entities",
    Say("Berkas ini memuat DTD atau entitas.", "This file holds a DTD or entities."),
    Say("Ekspor ulang dari Moodle; aslinya tidak memuatnya.", "Export it from Moodle again; its own have none."),
    Say("Berkas seperti itu dapat membaca isi komputer lain.", "Such a file can read from other computers."),
)  # fmt: skip
DEEP = Kind(
    "moodle.deep",
    Say("Berkas ini bersarang terlalu dalam.", "This file is nested too deeply."),
    Say("Ekspor ulang dari Moodle.", "Export it from Moodle again."),
)


@dataclass
class Node:
    """An element: its name, its attributes, its line, its text and what is inside."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    inside: list["Node"] = field(default_factory=list)

    def all(self, name: str) -> Iterator["Node"]:
        """Yield the elements of a name directly inside."""
        return (one for one in self.inside if one.name == name)

    def first(self, name: str) -> "Node | None":
        """Return the first element of a name directly inside."""
        return next(self.all(name), None)

    def told(self, *path: str) -> str:
        """Return the text at the end of a path; empty where there is none."""
        node: Node | None = self
        for name in path:
            node = node.first(name) if node else None
        return node.text if node else ""


class _Builder(ContentHandler):
    """Builds the tree."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Node("", {}, 0)
        self._open = [self.top]
        self._at: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - the name of the library
        self._at = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the name of the library
        line = (self._at.getLineNumber() if self._at else 0) or 0
        if len(self._open) > DEEPEST:
            raise Refused(DEEP(Where(line=line)))
        node = Node(name, dict(attrs.items()), line)
        self._open[-1].inside.append(node)
        self._open.append(node)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 - the name of the library
        self._open.pop()

    def characters(self, content: str) -> None:
        self._open[-1].text += content


def tree(data: bytes, source: str) -> Node:
    """Read bytes into a tree; raises Refused."""
    parser, builder = make_parser(), _Builder()
    parser.forbid_dtd = True
    parser.setFeature(feature_external_ges, False)
    parser.setContentHandler(builder)
    try:
        parser.parse(io.BytesIO(data))
    except DefusedXmlException as error:
        raise Refused(FORBIDDEN(Where(source))) from error
    except SAXParseException as error:
        raise Refused(BROKEN(Where(source, error.getLineNumber()))) from error
    except (SAXException, ValueError, LookupError) as error:
        raise Refused(BROKEN(Where(source))) from error
    except Refused as refused:
        raise Refused(DEEP(Where(source, refused.problems[0].where.line))) from refused
    return builder.top
