"""Every reason for which a file is not taken, as a short letter; the inspecting process sends only its key."""

from dataclasses import dataclass

from kotaham.apps.evidence.inspection import limits
from kotaham.apps.evidence.inspection.media import ACCEPTED
from kotaham.core.errors import Kind, Problem, Where
from kotaham.core.language import Say


class Unfit(Exception):
    """The file cannot be taken, for the reason `key`; `value` is one short word or number to tell along."""

    def __init__(self, key: str, value: str | int = "") -> None:
        """Take a key of REASONS."""
        super().__init__(key)
        self.key, self.value = key, value


EMPTY = Kind(
    "evidence.empty",
    Say("Berkas ini kosong (0 bita).", "This file is empty (0 bytes)."),
    Say("Simpan ulang berkasnya, lalu pilih lagi.", "Save the file again and choose it once more."),
)
TOO_LARGE = Kind(
    "evidence.too-large",
    Say("Berkas ini terlalu besar: {detail}.", "This file is too large: {detail}."),
    Say(
        "Perkecil gambar di dalamnya atau bagi menjadi beberapa berkas.",
        "Make the pictures in it smaller, or split it into several files.",
    ),
)
FILE_NAME = Kind(
    "evidence.file-name",
    Say("Nama berkas ini tidak dapat diterima: {detail}.", "The name of this file cannot be accepted: {detail}."),
    Say("Ubah nama berkasnya, lalu unggah lagi.", "Rename the file and upload it again."),
)
FILE_TYPE = Kind(
    "evidence.file-type",
    Say("Jenis berkas ini tidak diterima: {detail}.", "This type of file is not accepted: {detail}."),
    Say(
        f"Yang diterima: {ACCEPTED}. Simpan dalam salah satu bentuk itu.",
        f"Accepted are {ACCEPTED}. Save it in one of these forms.",
    ),
)
DISAGREES = Kind(
    "evidence.name-and-content",
    Say("Nama dan isi berkas ini tidak cocok: {detail}.", "The name and the content of this file disagree: {detail}."),
    Say(
        "Buka dengan aplikasinya, simpan ulang dengan akhiran yang benar, lalu unggah lagi.",
        "Open it in its own program, save it with the right ending and upload it again.",
    ),
)
DAMAGED = Kind(
    "evidence.damaged",
    Say("Berkas ini rusak atau terpotong: {detail}.", "This file is damaged or cut short: {detail}."),
    Say("Buka, simpan ulang, lalu unggah lagi.", "Open it, save it again and upload it once more."),
)
RUNS = Kind(
    "evidence.runs-something",
    Say("Berkas ini memuat sesuatu yang dapat berjalan sendiri: {detail}.", "This file can run things: {detail}."),
    Say(
        "Simpan salinan tanpa itu; cara termudah: cetak ke PDF, lalu unggah PDF itu.",
        "Save a copy without it; the easiest way is to print it to PDF and upload that PDF.",
    ),
    why=Say("Bukti dibuka oleh banyak orang.", "Evidence is opened by many people."),
)
CARRIES = Kind(
    "evidence.carries-files",
    Say("Berkas ini membawa berkas lain di dalamnya: {detail}.", "This file carries other files inside: {detail}."),
    Say(
        "Keluarkan berkas itu dan unggah sendiri sebagai bukti tersendiri.",
        "Take those files out and upload each as evidence of its own.",
    ),
    why=Say("Isi berkas di dalam berkas tidak terlihat saat diperiksa.", "What is inside is not seen by a reviewer."),
)
OUTSIDE = Kind(
    "evidence.points-outside",
    Say(
        "Berkas ini mengambil isi dari tempat lain: {detail}.",
        "This file takes content from somewhere else: {detail}.",
    ),
    Say(
        "Putuskan tautannya (sematkan gambar, salin nilainya), simpan ulang, lalu unggah lagi.",
        "Break the link (embed the picture, copy the values), save it again and upload it once more.",
    ),
    why=Say(
        "Isi di luar dapat berubah atau hilang, dan membukanya memberi tahu pihak luar.",
        "Content elsewhere can change or vanish, and opening the file tells an outsider so.",
    ),
)
LOCKED = Kind(
    "evidence.locked",
    Say("Berkas ini terkunci: {detail}.", "This file is locked: {detail}."),
    Say("Simpan salinan tanpa kata sandi, lalu unggah lagi.", "Save a copy without a password and upload it again."),
    why=Say(
        "Isi yang terkunci tidak dapat diperiksa, dan kelak tidak dapat dibuka pemeriksa.",
        "Locked content cannot be checked, and a verifier could not open it later.",
    ),
)
SWELLS = Kind(
    "evidence.swells",
    Say("Berkas ini mengembang tidak wajar saat dibuka: {detail}.", "This file swells when it is opened: {detail}."),
    Say(
        "Buat ulang berkasnya dari aplikasi asal, atau hapus baris, lembar, dan gambar yang tidak dipakai.",
        "Make it anew in its own program, or delete rows, sheets and pictures that are not used.",
    ),
)
TWO_FACED = Kind(
    "evidence.two-faced",
    Say("Berkas ini berwajah dua: {detail}.", "This file has two faces: {detail}."),
    Say("Buka, simpan ulang sebagai berkas baru, lalu unggah itu.", "Open it, save it as a new file and upload that."),
)
ENCODING = Kind(
    "evidence.encoding",
    Say("Teks ini tidak dapat dibaca sebagai UTF-8: {detail}.", "This text cannot be read as UTF-8: {detail}."),
    Say("Simpan ulang sebagai teks atau CSV UTF-8.", "Save it again as text or CSV in UTF-8."),
)
TOO_HARD = Kind(
    "evidence.too-hard",
    Say("Berkas ini terlalu rumit untuk diperiksa: {detail}.", "This file is too intricate to inspect: {detail}."),
    Say(
        "Bagi menjadi beberapa berkas yang lebih kecil, atau cetak ke PDF baru.",
        "Split it into several smaller files, or print it to a new PDF.",
    ),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: the kind of letter and the words that complete it, with `{value}` where one word belongs."""

    kind: Kind
    detail: Say

    def problem(self, where: Where, value: object = "") -> Problem:
        """Write the letter."""
        told = Say(*(words.replace("{value}", _plain(value)) for words in (self.detail.id, self.detail.en)))
        return self.kind(where, detail=told)


def _plain(value: object) -> str:
    """Return one short word; braces would be read as places to fill in."""
    return "".join(c for c in str(value) if c.isprintable() and c not in "{}")[:60]


def _r(kind: Kind, indonesian: str, english: str) -> Reason:
    return Reason(kind, Say(indonesian, english))


MB = limits.MAX_FILE_BYTES // 2**20
UNPACKED = limits.MAX_UNPACKED_BYTES // 2**20
REASONS: dict[str, Reason] = {
    "empty": _r(EMPTY, "", ""),
    "large": _r(TOO_LARGE, f"ukurannya lebih dari {MB} MB", f"it has more than {MB} MB"),
    "name.empty": _r(FILE_NAME, "namanya kosong atau diawali titik", "it is empty or begins with a dot"),
    "name.long": _r(FILE_NAME, "lebih dari {value} karakter", "it has more than {value} characters"),
    "name.path": _r(FILE_NAME, "memuat garis miring, seperti nama folder", "it holds a slash, like a folder"),
    "name.unseen": _r(
        FILE_NAME,
        "memuat tanda yang tidak terlihat, misalnya pembalik arah tulisan",
        "it holds marks that are not seen, such as one that turns the writing around",
    ),
    "name.two-endings": _r(
        FILE_NAME, "di dalam namanya ada akhiran {value}", "there is the ending {value} inside the name"
    ),
    "type.other": _r(FILE_TYPE, "akhiran nama {value}", "the name ends in {value}"),
    "type.runs": _r(
        FILE_TYPE, "{value} adalah program, naskah, atau halaman web", "{value} is a program, a script or a web page"
    ),
    "type.film": _r(
        FILE_TYPE,
        "video selain MP4 dan suara ({value}) belum diterima; simpan di tempat resmi dan "
        "tambahkan tautannya sebagai bukti",
        "film other than MP4, and sound ({value}), are not taken yet; keep them in an official place and "
        "add the link as evidence",
    ),
    "film.boxes": _r(
        DAMAGED,
        "video ini tidak utuh atau bukan MP4 yang biasa; ekspor ulang sebagai MP4 (H.264)",
        "this film is not whole or no usual MP4; export it again as MP4 (H.264)",
    ),
    "type.archive": _r(
        FILE_TYPE,
        "arsip {value}; keluarkan isinya dan unggah satu per satu",
        "an archive {value}; take out what is inside and upload each file",
    ),
    "type.old-office": _r(FILE_TYPE, "bentuk Office lama ({value})", "an old Office format ({value})"),
    "type.picture": _r(
        FILE_TYPE, "gambar {value}; simpan sebagai PNG atau JPEG", "a {value} picture; save it as PNG or JPEG"
    ),
    "type.unknown": _r(
        FILE_TYPE, "isinya bukan salah satu jenis yang dikenal", "its content is none of the known types"
    ),
    "type.program": _r(FILE_TYPE, "isinya sebuah program", "its content is a program"),
    "type.web": _r(
        FILE_TYPE,
        "isinya halaman web, SVG, atau XML, yang dapat membawa naskah",
        "its content is a web page, SVG or XML, which can carry scripts",
    ),
    "type.script": _r(FILE_TYPE, "isinya naskah program", "its content is a program script"),
    "type.foreign-zip": _r(
        FILE_TYPE,
        "arsip yang bukan dokumen Office atau OpenDocument",
        "an archive that is no Office document and no OpenDocument",
    ),
    "type.template": _r(FILE_TYPE, "templat atau bentuk Office yang lain", "a template or another Office form"),
    "disagrees": _r(DISAGREES, "isinya {value}", "the content is {value}"),
    "pdf.broken": _r(DAMAGED, "susunan PDF tidak dapat dibaca", "the structure of the PDF cannot be read"),
    "pdf.page": _r(DAMAGED, "halaman itu tidak ada", "there is no such page"),
    "pdf.pages": _r(TOO_HARD, "PDF ini lebih dari {value} halaman", "the PDF has more than {value} pages"),
    "pdf.start": _r(TWO_FACED, "ada isi lain sebelum awal PDF", "there is something else before the PDF begins"),
    "pdf.script": _r(RUNS, "JavaScript di dalam PDF", "JavaScript in the PDF"),
    "pdf.launch": _r(RUNS, "perintah membuka program di dalam PDF", "a command in the PDF that starts a program"),
    "pdf.form": _r(RUNS, "formulir PDF yang mengirim atau mengambil data", "a PDF form that sends or fetches data"),
    "pdf.media": _r(RUNS, "video, suara, atau media kaya di dalam PDF", "film, sound or rich media in the PDF"),
    "pdf.embedded": _r(CARRIES, "lampiran di dalam PDF", "attachments in the PDF"),
    "pdf.remote": _r(OUTSIDE, "tautan PDF ke berkas lain", "a link in the PDF to another file"),
    "pdf.locked": _r(LOCKED, "PDF berkata sandi atau dibatasi izinnya", "a PDF with a password or restrictions"),
    "pdf.swells": _r(SWELLS, "bagian PDF yang mengembang luar biasa", "packed parts of the PDF that swell enormously"),
    "zip.broken": _r(DAMAGED, "arsip di dalamnya tidak utuh", "the archive inside is not whole"),
    "zip.locked": _r(LOCKED, "dokumen berkata sandi", "a document with a password"),
    "zip.entries": _r(SWELLS, "lebih dari {value} bagian di dalamnya", "more than {value} parts inside"),
    "zip.unpacked": _r(
        SWELLS, f"isinya lebih dari {UNPACKED} MB setelah dibuka", f"unpacked it has more than {UNPACKED} MB"
    ),
    "zip.ratio": _r(
        SWELLS,
        f"satu bagian mengembang lebih dari {limits.MAX_RATIO} kali",
        f"one part swells more than {limits.MAX_RATIO} times",
    ),
    "zip.lies": _r(SWELLS, "ukuran yang dinyatakan palsu", "the sizes it declares are false"),
    "zip.overlap": _r(SWELLS, "bagian-bagiannya saling tumpang tindih", "its parts overlap"),
    "zip.method": _r(DAMAGED, "cara pemampatan tidak lazim", "an unusual way of compressing"),
    "zip.names": _r(
        TWO_FACED, "nama bagian menunjuk ke luar dokumen", "the name of a part points outside the document"
    ),
    "zip.twice": _r(TWO_FACED, "dua bagian bernama sama", "two parts have the same name"),
    "zip.link": _r(TWO_FACED, "ada tautan simbolik di dalamnya", "there is a symbolic link inside"),
    "office.macros": _r(RUNS, "makro", "macros"),
    "office.active": _r(RUNS, "kendali ActiveX atau sejenisnya", "ActiveX controls or the like"),
    "office.dde": _r(RUNS, "perintah DDE", "a DDE command"),
    "office.embedded": _r(CARRIES, "objek OLE atau dokumen yang disematkan", "an OLE object or embedded document"),
    "office.outside": _r(OUTSIDE, "tautan ke {value}", "a link to {value}"),
    "office.link": _r(OUTSIDE, "tautan yang bukan alamat web ({value})", "a link that is no web address ({value})"),
    "office.entities": _r(RUNS, "XML yang memuat DOCTYPE atau entitas", "XML that declares a DOCTYPE or entities"),
    "office.broken": _r(DAMAGED, "XML di dalamnya tidak dapat dibaca", "the XML inside cannot be read"),
    "office.large-links": _r(SWELLS, "daftar tautan yang luar biasa panjang", "an enormous list of links"),
    "picture.broken": _r(DAMAGED, "gambar tidak dapat dibaca sampai akhir", "the picture cannot be read to its end"),
    "picture.pixels": _r(
        SWELLS,
        f"gambar ini lebih dari {limits.MAX_PIXELS // 10**6} juta titik atau {limits.MAX_SIDE} titik di satu sisi",
        f"the picture has more than {limits.MAX_PIXELS // 10**6} million points, or {limits.MAX_SIDE} on one side",
    ),
    "picture.text": _r(SWELLS, "catatan tersembunyi di dalam gambar", "hidden notes in the picture"),
    "two-faced.zip": _r(TWO_FACED, "ada arsip di ekornya", "there is an archive at its tail"),
    "two-faced.web": _r(TWO_FACED, "ada halaman web atau naskah di dalamnya", "there is a web page or a script inside"),
    "two-faced.program": _r(TWO_FACED, "ada program di dalamnya", "there is a program inside"),
    "text.nul": _r(ENCODING, "ada bita nol; mungkin UTF-16 atau bukan teks", "it holds NUL bytes; perhaps UTF-16"),
    "text.bytes": _r(ENCODING, "ada bita yang bukan UTF-8", "some bytes are not UTF-8"),
    "text.controls": _r(ENCODING, "ada tanda kendali", "it holds control characters"),
    "text.line": _r(TOO_HARD, "satu baris lebih panjang dari 1 MB", "one line is longer than 1 MB"),
    "text.formula": _r(
        RUNS, "sel tabel yang menjalankan perintah saat dibuka", "a cell that runs a command when opened"
    ),
    "hard.time": _r(TOO_HARD, "pemeriksaan memakan waktu terlalu lama", "the inspection takes too long"),
    "hard.memory": _r(TOO_HARD, "pemeriksaan memakan memori terlalu banyak", "the inspection takes too much memory"),
    "hard.depth": _r(TOO_HARD, "susunannya terlalu dalam", "it is nested too deeply"),
    "hard.crash": _r(DAMAGED, "alat pembaca terhenti saat membukanya", "the reader stopped while opening it"),
}
