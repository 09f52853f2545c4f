"""The register: the list of versions, one version in words, its file and annex, and what differs between two."""

from collections import OrderedDict
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kotaham.apps.gate.queries import choice_of, fields_of, page_of
from kotaham.apps.gate.services import Actor, GatedRequest, reach_of
from kotaham.apps.instruments import queries, services
from kotaham.apps.instruments.forms import (
    CommentForm,
    CompareForm,
    FilterForm,
    PlainForm,
    ReasonForm,
    SettleForm,
)
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import plain
from kotaham.apps.instruments.views.words import FACTS, NATURES, TONES, lang_of, say
from kotaham.core.instrument.diff import differences
from kotaham.core.instrument.key_words import KEY_WORDS
from kotaham.core.language import Lang
from kotaham.core.lifecycle import Move
from kotaham.workbook.annex import write_annex

ICONS = {"offer": "send", "send_back": "reply", "seal": "lock", "drop": "x-circle"}
FIRST_UNKNOWN = 60
NAMES = {"added": "ok", "dropped": "bad", "moved": "info", "retitled": "info", "recoded": "info"}


def index(request: GatedRequest) -> HttpResponse:
    """Show the register."""
    form = FilterForm(request.GET)
    asked = fields_of(request, form)
    text, state = asked.get("q", ""), asked.get("keadaan", "")
    to_review = bool(choice_of(request, "periksa", ("1",)))
    page = page_of(request, queries.register(request.actor, text, state, to_review=to_review))
    uses = services.users_of(request.actor, [row.pk for row in page.rows])
    context = {
        "page": page,
        "rows": [_line(row, uses[row.pk]) for row in page.rows],
        "form": form,
        "filtered": bool(text or state or to_review),
        "may_edit": bool(reach_of(request.actor, "instruments.edit")),
    }
    return render(request, "instruments/list.html", context)


def _line(row: Version, uses: Any) -> dict[str, Any]:
    return {
        "version": row,
        "tone": TONES[row.state],
        "nature": NATURES.get(row.nature, row.nature),
        "uses": uses[:3],
        "more": max(0, len(uses) - 3),
    }


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one version in words."""
    return shown(request, services.visible(pk, actor=request.actor))


def shown(request: GatedRequest, version: Version, bound: dict[str, Any] | None = None) -> HttpResponse:
    """Show the page, with a form that somebody still has to correct when there is one."""
    actor, lang, forms_open = request.actor, lang_of(), bound or {}
    told = queries.told(version, lang)
    unknown = queries.unknown_in(version)
    verbs = [_verb(one, version, forms_open) for one in services.moves_of(version, actor)]
    context = {
        "version": version,
        "told": told,
        "tone": TONES[version.state],
        "nature": NATURES.get(version.nature, version.nature),
        "rights": _rights(version, told, lang),
        "unknown": [plain(one.part("what", lang), lang) for one in unknown[:FIRST_UNKNOWN]],
        "unknown_more": max(0, len(unknown) - FIRST_UNKNOWN),
        "mistakes": [
            (plain(one.part("what", lang), lang), plain(one.part("next", lang), lang))
            for one in queries.faults(version)[:20]
        ],
        "uses": services.users_of(actor, [version.pk])[version.pk],
        "others": _others(version, actor),
        "line": services.seal_line(version) if version.state == Version.State.SEALED else "",
        "verbs": verbs,
        "to_seal": any(verb["name"] == "seal" for verb in verbs),
        "wrong": next(iter(forms_open), ""),
        **_abilities(version, actor),
        **_talk(version, actor, forms_open),
    }
    return render(request, "instruments/detail.html", context, status=422 if forms_open else 200)


_RIGHTS: OrderedDict[tuple[str, str, Lang], SafeString] = OrderedDict()
KEPT = 32  # long texts kept as they are shown; who changes the text changes the key


def _rights(version: Version, told: queries.Told, lang: Lang) -> SafeString:
    """Return the rights and indicators as shown: drawn once for each text and language, because they are long."""
    key = (version.file_sha256, sha256(version.translation.encode()).hexdigest(), lang)
    if key not in _RIGHTS:
        _RIGHTS[key] = render_to_string("instruments/rights.html", {"told": told, "facts": FACTS})
        while len(_RIGHTS) > KEPT:
            _RIGHTS.popitem(last=False)
    return _RIGHTS[key]


def _abilities(version: Version, actor: Actor) -> dict[str, Any]:
    editor = bool(reach_of(actor, "instruments.edit"))
    open_draft = version.state == Version.State.DRAFT and not version.fixed and not version.shipped
    counted = not version.mistakes and version.indicators > 0
    return {
        "may_edit": editor and open_draft,
        "may_copy": editor,
        "may_try": bool(reach_of(actor, "instruments.try")) and counted and version.state != Version.State.SEALED,
        "turn": _turn(version),
    }


def _turn(version: Version) -> str:
    """Say whose turn it is."""
    if version.shipped or version.state in {Version.State.SEALED, Version.State.DROPPED}:
        return _("Tidak ada yang ditunggu")
    if version.state == Version.State.REVIEW:
        return _("Orang kedua, bukan penulisnya")
    return _("Penyusun instrumen")


def _talk(version: Version, actor: Actor, forms_open: dict[str, Any]) -> dict[str, Any]:
    """Return the comments and the forms that answer them."""
    speaks = version.state in {Version.State.DRAFT, Version.State.REVIEW} and not version.shipped
    if not reach_of(actor, "instruments.see_drafts"):
        return {}
    may_comment = speaks and bool(reach_of(actor, "instruments.comment"))
    places = [(code, f"{code} {title}"[:90]) for code, title in services.places_of(version).items()]
    return {
        "comments": queries.comments_of(version),
        "comment_form": forms_open.get("comment") or (CommentForm(places=places) if may_comment else None),
        "may_settle": speaks and bool(reach_of(actor, "instruments.settle")),
        "settle_form": SettleForm(),
        "try_outs": list(queries.try_outs_of(version)[:5]),
    }


def _verb(move: Move, version: Version, forms_open: dict[str, Any]) -> dict[str, Any]:
    form_class = ReasonForm if move.reason else PlainForm
    return {
        "name": move.verb,
        "title": say(move.title),
        "icon": ICONS[move.verb],
        "url": reverse(f"instruments:{move.verb}", args=[version.pk]),
        "form": forms_open.get(move.verb) or form_class(prefix=move.verb),
        "main": move.verb in {"offer", "seal"},
        "open": move.verb in forms_open,
    }


def _others(version: Version, actor: Actor) -> list[tuple[int, str]]:
    """Return the versions to compare with: those of the same instrument and the one it was made of, first."""
    rows = queries.register(actor).exclude(pk=version.pk).only("pk", "slug", "label")[:200]
    near = {version.slug}
    order = sorted(rows, key=lambda row: (row.pk != version.based_on_id, row.slug not in near, row.slug, row.label))
    return [(row.pk, row.ref) for row in order]


def file(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the file, byte for byte; or its translation."""
    version = services.visible(pk, actor=request.actor)
    english = request.GET.get("terjemahan") == "en" and version.translation
    text, ending = (version.translation, "en.yaml") if english else (version.content, "yaml")
    answer = HttpResponse(text.encode(), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{version.slug}-{version.label}.{ending}"'
    return answer


def annex(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the annex workbook of a version."""
    version, lang = services.visible(pk, actor=request.actor), lang_of()
    with TemporaryDirectory(prefix="annex-") as folder:
        path = Path(folder) / "annex.xlsx"
        write_annex(path, queries.loaded(version).instrument, id=version.slug, lang=lang)
        data = path.read_bytes()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{version.slug}-{version.label}.xlsx"'
    return answer


def diff(request: GatedRequest, pk: int) -> HttpResponse:
    """Show what differs between two versions, in the words of the command line."""
    new = services.visible(pk, actor=request.actor)
    versions = _others(new, request.actor)
    form = CompareForm(request.GET if "dengan" in request.GET else None, versions=versions)
    context: dict[str, Any] = {"version": new, "form": form, "versions": versions}
    if form.is_bound and form.is_valid():
        old = services.visible(form.cleaned_data["dengan"], actor=request.actor)
        lang = lang_of()
        context |= {"old": old, "found": _grouped(old, new, lang)}
        context["count"] = sum(len(lines) for _title, lines in context["found"])
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "instruments/diff.html", context, status=status)


def _grouped(old: Version, new: Version, lang: Lang) -> list[tuple[str, list[dict[str, str]]]]:
    """Return the differences, those of indicators under the titles of their indicators."""
    before, after = queries.instrument_of(old, lang), queries.instrument_of(new, lang)
    titles = {one.code: one.title for one in (*before.known_indicators, *after.known_indicators)}
    groups: dict[str, list[dict[str, str]]] = {}
    for one in differences(before, after):
        code = one.place[1] if one.place[:1] == ("indicators",) and len(one.place) > 1 else ""
        word = KEY_WORDS[one.place[0]].text(lang) if one.place and one.place[0] in KEY_WORDS else _("Lain-lain")
        title = f"{code} {titles.get(code, '')}".strip() or capfirst(word)
        groups.setdefault(title, []).append(
            {"words": plain(one.text(lang), lang), "tone": NAMES.get(one.change, "plain")}
        )
    return list(groups.items())
