"""Prove every file of evidence against its hash."""

from typing import Any

from django.core.management.base import CommandError

from kotaham.apps.evidence import services
from kotaham.apps.gate.services.commands import LetterCommand
from kotaham.core.language import Say

GOOD = Say(
    "{proved} berkas diperiksa: semuanya ada dan utuh.",
    "{proved} {proved:file|files} checked: all are there and whole.",
)
BAD = Say(
    "{proved} berkas utuh, {missing} hilang, {changed} berubah:",
    "{proved} {proved:file|files} whole, {missing} missing, {changed} changed:",
)


class Command(LetterCommand):
    """Read every file that a row names; exit with 1 when one is missing or changed."""

    help = "Memeriksa setiap berkas bukti terhadap sidik SHA-256. / Check every file of evidence against its SHA-256."

    def work(self, **_options: Any) -> None:
        """Check, and tell."""
        faults = services.verify()
        counts = {"proved": faults.proved, "missing": len(faults.missing), "changed": len(faults.changed)}
        if not faults.missing and not faults.changed:
            self.say(GOOD, **counts)
            return
        lines = [BAD.text(self.lang, **counts), *(f"- {key}" for key in (*faults.missing, *faults.changed)[:200])]
        raise CommandError("\n".join(lines), returncode=1)
