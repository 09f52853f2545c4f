"""One row of each kind for the matrix of roles and relations."""

from typing import Any

from django.utils import timezone

from kotaham.apps.offices.models import Office
from kotaham.apps.retention.models import Sheet, Term


def a_sheet(_office: Office) -> dict[str, Any]:
    Sheet.objects.filter(state="listed").update(state="dropped")
    today = timezone.localdate()
    edition = Term.objects.filter(kind="answers").count() + 1
    term = Term.objects.create(kind="answers", edition=edition, years=5, basis="x", reason="x", valid_from=today)
    return {"pk": Sheet.objects.create(kind="answers", term=term, before=timezone.now(), count=0).pk}


SPECIMENS = {
    **{f"retention:{name}": lambda _office: {"kind": "answers"} for name in ("term", "set")},
    **{f"retention:{name}": a_sheet for name in ("sheet", "check", "hold", "confirm", "drop")},
}
