"""Find rounds: by right, by number, those that run."""

from collections.abc import Iterable, Mapping

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404

from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.rounds.models import Round
from kotaham.apps.rounds.rules import seen

State = Round.State
_FIRST = Case(
    When(state=State.OPEN, then=Value(0)),
    When(state=State.DRAFT, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def get(pk: int) -> Round:
    """Return one round with its instrument, or answer that it does not exist; rights are the caller's to ask."""
    found = rows(pk).first()
    if found is None:
        raise Http404
    return found


def rows(pk: int) -> QuerySet[Round]:
    """Return the one round as rows, with everything that its page shows of it."""
    return _light(Round.objects.filter(pk=pk).select_related("instrument", "previous", "made_by"))


def current() -> QuerySet[Round]:
    """Return the rounds that run, the newest first."""
    return _light(Round.objects.filter(state=State.OPEN).select_related("instrument")).order_by("-pk")


def made_up() -> QuerySet[Round]:
    """Return the rounds of the demonstration."""
    return Round.objects.filter(demo=True)


def all_seen(actor: Actor) -> QuerySet[Round]:
    """Return what the actor may see: what runs first, then what is prepared, then what has ended, newest first."""
    found = Round.objects.filter(seen(actor, reach_of(actor, "rounds.see"))).select_related("instrument")
    return _light(found).order_by(_FIRST, "-pk")


def _light(found: QuerySet[Round]) -> QuerySet[Round]:
    """Leave the text of the instrument where it is until somebody reads it; it is long."""
    return found.defer("instrument__content", "instrument__translation")


def older_than(pk: int | None) -> QuerySet[Round]:
    """Return the rounds that may be named as the one before: opened, not called off, and older."""
    found = Round.objects.filter(state__in=(State.OPEN, State.DECIDED)).order_by("-pk")
    return found.filter(pk__lt=pk) if pk else found


def using(version: int) -> QuerySet[Round]:
    """Return the rounds that a version of an instrument judges, the newest first."""
    return Round.objects.filter(instrument_id=version).order_by("-pk")


def names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return the names of rounds by number, for the record."""
    return dict(Round.objects.filter(pk__in=set(pks)).values_list("pk", "title"))
