"""Uploads in parts, spoken to by the script of the form; answers are JSON, refusals too."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse, JsonResponse

from kotaham.apps.evidence import services
from kotaham.apps.evidence.services import Incoming
from kotaham.apps.gate.services import GatedRequest, told
from kotaham.core.errors import Refused

Rest = ParamSpec("Rest")
_DIGITS = 12


def _in_json(view: Callable[Concatenate[GatedRequest, Rest], Incoming | None]) -> Callable[..., HttpResponse]:
    """Answer with how far the upload is, or with the letter."""

    @wraps(view)
    def answer(request: GatedRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            found = view(request, *args, **kwargs)
        except Refused as refused:
            received = getattr(refused, "received", None)
            problems = {"problems": told(refused), "received": received}
            return JsonResponse(problems, status=getattr(refused, "status", 400))
        return JsonResponse(_told(found)) if found else HttpResponse(status=204)

    return answer


@_in_json
def begin(request: GatedRequest) -> Incoming:
    """Announce a file."""
    return services.begin(
        actor=request.actor, name=request.POST.get("name", ""), size=_number(request.POST.get("size"))
    )


@_in_json
def part(request: GatedRequest, upload: uuid.UUID) -> Incoming:
    """Take a part, or tell how far the upload is."""
    if request.method != "POST":
        return services.incoming(actor=request.actor, upload=upload)
    return services.receive_part(
        actor=request.actor,
        upload=upload,
        offset=_number(request.headers.get("Upload-Offset")),
        part=request.body,
        sha256=request.headers.get("Upload-Sha256", ""),
    )


@_in_json
def abandon(request: GatedRequest, upload: uuid.UUID) -> None:
    """Give an upload up."""
    services.abandon(actor=request.actor, upload=upload)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _DIGITS else -1


def _told(found: Incoming) -> dict[str, object]:
    return {"id": str(found.id), "size": found.size, "received": found.received, "sha256": found.part_sha256}
