"""Words that several pages of the room use."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kotaham.apps.instruments.rules import plain
from kotaham.core.errors import Problem
from kotaham.core.language import Lang, Say

TONES = {"draft": "info", "review": "warn", "sealed": "ok", "dropped": "plain"}
NATURES = {"regulation": _("Peraturan"), "example": _("Contoh, bukan peraturan")}
FACTS = {
    "help": _("Penjelasan"),
    "unit": _("Satuan"),
    "period": _("Periode"),
    "direction": _("Arah"),
    "owners": _("Perangkat daerah yang bertanggung jawab"),
    "evidence": _("Data dukung"),
    "example": _("Contoh data dukung yang baik"),
    "note": _("Catatan"),
}
WEIGHTS = {
    "error": (_("Harus diperbaiki"), "bad"),
    "advice": (_("Saran"), "info"),
    "unknown": (_("Belum diketahui"), "warn"),
}


def lang_of() -> Lang:
    """Return the language of the reader."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def say(words: Say) -> str:
    """Return words in the language of the reader."""
    return words.text(lang_of())


def letters_of(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Return problems as the letter component shows them."""
    lang = lang_of()
    return [
        {
            "what": plain(one.part("what", lang), lang),
            "why": one.part("why", lang),
            "next": plain(one.part("next", lang), lang),
            "where": one.where.text(lang),
            "code": one.code,
        }
        for one in problems
    ]


def put_on(form: forms.Form, problems: Iterable[Problem]) -> None:
    """Put what the service refused on the form, at the field that its path names where there is one."""
    lang = lang_of()
    for one in problems:
        name = next((part for part in _names(one.where.path) if part in form.fields), None)
        words = plain(f"{one.part('what', lang)} {one.part('next', lang)}", lang)
        place = plain(f"`{one.where.path}`: ", lang) if one.where.path and name is None else ""
        form.add_error(name, f"{place}{words}")


def _names(path: str) -> list[str]:
    """Return the names a path may have on a form: the whole, and its last part."""
    last = path.rpartition(".")[2]
    return [path, path.partition("].")[2], {"id": "slug", "version": "label"}.get(last, last), last]
