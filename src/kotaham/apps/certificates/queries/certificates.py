"""Find certificates: one, those within reach, one's own, by token; and which count no longer."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q, QuerySet

from kotaham.apps.certificates.models import Certificate
from kotaham.apps.certificates.rules import certificates, oneself, standing
from kotaham.apps.gate.queries import Prepared
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach


def one(pk: int) -> QuerySet[Certificate]:
    """Return the one certificate as a query, for `demand_for`."""
    return Certificate.objects.filter(pk=pk).select_related("version", "version__course", "template", "renews")


def several(pks: Collection[int]) -> QuerySet[Certificate]:
    """Return certificates with their courses and members; rights are the caller's to ask."""
    return Certificate.objects.filter(pk__in=pks).select_related("version__course", "member").order_by("pk")


def by_token(token: str) -> Certificate | None:
    """Return the certificate of a token with whoever replaced it, in one look; None where there is none."""
    return Certificate.objects.filter(token=token).select_related("member", "renews", "renewal").first()


def newer(certificate: Certificate) -> Certificate | None:
    """Return the certificate that replaced one, or None."""
    return Certificate.objects.filter(renews=certificate).first()


def listed(actor: Actor, reach: Reach, *, version: int | None = None, number: str = "") -> QuerySet[Certificate]:
    """Return the certificates within reach, newest first; by course version, or the one of a number."""
    rows = Certificate.objects.filter(certificates(actor, reach))
    if version is not None:
        rows = rows.filter(version=version)
    if number:
        rows = rows.filter(Q(number=number) | Q(token=number))
    return rows.select_related("office").order_by("-pk")


def mine(actor: Actor) -> QuerySet[Certificate]:
    """Return one's own certificates, newest first."""
    return Certificate.objects.filter(oneself(actor, Reach.OWN)).order_by("-pk")


def _valid(enrolment: int, person: int) -> QuerySet[Certificate]:
    rows = Certificate.objects.filter(member__account_id=person, enrolment_id=enrolment, state="valid")
    return rows.order_by("-pk").only("number")


_valid_now = Prepared(_valid, 987_654_321, 987_654_322)


def valid_of(enrolment: int, actor: Actor) -> Certificate | None:
    """Return the newest of the actor's own certificates for an enrolment that is valid; of it only the number."""
    return next(iter(_valid_now(enrolment, actor.person)), None) if actor.person else None


def ended_between(first: int, last: int) -> list[int]:
    """Return the places in the list of statuses, from first up to but without last, of what counts no longer."""
    rows = Certificate.objects.filter(status_index__gte=first, status_index__lt=last).exclude(state="valid")
    return list(rows.order_by().values_list("status_index", flat=True))


def certificate_names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what certificates are called in the record: by number, never by person."""
    return dict(Certificate.objects.filter(pk__in=set(pks)).values_list("pk", "number"))


def standing_now(row: Certificate) -> str:
    """Return what a certificate is today: valid, expired, revoked or replaced."""
    return standing(row.state, row.expires_on, offices.today())
