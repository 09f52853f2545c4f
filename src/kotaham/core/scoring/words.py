"""The words of scoring: states, marks, kinds, policies and reasons, in both languages."""

from kotaham.core.language import Lang, Say

STATES = {
    "scored": Say("dinilai", "scored"),
    "missing": Say("tidak ada data", "no data"),
    "not_applicable": Say("tidak berlaku", "not applicable"),
    "unscorable": Say("cara penilaian belum diketahui", "way of scoring not known"),
    "in_gap": Say("jatuh di celah antara dua rentang", "falls between two bands"),
    "unknown_band": Say("poin rentang ini belum diketahui", "points of this band not known"),
}
MARKS = {
    "gap": Say("angka ini jatuh di celah antara dua rentang", "the value lies between two bands"),
    "small_denominator": Say(
        "penyebut kecil: satu kejadian saja dapat banyak mengubah angka ini",
        "small denominator: a single case moves this figure a lot",
    ),
    "required_missing": Say("butir wajib belum terpenuhi", "a required item is missing"),
    "zero_by_rule": Say("tidak ada data; menurut instrumen poinnya nol", "no data; the instrument gives zero points"),
    "left_out": Say(
        "tidak ada data; menurut instrumen dikeluarkan dari poin maksimum",
        "no data; the instrument leaves it out of the maximum",
    ),
}
CERTAINTY = {
    "verbatim": Say("sesuai naskah", "as in the text"),
    "secondary": Say("menurut sumber sekunder", "by a secondary source"),
    "inferred": Say("simpulan kami", "our deduction"),
    "unknown": Say("belum diketahui", "not known"),
}
GAP_RULES = {
    "flag": Say("angka di celah ditandai dan tidak dinilai", "a gap is flagged and not scored"),
    "nearest_lower": Say(
        "angka di celah mengikuti rentang dengan angka yang lebih kecil",
        "a value in a gap takes the band below it on the number line",
    ),
    "nearest_higher": Say(
        "angka di celah mengikuti rentang dengan angka yang lebih besar",
        "a value in a gap takes the band above it on the number line",
    ),
    "round_half_up": Say(
        "angka di celah dibulatkan (setengah ke atas), lalu dibaca lagi",
        "a value in a gap is rounded half up and read again",
    ),
}
MISSING_RULES = {
    "incomplete": Say(
        "bila ada jawaban tanpa data, nilai akhir tidak diberikan", "a missing answer means there is no total"
    ),
    "zero_points": Say(
        "jawaban tanpa data mendapat nol poin dan tetap ditandai",
        "a missing answer earns zero points and stays marked as missing",
    ),
    "leave_out": Say(
        "jawaban tanpa data dikeluarkan dari poin maksimum dan ditandai",
        "a missing answer is left out of the maximum and flagged",
    ),
}
NOT_APPLICABLE_RULES = {
    "lowers_maximum": Say("jawaban 'tidak berlaku' menurunkan poin maksimum", "'not applicable' lowers the maximum"),
    "refused": Say("jawaban 'tidak berlaku' tidak diterima", "'not applicable' is not accepted"),
}
METHODS = {
    "flat_mean": Say(
        "{scale} x jumlah poin / jumlah poin maksimum semua indikator yang berlaku",
        "{scale} x sum of points / sum of maximum points of all applicable indicators",
    ),
    "group_mean": Say(
        "rata-rata nilai hak; nilai tiap hak = {scale} x poin / poin maksimum",
        "the mean of the rights; each right = {scale} x points / maximum points",
    ),
    "element_points": Say(
        "rata-rata nilai hak; tiap hak menjumlahkan poin unsurnya ({elements})",
        "the mean of the rights; each right adds up the points of its elements ({elements})",
    ),
    "weighted_tree": Say(
        "rata-rata berbobot menurut pohon bobot instrumen",
        "the weighted mean by the instrument's tree of weights",
    ),
}
WHY_NONE = {
    "no_total": Say(
        "Tidak ada predikat karena nilai akhir tidak ada.", "There is no predicate because there is no total."
    ),
    "no_predicates": Say("Instrumen ini tidak memberi predikat.", "This instrument gives no predicate."),
    "below_unknown": Say(
        "Nilai akhir di bawah ambang predikat yang diketahui; predikat di bawah ambang itu belum diketahui.",
        "The total is under the lowest known threshold; what applies below it is not known.",
    ),
    "withheld": Say(
        "Ambang predikat tercapai, tetapi syarat lainnya belum terpenuhi.",
        "The threshold of a predicate is reached, but its other conditions are not met.",
    ),
}


def how_sure(certainty: str, nature: str, lang: Lang) -> str:
    """Tell how sure a rule is; nothing for the rules of an example, which rest on no text but their own."""
    return "" if nature == "example" and certainty == "verbatim" else CERTAINTY[certainty].text(lang)
