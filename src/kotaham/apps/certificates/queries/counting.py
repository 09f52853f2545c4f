"""What a target counts of certificates; with the day, in the order of recording."""

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value

from kotaham.apps.certificates.models import Certificate


def facts() -> QuerySet[Certificate]:
    """Return the first certificate of every enrolment that still has a valid one, by `on` and `recorded`.

    A renewal replaces; it does not count again. Of rows merged into others nothing counts.
    """
    valid = Certificate.objects.filter(enrolment=OuterRef("enrolment"), state=Certificate.State.VALID)
    rows = Certificate.objects.filter(Exists(valid), renews=None).exclude(member__state="merged")
    none = Value("", output_field=CharField())
    return rows.annotate(on=F("day"), mode=none, recorded=F("pk")).order_by("recorded", "pk")
