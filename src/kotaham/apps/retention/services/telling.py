"""Tell those who decide that something is due."""

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.notices import services as notices
from kotaham.apps.notices.services import NoticeKind
from kotaham.apps.offices import queries as offices
from kotaham.apps.retention.models import Sheet
from kotaham.core.language import Say

DUE = NoticeKind("retention.due", Say("Masa simpan data berakhir", "Data are due to be erased"), "mail")
KINDS = (DUE,)
WORDS = Say(
    "{count} baris melewati masa simpannya. Periksa daftarnya; tidak ada yang dihapus sebelum dua orang menyetujui.",
    "{count} {count:row is|rows are} past {count:its|their} time. Check the list; nothing is erased before two people "
    "agree.",
)


def tell_due(row: Sheet) -> None:
    """Tell the administrators of the ministry."""
    ministry = offices.ministry_id()
    people = accounts.holders([ministry] if ministry else [], ("ministry_admin",), offices.today())
    notices.notify(
        people.values_list("pk", flat=True), DUE.name, WORDS, values={"count": row.count}, url=row.get_absolute_url(),
        subject=("retention.sheet", row.pk), office=ministry,
    )  # fmt: skip
