"""The words of scoring: states, marks, kinds, policies and reasons, in both languages."""

from kotaham.core.language import Say

STATES = {
    "scored": Say("dinilai", "scored"),
    "missing": Say("tidak ada data", "no data"),
    "not_applicable": Say("tidak berlaku", "not applicable"),
    "unscorable": Say("cara penilaian tidak diketahui", "way of scoring not known"),
    "in_gap": Say("jatuh di celah antarjenjang", "falls between two bands"),
    "unknown_band": Say("nilai jenjang ini tidak diketahui", "points of this band not known"),
}
MARKS = {
    "gap": Say("nilai berada di celah antarjenjang", "the value lies between two bands"),
    "small_denominator": Say(
        "penyebut kecil: satu kejadian saja mengubah angka ini banyak",
        "small denominator: a single case moves this figure a lot",
    ),
    "required_missing": Say("butir wajib belum terpenuhi", "a required item is missing"),
    "zero_by_rule": Say("tidak ada data; menurut instrumen nilainya nol", "no data; the instrument gives zero points"),
    "left_out": Say(
        "tidak ada data; menurut instrumen dikeluarkan dari nilai maksimum",
        "no data; the instrument leaves it out of the maximum",
    ),
}
CERTAINTY = {
    "verbatim": Say("sesuai teks", "as in the text"),
    "secondary": Say("menurut sumber kedua", "by a secondary source"),
    "inferred": Say("kesimpulan kami", "our deduction"),
    "unknown": Say("tidak diketahui", "not known"),
}
GAP_RULES = {
    "flag": Say("celah ditandai dan tidak dinilai", "a gap is flagged and not scored"),
    "nearest_lower": Say(
        "nilai di celah ikut jenjang di bawahnya pada garis bilangan",
        "a value in a gap takes the band below it on the number line",
    ),
    "nearest_higher": Say(
        "nilai di celah ikut jenjang di atasnya pada garis bilangan",
        "a value in a gap takes the band above it on the number line",
    ),
    "round_half_up": Say(
        "nilai di celah dibulatkan (setengah ke atas) lalu dibaca lagi",
        "a value in a gap is rounded half up and read again",
    ),
}
MISSING_RULES = {
    "incomplete": Say("jawaban yang kosong membuat nilai total tidak ada", "a missing answer means there is no total"),
    "zero_points": Say(
        "jawaban yang kosong bernilai nol dan tetap ditandai kosong",
        "a missing answer earns zero points and stays marked as missing",
    ),
    "leave_out": Say(
        "jawaban yang kosong dikeluarkan dari nilai maksimum dan ditandai",
        "a missing answer is left out of the maximum and flagged",
    ),
}
NOT_APPLICABLE_RULES = {
    "lowers_maximum": Say("'tidak berlaku' menurunkan nilai maksimum", "'not applicable' lowers the maximum"),
    "refused": Say("'tidak berlaku' tidak diterima", "'not applicable' is not accepted"),
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
        "Tidak ada predikat karena nilai total tidak ada.", "There is no predicate because there is no total."
    ),
    "no_predicates": Say("Instrumen ini tidak memberi predikat.", "This instrument gives no predicate."),
    "below_unknown": Say(
        "Nilai total di bawah ambang predikat yang diketahui; apa yang berlaku di bawahnya tidak diketahui.",
        "The total is under the lowest known threshold; what applies below it is not known.",
    ),
    "withheld": Say(
        "Ambang predikat tercapai, tetapi syarat lainnya tidak terpenuhi.",
        "The threshold of a predicate is reached, but its other conditions are not met.",
    ),
}
