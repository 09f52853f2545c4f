"""Every word the pages of a report say by themselves, in both languages; instruments and users bring the rest."""

from kotaham.core.language import Lang, Say
from kotaham.report.method_words import METHOD_WORDS

WORDS: dict[str, Say] = METHOD_WORDS | {
    # Frame
    "report": Say("Laporan hasil penilaian", "Assessment report"),
    "skip": Say("Langsung ke isi", "Skip to content"),
    "menu": Say("Bagian laporan", "Parts of the report"),
    "overview": Say("Ringkasan", "Overview"),
    "cities": Say("Daerah", "Cities"),
    "method": Say("Metode", "Method"),
    "all_cities": Say("Semua daerah", "All cities"),
    "back": Say("Kembali ke semua daerah", "Back to all cities"),
    "period": Say("Periode data", "Data period"),
    "period_unstated": Say("Periode tidak disebutkan", "Period not stated"),
    "instrument": Say("Instrumen", "Instrument"),
    "made_by": Say("Dibuat dengan KotaHAM {version}", "Made with KotaHAM {version}"),
    "offline": Say(
        "Berkas ini lengkap dengan sendirinya: tidak memuat apa pun dari internet.",
        "This file is complete in itself: it loads nothing from the internet.",
    ),
    "paged": Say(
        "Karena datanya besar, halaman tiap daerah ada di folder kota/ di samping berkas ini.",
        "Because there is much data, the page of each city is in the folder kota/ beside this file.",
    ),
    "yes": Say("Ya", "Yes"),
    "no": Say("Tidak", "No"),
    "as_table": Say("Lihat angkanya sebagai tabel", "See the figures as a table"),
    "scrollable": Say("{what} (dapat digulir)", "{what} (can be scrolled)"),
    "untold": Say("belum diketahui", "not known"),
    "none": Say("tidak ada", "none"),
    # Overview
    "partial": Say(
        "SEBAGIAN: {n} dari {all} baris ditolak.", "PARTIAL: {n} of {all} {all:row|rows} {n:was|were} refused."
    ),
    "unknown_parts": Say(
        "{n} bagian instrumen ini belum diketahui dan tidak ditebak; daftarnya ada di bagian Metode.",
        "Not known in this instrument, and not guessed: {n} {n:part|parts}; the Method part lists them.",
    ),
    "hole": Say("{right}: tidak dinilai. {why}", "{right}: not scored. {why}"),
    "count_differs": Say(
        "Menurut sumbernya instrumen ini punya {stated} indikator; yang diketahui {known}.",
        "By its sources the instrument has {stated} indicators; {known} are known.",
    ),
    "no_indicators": Say(
        "Indikator instrumen ini belum diketahui, jadi tidak ada nilai yang dapat dihitung.",
        "The indicators of this instrument are not known, so no score can be computed.",
    ),
    "not_complete": Say(
        "{n} dari {all} daerah tidak punya nilai akhir karena ada jawaban tanpa data atau yang tidak dapat dinilai.",
        "{n} of {all} {all:city|cities} {n:has|have} no total because an answer is missing or cannot be scored.",
    ),
    "some_withheld": Say(
        "{n} daerah cukup nilainya untuk predikat yang lebih tinggi, tetapi syaratnya belum terpenuhi: {names}.",
        "Total enough for a higher predicate, but a condition is not met ({n}): {names}.",
    ),
    "some_bonus": Say("Nilai akhir {n} daerah memuat nilai tambah.", "Totals that include a bonus: {n}."),
    "no_totals": Say(
        "Belum ada daerah dengan nilai akhir, jadi sebaran dan peringkat tidak ditampilkan.",
        "No city has a total yet, so there is no distribution and no ranking.",
    ),
    "summary": Say(
        "Dari {all} daerah, {n} punya nilai akhir. "
        "Paling sedikit separuhnya memperoleh {median} atau lebih, dari {scale}.",
        "Of {all} {all:city|cities}, {n} have a total. At least half of these score {median} or more, out of {scale}.",
    ),
    "summary_none": Say(
        "Dari {all} daerah belum ada yang punya nilai akhir.", "Of {all} {all:city|cities} none has a total yet."
    ),
    "summary_one": Say(
        "{name} memperoleh nilai akhir {total} dari {scale}.", "{name} has a total of {total} out of {scale}."
    ),
    "rows_in": Say("Baris dibaca", "Rows read"),
    "rows_note": Say("{scored} dinilai, {refused} ditolak", "{scored} scored, {refused} refused"),
    "with_total": Say("Punya nilai akhir", "With a total"),
    "with_total_note": Say("{n} belum lengkap", "{n} incomplete"),
    "median": Say("Nilai tengah", "Median"),
    "median_note": Say("di tengah bila nilai diurutkan", "in the middle when totals are put in order"),
    "spread": Say("Rentang nilai", "Range of totals"),
    "spread_note": Say("terendah sampai tertinggi", "lowest to highest"),
    "distribution": Say("Sebaran nilai akhir", "Distribution of totals"),
    "distribution_about": Say(
        "Tinggi batang adalah banyaknya daerah dengan nilai akhir pada kelas itu.",
        "The height of a bar is the number of cities with a total in that range.",
    ),
    "range": Say("Rentang nilai", "Range of totals"),
    "number_of": Say("Banyaknya daerah", "Number of cities"),
    "share": Say("Bagian", "Share"),
    "predicate": Say("Predikat", "Predicate"),
    "predicates": Say("Predikat", "Predicates"),
    "levels_plain": Say("Kelompok nilai", "Groups of totals"),
    "no_predicates": Say("Instrumen ini tidak memberi predikat. {why}", "This instrument gives no predicates. {why}"),
    "levels_are_ours": Say(
        "Kelompok nilai di bawah hanya untuk membaca gambar; lebarnya sama dan tidak punya arti hukum.",
        "The groups below only help to read the pictures; they are equally wide and have no legal meaning.",
    ),
    "unscored": Say("Tanpa nilai akhir", "No total"),
    "below": Say("Di bawah ambang yang diketahui", "Below the lowest known threshold"),
    "held_back": Say("Tertahan syarat", "Held back by a condition"),
    "held_back_reach": Say("ambang tercapai, syarat belum", "threshold reached, condition not met"),
    "and_above": Say("{n} ke atas", "{n} and above"),
    "up_to": Say("{low} sampai kurang dari {high}", "{low} to less than {high}"),
    "up_to_last": Say("{low} sampai {high}", "{low} to {high}"),
    "under": Say("di bawah {n}", "below {n}"),
    "map": Say("Peta petak", "Tile map"),
    "map_about": Say(
        "Satu petak untuk setiap kabupaten/kota, disusun mendekati letaknya; garis tebal adalah batas provinsi. "
        "Petak bukan ukuran luas dan bukan batas wilayah.",
        "One tile for every regency and city, placed near where it lies; thick lines are province borders. "
        "Tiles are neither areas nor boundaries.",
    ),
    "map_absent": Say(
        "Petak kosong bergaris putus-putus: daerah yang tidak ada dalam berkas ini.",
        "Dotted empty tiles: places that are not in this file.",
    ),
    "map_hint": Say(
        "Arahkan penunjuk ke petak untuk melihat daerahnya; klik untuk membuka halamannya.",
        "Point at a tile to see its city; click to open its page.",
    ),
    "map_table": Say(
        "Nilai setiap petak ada di tabel Semua daerah.", "The value of every tile is in the table of all cities."
    ),
    "legend": Say("Keterangan", "Legend"),
    "by_province": Say("Menurut provinsi", "By province"),
    "by_province_about": Say(
        "Garis menunjukkan nilai terendah sampai tertinggi, titik menunjukkan rata-rata daerah di provinsi itu.",
        "The line runs from the lowest to the highest total, the dot marks the mean of the province's cities.",
    ),
    "by_province_predicates": Say(
        "Panjang tiap bagian adalah banyaknya daerah dengan predikat itu.",
        "The length of each part is the number of cities with that predicate.",
    ),
    "province": Say("Provinsi", "Province"),
    "mean": Say("Rata-rata", "Mean"),
    "lowest": Say("Terendah", "Lowest"),
    "highest": Say("Tertinggi", "Highest"),
    "first_quarter": Say("Kuartil 1", "Quartile 1"),
    "third_quarter": Say("Kuartil 3", "Quartile 3"),
    "by_right": Say("Hak demi hak", "Right by right"),
    "by_right_about": Say(
        "Garis tipis: terendah sampai tertinggi. Batang: separuh daerah yang di tengah. Tanda tegak: nilai tengah.",
        "Thin line: lowest to highest. Bar: the middle half of the cities. Upright mark: the median.",
    ),
    "right": Say("Hak", "Right"),
    "rights": Say("Hak", "Rights"),
    "not_scored": Say("tidak dinilai", "not scored"),
    "no_value": Say("tanpa nilai", "no value"),
    "side_by_side": Say("Berdampingan", "Side by side"),
    "side_by_side_about": Say(
        "Urutan daerah mengikuti berkas. Garis tegak menandai ambang predikat.",
        "Cities stand in the order of the file. Upright lines mark the thresholds of predicates.",
    ),
    "side_by_side_plain": Say("Urutan daerah mengikuti berkas.", "Cities stand in the order of the file."),
    "no_total_yet": Say("belum ada", "none yet"),
    "other_rights": Say("Hak tanpa indikator yang dinilai", "Rights without scored indicators"),
    "city": Say("Daerah", "City"),
    "code": Say("Kode", "Code"),
    "rank": Say("Peringkat", "Rank"),
    "total": Say("Nilai akhir", "Total"),
    "gaps_in_data": Say("Tanpa data", "Missing"),
    "cities_about": Say(
        "Peringkat dihitung dari nilai yang belum dibulatkan; nilai yang sama berbagi peringkat (tanda =).",
        "Ranks follow the totals before rounding; equal totals share a rank (marked =).",
    ),
    "sideways": Say("Geser tabel ke samping untuk kolom lainnya.", "Move the table sideways for more columns."),
    "cities_caption": Say("{n} daerah menurut peringkat", "{n} {n:city|cities} by rank"),
    "search": Say("Cari daerah atau provinsi", "Search a city or province"),
    "found": Say("{n} daerah ditampilkan", "{n} {n:city|cities} shown"),
    "sort_by": Say("Urutkan menurut {what}", "Sort by {what}"),
    "refused": Say("Baris yang ditolak", "Refused rows"),
    "refused_about": Say(
        "Baris ini tidak dinilai. Perbaiki di berkas asal, lalu nilai ulang.",
        "These rows were not scored. Correct them in the source file, then score again.",
    ),
    "row": Say("Baris", "Row"),
    "reasons": Say("Alasan", "Reasons"),
    "notes": Say("Catatan", "Notes"),
    # City
    "rank_of": Say("{rank} dari {all}", "{rank} of {all}"),
    "rank_tied": Say("{rank} dari {all}, bersama {n} daerah lain", "{rank} of {all}, with {n} others"),
    "rank_none": Say("tanpa peringkat", "no rank"),
    "head_predicate": Say(
        "{name} memperoleh nilai akhir {total} dari {scale} dengan predikat {predicate}.",
        "{name} has a total of {total} out of {scale} and the predicate {predicate}.",
    ),
    "head_total": Say(
        "{name} memperoleh nilai akhir {total} dari {scale}.", "{name} has a total of {total} out of {scale}."
    ),
    "head_none": Say(
        "{name} belum punya nilai akhir: {n} dari {all} indikator tanpa nilai.",
        "{name} has no total yet: {n} of {all} {all:indicator|indicators} {n:has|have} no points.",
    ),
    "head_unknown": Say(
        "{name} tidak dapat diberi nilai akhir: indikator instrumen ini belum diketahui.",
        "{name} cannot be given a total: the indicators of this instrument are not known.",
    ),
    "head_not_applicable": Say(
        "{name} tidak punya nilai akhir: tidak ada indikator yang berlaku.",
        "{name} has no total: no indicator is applicable.",
    ),
    "withheld": Say(
        "Nilainya cukup untuk {predicate}, tetapi syaratnya belum terpenuhi.",
        "The total is enough for {predicate}, but a condition is not met.",
    ),
    "gates": Say("Syarat di luar nilai", "Conditions besides the total"),
    "gate_met": Say("Terpenuhi untuk {for_}.", "Met for {for_}."),
    "gate_short": Say(
        "Belum terpenuhi untuk {for_} (paling sedikit {value}): {what}.",
        "Not met for {for_} (at least {value}): {what}.",
    ),
    "and_higher": Say("{title} ke atas", "{title} and above"),
    "points_n": Say("{n} poin", "{n} {n:point|points}"),
    "bonus": Say("Nilai tambah", "Bonus"),
    "bonus_line": Say("Nilai tambah {n}.", "Bonus {n}."),
    "bonus_capped": Say("Nilai tambah {n} (diajukan {claimed}).", "Bonus {n} (claimed {claimed})."),
    "bonus_without": Say("Tanpa nilai tambah: {total}.", "Without bonus: {total}."),
    "bonus_with": Say("Dengan nilai tambah: {total}.", "With bonus: {total}."),
    "out_of": Say("dari {n}", "out of {n}"),
    "rights_of": Say("Nilai tiap hak", "Each right"),
    "rights_of_about": Say(
        "Batang: daerah ini. Garis tegak: nilai tengah semua daerah.",
        "Bar: this city. Upright line: the median of all.",
    ),
    "rights_of_about_one": Say("Batang: nilai daerah ini.", "Bar: the value of this city."),
    "indicators": Say("Indikator", "Indicators"),
    "answer": Say("Jawaban", "Answer"),
    "figure": Say("Angka yang dinilai", "Figure judged"),
    "points": Say("Poin", "Points"),
    "points_of": Say("{n} dari {most} poin", "{n} of {most} {most:point|points}"),
    "points_of_short": Say("dari {most} poin", "of {most} {most:point|points}"),
    "points_none": Say("tanpa poin", "no points"),
    "adds": Say(
        "Menyumbang {given} dari paling banyak {weight} pada nilai akhir",
        "Adds {given} of at most {weight} to the total",
    ),
    "adds_nothing_yet": Say("Dapat menyumbang paling banyak {weight}", "Can add at most {weight}"),
    "certainty": Say("Tingkat keyakinan atas aturan", "Certainty of the rule"),
    "evidence": Say("Data dukung", "Evidence"),
    "source": Say("Sumber aturan", "Source of the rule"),
    "in_gap": Say("Angka {figure} jatuh di antara dua rentang.", "{figure} falls between two bands."),
    "stands": Say("{figure}: rentang {step}, {points} poin.", "{figure}: band {step}, {points} {points:point|points}."),
    "stands_limited": Say(
        "{figure}: rentang {step}, {full} poin, dibatasi menjadi {points} karena ada butir wajib yang belum terpenuhi.",
        "{figure}: band {step}, {full} points, limited to {points} because a required item is missing.",
    ),
    "limited": Say("dibatasi", "limited"),
    "stands_choice": Say("Jawaban: {step}, {points} poin.", "Answer: {step}, {points} {points:point|points}."),
    "stands_nowhere": Say(
        "Daerah ini belum punya posisi pada rentang mana pun.", "This city has no place on the ladder yet."
    ),
    "points_unknown": Say("poin belum diketahui", "points not known"),
    "items": Say("Butir", "Items"),
    "paper_here": Say("ada", "present"),
    "paper_from": Say("sejak {day}", "from {day}"),
    "paper_until": Say("sampai {day}", "until {day}"),
    "items_held": Say("{n} dari {all} butir", "{n} of {all} {all:item|items}"),
    "held": Say("terpenuhi", "holds"),
    "not_held": Say("belum terpenuhi", "does not hold"),
    "required": Say("wajib", "required"),
    "direct_range": Say("{low} sampai {high} poin dari penelaah", "{low} to {high} points from a reviewer"),
    "todo": Say("Yang masih kurang", "What is missing"),
    "todo_missing": Say(
        "Isi {what}. Dapat menambah paling banyak {weight} pada nilai akhir.",
        "Give {what}. It can add at most {weight} to the total.",
    ),
    "todo_missing_plain": Say("Isi {what}.", "Give {what}."),
    "todo_reason": Say("Alasan tidak ada data: {why}.", "Reason it is missing: {why}."),
    "todo_in_gap": Say(
        "Angka ini jatuh di celah antara dua rentang. Diperlukan aturan tertulis untuk celah ini; datanya tidak salah.",
        "The value falls between two bands. A written rule for this gap is needed; the data are not wrong.",
    ),
    "todo_unscorable": Say(
        "Cara indikator ini memperoleh poin belum diketahui. Diperlukan teks hukumnya.",
        "How this indicator earns points is not known. Its legal text is needed.",
    ),
    "todo_unknown_band": Say(
        "Poin rentang ini belum diketahui. Diperlukan teks hukumnya.",
        "The points of this band are not known. Its legal text is needed.",
    ),
    "wanted_bands": Say("angkanya", "the figure"),
    "wanted_bands_unit": Say("angkanya ({unit})", "the figure ({unit})"),
    "wanted_ratio": Say("pembilang ({numerator}) dan penyebut ({denominator})", "{numerator} and {denominator}"),
    "wanted_yes_no": Say("jawaban ya atau tidak", "yes or no"),
    "wanted_choice": Say("satu pilihan yang sesuai", "the option that fits"),
    "wanted_checklist": Say("butir yang sudah terpenuhi", "the items that hold"),
    "wanted_document": Say("keberadaan dokumen dan masa berlakunya", "the document and its dates of validity"),
    "wanted_direct": Say("poin dari penelaah beserta alasannya", "the reviewer's points and reason"),
    "wanted_unknown": Say("jawabannya", "the answer"),
    "nothing_missing": Say(
        "Semua indikator yang berlaku sudah punya poin.", "Every applicable indicator has its points."
    ),
    "flags": Say("Perlu diketahui", "Worth knowing"),
    "no_flags": Say("Tidak ada tanda khusus.", "Nothing was flagged."),
    "trace": Say("Jejak penilaian lengkap", "The full trace"),
    "sources": Say("Sumber", "Sources"),
    "sources_there": Say(
        "Sumber setiap aturan ada di bagian Metode.", "The source of every rule is in the Method part."
    ),
    "why_right_none": Say("belum ada nilai: {what}", "no value yet: {what}"),
    "why_right_hole": Say("tidak dinilai: {why}", "not scored: {why}"),
    "why_right_unknown": Say("indikatornya belum diketahui", "its indicators are not known"),
}


def word(key: str, lang: Lang, **values: object) -> str:
    """Return a word or sentence of the pages in `lang`, its places filled in."""
    return WORDS[key].text(lang, **values)
