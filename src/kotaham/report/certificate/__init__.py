"""Certificates and transcripts on paper."""

from collections.abc import Callable
from hashlib import sha256

from kotaham.report.certificate.light import light_pdf
from kotaham.report.certificate.lines import Unfit
from kotaham.report.certificate.page import Paper, whole_pdf
from kotaham.report.certificate.pdf_parts import NotAsExpected
from kotaham.report.certificate.transcript import Transcript, TranscriptLine, transcript_pdf

__all__ = ["Paper", "Transcript", "TranscriptLine", "certificate_pdf", "certificate_pdf_of", "transcript_pdf"]


def certificate_pdf(paper: Paper) -> bytes:
    """Print a certificate; the same bytes every time."""
    try:
        return light_pdf(paper)
    except (Unfit, NotAsExpected):
        return whole_pdf(paper)


# Every way in which certificates were ever printed, the newest first: what was printed in one of them stays so.
WRITERS: tuple[Callable[[Paper], bytes], ...] = (certificate_pdf, whole_pdf)


def certificate_pdf_of(paper: Paper, digest: str) -> bytes:
    """Print a certificate as it was printed first, by the digest of that print; "" when it never was.

    When no way leads to that digest any more (a newer typst, say), it is printed in the newest.
    """
    newest = certificate_pdf(paper)
    if not digest or sha256(newest).hexdigest() == digest:
        return newest
    made = (write(paper) for write in WRITERS[1:])
    return next((one for one in made if sha256(one).hexdigest() == digest), newest)
