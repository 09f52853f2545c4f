"""What several pages show: a question with its inputs, a key in words, letters beside a form, the clock."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kotaham.apps.exams.rules import ANSWER, PAIR
from kotaham.apps.gate.services import language, told
from kotaham.core.errors import Refused
from kotaham.core.exams.folding import LONGEST
from kotaham.core.exams.question import FALSE, TRUE, Asked, Body, Feedback, Key

Found = TypeVar("Found")
QUESTION_TONES = {"draft": "plain", "active": "ok", "retired": "warn"}
EXAM_TONES = {"draft": "plain", "open": "info", "closed": "ok"}


def attempt_of(call: Callable[[], Found]) -> tuple[Found | None, list[dict[str, str]]]:
    """Do what a form asks for; return what came of it, or the letters that belong beside the form."""
    try:
        return call(), []
    except Refused as refused:
        if getattr(refused, "status", 400) != 400:
            raise
        return None, told(refused)


def say(words: Mapping[str, str] | None) -> str:
    """Return a sentence that was kept in both languages."""
    return (words or {}).get(language(), "")


def truth_words() -> dict[str, str]:
    """Return the words of the two options of a statement."""
    return {TRUE: _("Benar"), FALSE: _("Salah")}


def asked_of(asked: Asked, body: Body, value: Any, prefix: str = "") -> dict[str, Any]:
    """Return a question as the page asks it: its text, its inputs, and what was answered so far."""
    found: dict[str, Any] = {"kind": asked.value, "text": body.text, "name": f"{prefix}{ANSWER}", "longest": LONGEST}
    match asked:
        case Asked.SINGLE | Asked.MULTIPLE:
            chosen = value if isinstance(value, list) else [value]
            found["options"] = [{"id": one.id, "text": one.text, "chosen": one.id in chosen} for one in body.options]
        case Asked.TRUE_FALSE:
            words = truth_words()
            found["options"] = [{"id": one, "text": words[one], "chosen": one == value} for one in (TRUE, FALSE)]
        case Asked.MATCHING:
            found["pairs"] = [_pair(one.id, one.text, body, value or {}, prefix) for one in body.left]
        case Asked.SHORT:
            found["value"] = value or ""
        case Asked.CASE:
            found["parts"] = [
                asked_of(one.asked, one.body, (value or {}).get(one.id), f"{one.id}-") | {"points": one.points}
                for one in body.parts
            ]
    return found


def _pair(left: str, text: str, body: Body, value: Mapping[str, str], prefix: str) -> dict[str, Any]:
    options = [{"id": one.id, "text": one.text, "chosen": value.get(left) == one.id} for one in body.options]
    return {"text": text, "name": f"{prefix}{PAIR}-{left}", "options": options}


def answer_words(asked: Asked, body: Body, value: Any) -> list[str]:
    """Tell an answer in words, line by line; nothing where nothing was answered."""
    if value is None:
        return []
    texts = {one.id: one.text for one in body.options} | truth_words()
    match asked:
        case Asked.SINGLE | Asked.TRUE_FALSE:
            return [texts.get(value, "")]
        case Asked.MULTIPLE:
            return [texts.get(one, "") for one in value]
        case Asked.MATCHING:
            return [f"{one.text}: {texts.get(value[one.id], '')}" for one in body.left if one.id in value]
        case Asked.SHORT:
            return [value]
        case Asked.CASE:
            return [
                f"{number}. {'; '.join(answer_words(one.asked, one.body, value.get(one.id))) or '–'}"
                for number, one in enumerate(body.parts, start=1)
            ]


def key_words(asked: Asked, body: Body, key: Key) -> list[str]:
    """Tell a key in words, line by line; only for the bank, and for a test that has closed."""
    match asked:
        case Asked.SHORT:
            ranges = [_("%(low)s sampai %(high)s") % {"low": low, "high": high} for low, high in key.ranges]
            return [*key.accepted, *ranges]
        case Asked.MATCHING:
            return answer_words(asked, body, dict(key.pairs))
        case Asked.CASE:
            return [
                f"{number}. {'; '.join(key_words(one.asked, one.body, key.parts.get(one.id, Key())))}"
                for number, one in enumerate(body.parts, start=1)
            ]
        case Asked.TRUE_FALSE:
            return [truth_words()[one] for one in sorted(key.correct)]
        case _:
            return [one.text for one in body.options if one.id in key.correct]


def feedback_words(feedback: Feedback, value: Any) -> list[str]:
    """Return what is told to who answered so; only once the test has closed."""
    chosen = value if isinstance(value, list) else [value]
    texts = [feedback.options[one] for one in chosen if isinstance(one, str) and one in feedback.options]
    texts += [feedback.text] if feedback.text else []
    answers = value if isinstance(value, dict) else {}
    for part, one in feedback.parts.items():
        texts += feedback_words(one, answers.get(part))
    return texts


def numbers_of(count: int, answered: Sequence[int] | set[int], current: int) -> list[dict[str, Any]]:
    """Return the numbers of all questions with their state."""
    return [{"n": n, "answered": n in answered, "current": n == current} for n in range(1, count + 1)]


def time_words(seconds: int) -> str:
    """Tell a rest of time in words: minutes, and the seconds of the last one."""
    minutes = -(-seconds // 60)
    if seconds >= 60:
        return ngettext("%(n)d menit", "%(n)d menit", minutes) % {"n": minutes}
    return ngettext("%(n)d detik", "%(n)d detik", seconds) % {"n": seconds}
