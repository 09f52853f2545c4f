"""The signs of GIFT: what is escaped, where a text is cut, and words for what is wrong."""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from kotaham.core.errors import Kind
from kotaham.core.language import Say

_ESCAPED = re.compile(r"[~=#{}:\\]")
_BACK = re.compile(r"\\(n|[~=#{}:\\>\]])")
FORMAT = re.compile(r"\[(html|plain|markdown|moodle)\]", re.IGNORECASE)
WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:[.,][0-9]{1,7})?)%")

NO_ANSWER = Kind(
    "gift.no-answer",
    Say("Soal ini tidak mempunyai bagian jawaban dalam kurung kurawal.", "This question has no answers in braces."),
    Say("Tulis jawabannya, misalnya {{=benar ~salah}}.", "Write its answers, for example {{=right ~wrong}}."),
)
ESSAY = Kind(
    "gift.essay",
    Say("Soal uraian tidak dapat dinilai mesin.", "An essay cannot be marked by machine."),
    Say("Ubah menjadi jawaban singkat atau pilihan.", "Make it a short answer or a choice."),
)
BRACES = Kind(
    "gift.braces",
    Say("Kurung kurawal soal ini tidak berpasangan.", "The braces of this question do not match."),
    Say(
        "Tutup kurung kurawalnya; yang bagian dari teks ditulis \\{{ dan \\}}.",
        "Close the brace; one that belongs to the text is written \\{{ or \\}}.",
    ),
)
ANSWERS = Kind(
    "gift.answers",
    Say("Bagian jawaban ini tidak dapat dibaca: {found}", "These answers cannot be read: {found}"),
    Say("Mulai setiap jawaban dengan = (benar) atau ~ (salah).", "Begin each answer with = (right) or ~ (wrong)."),
)
NUMBER = Kind(
    "gift.number",
    Say("Angka ini tidak dapat dibaca: {found}", "This number cannot be read: {found}"),
    Say("Tulis 3, 3:0.5 atau 2.5..3.5.", "Write 3, 3:0.5 or 2.5..3.5."),
)
TWO_RIGHT = Kind(
    "gift.two-right",
    Say(
        "Pilihan tunggal ini mempunyai {count} jawaban yang masing-masing benar penuh.",
        "This single choice has {count} {count:answer|answers} that are each fully right.",
    ),
    Say("Sisakan satu =, atau beri persen pada setiap jawaban benar.", "Keep one =, or give each right one a percent."),
)
WEIGHTS = Kind(
    "gift.weights",
    Say("Persen jawaban soal {code} tidak diambil.", "The percents of question {code} were not taken over."),
    Say("Periksa nilainya sesudah dimasukkan.", "Look at its points once it is in."),
    Say(
        "Di sini jawaban benar berbagi poin sama rata, dan yang salah menguranginya sama rata.",
        "Here the right answers share the points evenly, and the wrong ones take from them evenly.",
    ),
)
HINTS = Kind(
    "gift.hints",
    Say(
        "Umpan balik setiap jawaban soal {code} tidak diambil.",
        "Feedback for each answer of {code} was not taken over.",
    ),
    Say("Tulis umpan balik umumnya bila perlu.", "Write general feedback if it is needed."),
)


def escaped(text: str) -> str:
    """Return a text as GIFT holds it, on one line."""
    plain = _ESCAPED.sub(lambda sign: f"\\{sign[0]}", text).replace("->", "-\\>").replace("\n", "\\n")
    return f"[plain]{plain}" if FORMAT.match(plain) else plain


def plain(text: str) -> str:
    """Return what a piece of GIFT says, its format taken away and its escapes turned back."""
    cut = text.strip()
    form = FORMAT.match(cut)
    said = _BACK.sub(lambda sign: "\n" if sign[1] == "n" else sign[1], cut[form.end() :] if form else cut)
    return without_tags(said) if form and form[1].lower() == "html" else said.strip()


def bare(text: str) -> Iterator[tuple[int, str]]:
    """Yield the signs of a text that are not escaped, with their places."""
    at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        yield at, text[at]
        at += 1


def find_bare(text: str, wanted: str, start: int = 0) -> int:
    """Return where a row of signs stands unescaped; -1 when nowhere."""
    for at, _sign in bare(text):
        if at >= start and text.startswith(wanted, at):
            return at
    return -1


class _Words(HTMLParser):
    """Keeps the words of HTML, a new line for each block."""

    BLOCKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4"})

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a new line where a block begins."""
        if tag in self.BLOCKS:
            self.found.append("\n")


def without_tags(text: str) -> str:
    """Return the words of HTML: markup of somebody else never becomes ours."""
    words = _Words()
    words.feed(text)
    words.close()
    lines = (" ".join(line.split()) for line in html.unescape("".join(words.found)).split("\n"))
    return "\n".join(line for line in lines if line)
