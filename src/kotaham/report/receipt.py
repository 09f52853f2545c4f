"""The receipt of a report that was sent, and the statement by which somebody endorses one; both as PDF.

Everything printed comes from the caller; no clock is read, so the same receipt is the same file whenever it is made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kotaham.core.language import Lang, Say
from kotaham.report.printing import as_json, print_json
from kotaham.report.qr import qr_svg

KIND = Say("Tanda terima laporan", "Receipt of a report")
TITLE = Say("Tanda terima {number}: {name}", "Receipt {number}: {name}")
FOOTER = Say("Tanda terima {number}, sidik jari {digest}", "Receipt {number}, digest {digest}")
LABELS: Mapping[str, Say] = {
    "number": Say("Nomor", "Number"),
    "round": Say("Putaran", "Round"),
    "instrument": Say("Instrumen", "Instrument"),
    "period": Say("Tahun data", "Data period"),
    "sent": Say("Dikirim", "Sent"),
    "by": Say("Oleh", "By"),
    "answered": Say("Terjawab", "Answered"),
    "unit": Say("Perangkat daerah", "Unit"),
}
CHECK = Say(
    "Siapa pun dapat memeriksa: buka alamat di bawah atau pindai kodenya, lalu bandingkan sidik jarinya atau unggah "
    "berkas ini.",
    "Anybody can check: open the address below or scan the code, then compare the digest or upload this file.",
)
QR_ALT = Say("Kode QR ke halaman pemeriksaan tanda terima ini", "QR code to the page that checks this receipt")
ANSWERED = Say("{given} dari {total} indikator", "{given} of {total} {total:indicator|indicators}")
WORDS: Mapping[str, Say] = {
    "page": Say("Halaman", "Page"),
    "what": Say("Hal", "Item"),
    "told": Say("Isi", "Content"),
    "scan": Say("Pindai untuk memeriksa", "Scan to check"),
    "digest": Say("Sidik jari (SHA-256)", "Digest (SHA-256)"),
    "endorsements": Say("Pengesahan", "Endorsements"),
    "answers": Say("Jawaban yang dikirim", "Answers that were sent"),
    "evidence": Say("Berkas bukti", "Evidence files"),
    "sign": Say("Nama, jabatan, dan tanda tangan", "Name, position and signature"),
}
HEADS: Mapping[str, Sequence[Say]] = {
    "endorsement-head": (Say("Oleh", "By"), Say("Penanda tangan", "Signatory"), Say("Pada", "On")),
    "answer-head": (
        Say("Kode", "Code"),
        Say("Indikator", "Indicator"),
        Say("Jawaban", "Answer"),
        Say("Bukti", "Proof"),
    ),
    "evidence-head": (Say("Nomor", "Number"), Say("Revisi", "Revision"), Say("SHA-256", "SHA-256")),
}
SAYS = Say(
    "Dengan ini dinyatakan bahwa jawaban di bawah ini telah diperiksa dan disahkan sebagaimana adanya pada sidik jari "
    "yang tertulis.",
    "This states that the answers named below have been checked and are endorsed as they stand at the digest written "
    "here.",
)
BOUND = Say(
    "Pengesahan ini hanya berlaku untuk jawaban dengan sidik jari di atas. Bila satu jawaban berubah, sidik jarinya "
    "berubah dan pengesahan ini tidak berlaku lagi.",
    "This endorsement holds only for the answers of the digest above. If one answer changes, so does the digest, and "
    "it holds no longer.",
)
NO_NUMBER = Say("Nomor: ........................................", "Number: ........................................")
NO_PLACE = Say(
    "..............................., ...............................", ".............................., ..."
)
BY_HAND = Say("Tempat dan tanggal diisi penanda tangan", "Place and date are filled in by the signatory")
ENDORSES = Say("Pernyataan pengesahan", "Statement of endorsement")


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer as it was sent, already in words."""

    code: str
    title: str
    value: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class EndorsementLine:
    """Who endorsed, for whom, and when; already in words."""

    kind: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What both papers tell of a report; words are in the language `lang`."""

    name: str
    place: str  # code and province
    round: str
    instrument: str
    period: str
    digest: str
    lang: Lang = "id"
    notices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """A report that was sent."""

    paper: Paper
    number: str
    sent: str
    by: str
    given: int
    total: int
    url: str
    answers: Sequence[AnswerLine] = ()
    endorsements: Sequence[EndorsementLine] = ()
    evidence: Sequence[tuple[str, str, str]] = field(default=())  # number, revision, SHA-256


@dataclass(frozen=True, slots=True)
class Statement:
    """An endorsement that waits for its signature; number and place are whatever the office writes."""

    paper: Paper
    signs: str
    answered: str
    unit: str = ""
    number: str = ""
    place: str = ""


def receipt_pdf(receipt: Receipt) -> bytes:
    """Print a receipt."""
    paper, lang = receipt.paper, receipt.paper.lang
    title = TITLE.text(lang, number=receipt.number, name=paper.name)
    footer = FOOTER.text(lang, number=receipt.number, digest=paper.digest[:16])
    told = {
        "number": receipt.number,
        **_of_paper(paper),
        "sent": receipt.sent,
        "by": receipt.by,
        "answered": ANSWERED.text(lang, given=receipt.given, total=receipt.total),
    }
    about = {
        "kind": KIND.text(lang),
        "name": paper.name,
        "under-name": paper.place,
        "facts": _facts(told, lang),
        "qr": qr_svg(receipt.url),
        "qr-alt": QR_ALT.text(lang),
        "digest": paper.digest,
        "check": CHECK.text(lang),
        "url": receipt.url,
        "endorsements": [{"kind": one.kind, "who": one.who, "at": one.at} for one in receipt.endorsements],
        "answers": [
            {"code": one.code, "title": one.title, "value": one.value, "evidence": one.evidence}
            for one in receipt.answers
        ],
        "evidence": [{"number": n, "revision": r, "sha256": sha256} for n, r, sha256 in receipt.evidence],
    }
    return print_json("receipt.typ", as_json(_frame(paper, title, footer) | {"receipt": about}))


def statement_pdf(statement: Statement) -> bytes:
    """Print a statement of endorsement, ready to be signed."""
    paper, lang = statement.paper, statement.paper.lang
    title = f"{ENDORSES.text(lang)}: {paper.name}"
    told = {**_of_paper(paper), "unit": statement.unit, "answered": statement.answered}
    number = f"{LABELS['number'].text(lang)}: {statement.number}" if statement.number else NO_NUMBER.text(lang)
    about = {
        "kind": ENDORSES.text(lang),
        "title": paper.name,
        "number": number,
        "says": SAYS.text(lang),
        "facts": _facts({name: text for name, text in told.items() if text}, lang),
        "digest": paper.digest,
        "bound": BOUND.text(lang),
        "place": statement.place or NO_PLACE.text(lang),
        "by-hand": "" if statement.place else BY_HAND.text(lang),
        "signs": statement.signs,
    }
    return print_json("statement.typ", as_json(_frame(paper, title, paper.digest[:16]) | {"statement": about}))


def _of_paper(paper: Paper) -> dict[str, str]:
    return {"round": paper.round, "instrument": paper.instrument, "period": paper.period}


def _facts(told: Mapping[str, str], lang: Lang) -> list[dict[str, str]]:
    return [{"label": LABELS[name].text(lang), "text": text} for name, text in told.items()]


def _frame(paper: Paper, title: str, footer: str) -> dict[str, Any]:
    """Return what every printed paper carries."""
    words: dict[str, Any] = {name: say.text(paper.lang) for name, say in WORDS.items()}
    words |= {name: [say.text(paper.lang) for say in says] for name, says in HEADS.items()}
    return {
        "title": title,
        "lang": paper.lang,
        "header": f"{paper.name} · {paper.round}",
        "footer": footer,
        "notices": list(paper.notices),
        "words": words,
    }
