"""One's own history, at an address that is easy to remember."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def index(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Go to the page of the record that tells what one did and who read one's data."""
    return redirect("events:mine")
