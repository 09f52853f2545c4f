"""Letters: refusals that carry an HTTP status, and how a letter is told to its reader."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from django.forms import BaseForm
from django.utils.translation import get_language

from kotaham.core.errors import Kind, Problem, Refused
from kotaham.core.language import Lang, Say

FORBIDDEN = Kind(
    "gate.forbidden",
    Say("Anda tidak berwenang untuk: {title}.", "You may not do this: {title}."),
    Say(
        "Ganti peran bila Anda memegang peran lain, atau mintalah kepada admin kantor Anda.",
        "Switch to another role if you hold one, or ask the administrator of your office.",
    ),
    Say("Peran {role} tidak memegang wewenang ini.", "The role {role} does not hold this right."),
)
NO_ROLE = Say("tanpa peran", "without a role")
STALE = Kind(
    "gate.stale",
    Say("{what} sudah berubah sejak halaman ini dibuka.", "{what} has changed since this page was opened."),
    Say("Muat ulang halaman, lalu periksa keadaannya.", "Reload the page and look at its present state."),
    Say(
        "Klik ganda atau orang lain mendahului; tidak ada yang ditulis dua kali.",
        "A double click, or somebody was faster; nothing was written twice.",
    ),
)


class Forbidden(Refused):
    """The right is missing: answered with 403."""

    status: ClassVar[int] = 403

    def __str__(self) -> str:
        """Name the rule too, for logs."""
        return " ".join((super().__str__(), *(str(one.values.get("rule", "")) for one in self.problems))).strip()


class Stale(Refused):
    """The state has moved on: answered with 409."""

    status: ClassVar[int] = 409

    @classmethod
    def of(cls, what: Say | str) -> "Stale":
        """Make the letter for a thing named in words."""
        return cls(STALE(what=what))


def language() -> Lang:
    """Return the language of the reader."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def in_words(say: Say) -> str:
    """Return a sentence in the language of the reader."""
    return say.text(language())


def told(refused: Refused) -> list[dict[str, str]]:
    """Return the problems in the language of the reader, part by part, for a page or an answer in JSON."""
    return in_parts(refused.problems)


def in_parts(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Return some problems in the language of the reader, part by part, as a letter shows them."""
    lang = language()
    return [
        {
            "where": problem.where.text(lang),
            "what": problem.part("what", lang),
            "why": problem.part("why", lang),
            "next": problem.part("next", lang),
            "code": " · ".join(filter(None, (problem.code, str(problem.values.get("rule", ""))))),
        }
        for problem in problems
    ]


def beside_fields(form: BaseForm, refused: Refused, fields: Mapping[str, str]) -> None:
    """Tell at the fields of a form what a service refused, so that nothing typed is lost; by code, at which field.

    What has another code is no slip of the form and is raised again.
    """
    if not set(refused.codes) <= set(fields):
        raise refused
    for problem in refused.problems:
        words = (problem.part("what", language()), problem.part("next", language()))
        form.add_error(fields[problem.code], " ".join(words).strip())
