"""Refusals of the room with an HTTP status of their own, and the letters of the upload."""

from typing import ClassVar

from kotaham.apps.evidence.inspection import limits
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

MB = limits.MAX_FILE_BYTES // 2**20
THING = Say("Bukti ini", "This evidence")
UPLOAD = Say("Unggahan ini", "This upload")

NO_FILE = Kind(
    "evidence.no-file",
    Say("Belum ada berkas yang dipilih.", "No file was chosen yet."),
    Say("Pilih satu berkas, lalu kirim lagi.", "Choose one file and send again."),
)
OVER = Kind(
    "evidence.over-the-limit",
    Say("Berkas {size} MB melebihi batas {limit} MB.", "The file of {size} MB is over the limit of {limit} MB."),
    Say(
        "Perkecil gambar di dalamnya, atau bagi menjadi beberapa berkas.",
        "Make the pictures in it smaller, or split it into several files.",
    ),
)
OFFSET = Kind(
    "evidence.other-offset",
    Say(
        "Bagian ini dimulai di {given}, padahal {wanted} bita sudah diterima.",
        "This part begins at {given}, but {wanted} bytes have arrived.",
    ),
    Say("Lanjutkan dari jumlah yang sudah diterima.", "Go on from what has arrived."),
)
PART = Kind(
    "evidence.part",
    Say("Bagian unggahan ini tidak dapat diterima: {detail}.", "This part of the upload is not accepted: {detail}."),
    Say("Kirim ulang bagian ini.", "Send this part again."),
)
UNFINISHED = Kind(
    "evidence.unfinished",
    Say(
        "Unggahan belum lengkap: {received} dari {size} bita.",
        "The upload is not complete: {received} of {size} bytes.",
    ),
    Say("Lanjutkan unggahan, lalu simpan.", "Go on with the upload, then save."),
)
TOO_MANY = Kind(
    "evidence.many-uploads",
    Say("Ada {count} unggahan Anda yang belum selesai.", "You have {count} uploads that are not finished."),
    Say("Selesaikan atau batalkan dulu sebagian.", "Finish or cancel some of them first."),
)
BUSY = Kind(
    "evidence.busy",
    Say(
        "Server sedang sibuk dan belum dapat membuka halaman ini.", "The server is busy and cannot open this page yet."
    ),
    Say("Tunggu beberapa saat, lalu muat ulang.", "Wait a moment, then reload."),
)
AWAY = Kind(
    "evidence.store-away",
    Say("Tempat penyimpanan berkas tidak menjawab.", "The store of files does not answer."),
    Say(
        "Tunggu beberapa menit, lalu coba lagi; bila tetap begini, beri tahu pengelola.",
        "Wait some minutes and try again; if it stays so, tell the operator.",
    ),
    Say(
        "Berkas disimpan pada layanan lain, yang sedang tidak dapat dihubungi.",
        "Files are kept by another service, which cannot be reached now.",
    ),
)
GONE = Kind(
    "evidence.gone",
    Say("Berkas ini tercatat tetapi tidak ada di tempat penyimpanan.", "This file is on record but not in the store."),
    Say("Hubungi pengelola; jalankan check_evidence.", "Tell the operator; run check_evidence."),
)


class Unfit(Refused):
    """What was sent cannot be taken: answered with 422."""

    status: ClassVar[int] = 422


class TooLarge(Refused):
    """More was sent than is taken: answered with 413."""

    status: ClassVar[int] = 413


class NotNow(Refused):
    """Nobody has time for this now: answered with 503."""

    status: ClassVar[int] = 503


class Misplaced(Refused):
    """A part does not follow the last one: answered with 409; `received` says where to go on."""

    status: ClassVar[int] = 409

    def __init__(self, given: int, received: int) -> None:
        """Say where to go on."""
        super().__init__(OFFSET(given=given, wanted=received))
        self.received = received
