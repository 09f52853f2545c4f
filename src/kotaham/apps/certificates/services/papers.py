"""The PDF of a certificate: printed on demand, always the same, its digest kept when it is first made."""

import io
import re
import zipfile
from collections.abc import Iterable
from hashlib import sha256

from django.urls import reverse

from kotaham.apps.certificates.models import Certificate
from kotaham.apps.certificates.services.building import record_of
from kotaham.apps.notices.services import site
from kotaham.core.badges.payload import text_of
from kotaham.core.badges.record import unbase32
from kotaham.report.certificate import Paper, certificate_pdf_of


def code_of(row: Certificate) -> str:
    """Return the text of the QR code."""
    return text_of(record_of(row), unbase32(row.signature), site())


def url_of(row: Certificate) -> str:
    """Return the address of the public page."""
    return site().rstrip("/") + reverse("certificates:check", args=[row.token])


def printed(row: Certificate) -> bytes:
    """Print a certificate from its frozen record, as it was printed first."""
    return certificate_pdf_of(Paper(row.fields, code_of(row), url_of(row)), row.pdf_sha256)


def bundle(rows: Iterable[Certificate]) -> bytes:
    """Return the PDFs of several certificates as one ZIP; they are packed already, so nothing is packed twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for row in rows:
            name = re.sub(r"[^A-Za-z0-9.-]+", "-", f"{row.fields['name']}-{row.number}").strip("-.")
            archive.writestr(zipfile.ZipInfo(f"{name[:100]}-{row.pk}.pdf"), paper(row))
    return out.getvalue()


def paper(row: Certificate) -> bytes:
    """Print a certificate, and keep the digest of the first print; a later print changes no digest."""
    made = printed(row)
    Certificate.objects.filter(pk=row.pk, pdf_sha256="").update(pdf_sha256=sha256(made).hexdigest())
    return made
