"""What the send side of the room refuses, in words."""

from kotaham.core.errors import Kind
from kotaham.core.language import Say

HOLES = Kind(
    "submissions.holes-not-confirmed",
    Say("Yang kosong belum dikonfirmasi: {codes}.", "Not yet confirmed as open: {codes}."),
    Say(
        "Isi jawabannya, atau centang bahwa laporan dikirim tanpa jawaban itu.",
        "Fill them in, or tick that the report goes without them.",
    ),
    Say(
        "Peraturan tidak melarang mengirim yang belum lengkap, tetapi nilainya berkurang.",
        "No rule forbids sending an incomplete report, but it costs points.",
    ),
)
ENDORSEMENTS_OPEN = Kind(
    "submissions.endorsements-open",
    Say("Pengesahan yang belum ada atau tidak berlaku lagi: {marks}.", "Endorsements missing or void: {marks}."),
    Say("Lengkapi pengesahannya, lalu kirim.", "Get them, then send."),
    Say("Putaran ini meminta pengesahan sebelum laporan dikirim.", "The round asks for them before a report is sent."),
)
PROPOSE_FIRST = Kind(
    "submissions.ask-endorsement-first",
    Say("Laporan ini belum diajukan untuk disahkan.", "This report has not been put up for endorsement."),
    Say("Pilih \u201cMinta pengesahan\u201d dulu.", "Choose \u201cAsk for endorsement\u201d first."),
    Say(
        "Selama pengesahan jawaban tidak berubah, supaya yang disahkan sama dengan yang dikirim.",
        "While it is endorsed no answer changes, so that what is endorsed is what is sent.",
    ),
)
NO_ENDORSEMENT_WANTED = Kind(
    "submissions.no-endorsement-wanted",
    Say("Putaran ini tidak meminta pengesahan.", "This round asks for no endorsement."),
    Say("Kirim laporannya langsung.", "Send the report as it is."),
)
NOT_ENDORSING = Kind(
    "submissions.not-endorsing",
    Say(
        "Laporan ini sekarang \u201c{state}\u201d, jadi belum dapat disahkan.", "The report is at \u201c{state}\u201d."
    ),
    Say(
        "Koordinator mengajukannya dengan \u201cMinta pengesahan\u201d.",
        "The coordinator puts it up with \u201cAsk for endorsement\u201d.",
    ),
)
NOT_WANTED = Kind(
    "submissions.endorsement-not-wanted",
    Say("Pengesahan ini tidak diminta pada laporan ini.", "This endorsement is not asked for here."),
    Say("Muat ulang halaman pengesahan.", "Reload the page of endorsements."),
)
OTHERS_FIRST = Kind(
    "submissions.endorsements-in-order",
    Say("{mark} menunggu {before}.", "{mark} waits for {before}."),
    Say("Tunggu pengesahan sebelumnya.", "Wait for those before it."),
    Say("Urutannya ditetapkan putaran.", "The round sets the order."),
)
NOT_BY_YOU = Kind(
    "submissions.endorsement-by-others",
    Say("{mark} bukan bagian peran Anda.", "{mark} is not yours to give."),
    Say(
        "Unduh pernyataannya, mintakan tanda tangan, lalu unggah sebagai bukti dan pilih di sini.",
        "Download the statement, have it signed, add it as evidence and choose it here.",
    ),
)
NO_SIGNATORY = Kind(
    "submissions.no-signatory",
    Say("Nama dan jabatan penanda tangan masih kosong.", "Name and position of the signatory are empty."),
    Say("Tulis seperti pada surat yang ditandatangani.", "Write them as on the signed paper."),
)
NOT_PDF = Kind(
    "submissions.paper-not-pdf",
    Say("Bukti yang dipilih bukan PDF yang siap dipakai.", "The evidence chosen is no PDF that is ready for use."),
    Say("Pindai surat yang ditandatangani menjadi PDF, lalu unggah.", "Scan the signed paper to PDF and add it."),
)
NOT_REPAIRED = Kind(
    "submissions.not-repaired",
    Say(
        "Pertanyaan Kanwil yang belum dijawab: {codes}. Nilai dan buktinya belum berubah dan belum ada balasannya.",
        "Questions of the Kanwil without an answer: {codes}. Value and evidence are as sent, and there is no reply.",
    ),
    Say(
        "Perbaiki nilai atau buktinya, atau tulis balasan kepada penelaah mengapa jawabannya tetap, lalu kirim.",
        "Correct the value or the evidence, or write to the verifier why the answer stays, then send.",
    ),
)
TAKEN = Kind(
    "submissions.already-taken",
    Say("Kanwil sudah mulai menelaah laporan ini.", "The Kanwil has begun to verify this report."),
    Say("Mintalah Penelaah Kanwil mengembalikannya.", "Ask the verifier to return it."),
)

OTHER_CITY = Kind(
    "submissions.file-of-another-city",
    Say("Berkas ini milik daerah {found}, bukan {wanted}.", "This file belongs to {found}, not to {wanted}."),
    Say("Unduh formulir laporan ini, lalu isi.", "Download the form of this report and fill it in."),
)
NO_SINGLE_CITY = Kind(
    "submissions.file-of-many-cities",
    Say("Berkas ini memuat {count} daerah; di sini hanya satu.", "The file holds {count} cities; here only one."),
    Say("Pakai formulir satu daerah.", "Use the form of one city."),
)
TAKEN_IN_BEFORE = Kind(
    "submissions.file-taken-in-before",
    Say(
        "Berkas yang sama persis sudah dimasukkan pada {at} oleh {who}.",
        "The very same file was taken in on {at} by {who}.",
    ),
    Say(
        "Tidak perlu dimasukkan lagi. Bila ingin mengulang, urungkan dulu yang lama.",
        "There is no need to do it again. To repeat it, undo the earlier one first.",
    ),
)
FILE_TOO_LARGE = Kind(
    "submissions.file-too-large",
    Say("Berkas ini {size} MB; paling besar {limit} MB.", "The file has {size} MB; at most {limit} MB."),
    Say("Pakai formulir unduhan tanpa gambar atau lembar tambahan.", "Use the form as downloaded, without pictures."),
)
PREVIEW_OLD = Kind(
    "submissions.preview-expired",
    Say("Pratinjau ini sudah kedaluwarsa atau bukan milik Anda.", "This preview has expired, or is not yours."),
    Say("Unggah berkasnya sekali lagi.", "Upload the file once more."),
)
NOTHING_TO_APPLY = Kind(
    "submissions.file-changes-nothing",
    Say("Berkas ini tidak mengubah satu jawaban pun.", "This file changes not one answer."),
    Say("Tidak ada yang perlu diterapkan.", "There is nothing to apply."),
)
LOST_UNIT = Kind(
    "submissions.not-a-unit-here",
    Say("Perangkat daerah itu tidak memegang jawaban pada laporan ini.", "That unit holds no answer of this report."),
    Say("Muat ulang halaman.", "Reload the page."),
)
NOT_A_WORKBOOK = Kind(
    "submissions.file-not-excel",
    Say("Formulir isian adalah berkas Excel (.xlsx).", "The form is an Excel file (.xlsx)."),
    Say("Simpan sebagai .xlsx, lalu unggah lagi.", "Save it as .xlsx and upload it again."),
)
