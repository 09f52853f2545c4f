"""Tell those who answer for the numbers that a recount found something."""

from django.urls import reverse

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.notices import services as notices
from kotaham.apps.notices.services import NoticeKind
from kotaham.apps.offices import queries as offices
from kotaham.apps.targets.models import Recount
from kotaham.core.language import Say

WRONG = NoticeKind(
    "targets.wrong", Say("Hitungan capaian tidak cocok", "A count of the targets does not agree"), "mail", firm=True
)
KINDS = (WRONG,)
WORDS = Say(
    "Hitungan capaian {year} diperiksa: {wrong} angka tidak cocok dengan catatan.",
    "The counts of {year} were checked: {wrong} {wrong:number does|numbers do} not agree with the records.",
)


def tell_wrong(row: Recount) -> None:
    """Tell the administrators of the ministry, in the unit of work that wrote what was found."""
    ministry = offices.ministry_id()
    people = accounts.holders([ministry] if ministry else [], ("ministry_admin",), offices.today())
    notices.notify(
        people.values_list("pk", flat=True), WRONG.name, WORDS, values={"year": str(row.year), "wrong": row.wrong},
        url=f"{reverse('targets:checks')}?tahun={row.year}", subject=("targets.recount", row.pk), office=ministry,
        urgent=True,
    )  # fmt: skip
