"""The mark of the house, for browsers that ask for it by its old name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static


def mark(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Lead to the picture."""
    response = redirect(static("kotaham/mark.svg"))
    response["Cache-Control"] = "max-age=86400"
    return response
