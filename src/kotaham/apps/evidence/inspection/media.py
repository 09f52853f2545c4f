"""The kinds of file that are taken as evidence, by content and by ending."""

from dataclasses import dataclass

from kotaham.core.language import Say

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class Media:
    """One kind of file: its short name, the endings it may have, its MIME type, and whether it can be shown."""

    name: str
    endings: tuple[str, ...]
    mime: str
    title: Say
    shown: bool = False


def _same(words: str) -> Say:
    return Say(words, words)


PDF = Media("pdf", (".pdf",), "application/pdf", _same("PDF"), shown=True)
PNG = Media("png", (".png",), "image/png", Say("gambar PNG", "PNG picture"), shown=True)
JPEG = Media("jpeg", (".jpg", ".jpeg"), "image/jpeg", Say("foto JPEG", "JPEG photo"), shown=True)
DOCX = Media("docx", (".docx",), f"{_OOXML}wordprocessingml.document", _same("Word (DOCX)"))
XLSX = Media("xlsx", (".xlsx",), f"{_OOXML}spreadsheetml.sheet", _same("Excel (XLSX)"))
PPTX = Media("pptx", (".pptx",), f"{_OOXML}presentationml.presentation", _same("PowerPoint (PPTX)"))
ODT = Media("odt", (".odt",), f"{_ODF}text", _same("OpenDocument (ODT)"))
ODS = Media("ods", (".ods",), f"{_ODF}spreadsheet", _same("OpenDocument (ODS)"))
ODP = Media("odp", (".odp",), f"{_ODF}presentation", _same("OpenDocument (ODP)"))
CSV = Media("csv", (".csv",), "text/csv; charset=utf-8", Say("tabel CSV", "CSV table"))
TXT = Media("txt", (".txt",), "text/plain; charset=utf-8", Say("teks", "plain text"))
MP4 = Media("mp4", (".mp4", ".m4v"), "video/mp4", Say("video MP4", "MP4 film"))
VTT = Media("vtt", (".vtt",), "text/vtt; charset=utf-8", Say("takarir WebVTT", "WebVTT captions"))

ALL = (PDF, PNG, JPEG, DOCX, XLSX, PPTX, ODT, ODS, ODP, CSV, TXT, MP4, VTT)
BY_NAME = {media.name: media for media in ALL}
BY_ENDING = {ending: media for media in ALL for ending in media.endings}
ENDINGS = tuple(BY_ENDING)
ACCEPTED = ", ".join(media.name.upper() for media in ALL)
