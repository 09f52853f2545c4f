"""What a target counts of enrolments: invited, finished, passed; with the day, in the order of recording."""

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import TruncDate
from django.utils import timezone

from kotaham.apps.courses.models import Enrolment

AT = {"invited": "at", "finished": "finished_at", "passed": "passed_at"}
OFFICIAL = (Enrolment.How.BULK, Enrolment.How.INVITED)  # an office asked for it; who came by themselves was not invited


def facts(measure: str) -> QuerySet[Enrolment]:
    """Return the enrolments that count as a measure, by `on` and `recorded`; rows merged into others do not."""
    rows = Enrolment.objects.exclude(member__state="merged")
    rows = rows.filter(how__in=OFFICIAL) if measure == "invited" else rows.filter(**{f"{AT[measure]}__isnull": False})
    day = TruncDate(AT[measure], tzinfo=timezone.get_default_timezone())
    none = Value("", output_field=CharField())
    return rows.annotate(on=day, mode=none, recorded=F(AT[measure])).order_by("recorded", "pk")
