"""The question bank of the demonstration: twelve questions on the basics of human rights, each with its source."""

from collections.abc import Sequence

from kotaham.core.exams.question import FALSE, TRUE, Asked, Body, Feedback, Key, Question, options_of, sides_of

CONCEPT, LAW, SERVICE = "Konsep", "Konstitusi", "Pelayanan"
MARK = "Contoh"


def _single(code: str, topic: str, text: str, *options: str, source: str) -> Question:
    """Return a question whose first option is right; who answers sees them in another order."""
    body = Body(text, options_of(options))
    return Question(code, Asked.SINGLE, topic, body, Key(frozenset("a")), Feedback(source), source=source)


def _true_false(code: str, topic: str, text: str, right: str, *, source: str) -> Question:
    key = Key(frozenset({right}))
    return Question(code, Asked.TRUE_FALSE, topic, Body(text), key, Feedback(source), source=source)


QUESTIONS: Sequence[Question] = (
    _single(
        "CONTOH-01", CONCEPT, "Dari mana hak asasi manusia berasal?",
        "Melekat pada hakikat dan keberadaan manusia", "Diberikan oleh kepala daerah",
        "Diperoleh setelah mendaftar di kantor", "Diperoleh bersama gelar akademik",
        source="Pasal 1 angka 1 UU 39/1999",
    ),
    _single(
        "CONTOH-02", CONCEPT, "Siapa yang terutama bertanggung jawab atas pemenuhan hak asasi manusia?",
        "Negara, terutama pemerintah", "Perguruan tinggi", "Setiap keluarga", "Pelaku usaha",
        source="Pasal 28I ayat (4) UUD 1945",
    ),
    _single(
        "CONTOH-03", CONCEPT, "Kapan Majelis Umum PBB menerima Deklarasi Universal Hak Asasi Manusia?",
        "10 Desember 1948", "17 Agustus 1945", "24 Oktober 1945", "23 September 1999",
        source="Resolusi Majelis Umum PBB 217 A (III)",
    ),
    _true_false(
        "CONTOH-04", CONCEPT, "Hak untuk hidup hanya dimiliki warga negara.", FALSE,
        source="Pasal 28A UUD 1945: setiap orang",
    ),
    _single(
        "CONTOH-05", LAW, 'Pasal mana yang dimulai dengan kata "Setiap orang berhak untuk hidup"?',
        "Pasal 28A UUD 1945", "Pasal 1 UUD 1945", "Pasal 18 UUD 1945", "Pasal 33 UUD 1945",
        source="Pasal 28A UUD 1945",
    ),
    _single(
        "CONTOH-06", LAW, "Hak mana yang tidak dapat dikurangi dalam keadaan apa pun?",
        "Hak untuk tidak disiksa", "Hak milik pribadi", "Hak memilih tempat tinggal", "Hak memilih pekerjaan",
        source="Pasal 28I ayat (1) UUD 1945",
    ),
    _single(
        "CONTOH-07", LAW, "Pelayanan apa yang disebut sebagai hak dalam Pasal 28H ayat (1) UUD 1945?",
        "Pelayanan kesehatan", "Pelayanan perbankan", "Pelayanan pos", "Pelayanan parkir",
        source="Pasal 28H ayat (1) UUD 1945",
    ),
    _true_false(
        "CONTOH-08", LAW, "Pembatasan hak ditetapkan dengan undang-undang.", TRUE,
        source="Pasal 28J ayat (2) UUD 1945",
    ),
    Question(
        "CONTOH-09", Asked.MATCHING, LAW,
        Body(
            "Di mana hak ini disebut dalam UUD 1945?", options_of(["Pasal 28A", "Pasal 28F", "Pasal 31 ayat (1)"]),
            sides_of(["Hak untuk hidup", "Hak memperoleh informasi", "Hak mendapat pendidikan"]),
        ),
        Key(pairs={"1": "a", "2": "b", "3": "c"}), source="Pasal 28A, 28F, dan 31 ayat (1) UUD 1945",
    ),
    _single(
        "CONTOH-10", SERVICE, "Loket hanya dapat dicapai dengan tangga, dan seorang warga memakai kursi roda. Apa yang "
        "Anda lakukan sekarang?",
        "Melayaninya di tempat yang dapat ia capai", "Memintanya pulang", "Memintanya mengirim wakil",
        "Menunggu sampai ada jalan landai",
        source="Pasal 28I ayat (2) UUD 1945",
    ),
    Question(
        "CONTOH-11", Asked.MULTIPLE, SERVICE,
        Body(
            "Alasan mana yang tidak boleh dipakai untuk membedakan warga di loket?",
            options_of(["Agama", "Suku", "Jenis kelamin", "Berkas yang disyaratkan belum lengkap"]),
        ),
        Key(frozenset("abc")), source="Pasal 1 angka 3 UU 39/1999",
    ),
    _single(
        "CONTOH-12", SERVICE, "Lembaga mana yang bertugas memantau dan menengahi perkara hak asasi manusia?",
        "Komnas HAM", "Badan Pusat Statistik", "Komisi Pemilihan Umum", "Badan Pemeriksa Keuangan",
        source="Pasal 76 ayat (1) UU 39/1999",
    ),
)  # fmt: skip
