"""What anybody may see who holds a code: whether a certificate counts, the checker, the keys, the lists of statuses."""

import hashlib

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from kotaham.apps.certificates import services
from kotaham.apps.certificates.forms import PaperForm
from kotaham.apps.certificates.views.parts import TONES, WORDS, attached, checker_words
from kotaham.apps.gate.services import language, origin_of

CHECKS, WINDOW = 20, 600  # files that one address may have compared in so many seconds
FRESH = 60  # seconds for which others may keep a list of statuses
FILE_BYTES = 5 * 2**20


def check(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is printed on a certificate and whether it counts; compare a file with it."""
    shown = services.check(token)
    if shown is None:
        return render(request, "certificates/unknown.html", status=404)
    form = PaperForm()
    context = {
        "certificate": shown.certificate,
        "said": shown.said,
        "standing": shown.standing,
        "words": WORDS[shown.standing],
        "tone": TONES[shown.standing] if shown.whole else "bad",
        "whole": shown.whole,
        "newer": shown.newer,
        "host": request.get_host(),
        "form": form,
    }
    if request.method == "POST":
        context |= _compared(request, shown)
    return render(request, "certificates/check.html", context)


def _compared(request: HttpRequest, shown: services.Shown) -> dict[str, object]:
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid() or (form.cleaned_data["file"].size or 0) > FILE_BYTES:
        return {"form": form, "verdict": "unfit"}
    if _too_often(request):
        return {"verdict": "busy"}
    same = services.compare(shown.certificate, form.cleaned_data["file"].read())
    return {"verdict": "same" if same else "different"}


def _too_often(request: HttpRequest) -> bool:
    """Tell whether one address has asked too often: a paper is printed for each comparison."""
    key = "certificate-" + hashlib.sha256(origin_of(request).encode()).hexdigest()[:32]
    cache.add(key, 0, WINDOW)
    return int(cache.incr(key)) > CHECKS


def code(_request: HttpRequest, token: str) -> HttpResponse:
    """Lead from the short address in the code to the page."""
    return redirect("certificates:check", token)


def checker(request: HttpRequest) -> HttpResponse:
    """Show the checker, which needs no server to check a code."""
    context = {"keys": services.public_keys_json(), "words": checker_words()}
    return render(request, "certificates/checker.html", context)


def checker_file(_request: HttpRequest) -> HttpResponse:
    """Give the checker as one file for use without a network."""
    return attached(
        services.offline_page(checker_words(), language()),
        "pemeriksa-sertifikat-kotaham.html",
        "text/html; charset=utf-8",
    )


def key(_request: HttpRequest) -> HttpResponse:
    """Give the public keys of all times."""
    return attached("".join(services.public_pems()), "kunci-sertifikat-kotaham.pem", "application/x-pem-file")


def issuer(_request: HttpRequest) -> HttpResponse:
    """Tell who issues, for programs."""
    return JsonResponse(services.issuer_profile())


def status_list(_request: HttpRequest, number: int) -> HttpResponse:
    """Give a list of statuses."""
    found = services.status_file(number)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="application/vc+jwt", headers={"Cache-Control": f"max-age={FRESH}"})
