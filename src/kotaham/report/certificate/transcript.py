"""The transcript of learning hours as PDF; everything printed comes from the caller."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotaham.core.language import Lang, Say
from kotaham.report.printing import as_json, print_json

KIND = Say("Transkrip jam pelajaran (JP) tahun {year}", "Transcript of learning hours (JP) of {year}")
TITLE = Say("Transkrip JP {year}: {name}", "Transcript of JP {year}: {name}")
SAYS = Say(
    "Keadaan pada {on}. Setiap baris menyebut buktinya; baris yang ditarik kembali mengurangi jumlah.",
    "As of {on}. Every line names its proof; a line that was taken back lowers the sum.",
)
TOTAL, PAGE = Say("Jumlah JP", "Sum of JP"), Say("Halaman", "Page")
HEAD = (
    Say("Pelatihan dan penyelenggara", "Course and organiser"),
    Say("Tanggal", "Days"),
    Say("Asal", "From"),
    Say("Bukti", "Proof"),
    Say("JP", "JP"),
)


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """One line, already in words."""

    title: str
    organiser: str
    days: str
    kind: str
    proof: str
    hours: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """A person and year; the number is its mask."""

    name: str
    number: str
    office: str
    year: int
    total: str
    on: str
    lines: Sequence[TranscriptLine]
    lang: Lang = "id"


def transcript_pdf(found: Transcript) -> bytes:
    """Print a transcript."""
    lang, year = found.lang, found.year
    about = {
        "kind": KIND.text(lang, year=year),
        "name": found.name,
        "under-name": "  ·  ".join(filter(None, (found.number, found.office))),
        "says": SAYS.text(lang, on=found.on),
        "total": found.total,
        "lines": [
            {
                "title": one.title,
                "organiser": one.organiser,
                "days": one.days,
                "kind": one.kind,
                "proof": one.proof,
                "hours": one.hours,
            }
            for one in found.lines
        ],
    }
    data = {
        "title": TITLE.text(lang, year=year, name=found.name),
        "lang": lang,
        "header": found.name,
        "footer": KIND.text(lang, year=year),
        "notices": [],
        "words": {"total": TOTAL.text(lang), "page": PAGE.text(lang), "head": [one.text(lang) for one in HEAD]},
        "transcript": about,
    }
    return print_json("transcript.typ", as_json(data))
