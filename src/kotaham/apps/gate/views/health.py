"""Whether the service answers: for a supervisor, not for people."""

from django.db import connection
from django.http import HttpRequest, JsonResponse

import kotaham


def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django's signature
    """Answer 200 when the database answers."""
    connection.ensure_connection()
    return JsonResponse({"status": "ok", "version": kotaham.__version__})
