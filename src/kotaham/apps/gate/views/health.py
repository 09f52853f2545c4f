"""Whether the service answers, and how its parts are: for a supervisor, not for people."""

from django.apps import apps
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils.module_loading import import_string

import kotaham


def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django's signature
    """Answer 200 as long as the database answers, whatever else is wrong; 503 when it does not.

    A room says `health` in its AppConfig: the path of a callable that returns what a supervisor should know of it.
    """
    said: dict[str, object] = {"status": "ok", "version": kotaham.__version__}
    try:
        connection.ensure_connection()
        for part in [room.health for room in apps.get_app_configs() if hasattr(room, "health")]:
            said |= import_string(part)()
    except Error:
        return JsonResponse({**said, "status": "no-database"}, status=503)
    return JsonResponse(said)
