"""One row of each kind for the matrix of roles and relations."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from kotaham.apps.offices.models import Office
from kotaham.apps.statements.models import Statement


def refused(_office: Office) -> dict[str, Any]:
    row = Statement.objects.create(
        statement=uuid4(), what="attended", about="1", happened_at=timezone.now(), state="refused", why="invalid"
    )
    return {"pk": row.pk}


SPECIMENS = {"statements:again": refused}
