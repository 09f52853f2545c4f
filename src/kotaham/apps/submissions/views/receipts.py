"""Receipts: the page of one, its paper and its facts, and the public page where anybody checks."""

import hashlib
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kotaham.apps.gate.services import GatedRequest, language, origin_of
from kotaham.apps.submissions import services
from kotaham.apps.submissions.forms import ReceiptFileForm
from kotaham.apps.submissions.models import Receipt
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.views.endorsing import attached
from kotaham.apps.submissions.views.shown import status_of

CHECKS, WINDOW = 20, 600  # files that one address may have checked in so many seconds


def _found(request: GatedRequest, pk: int, number: int) -> Receipt:
    receipt = services.find_receipt(pk, number, actor=request.actor)
    if receipt is None:
        raise Http404
    return receipt


def receipt(request: GatedRequest, pk: int, number: int) -> HttpResponse:
    """Show a receipt."""
    found = _found(request, pk, number)
    context = {
        "receipt": found,
        "submission": found.submission,
        "round": found.submission.round,
        "line": status_of(found.submission),
        "check_url": services.url_of_receipt(found),
        "others": reads.receipts(pk),
        "evidence": len(found.evidence),
    }
    return render(request, "submissions/send_receipt.html", context)


def paper(request: GatedRequest, pk: int, number: int) -> HttpResponse:
    """Give the paper."""
    found = _found(request, pk, number)
    return attached(services.printed_receipt(found, language()), f"{found}.pdf", "application/pdf")


def facts(request: GatedRequest, pk: int, number: int) -> HttpResponse:
    """Give the facts that were sent, byte for byte as their digest was taken."""
    found = _found(request, pk, number)
    return attached(found.facts.encode(), f"{found}.json", "application/json")


def public(request: GatedRequest, token: str) -> HttpResponse:
    """Let anybody who holds the code see what was sent when, and compare a file with it."""
    found = reads.receipt_of_token(token)
    if found is None:
        raise Http404
    context: dict[str, Any] = {"receipt": found, "submission": found.submission, "form": ReceiptFileForm()}
    if request.method != "POST":
        return render(request, "submissions/receipt_public.html", context)
    form = ReceiptFileForm(request.POST, request.FILES)
    context["form"] = form
    if form.is_valid():
        sent = form.cleaned_data["file"]
        if sent.size > services.RECEIPT_FILE_BYTES:
            form.add_error("file", services.too_large(sent.size).part("what", language()))
        elif _too_often(request):
            context["busy"] = True
        else:
            context["verdict"] = services.check_receipt(found, sent.read())
    return render(request, "submissions/receipt_public.html", context, status=422 if form.errors else 200)


def _too_often(request: HttpRequest) -> bool:
    """Tell whether one address has asked too often: a paper is printed for each comparison."""
    key = "receipt-" + hashlib.sha256(origin_of(request).encode()).hexdigest()[:32]
    cache.add(key, 0, WINDOW)
    return int(cache.incr(key)) > CHECKS
