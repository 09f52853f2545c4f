"""What the rooms below say happened; the tallies must always equal a count of this."""

from collections.abc import Sequence
from typing import Any

from django.db.models import BigIntegerField, QuerySet, Value
from django.db.models.functions import Coalesce, ExtractYear

from kotaham.apps.certificates import queries as certificates
from kotaham.apps.classes import queries as classes
from kotaham.apps.courses import queries as courses
from kotaham.apps.targets.models import Measure

OF_COURSES = (Measure.INVITED, Measure.FINISHED, Measure.PASSED)


def sources(measure: str) -> Sequence[QuerySet[Any]]:
    """Return what counts as a measure, from every room that tells of it, each in the order of recording.

    Each row has member_id, on, kanwil_ and office_ (zero where not known), group, mode, recorded. What is recorded at
    the same moment in two rooms stands in the order of the rooms here.
    """
    if measure == Measure.INVITED:
        return [_known(courses.facts(measure)), _known(classes.invitations(), "invited_")]
    if measure in OF_COURSES:
        return [_known(courses.facts(measure))]
    return [_known(certificates.facts() if measure == Measure.CERTIFIED else classes.facts())]


def _known(rows: QuerySet[Any], prefix: str = "") -> QuerySet[Any]:
    zero = Value(0, output_field=BigIntegerField())
    names = ("kanwil", "office")
    found: QuerySet[Any] = rows.annotate(**{f"{name}_": Coalesce(f"{prefix}{name}_id", zero) for name in names})
    return found


def of_year(measure: str, year: int) -> Sequence[QuerySet[Any]]:
    """Return what counts in a year, from every room that tells of it."""
    return [rows.filter(on__year=year).annotate(year=ExtractYear("on")) for rows in sources(measure)]
