"""The words of the method page, in both languages, and what states and certainties mean."""

from kotaham.core.language import Say

METHOD_WORDS: dict[str, Say] = {
    "legal_basis": Say("Dasar hukum", "Legal basis"),
    "no_legal_basis": Say(
        "Tidak ada dasar hukum: instrumen ini bukan peraturan.", "No legal basis: this instrument is not a regulation."
    ),
    "gazette": Say("Pengundangan", "Published in"),
    "in_force": Say("Masa berlaku", "In force"),
    "from_until": Say("{start} sampai {end}", "{start} to {end}"),
    "from_on": Say("sejak {start}", "from {start}"),
    "formula": Say("Rumus", "Formula"),
    "rules": Say("Aturan hitung", "Counting rules"),
    "rule_missing": Say("Jawaban tanpa data", "Missing answers"),
    "rule_not_applicable": Say("Tidak berlaku", "Not applicable"),
    "rule_gap": Say("Celah antarrentang", "Gaps between bands"),
    "rule_rounding": Say("Pembulatan", "Rounding"),
    "rounding": Say(
        "{n} angka di belakang koma, setengah ke atas, hanya saat ditampilkan; tidak pernah sebelum keputusan",
        "{n} {n:decimal|decimals}, half up, for display only; never before a verdict",
    ),
    "judged_on": Say(
        "Predikat dinilai dari nilai akhir sebelum dibulatkan.", "Predicates judge the total before rounding."
    ),
    "judged_on_bonus": Say(
        "Predikat dinilai dari nilai dengan nilai tambah, sebelum dibulatkan.",
        "Predicates judge the total with bonus, before rounding.",
    ),
    "gate_rule_group": Say("Untuk {for_}: {what} paling sedikit {value}.", "For {for_}: {what} at least {value}."),
    "gate_rule_groups": Say(
        "Untuk {for_}: {what} masing-masing paling sedikit {value}.", "For {for_}: {what}, each at least {value}."
    ),
    "gate_rule_indicator": Say(
        "Untuk {for_}: indikator {what} paling sedikit {value} poin.",
        "For {for_}: indicator {what} at least {value} points.",
    ),
    "gate_rule_indicators": Say(
        "Untuk {for_}: indikator {what} masing-masing paling sedikit {value} poin.",
        "For {for_}: indicators {what}, each at least {value} points.",
    ),
    "every_right": Say("setiap hak", "every right"),
    "bonus_unknown": Say(
        "Menurut sumber ada nilai tambah, tetapi besarnya belum diketahui; tidak dihitung.",
        "By its sources there is a bonus, but its size is not known; it is not counted.",
    ),
    "bonus_most": Say("paling banyak {n}", "at most {n}"),
    "bonus_cap": Say(
        "Seluruh nilai tambah paling banyak {cap}; nilai dengan nilai tambah paling banyak {total}.",
        "All bonus together at most {cap}; the total with bonus at most {total}.",
    ),
    "every_indicator": Say("Hak dan indikator", "Rights and indicators"),
    "unit": Say("Satuan", "Unit"),
    "collected": Say("Periode", "Period"),
    "owners": Say("Pemilik data", "Data owners"),
    "element": Say("Unsur", "Element"),
    "direction": Say("Arah", "Direction"),
    "higher_better": Say("makin tinggi makin baik", "higher is better"),
    "lower_better": Say("makin rendah makin baik", "lower is better"),
    "kind": Say("Cara penilaian", "Way of scoring"),
    "kind_bands": Say("angka dibaca menurut rentang", "a figure read on bands"),
    "kind_ratio": Say(
        "{numerator} / {denominator} x {per}, dibaca menurut rentang",
        "{numerator} / {denominator} x {per}, read on bands",
    ),
    "kind_yes_no": Say("ya atau tidak", "yes or no"),
    "kind_choice": Say("satu pilihan", "one option"),
    "kind_checklist": Say(
        "banyaknya butir terpenuhi, dibaca menurut rentang", "number of items that hold, read on bands"
    ),
    "kind_document": Say("dokumen dan masa berlakunya", "a document and its validity"),
    "kind_direct": Say("poin dari penelaah: {criteria}", "points from a reviewer: {criteria}"),
    "kind_unknown": Say("belum diketahui; tidak dinilai", "not known; not scored"),
    "small_below": Say("penyebut di bawah {n} diberi tanda", "a denominator below {n} is flagged"),
    "without_required": Say(
        "tanpa butir wajib, poin paling banyak {n}", "without a required item, at most {n} {n:point|points}"
    ),
    "band": Say("Rentang", "Band"),
    "note": Say("Catatan", "Note"),
    "article": Say("Pasal", "Article"),
    "words_used": Say("Arti istilah", "Words used"),
    "states": Say("Keadaan jawaban", "States of an answer"),
    "marks": Say("Tanda pada jawaban", "Marks on an answer"),
    "certainties": Say("Tingkat keyakinan", "Certainty"),
    "term": Say("Istilah", "Term"),
    "meaning": Say("Arti", "Meaning"),
    "unknowns": Say("Yang belum diketahui", "What is not known"),
    "unknowns_about": Say(
        "Bagian berikut belum diketahui dari sumbernya. Tidak ada yang ditebak.",
        "These parts are not known from their sources. None was guessed.",
    ),
    "digests": Say("Sidik jari berkas", "Digests"),
    "digests_about": Say(
        "Siapa pun dapat memeriksa bahwa instrumen dan datanya sama dengan yang dinilai di sini.",
        "Anyone can check that instrument and data are the same as were judged here.",
    ),
    "digest_content": Say("Isi instrumen (SHA-256)", "Content of the instrument (SHA-256)"),
    "digest_file": Say("Berkas instrumen (SHA-256)", "File of the instrument (SHA-256)"),
    "digest_facts": Say("Data yang dinilai (SHA-256)", "Data that were judged (SHA-256)"),
    "digest_source": Say("Berkas {name} (SHA-256)", "File {name} (SHA-256)"),
    "sealed": Say("Segel", "Seal"),
    "sealed_yes": Say("versi ini tersegel", "this version is sealed"),
    "sealed_no": Say("versi ini belum tersegel", "this version is not sealed"),
    "engine": Say("Mesin hitung", "Engine"),
    "recompute": Say("Menghitung ulang", "Recomputing"),
    "recompute_1": Say(
        "Minta paket hasil (berkas .zip) kepada pembuat laporan ini. Isinya instrumen, data, dan catatan hasil.",
        "Ask whoever made this report for the result pack (a .zip file). It holds instrument, data and record.",
    ),
    "recompute_2": Say(
        "Jalankan verify.py dari dalam paket itu; cukup dengan Python, tanpa KotaHAM.",
        "Run verify.py from within the pack; Python is enough, KotaHAM is not needed.",
    ),
    "recompute_3": Say(
        "Cocokkan sidik jari yang tampil dengan daftar di atas.",
        "Compare the digests it shows with the list above.",
    ),
}

STATE_MEANINGS: dict[str, Say] = {
    "scored": Say("Jawaban dinilai dan memperoleh poin.", "The answer was judged and has points."),
    "missing": Say(
        "Tidak ada data. Tidak ada data bukan nol; akibatnya mengikuti aturan instrumen.",
        "There are no data. No data is not zero; what follows is the instrument's rule.",
    ),
    "not_applicable": Say(
        "Indikator ini tidak berlaku untuk daerah itu, dengan alasan tertulis.",
        "The indicator does not apply to that city, with a written reason.",
    ),
    "unscorable": Say(
        "Jawaban ada, tetapi cara indikator memperoleh poin belum diketahui.",
        "There is an answer, but how the indicator earns points is not known.",
    ),
    "in_gap": Say(
        "Angkanya jatuh di antara dua rentang dan instrumen tidak mengatur celah itu.",
        "The value lies between two bands and the instrument has no rule for that gap.",
    ),
    "unknown_band": Say(
        "Angkanya masuk rentang yang poinnya belum diketahui.",
        "The value is in a band whose points are not known.",
    ),
}
CERTAINTY_MEANINGS: dict[str, Say] = {
    "verbatim": Say("Terbaca pada naskah hukumnya.", "Read in the legal text itself."),
    "secondary": Say(
        "Dari berita atau laman resmi, bukan dari teks hukumnya.",
        "From news or official pages, not from the legal text.",
    ),
    "inferred": Say("Simpulan kami dari fakta lain.", "Our deduction from other facts."),
    "unknown": Say("Belum diketahui dan tidak ditebak.", "Not known and not guessed."),
}
