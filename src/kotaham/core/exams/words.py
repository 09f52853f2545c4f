"""What is wrong with a question, in words; the bank, the imports and the form say the same."""

from kotaham.core.errors import Kind
from kotaham.core.language import Say

NO_TEXT = Kind(
    "question.no-text",
    Say("Soal {code} tidak berisi pertanyaan.", "Question {code} has no text."),
    Say("Tulis pertanyaannya.", "Write what is asked."),
)
NO_CODE = Kind(
    "question.no-code",
    Say("Ada soal tanpa kode.", "There is a question without a code."),
    Say("Beri kode singkat, misalnya HAK-01.", "Give it a short code, for example HAK-01."),
)
NO_TOPIC = Kind(
    "question.no-topic",
    Say("Soal {code} belum bertopik.", "Question {code} has no topic."),
    Say("Isi topiknya; tes mengambil soal menurut topik.", "Fill in its topic; tests draw questions by topic."),
)
LONG = Kind(
    "question.long",
    Say("{field} soal {code} lebih dari {most} huruf.", "{field} of question {code} has more than {most} characters."),
    Say("Pendekkan isinya.", "Shorten it."),
)
SIGN = Kind(
    "question.control-sign",
    Say("Soal {code} berisi tanda kendali yang tidak terlihat.", "Question {code} holds an invisible control sign."),
    Say("Ketik ulang bagian itu.", "Type that part again."),
)
FEW_OPTIONS = Kind(
    "question.few-options",
    Say("Soal {code} memerlukan paling sedikit dua pilihan.", "Question {code} needs at least two options."),
    Say("Tambahkan pilihannya.", "Add options."),
)
MANY_OPTIONS = Kind(
    "question.many-options",
    Say("Soal {code}: lebih dari {most} pilihan atau bagian.", "Question {code}: more than {most} options or parts."),
    Say("Bagi menjadi beberapa soal.", "Divide it into several questions."),
)  # fmt: skip
EMPTY_OPTION = Kind(
    "question.empty-option",
    Say("Soal {code} mempunyai pilihan yang kosong.", "Question {code} has an empty option."),
    Say("Isi atau hapus pilihan itu.", "Fill it in or take it out."),
)
SAME_OPTIONS = Kind(
    "question.same-options",
    Say("Soal {code} mempunyai dua pilihan yang sama: {text}", "Question {code} has the same option twice: {text}"),
    Say("Bedakan isinya, atau hapus salah satunya.", "Make them differ, or take one out."),
)
NO_KEY = Kind(
    "question.no-key",
    Say("Soal {code} belum mempunyai kunci jawaban.", "Question {code} has no key."),
    Say("Tandai jawaban yang benar.", "Mark what is right."),
)
ONE_KEY = Kind(
    "question.one-key",
    Say(
        "Soal {code} adalah pilihan tunggal, tetapi {count} jawaban ditandai benar.",
        "Question {code} has one right answer, yet {count} are marked.",
    ),
    Say("Tandai satu saja, atau pakai pilihan lebih dari satu.", "Mark one, or make it a multiple choice."),
)
UNKNOWN_KEY = Kind(
    "question.unknown-key",
    Say("Kunci soal {code} menyebut pilihan yang tidak ada.", "The key of {code} names an option that is not there."),
    Say("Pilih kunci dari pilihannya.", "Choose the key among the options."),
)  # fmt: skip
NO_PAIR = Kind(
    "question.no-pair",
    Say(
        "Soal {code} memerlukan paling sedikit dua pasangan yang lengkap.", "Question {code} needs two complete pairs."
    ),
    Say("Lengkapi kedua sisi setiap pasangan.", "Fill in both sides of each pair."),
)
RANGE = Kind(
    "question.range",
    Say("Rentang angka soal {code} terbalik.", "The range of numbers of question {code} is the wrong way round."),
    Say("Tulis dari yang kecil ke yang besar.", "Write it from the smaller to the larger."),
)
POINTS = Kind(
    "question.points",
    Say("Poin soal {code} bukan bilangan 1 sampai {most}.", "The points of question {code} are not from 1 to {most}."),
    Say("Isi bilangan bulat.", "Give a whole number."),
)
NO_PARTS = Kind(
    "question.no-parts",
    Say("Studi kasus {code} belum mempunyai pertanyaan.", "Case {code} has no questions."),
    Say("Tambahkan paling sedikit satu bagian.", "Add at least one part."),
)
NESTED = Kind(
    "question.nested-case",
    Say("Studi kasus {code} berisi studi kasus lain.", "Case {code} holds another case."),
    Say("Jadikan bagiannya soal biasa.", "Make its part a plain question."),
)
PART_POINTS = Kind(
    "question.part-points",
    Say(
        "Poin bagian-bagian {code} berjumlah {sum}, bukan {points}.",
        "The points of the parts of {code} add up to {sum}, not {points}.",
    ),
    Say("Samakan jumlahnya.", "Make them add up."),
)
