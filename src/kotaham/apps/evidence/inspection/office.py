"""Look into DOCX, XLSX, PPTX, ODT, ODS and ODP: nothing that runs, nothing carried inside, nothing fetched."""

import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from kotaham.apps.evidence.inspection import limits, media
from kotaham.apps.evidence.inspection.media import Media
from kotaham.apps.evidence.inspection.parcel import Meter, parts_of
from kotaham.apps.evidence.inspection.reasons import Unfit
from kotaham.apps.evidence.inspection.sniff import Content

_MAIN_PARTS = {"word/document.xml": media.DOCX, "xl/workbook.xml": media.XLSX, "ppt/presentation.xml": media.PPTX}
_ODF = {kind.mime: kind for kind in (media.ODT, media.ODS, media.ODP)}
_XML = (".xml", ".rels", ".vml", ".rdf")
_DECLARES = re.compile(rb"<!(?!--|\[CDATA\[)")
_OVERLAP = 256
_MACROS = re.compile(r"(?:^|/)(?:vbaproject|vbadata|vbaprojectsignature)[^/]*$|^(?:basic|scripts)/|/macrosheets/")
_ACTIVE = re.compile(
    r"(?:^|/)(?:activex|ctrlprops)/|\.(?:exe|dll|js|vbs|jar|class|swf|ocx|hta|bat|cmd|ps1|sh|html?|svgz)$"
)
_EMBEDDED = re.compile(r"(?:^|/)embeddings/|(?:^|/)oleobject[^/]*$|\.ole$")
_NESTED_OFFICE = re.compile(r"(?:^|/)embeddings/[^/]+\.(?:xlsx|docx|pptx)$")  # the numbers behind a chart
_MACRO_TYPE = re.compile(rb"macroEnabled|vnd\.ms-office\.(?:vba|activeX)", re.IGNORECASE)
_DDE = re.compile(
    rb"<(?:w:)?instrText[^>]*>\s*DDE(?:AUTO)?\b|w:instr=\"\s*DDE|<ddeLink\b|<(?:text|table):dde-", re.IGNORECASE
)
_ODF_RUNS = re.compile(rb"vnd\.sun\.star\.script:|[\"']macro:|<script:event-listener\b|<script:script\b", re.IGNORECASE)
_ODF_OBJECTS = re.compile(rb"<draw:(?:object-ole|plugin|applet|floating-frame)\b")
_ODF_FETCHES = re.compile(
    rb"<(?:draw:image|draw:object|draw:fill-image|text:section-source|table:table-source|table:cell-range-source)\b[^>]*"
    rb"xlink:href=[\"'](?:https?:|ftp:|file:|smb:|//|\\\\|/|\.\./)",
    re.IGNORECASE,
)
_WEB_LINK = re.compile(r"(?:https?://|mailto:|tel:|ftp://|#)", re.IGNORECASE)


def media_of_archive(data: Content, meter: Meter | None = None, depth: int = 0) -> Media:
    """Return which document the archive is, after looking at every part of it; raises Unfit."""
    parts, meter = parts_of(data), meter or Meter()
    names = {part.filename.casefold(): part for part in parts}
    kind = _kind(data, names, meter)
    _check_names(names)
    for part in parts:
        if _NESTED_OFFICE.search(part.filename.casefold()):
            _look_into(meter.whole(data, part, limits.MAX_NESTED_BYTES, "office.embedded"), meter, depth)
        else:
            _check_part(data, part, meter, kind)
    return kind


def _look_into(inner: bytes, meter: Meter, depth: int) -> None:
    """Judge a document inside a document as strictly as the outer one, one step deep."""
    if depth > 0 or not inner.startswith(b"PK"):
        raise Unfit("office.embedded")
    media_of_archive(inner, meter, depth + 1)


def _kind(data: Content, names: dict[str, zipfile.ZipInfo], meter: Meter) -> Media:
    if "mimetype" in names:
        mime = meter.whole(data, names["mimetype"], 200, "type.foreign-zip").decode("ascii", "replace").strip()
        if mime not in _ODF:
            raise Unfit("type.template" if "oasis.opendocument" in mime else "type.foreign-zip")
        return _ODF[mime]
    found = [kind for name, kind in _MAIN_PARTS.items() if name in names]
    if "[content_types].xml" not in names or len(found) != 1:
        raise Unfit("type.template" if "xl/workbook.bin" in names else _foreign(names))
    types = meter.whole(data, names["[content_types].xml"], limits.MAX_LINKS_BYTES, "office.large-links")
    if _MACRO_TYPE.search(types):
        raise Unfit("office.macros")
    if b"template.main+xml" in types or b"slideshow.main+xml" in types:
        raise Unfit("type.template")
    return found[0]


def _foreign(names: dict[str, zipfile.ZipInfo]) -> str:
    runs = any(name.endswith((".class", ".dex", "manifest.mf")) for name in names)
    return "type.program" if runs else "type.foreign-zip"


def _check_names(names: dict[str, zipfile.ZipInfo]) -> None:
    for name in names:
        if _MACROS.search(name):
            raise Unfit("office.macros")
        if _ACTIVE.search(name):
            raise Unfit("office.active")
        if _EMBEDDED.search(name) and not _NESTED_OFFICE.search(name) and not name.endswith("/"):
            raise Unfit("office.embedded")


def _check_part(data: Content, part: zipfile.ZipInfo, meter: Meter, kind: Media) -> None:
    name = part.filename.casefold()
    if name.endswith(".rels"):
        _check_links(meter.whole(data, part, limits.MAX_LINKS_BYTES, "office.large-links"))
    elif name == "meta-inf/manifest.xml":
        _check_manifest(meter.whole(data, part, limits.MAX_LINKS_BYTES, "office.large-links"))
    else:
        _scan(_windows(meter.pieces(data, part)), is_xml=name.endswith(_XML), is_odf=kind.mime in _ODF)


def _windows(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield each piece with the end of the one before, so that no word is cut in two."""
    tail = b""
    for piece in pieces:
        yield tail + piece
        tail = piece[-_OVERLAP:]


def _scan(windows: Iterator[bytes], *, is_xml: bool, is_odf: bool) -> None:
    for number, window in enumerate(windows):
        if number == 0 and not is_xml and window.startswith((b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0")):
            raise Unfit("office.embedded")
        if number == 0 and is_xml and b"\0" in window[:64]:
            raise Unfit("office.entities")  # UTF-16 would hide every word that is looked for
        if is_xml:
            _scan_xml(window, is_odf=is_odf)


def _scan_xml(window: bytes, *, is_odf: bool) -> None:
    if _DECLARES.search(window):
        raise Unfit("office.entities")
    if _DDE.search(window):
        raise Unfit("office.dde")
    if is_odf and _ODF_RUNS.search(window):
        raise Unfit("office.macros")
    if is_odf and _ODF_OBJECTS.search(window):
        raise Unfit("office.embedded")
    if is_odf and _ODF_FETCHES.search(window):
        raise Unfit("office.outside", "gambar/data")


def _check_links(text: bytes) -> None:
    """Let links to the web be; refuse everything else a document would fetch from outside."""
    for tag, values in _elements(text):
        if tag.rpartition(":")[2] != "Relationship" or values.get("TargetMode", "").lower() != "external":
            continue
        what, target = values.get("Type", "").rpartition("/")[2], values.get("Target", "")
        if what != "hyperlink":
            raise Unfit("office.outside", what)
        if not _WEB_LINK.match(target.strip()):
            raise Unfit("office.link", target.partition(":")[0][:20])


def _check_manifest(text: bytes) -> None:
    for tag, values in _elements(text):
        if tag.endswith(":encryption-data"):
            raise Unfit("zip.locked")
        kind = next((value for name, value in values.items() if name.endswith(":media-type")), "")
        if "oleobject" in kind:
            raise Unfit("office.embedded")


def _elements(text: bytes) -> list[tuple[str, dict[str, str]]]:
    """Return tags and attributes of a small XML part; any declaration of entities is refused before it is read."""
    if _DECLARES.search(text) or b"\0" in text[:64]:
        raise Unfit("office.entities")
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, values: found.append((tag, values))
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, ValueError) as error:
        raise Unfit("office.broken") from error
    return found
