"""The invitation to a session, and the request to a supervisor to release somebody for it; both as PDF.

Everything printed comes from the caller; no clock is read. Number and date of the letter are the office's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kotaham.core.language import Lang, Say
from kotaham.report.printing import Address, as_json, print_json
from kotaham.report.qr import qr_svg

INVITES = Say("Undangan", "Invitation")
ASKS = Say("Permohonan izin mengikuti sesi", "Request for release to attend a session")
NUMBER = Say("Nomor: {number}", "Number: {number}")
DATED = Say("Tanggal:", "Date:")
TO = Say("Kepada Yth. {name}", "To {name}")
EVERYBODY = Say("Para peserta yang diundang", "Everybody who is invited")
SAYS = Say(
    "Dengan hormat, kami mengundang Saudara untuk mengikuti kegiatan berikut.",
    "We kindly invite you to take part in the following session.",
)
REQUEST = Say(
    "Dengan hormat, {name} memohon izin meninggalkan tugas selama waktu di bawah ini untuk mengikuti kegiatan "
    "pengarusutamaan hak asasi manusia.",
    "{name} kindly asks to be released from duty during the time below to attend a session on human rights.",
)
ANSWER = Say(
    "Jawab dengan memindai kode ini atau membuka alamatnya. Siapa pun yang memegang surat ini dapat menjawab, sekali.",
    "Answer by scanning this code or opening the address. Whoever holds this letter can answer, once.",
)
ANSWERS = Say(
    "Jawab undangan ini tanpa akun, sampai kegiatan dimulai: pindai kode ini atau buka alamatnya. Siapa pun yang "
    "memegang surat ini dapat menjawab; jawaban dapat diubah dengan cara yang sama.",
    "Answer this invitation without an account until the session begins: scan this code or open the address. Whoever "
    "holds this letter can answer, and change the answer in the same way.",
)
REGISTER = Say("Pindai untuk mendaftar", "Scan to register")
FACTS = {
    "title": Say("Kegiatan", "Session"),
    "mode": Say("Cara", "Mode"),
    "when": Say("Waktu", "Time"),
    "place": Say("Tempat", "Place"),
    "link": Say("Tautan", "Link"),
    "office": Say("Penyelenggara", "Held by"),
    "about": Say("Keterangan", "Description"),
}
WORDS = {
    "page": Say("Halaman", "Page"),
    "what": Say("Acara", "Session"),
    "told": Say("Rincian", "Details"),
    "applicant": Say("Pemohon", "Applicant"),
    "supervisor": Say("Atasan", "Supervisor"),
    "sign": Say("Nama, jabatan, dan tanda tangan", "Name, position and signature"),
    "speakers": Say("Narasumber", "Speakers"),
    # Whoever has not said the date leaves it to the one who signs.
    "by-hand": Say("Diisi saat surat ditandatangani", "To be filled in when the letter is signed"),
    "digest": Say("Sidik jari", "Digest"),
}
HEAD = (Say("Nama", "Name"), Say("Jabatan", "Position"), Say("Materi", "Topic"))
QR_ALT = Say("Kode QR ke alamat di sebelahnya", "QR code to the address beside it")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation tells; empty texts are left out."""

    office: str
    number: str
    title: str
    mode: str
    when: str
    place: str
    link: str
    about: str
    to: str
    speakers: Sequence[tuple[str, str, str]]
    url: str
    lang: Lang = "id"
    day: str = ""  # of the letter, in words, where the office has said it
    answers: bool = False  # `url` is where it is answered without an account


@dataclass(frozen=True, slots=True)
class Release:
    """What a request for release tells."""

    supervisor: str
    name: str
    title: str
    office: str
    when: str
    place: str
    url: str
    lang: Lang = "id"
    day: str = ""  # on which it was asked for


def invitation_pdf(paper: Invitation) -> bytes:
    """Print an invitation, ready to be signed by hand."""
    lang = paper.lang
    facts = {"title": paper.title, "mode": paper.mode, "when": paper.when, "place": paper.place, "link": paper.link,
             "about": paper.about}  # fmt: skip
    letter = {
        "kind": INVITES.text(lang),
        "title": paper.title,
        "number": NUMBER.text(lang, number=paper.number),
        "day": paper.day,
        "to": TO.text(lang, name=paper.to or EVERYBODY),
        "says": SAYS.text(lang),
        "facts": _facts(facts, lang),
        "speakers": [list(one) for one in paper.speakers],
        "scan": (ANSWERS if paper.answers else REGISTER).text(lang),
        "signs": [{"role": "", "name": paper.office}],
    }
    return _print(letter, paper.office, paper.number, paper.url, lang)


def release_pdf(paper: Release) -> bytes:
    """Print a request for release."""
    lang = paper.lang
    facts = {"title": paper.title, "when": paper.when, "place": paper.place, "office": paper.office}
    letter = {
        "kind": ASKS.text(lang),
        "title": paper.title,
        "number": "",
        "day": paper.day,
        "to": TO.text(lang, name=paper.supervisor),
        "says": REQUEST.text(lang, name=paper.name),
        "facts": _facts(facts, lang),
        "speakers": [],
        "scan": ANSWER.text(lang),
        "signs": [
            {"role": WORDS["applicant"].text(lang), "name": paper.name},
            {"role": WORDS["supervisor"].text(lang), "name": paper.supervisor},
        ],
    }
    return _print(letter, paper.office, paper.title, paper.url, lang)


def _facts(told: dict[str, str], lang: Lang) -> list[dict[str, str]]:
    return [{"label": FACTS[name].text(lang), "text": text} for name, text in told.items() if text]


def _print(letter: dict[str, Any], header: str, footer: str, url: str, lang: Lang) -> bytes:
    words: dict[str, Any] = {name: say.text(lang) for name, say in WORDS.items()}
    words["speaker-head"] = [say.text(lang) for say in HEAD]
    letter |= {"qr": qr_svg(url), "qr-alt": QR_ALT.text(lang), "url": Address(url), "dated": DATED.text(lang)}
    frame = {"title": f"{letter['kind']}: {letter['title']}", "lang": lang, "header": header, "footer": footer}
    return print_json("invitation.typ", as_json({**frame, "notices": [], "words": words, "letter": letter}))
