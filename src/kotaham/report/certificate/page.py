"""A certificate as typst prints it: what the frozen record says, the code, and nothing of today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kotaham.core.dates import day
from kotaham.core.language import Lang, Say
from kotaham.report.certificate.code import TooLong, code_png
from kotaham.report.printing import Drawing, as_json, print_json
from kotaham.report.qr import qr_svg

TITLE = Say("{title}: {name}", "{title}: {name}")
WORDS: Mapping[str, Say] = {
    "given": Say("diberikan kepada", "is given to"),
    "signed": Say("disegel secara elektronik", "sealed electronically"),
}
NUMBER = Say("Nomor {number}", "Number {number}")
HOURS = Say("{hours} jam pelajaran (JP)", "{hours} learning hours (JP)")
DATES = Say("{began} sampai {ended}", "{began} to {ended}")
EXPIRES = Say("berlaku sampai {expires}", "valid until {expires}")
RENEWS = Say("Memperbarui sertifikat nomor {number}", "Renews certificate number {number}")
CHECK = Say(
    "Pindai kodenya untuk memeriksa; periksa pula bahwa alamatnya milik penerbit. Tanpa internet, kode ini diperiksa "
    "dengan pemeriksa luring dan kunci publik penerbit.",
    "Scan the code to check; make sure the address is the issuer's. Without a network the code is checked with the "
    "offline checker and the issuer's public key.",
)
BETWEEN = "  ·  "
QR_ALT = Say("Kode QR untuk memeriksa sertifikat ini", "QR code by which this certificate is checked")


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed: the frozen fields of the record, the text of the code, the address of the check."""

    fields: Mapping[str, str]
    code: str
    url: str
    lang: Lang = "id"


def whole_pdf(paper: Paper) -> bytes:
    """Let typst set a certificate from end to end; right for every text, and slower than `light`."""
    data = page_data(paper)
    data["certificate"] |= _code(paper.code)
    return print_json("certificate.typ", as_json(data))


def page_data(paper: Paper) -> dict[str, Any]:
    """Return all that the template prints but the picture of the code."""
    said, lang = paper.fields, paper.lang
    return {
        "title": TITLE.text(lang, title=said["title"], name=said["name"]),
        "lang": lang,
        "words": {name: say.text(lang) for name, say in WORDS.items()},
        "notices": [],
        "certificate": _about(paper),
    }


def _about(paper: Paper) -> dict[str, str]:
    said, lang = paper.fields, paper.lang
    return {
        "organiser": said["organiser"],
        "title": said["title"],
        "number-line": NUMBER.text(lang, number=said["number"]),
        "name": said["name"],
        "under-name": _under_name(said),
        "text": said["text"],
        "facts": BETWEEN.join(_facts(said, lang)),
        "code": Drawing(paper.code),  # as the keyword of the file, where a checker finds it without reading the picture
        "qr-alt": QR_ALT.text(lang),
        "check": CHECK.text(lang),
        "url": paper.url,
        "day-line": ", ".join(filter(None, (said["place"], told(said["day"], lang)))),
        "signatory": said["signatory"],
        "signatory-title": said["signatory_title"],
        "renews": RENEWS.text(lang, number=said["renews"]) if said["renews"] else "",
    }


def _code(text: str) -> dict[str, object]:
    """Return the picture of the code; an address with signs that are not dense is drawn the slow way."""
    try:
        return {"qr": list(code_png(text)), "qr-format": "png"}
    except TooLong:
        return {"qr": qr_svg(text), "qr-format": "svg"}


def _under_name(said: Mapping[str, str]) -> str:
    number = f"{said['label']} {said['mask']}" if said["mask"] else ""
    return BETWEEN.join(filter(None, (number, said["post"], said["agency"])))


def _facts(said: Mapping[str, str], lang: Lang) -> list[str]:
    """Return the line of facts; hours that nobody has set are not printed."""
    found = []
    if said["hours"]:
        hours = said["hours"] if lang == "en" else said["hours"].replace(".", ",")
        found.append(HOURS.text(lang, hours=hours))
    if said["began"] and said["ended"] and said["began"] != said["ended"]:
        found.append(DATES.text(lang, began=told(said["began"], lang), ended=told(said["ended"], lang)))
    elif said["ended"]:
        found.append(told(said["ended"], lang))
    if said["expires"]:
        found.append(EXPIRES.text(lang, expires=told(said["expires"], lang)))
    return found


def told(text: str, lang: Lang) -> str:
    """Tell a day of the record in words."""
    return day(date.fromisoformat(text), lang) if text else ""
