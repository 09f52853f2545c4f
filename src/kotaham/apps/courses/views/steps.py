"""Tell a learner what comes next: the first need that is not met and that something can be done for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kotaham.apps.courses.models import Enrolment
from kotaham.apps.courses.rules import OPEN_STATES
from kotaham.apps.courses.services import Link

MODULES, ATTENDANCE, PRE, POST, CERTIFICATE = "modules", "attendance", "pre", "post", "certificate"


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next, in words, and the page where it is done, if there is one."""

    words: str
    button: str = ""
    url: str = ""


def next_of(row: Enrolment, needs: Sequence[Mapping[str, Any]], links: Sequence[Link], lines: Sequence[Any]) -> Next:
    """Return what comes next for a learner; `needs` are in the order of the way, `lines` are the modules."""
    missing = [need for need in needs if not need["met"]]
    if row.state in OPEN_STATES or any(need["waits"] for need in needs):
        return _open(row, missing, links, lines)
    if row.state == Enrolment.State.FINISHED and missing:
        return _not_passed(links)
    return _over(row, links)


def _not_passed(links: Sequence[Link]) -> Next:
    """Say of a final test that was sat, told and not passed whether it can be sat again."""
    running = next((one for one in links if one.need == POST and one.ready), None)
    if running:
        return Next(_doing()[POST][0], _doing()[POST][1], running.url)
    found = next((one for one in links if one.need == POST and one.again), None)
    if found is None:
        return Next(_("Anda belum lulus, dan tesnya tidak dapat diulang sekarang. Tanyakan kepada penyelenggara."))
    words = ngettext("Belum lulus, %(n)d percobaan lagi.", "Belum lulus, %(n)d percobaan lagi.", found.again)
    return Next(words % {"n": found.again}, _("Coba lagi"), found.url)


def _open(row: Enrolment, missing: Sequence[Mapping[str, Any]], links: Sequence[Link], lines: Sequence[Any]) -> Next:
    for need in missing:
        if need["kind"] == MODULES:
            if found := _module(row, lines):
                return found
        elif ready := next((one for one in links if one.need == need["kind"] and one.ready), None):
            return Next(_doing()[need["kind"]][0], _doing()[need["kind"]][1], ready.url)
    waiting = [_waiting(need, links) for need in missing if need["kind"] != MODULES]
    return Next(" ".join(waiting) or _("Tidak ada yang harus Anda kerjakan sekarang."))


def _doing() -> Mapping[str, tuple[str, str]]:
    """Return what is done for a need, and what the button says."""
    return {
        PRE: (_("Berikutnya: kerjakan tes awal."), _("Kerjakan tes awal")),
        ATTENDANCE: (_("Berikutnya: ikuti sesinya."), _("Buka sesi")),
        POST: (_("Berikutnya: kerjakan tes akhir."), _("Kerjakan tes akhir")),
    }


def _module(row: Enrolment, lines: Sequence[Any]) -> Next | None:
    found = next((line["module"] for line in lines if not line["done"] and line["module"].required), None)
    if found is None:
        return None
    words = _("Berikutnya: modul %(n)d, %(title)s.") % {"n": found.position, "title": found.title}
    url = reverse("courses:module", args=[row.pk, found.position])
    return Next(words, _("Lanjutkan modul") if row.done else _("Mulai modul"), url)


def _waiting(need: Mapping[str, Any], links: Sequence[Link]) -> str:
    """Say why nothing can be done for a need now."""
    if need["waits"]:
        return _("Tes akhir sudah Anda kerjakan; hasilnya diberitahukan sesudah tes ditutup.")
    if need["kind"] == ATTENDANCE:
        seat = next((one for one in links if one.need == ATTENDANCE), None)
        return _("Sesi Anda: %(when)s.") % {"when": seat.note} if seat else _("Belum ada sesi yang dibuka.")
    return _("Tes awal belum dibuka.") if need["kind"] == PRE else _("Tes akhir belum dapat dikerjakan.")


def _over(row: Enrolment, links: Sequence[Link]) -> Next:
    if found := next((one for one in links if one.need == CERTIFICATE), None):
        return Next(_("Sertifikat Anda sudah terbit."), _("Lihat sertifikat"), found.url)
    if row.state == Enrolment.State.FAILED:
        return Next(_("Anda belum lulus dan percobaan tes sudah habis. Tanyakan kepada penyelenggara."))
    if row.state == Enrolment.State.WAIVED:
        return Next(_("Pembelajaran Anda dari tempat lain sudah diakui."))
    return Next(_("Semua syarat terpenuhi. Anda diberi tahu begitu sertifikatnya terbit."))
