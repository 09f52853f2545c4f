"""What several pages share: files to keep, letters beside a form, words of a state."""

import json
from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from kotaham.apps.certificates.models import Certificate
from kotaham.apps.certificates.queries import standing_now
from kotaham.apps.gate.services import language, told
from kotaham.core.errors import Refused

Found = TypeVar("Found")
TONES = {"valid": "ok", "expired": "warn", "revoked": "bad", "replaced": "info"}
WORDS = {
    "valid": _("Berlaku"),
    "expired": _("Kedaluwarsa"),
    "revoked": _("Dicabut"),
    "replaced": _("Digantikan"),
}
ISSUE_TONES = {"waiting": "plain", "running": "info", "done": "ok", "failed": "warn"}


CHECKER_WORDS = {
    "good": _("Tanda tangannya cocok: kata-kata ini diterbitkan oleh pemilik kunci."),
    "late": _("Tanda tangannya cocok, tetapi masa berlakunya sudah lewat."),
    "forged": _("Tanda tangannya TIDAK cocok: ini bukan yang diterbitkan. Jangan dipercaya."),
    "unknown": _("Kode ini ditandatangani dengan kunci yang tidak ada di pemeriksa ini. Ambil pemeriksa yang baru."),
    "unreadable": _("Ini bukan kode sertifikat yang utuh. Pindai ulang dan salin seluruh teksnya."),
    "newer": _("Kode ini dibuat oleh KotaHAM yang lebih baru. Ambil pemeriksa yang baru."),
    "old": _("Peramban ini belum mengenal Ed25519. Pakai peramban yang lebih baru, atau periksa lewat internet."),
    "name": _("Nama"),
    "tail": _("Akhir nomor"),
    "course": _("Pelatihan"),
    "number": _("Nomor sertifikat"),
    "hours": _("JP"),
    "unset": _("belum ditetapkan"),
    "day": _("Tanggal penetapan"),
    "signatory": _("Penanda tangan"),
    "expires": _("Berlaku sampai"),
    "ever": _("tanpa batas"),
}


def checker_words() -> str:
    """Return the words of the checker in the language of the reader, as JSON."""
    words = {name: str(text) for name, text in CHECKER_WORDS.items()}
    return json.dumps(words | {"locale": "en-GB" if language() == "en" else "id-ID"}, ensure_ascii=False)


def attached(content: bytes | str, name: str, mime: str) -> HttpResponse:
    """Answer with a file to keep; nothing in it runs in the page."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=mime, headers=headers)


def attempt(call: Callable[[], Found]) -> tuple[Found | None, list[dict[str, str]]]:
    """Do something that a form asks for; return what came of it, or the letters that belong beside the form."""
    try:
        return call(), []
    except Refused as refused:
        if getattr(refused, "status", 400) != 400:
            raise
        return None, list(told(refused))


def stands(row: Certificate) -> dict[str, object]:
    """Return what a certificate is today, as a list shows it."""
    state = standing_now(row)
    return {"row": row, "state": WORDS[state], "tone": TONES[state]}
