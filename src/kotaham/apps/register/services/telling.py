"""Who hears of what happens in the register: whoever waits for an import, who has to answer a request in time."""

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.notices import services as notices
from kotaham.apps.notices.services import NoticeKind
from kotaham.apps.offices import queries as offices
from kotaham.apps.register.models import Batch, Wish
from kotaham.core.language import Say

IMPORT = "register.import"
ASKED, ANSWERED = "register.wished", "register.wish-answered"
KINDS = (
    NoticeKind(
        IMPORT, Say("Impor peserta selesai dibaca atau dimasukkan", "Imports that were read or taken in"), "digest"
    ),
    NoticeKind(ASKED, Say("Permintaan data pribadi", "Requests about personal data"), "mail", firm=True),
    NoticeKind(
        ANSWERED, Say("Jawaban atas permintaan data saya", "Answers to my requests about data"), "mail", firm=True
    ),
)
READ = Say("{batch} selesai dibaca: periksa pratinjaunya.", "{batch} was read: look at its preview.")
FAILED = Say("{batch} tidak dapat dibaca.", "{batch} could not be read.")
DONE = Say("{batch} selesai dimasukkan ke daftar.", "{batch} was taken into the register.")
UNDONE = Say("{batch} selesai dikembalikan.", "{batch} was undone.")
ASK = Say("Permintaan data pribadi {wish} harus dijawab paling lambat {due}.", "Answer request {wish} by {due}.")
ANSWER = Say("Permintaan data Anda ({wish}) sudah dijawab.", "Your request about data ({wish}) was answered.")


def join() -> None:
    """Tell the room of notices which kinds come from here; asking twice changes nothing."""
    notices.register(*KINDS)


def tell_import(batch: Batch, words: Say) -> None:
    """Tell whoever began an import that a long piece of its work is over."""
    notices.notify(
        [batch.by_id], IMPORT, words, values={"batch": str(batch)}, url=f"/peserta/impor/{batch.pk}",
        subject=("register.batch", batch.pk), office=batch.office_id,
    )  # fmt: skip


def tell_asked(wish: Wish) -> None:
    """Tell those who keep the data of a person: the coordinator, else the Kanwil, else the ministry."""
    member = wish.member
    own = [member.office_id, *offices.above(member.office_id)] if member.office_id else []
    ministry = offices.ministry_id()
    people: list[int] = []
    for seats, role in ((own, "city_coordinator"), ([member.kanwil_id], "kanwil_head"), ([ministry], "ministry_admin")):
        held = accounts.holders([one for one in seats if one], (role,), offices.today())
        people = people or list(held.values_list("pk", flat=True))
    notices.notify(
        people, ASKED, ASK, values={"wish": str(wish), "due": wish.due_at}, url=f"/peserta/permintaan/{wish.pk}",
        subject=("register.wish", wish.pk), office=member.office_id, urgent=True,
    )  # fmt: skip


def tell_answered(wish: Wish) -> None:
    """Tell the person that their request was answered."""
    if wish.member.account_id:
        notices.notify(
            [wish.member.account_id], ANSWERED, ANSWER, values={"wish": str(wish)}, url="/peserta/saya/permintaan",
            subject=("register.wish", wish.pk), office=wish.member.office_id,
        )  # fmt: skip
