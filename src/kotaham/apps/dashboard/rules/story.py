"""What the demonstration tells: follow-ups and evidence, all invented, each beginning with the word `Contoh`.

People are named by their mailbox in the demonstration; an office is that of the person. Days count from the day of
loading.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a follow-up: the verb, who makes it, and what they say."""

    verb: str
    who: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One follow-up: who asks whom for what, by when, and what happened since; `proof` names a piece of evidence."""

    title: str
    task: str
    asker: str
    owner: str
    days: int
    steps: Sequence[Step] = ()
    proof: str = ""
    needs: Sequence[int] = ()  # places in this list, from 0


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence: its name here, its holder, its title, its lines (a PDF) or its address."""

    name: str
    holder: str
    title: str
    lines: Sequence[str] = ()
    url: str = ""
    days: int | None = None  # until it expires


EVIDENCE: Sequence[Shown] = (
    Shown(
        "laporan",
        "budi",
        "Contoh: Laporan layanan publik 2025",
        (
            "LAPORAN LAYANAN PUBLIK 2025",
            "Dokumen contoh KotaHAM. Isinya rekaan.",
            "Kecamatan melapor: 8 dari 8.",
        ),
        days=21,
    ),
    Shown(
        "notulen",
        "budi",
        "Contoh: Notulen rapat data triwulan",
        ("NOTULEN RAPAT DATA", "Dokumen contoh KotaHAM. Isinya rekaan.", "Keputusan: data dikirim sebelum tanggal 10."),
    ),
    Shown(
        "tim",
        "ani",
        "Contoh: Keputusan pembentukan tim pengumpul data",
        (
            "KEPUTUSAN PEMBENTUKAN TIM",
            "Dokumen contoh KotaHAM. Isinya rekaan.",
            "Kesatu: membentuk tim data.",
        ),
        days=400,
    ),
    Shown("jdih", "ani", "Contoh: Halaman peraturan daerah", url="https://jdih.kota.example/contoh"),
)
FOLLOW_UPS: Sequence[Told] = (
    Told(
        "Contoh: Susun daftar perangkat daerah pemilik data",
        "Tulis perangkat daerah yang memegang data tiap hak, lalu kirim daftarnya ke Kanwil.",
        "dewi",
        "ani",
        30,
    ),
    Told(
        "Contoh: Siapkan bahan rapat koordinasi",
        "Kumpulkan capaian dan kendala perangkat daerah dalam satu halaman.",
        "dewi",
        "ani",
        14,
        (Step("take", "ani"),),
        needs=(0,),
    ),
    Told(
        "Contoh: Unggah laporan layanan publik tahun lalu",
        "Unggah laporan yang sudah ditandatangani.",
        "ani",
        "budi",
        7,
        (Step("take", "budi"), Step("claim", "budi", "Laporan terlampir.")),
        proof="laporan",
    ),
    Told(
        "Contoh: Kirim notulen rapat data triwulan",
        "Notulen dengan daftar hadir.",
        "ani",
        "budi",
        10,
        (Step("take", "budi"), Step("claim", "budi", "Notulen terlampir."), Step("accept", "ani")),
        proof="notulen",
    ),
    Told(
        "Contoh: Lengkapi jumlah aduan layanan per kecamatan",
        "Isi jumlah aduan untuk setiap kecamatan, bukan hanya totalnya.",
        "ani",
        "budi",
        5,
        (
            Step("take", "budi"),
            Step("claim", "budi", "Sudah diisi di lembar kerja."),
            Step("return", "ani", "Dua kecamatan belum ada angkanya."),
        ),
    ),
    Told(
        "Contoh: Perbarui papan informasi layanan",
        "Pasang jam layanan dan cara mengadu.",
        "ani",
        "budi",
        20,
        (
            Step("take", "budi"),
            Step("claim", "budi", "Papan sudah dipasang di lobi."),
            Step("accept", "ani"),
            Step("reopen", "ani", "Papan belum memuat jam layanan."),
        ),
    ),
    Told(
        "Contoh: Kirim daftar peserta pelatihan",
        "Nama jabatan dan jumlah peserta dari tiap bagian.",
        "kartika",
        "ani",
        12,
        (Step("cancel", "kartika", "Pelatihan digabung dengan jadwal provinsi."),),
    ),
    Told(
        "Contoh: Periksa kembali alamat surel kantor",
        "Buka halaman kantor, lalu perbaiki kontaknya bila salah.",
        "ani",
        "budi",
        0,
    ),
    Told(
        "Contoh: Sampaikan jadwal penilaian ke kabupaten dan kota",
        "Kirim jadwal Kanwil kepada semua koordinator.",
        "intan",
        "kartika",
        25,
        (Step("take", "kartika"),),
    ),
)
PARTNER = "Contoh: Yayasan Mitra Rekaan"
