"""Who is told what of the send side: those who endorse, the Kanwil whose turn it becomes, the city itself."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from kotaham.apps.gate.services import Actor
from kotaham.apps.notices import services as notices
from kotaham.apps.notices.services import NoticeKind
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions.models import Endorsement, Submission
from kotaham.apps.submissions.rules.endorsing import PROVINCE, UNIT_HEAD
from kotaham.apps.submissions.services.standing import Standing
from kotaham.apps.submissions.services.telling import COORDINATOR, OFFICER, people_of, short, tell
from kotaham.core.language import Say

KANWIL_ROLES = ("kanwil_verifier", "kanwil_head")
KINDS = (
    NoticeKind("submissions.to-endorse", Say("Laporan menunggu pengesahan Anda", "Reports to endorse"), "mail"),
    NoticeKind("submissions.endorsed", Say("Pengesahan laporan", "Endorsements of your report"), "digest"),
    NoticeKind(
        "submissions.endorsement-voided",
        Say("Pengesahan tidak berlaku lagi", "Endorsements that hold no longer"),
        "mail",
        firm=True,
    ),
    NoticeKind("submissions.sent", Say("Laporan masuk untuk ditelaah", "Reports that came in"), "mail"),
    NoticeKind("submissions.moved", Say("Perubahan pada laporan", "Changes to reports"), "digest"),
)
TO_ENDORSE = Say("Laporan {name} menunggu: {mark}.", "The report of {name} waits for: {mark}.")
ENDORSED = Say("{mark} sudah mengesahkan laporan {name}.", "{mark} has endorsed the report of {name}.")
COMPLETE = Say(
    "Semua pengesahan laporan {name} sudah ada. Laporan dapat dikirim.",
    "All endorsements of the report of {name} are there. It can be sent.",
)
VOIDED = Say(
    "Pengesahan {mark} untuk {name} tidak berlaku lagi karena jawaban berubah.",
    "The endorsement of {mark} for {name} holds no longer: answers changed.",
)
UNLOCKED = Say(
    "Laporan {name} dibuka kembali untuk diubah. Alasan: {reason}",
    "The report of {name} was opened again. Reason: {reason}",
)
SENT = Say(
    "Laporan {name} masuk, tanda terima {number}. Giliran Kanwil.", "The report of {name} came in, receipt {number}."
)
RESENT = Say(
    "Perbaikan laporan {name} masuk, tanda terima {number}.", "The repaired report of {name} came in, receipt {number}."
)
CALLED_BACK = Say(
    "Laporan {name} ditarik kembali oleh daerah. Alasan: {reason}",
    "The report of {name} was called back by the city. Reason: {reason}",
)
# Which notices ask for nothing any more once a report has moved.
DONE = {
    "take": ("submissions.sent",), "call_back": ("submissions.sent",), "unlock": ("submissions.to-endorse",),
    "send": ("submissions.to-endorse", "submissions.endorsed"), "resend": ("submissions.returned",),
}  # fmt: skip
WITHDRAWN = Say("{name} tidak ikut putaran ini. Alasan: {reason}", "{name} does not take part. Reason: {reason}")


def tell_to_endorse(actor: Actor, submission: Submission, standings: Iterable[Standing]) -> None:
    """Tell those who can endorse now."""
    url = reverse("submissions:endorsements", args=[submission.pk])
    for one in standings:
        if one.given is None and not one.waits:
            people = _endorsers(submission, one)
            values = {"name": submission.name, "mark": one.title}
            tell(actor, people, "submissions.to-endorse", TO_ENDORSE, submission, url=url, **values)


def _endorsers(submission: Submission, standing: Standing) -> set[int]:
    if standing.mark.kind == UNIT_HEAD and standing.mark.unit is not None:
        return people_of(standing.mark.unit, [OFFICER], submission.zone)
    if standing.mark.kind == PROVINCE:
        office = rounds.provinces_of([submission.province_code]).get(submission.province_code)
        return people_of(office, ["province_coordinator"], submission.zone) if office else set()
    return people_of(submission.office_id, [COORDINATOR], submission.zone)


def tell_endorsed(actor: Actor, submission: Submission, title: Say, rest: Sequence[Standing]) -> None:
    """Tell the coordinator, and those whose turn begins with this endorsement."""
    people = people_of(submission.office_id, [COORDINATOR], submission.zone)
    url = reverse("submissions:endorsements", args=[submission.pk])
    words = ENDORSED if rest else COMPLETE
    values: dict[str, object] = {"name": submission.name} | ({"mark": title} if rest else {})
    if not any(one.mark.kind == UNIT_HEAD for one in rest):  # the other units are still asked
        settle_asked(submission)
    tell(actor, people, "submissions.endorsed", words, submission, url=url, **values)
    if rest and rest[0].mark.kind != UNIT_HEAD:
        tell_to_endorse(actor, submission, rest)


def settle_asked(submission: Submission) -> None:
    """Lay aside what asked for an endorsement that was given, or is asked for no longer."""
    notices.settle(("submissions.submission", submission.pk), ["submissions.to-endorse"])


def settle_moved(submission: Submission, verb: str) -> None:
    """Lay aside what asked for a move that was made, by whomever."""
    if verb in DONE:
        notices.settle(("submissions.submission", submission.pk), DONE[verb])


def tell_voided(actor: Actor, submission: Submission, row: Endorsement, title: Say) -> None:
    """Tell who endorsed, and the coordinator, that it holds no longer."""
    people = {row.by_id} | people_of(submission.office_id, [COORDINATOR], submission.zone)
    url = reverse("submissions:endorsements", args=[submission.pk])
    values = {"name": submission.name, "mark": title}
    tell(actor, people, "submissions.endorsement-voided", VOIDED, submission, url=url, **values)


def tell_kanwil(actor: Actor, submission: Submission, words: Say, **values: str) -> None:
    """Tell the verifiers and the head of the Kanwil over the city."""
    office = rounds.kanwil_of_provinces([submission.province_code]).get(submission.province_code)
    if office is None:
        return
    people = people_of(office, KANWIL_ROLES, submission.zone)
    kind = "submissions.sent" if words in {SENT, RESENT} else "submissions.moved"
    told: dict[str, object] = {"name": submission.name, **values}
    tell(actor, people, kind, words, submission, url=submission.get_absolute_url(), **told)


def tell_unlocked(actor: Actor, submission: Submission, people: Iterable[int], reason: str) -> None:
    """Tell who had endorsed that the answers may change again."""
    tell(actor, people, "submissions.moved", UNLOCKED, submission, name=submission.name, reason=short(reason))
