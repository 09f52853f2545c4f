"""The words of the annex form's drop-downs in both languages, and the values of the model they stand for."""

import re
from dataclasses import dataclass

from kotaham.core.language import Lang, Say

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")


def tidy(text: str) -> str:
    """Remove what nobody sees: spaces at the ends, non-breaking and zero-width spaces, carriage returns."""
    plain = re.sub("[\u00a0\u2007\u202f]", " ", _UNSEEN.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
    return plain.strip()


def folded(text: str) -> str:
    """Make two spellings of one word equal: case, spaces and dashes do not matter."""
    return " ".join(_DASHES.sub("-", tidy(text)).casefold().split())


@dataclass(frozen=True, slots=True)
class Words:
    """The choices of one drop-down: the value the model knows, and its word in both languages."""

    pairs: tuple[tuple[str, Say], ...]

    def choices(self, lang: Lang) -> list[str]:
        """List the words in the order of the drop-down."""
        return [say.text(lang) for _, say in self.pairs]

    def word(self, value: str, lang: Lang) -> str:
        """Return the word for a value."""
        return dict(self.pairs)[value].text(lang)

    def value(self, text: str) -> str | None:
        """Return the value of a word typed in either language, or of the model's own word; None when unknown."""
        typed = "unknown" if means_unknown(text) else folded(text)
        return next((v for v, say in self.pairs if typed in {folded(say.id), folded(say.en), v}), None)


UNKNOWN = Say("belum diketahui", "unknown")
_UNKNOWN_PAIR = ("unknown", UNKNOWN)
_MEAN_UNKNOWN = {UNKNOWN.id, UNKNOWN.en, "tidak diketahui"}  # the last is what many people type


def means_unknown(text: str) -> bool:
    """Tell whether a cell says that the law has this but nobody could read it."""
    return folded(text) in _MEAN_UNKNOWN


def _words(*pairs: tuple[str, str, str]) -> Words:
    return Words(tuple((value, Say(indonesian, english)) for value, indonesian, english in pairs))


CERTAINTY = _words(
    ("verbatim", "sesuai naskah", "verbatim"),
    ("secondary", "sumber sekunder", "secondary"),
    ("inferred", "simpulan", "inferred"),
    ("unknown", "belum diketahui", "unknown"),
)
LANGUAGE = _words(("id", "bahasa Indonesia", "Indonesian"), ("en", "bahasa Inggris", "English"))
NATURE = _words(("regulation", "peraturan", "regulation"), ("example", "contoh", "example"))
SUBJECT = _words(
    ("city", "kabupaten/kota", "city or regency"),
    ("service", "layanan publik", "public service"),
    ("draft", "rancangan peraturan", "draft regulation"),
)
DIRECTION = _words(
    ("higher_better", "makin tinggi makin baik", "higher is better"),
    ("lower_better", "makin rendah makin baik", "lower is better"),
    ("none", "tanpa arah", "no direction"),
)
KIND = _words(
    ("bands", "rentang angka", "bands"),
    ("ratio", "rasio", "ratio"),
    ("yes_no", "ya atau tidak", "yes or no"),
    ("choice", "pilihan", "choice"),
    ("checklist", "daftar periksa", "checklist"),
    ("document", "dokumen", "document"),
    ("direct", "poin langsung", "direct"),
    ("unknown", "belum diketahui", "unknown"),
)
METHOD = _words(
    ("flat_mean", "rata-rata semua indikator", "flat mean"),
    ("group_mean", "rata-rata hak", "mean of the rights"),
    ("element_points", "poin unsur per hak", "element points"),
    ("weighted_tree", "pohon berbobot", "weighted tree"),
)
WITHIN = _words(
    ("by_points", "menurut poin maksimum", "by maximum points"),
    ("equal", "sama rata", "equally"),
    ("unknown", "belum diketahui", "unknown"),
)
MISSING = _words(
    ("incomplete", "tanpa nilai akhir", "no total"),
    ("zero_points", "nol poin", "zero points"),
    ("leave_out", "dikeluarkan dari hitungan", "left out"),
)
NOT_APPLICABLE = _words(
    ("lowers_maximum", "menurunkan poin maksimum", "lowers the maximum"), ("refused", "ditolak", "refused")
)
GAP = _words(
    ("flag", "hanya ditandai", "flag only"),
    ("nearest_lower", "rentang dengan angka lebih kecil", "nearest lower band"),
    ("nearest_higher", "rentang dengan angka lebih besar", "nearest higher band"),
    ("round_half_up", "dibulatkan dahulu", "round half up first"),
)
COUNTED_ON = _words(
    ("total", "nilai akhir", "total"), ("total_with_bonus", "nilai akhir dengan nilai tambah", "total with bonus")
)
GATE_RULE = _words(
    ("group_at_least", "nilai hak paling sedikit", "right at least"),
    ("indicator_at_least", "poin indikator paling sedikit", "indicator at least"),
)
BONUS = _words(("none", "tidak ada", "none"), ("given", "ada", "given"), ("unknown", "belum diketahui", "unknown"))
LISTED = _words(("listed", "diketahui", "known"), ("unknown", "belum diketahui", "unknown"))
PART = _words(("band", "rentang", "band"), ("option", "pilihan", "option"), ("item", "butir", "item"))
YES = _words(("yes", "ya", "yes"), ("no", "tidak", "no"))
