"""Certificates without a database: records signed and verified, codes drawn and papers printed, on one core.

The goals: a million records signed in ten minutes, 400 papers a second on one core.
"""

import sys
import time
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kotaham.core.badges.keys import Signer, public_keys
from kotaham.core.badges.payload import check, sign, text_of
from kotaham.core.badges.record import Record, base32
from kotaham.report.certificate import Paper, certificate_pdf
from kotaham.report.certificate.code import code_png

SITE = "https://kotaham.contoh.go.id"
SAID = {
    "label": "NIP", "mask": "\u2022" * 15 + "007", "post": "Analis", "agency": "Dinas Kesehatan Kota Contoh",
    "title": "Sertifikat", "text": "telah mengikuti pelatihan Dasar Hak Asasi Manusia oleh Kanwil Contoh.",
    "course": "Dasar Hak Asasi Manusia bagi Aparatur", "code": "dasar-ham", "version": "1", "hours": "12.5",
    "began": "2026-11-01", "ended": "2026-11-20", "day": "2026-11-22", "expires": "2029-11-22", "place": "Kota Contoh",
    "organiser": "Kantor Wilayah Contoh", "signatory": "Nama Pejabat Rekaan", "renews": "", "template": "Umum v1",
    "signatory_title": "Kepala Kantor Wilayah",
}  # fmt: skip


def made(number: int, signer: Signer) -> tuple[Record, bytes]:
    """Build and sign one certificate, as the job does."""
    fields = SAID | {"name": f"Peserta Rekaan {number}", "number": f"{number:06d}/PHAM/XI/2026"}
    record = Record(base32(number.to_bytes(16, "big")), number, signer.name, fields)
    return record, sign(record, signer)


def rate(act: Callable[[int], object], count: int) -> float:
    """Return how often in a second something is done."""
    act(count)
    start = time.perf_counter()
    for number in range(count):
        act(number)
    return count / (time.perf_counter() - start)


def main() -> None:
    signer = Signer(Ed25519PrivateKey.generate())
    keys = public_keys([signer.pem])
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    papers = [made(number, signer) for number in range(min(count, 2000))]
    texts = [text_of(record, signature, SITE) for record, signature in papers]

    def paper(number: int) -> None:
        record, _signature = papers[number % len(papers)]
        certificate_pdf(Paper(record.fields, texts[number % len(papers)], f"{SITE}/sertifikat/{record.token}"))

    signed = rate(lambda number: made(number, signer), count)
    print(f"records built and signed   {signed:9.0f} a second   (a million in {1_000_000 / signed:.0f} s)")
    print(f"codes verified             {rate(lambda n: check(texts[n % len(texts)], keys), count):9.0f} a second")
    print(f"codes drawn                {rate(lambda n: code_png(texts[n % len(texts)]), len(papers)):9.0f} a second")
    print(f"papers printed             {rate(paper, len(papers) // 2):9.0f} a second   (goal 400)")


if __name__ == "__main__":
    main()
