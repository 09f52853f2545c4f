"""The words that only printed reports say; those shared with the pages are in `kotaham.report.words`."""

from kotaham.core.language import Lang, Say

PRINT_WORDS: dict[str, Say] = {
    "rapor": Say("Rapor hasil penilaian", "Assessment report card"),
    "rapor_title": Say("Rapor {name}: {title}", "Report card of {name}: {title}"),
    "national_title": Say("Ringkasan hasil: {title}", "Summary of results: {title}"),
    "national": Say("Ringkasan hasil penilaian", "Summary of the assessment"),
    "page": Say("Halaman", "Page"),
    "what": Say("Bahan", "Material"),
    "digest": Say("Sidik jari berkas", "Digest"),
    "total": Say("Nilai akhir", "Total"),
    "predicate": Say("Predikat", "Predicate"),
    "rank": Say("Peringkat", "Rank"),
    "no_predicate": Say("Tanpa predikat", "No predicate"),
    "no_total": Say("Belum ada", "None yet"),
    "no_rank": Say("tanpa peringkat", "no rank"),
    "rank_of": Say("dari {all} daerah bernilai", "of {all} {all:city|cities} with a total"),
    "rank_tied": Say("dari {all}, bersama {n} daerah lain", "of {all}, tied with {n}"),
    "rights": Say("Nilai tiap hak", "Each right"),
    "rights_about": Say(
        "Batang: nilai daerah ini dari {scale}. Garis tegak: nilai tengah semua daerah dalam laporan.",
        "Bar: this city, out of {scale}. Upright line: the median of all cities in the report.",
    ),
    "rights_about_one": Say("Batang: nilai daerah ini dari {scale}.", "Bar: this city, out of {scale}."),
    "thresholds": Say("Garis putus-putus: {list}.", "Dashed lines: {list}."),
    "total_alt": Say("Nilai akhir {n} dari {scale}", "Total {n} out of {scale}"),
    "chosen": Say("(jawaban daerah ini)", "(the city's answer)"),
    "chosen_dated": Say("(jawaban: {dates})", "(answer: {dates})"),
    "median": Say("nilai tengah {n}", "median {n}"),
    "lift": Say("Tiga hal yang paling menaikkan nilai", "Three things that would raise the total most"),
    "lift_about": Say(
        "Dihitung dari rumus: berapa yang masih dapat ditambahkan indikator itu bila poinnya penuh.",
        "By the formula: what each indicator could still add if it earned all its points.",
    ),
    "lift_now": Say("Sekarang {points} dari {most} poin.", "Now {points} of {most} {most:point|points}."),
    "lift_best": Say("Poin penuh: {step}.", "All points: {step}."),
    "lift_gain": Say("+{n}", "+{n}"),
    "next_level": Say("kurang {n} untuk {title}", "{n} short of {title}"),
    "withheld": Say("{titles} tertahan", "{titles} held back"),
    "criteria": Say("Pedoman penelaah", "Reviewer's criteria"),
    "missing": Say("Yang masih kurang", "What is missing"),
    "unknown_parts": Say(
        "{n} bagian instrumen ini belum diketahui dan tidak ditebak; daftarnya ada di lembar Metode pada scores.xlsx.",
        "Not known here and not guessed: {n} {n:part|parts}; the sheet Method of scores.xlsx lists them.",
    ),
    "cautions": Say("Keterbatasan hasil ini", "Limits of this result"),
    "indicators": Say("Indikator satu per satu", "Each indicator"),
    "indicators_about": Say(
        "Kotak gelap di bawah tanda panah menunjukkan rentang daerah ini; angka tebal dalam kotak adalah poinnya.",
        "The dark box under the arrow is where the city stands on the ladder; the bold number is its points.",
    ),
    "rules": Say("Aturan yang dipakai", "Rules used"),
    "recompute": Say("Memeriksa dan menghitung ulang", "Checking and recomputing"),
    "distribution": Say("Sebaran nilai akhir", "Distribution of totals"),
    "distribution_about": Say(
        "Tinggi batang: banyaknya daerah. Angka di bawah batang: batas bawah kelas nilai (lebar {n}).",
        "Height: number of cities. Below each bar: the lower edge of its range of totals (width {n}).",
    ),
    "predicates": Say("Daerah per predikat", "Cities by predicate"),
    "groups": Say("Daerah per kelompok nilai", "Cities by group of totals"),
    "class": Say("Kelompok", "Group"),
    "sign": Say("Tanda", "Sign"),
    "reach": Say("Nilai", "Total"),
    "count": Say("Daerah", "Cities"),
    "share": Say("Bagian", "Share"),
    "provinces": Say("Menurut provinsi", "By province"),
    "by_predicate": Say("Predikat menurut provinsi (banyaknya daerah)", "Predicates by province (number of cities)"),
    "rights_all": Say("Menurut hak", "By right"),
    "right": Say("Hak", "Right"),
    "middle_half": Say("Separuh di tengah", "Middle half"),
    "distribution_alt": Say(
        "Sebaran nilai akhir; nilai setiap daerah ada dalam tabel Semua daerah.",
        "Distribution of totals; the total of each city is in the table All cities.",
    ),
    "rights_alt": Say(
        "Nilai menurut hak; angkanya ada dalam tabel di bawah gambar.", "Values by right; the table below tells them."
    ),
    "provinces_alt": Say(
        "Nilai menurut provinsi; angkanya ada dalam tabel di bawah gambar.",
        "Values by province; the table below tells them.",
    ),
    "middle": Say("Nilai tengah", "Median"),
    "cities": Say("Semua daerah", "All cities"),
    "cities_about": Say(
        "Menurut peringkat dari nilai sebelum dibulatkan. Tanda = berarti berbagi peringkat; – berarti tidak ada.",
        "By rank of the totals before rounding. The sign = marks a shared rank; – means there is none.",
    ),
    "map": Say("Peta petak", "Tile map"),
    "map_alt": Say(
        "Peta petak {n} daerah menurut nilai akhir; angka setiap daerah ada dalam tabel Semua daerah.",
        "Tile map of {n} {n:city|cities} by total; the figure of each city is in the table All cities.",
    ),
    "rank_short": Say("No.", "No."),
    "total_short": Say("Nilai", "Total"),
    "code": Say("Kode", "Code"),
    "name": Say("Daerah", "City"),
    "province": Say("Provinsi", "Province"),
    "scored": Say("Bernilai", "Scored"),
    "scored_of": Say("{n} dari {all}", "{n} of {all}"),
    "mean": Say("Rata-rata", "Mean"),
    "range": Say("Terendah – tertinggi", "Lowest – highest"),
    "refused": Say("Baris yang ditolak", "Refused rows"),
    "refused_row": Say("Baris {row}: {name} ({code})", "Row {row}: {name} ({code})"),
    "refused_more": Say(
        "Dan {n} baris lain; semuanya ada dalam paket hasil.", "And {n} more; all are in the result pack."
    ),
}


def print_word(key: str, lang: Lang, **values: object) -> str:
    """Return a word or sentence of the printed reports, its places filled in."""
    return PRINT_WORDS[key].text(lang, **values)


def plain_words(lang: Lang) -> dict[str, str]:
    """Return the words without places, by the names the templates use (hyphens for underscores)."""
    return {key.replace("_", "-"): say.text(lang) for key, say in PRINT_WORDS.items() if "{" not in say.id}
