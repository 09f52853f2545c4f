"""Everything that is wrong with a question, at once."""

from collections.abc import Iterator, Sequence

from kotaham.core.errors import Problem, Where
from kotaham.core.exams import words
from kotaham.core.exams.folding import LONGEST, folded
from kotaham.core.exams.question import FALSE, TRUE, Asked, Body, Key, Option, Question
from kotaham.core.language import Say

MOST_TEXT, MOST_OPTION, MOST_OPTIONS, MOST_PARTS, MOST_POINTS = 4000, 1000, 26, 20, 100
MOST_CODE, MOST_TOPIC, MOST_RIGHT, MOST_SOURCE = 60, 120, 60, 300
TEXT, OPTION = Say("Teks", "The text"), Say("Pilihan", "An option")
CODE, TOPIC = Say("Kode", "The code"), Say("Topik", "The topic")
RIGHT, SOURCE = Say("Hak", "The right"), Say("Sumber", "The source")
FEEDBACK = Say("Umpan balik", "Feedback")


def check(question: Question, where: Where | None = None) -> tuple[Problem, ...]:
    """Return everything that is wrong with a question; nothing when a test may use it."""
    place = where or Where()
    code = question.code or "?"
    problems = list(_names(question, code, place))
    if not 1 <= question.points <= MOST_POINTS:
        problems.append(words.POINTS(place, code=code, most=MOST_POINTS))
    problems += _asked(question.asked, question.body, question.key, code, place)
    if question.asked is Asked.CASE:
        problems += _case(question, code, place)
    if any(_has_control(text) for text in texts_of(question)):
        problems.append(words.SIGN(place, code=code))
    return tuple(problems)


def _names(question: Question, code: str, place: Where) -> Iterator[Problem]:
    if not question.code.strip():
        yield words.NO_CODE(place)
    if not question.topic.strip():
        yield words.NO_TOPIC(place, code=code)
    limits = (
        (CODE, question.code, MOST_CODE),
        (TOPIC, question.topic, MOST_TOPIC),
        (RIGHT, question.right, MOST_RIGHT),
        (SOURCE, question.source, MOST_SOURCE),
        (FEEDBACK, question.feedback.text, MOST_TEXT),
    )
    for field, text, most in limits:
        if len(text) > most:
            yield words.LONG(place, field=field, code=code[:MOST_CODE], most=most)


def _asked(asked: Asked, body: Body, key: Key, code: str, place: Where) -> Iterator[Problem]:
    if not body.text.strip():
        yield words.NO_TEXT(place, code=code)
    if len(body.text) > MOST_TEXT:
        yield words.LONG(place, field=TEXT, code=code, most=MOST_TEXT)
    match asked:
        case Asked.SINGLE | Asked.MULTIPLE:
            yield from _options(body.options, code, place)
            yield from _chosen(asked, key, {one.id for one in body.options}, code, place)
        case Asked.TRUE_FALSE:
            yield from _chosen(asked, key, {TRUE, FALSE}, code, place)
        case Asked.MATCHING:
            yield from _matching(body, key, code, place)
        case Asked.SHORT:
            yield from _short(key, code, place)


def _options(options: Sequence[Option], code: str, place: Where, least: int = 2) -> Iterator[Problem]:
    if len(options) < least:
        yield words.FEW_OPTIONS(place, code=code)
    if len(options) > MOST_OPTIONS:
        yield words.MANY_OPTIONS(place, code=code, most=MOST_OPTIONS)
    if any(not one.text.strip() for one in options):
        yield words.EMPTY_OPTION(place, code=code)
    if any(len(one.text) > MOST_OPTION for one in options):
        yield words.LONG(place, field=OPTION, code=code, most=MOST_OPTION)
    seen: set[str] = set()
    for one in options:
        text = " ".join(one.text.split())
        if text and text in seen:
            yield words.SAME_OPTIONS(place, code=code, text=text[:80])
        seen.add(text)


def _chosen(asked: Asked, key: Key, known: set[str], code: str, place: Where) -> Iterator[Problem]:
    if not key.correct:
        yield words.NO_KEY(place, code=code)
    if not key.correct <= known:
        yield words.UNKNOWN_KEY(place, code=code)
    if asked is not Asked.MULTIPLE and len(key.correct) > 1:
        yield words.ONE_KEY(place, code=code, count=len(key.correct))


def _matching(body: Body, key: Key, code: str, place: Where) -> Iterator[Problem]:
    yield from _options(body.options, code, place)
    yield from _options(body.left, code, place, least=0)
    if len(body.left) < 2 or set(key.pairs) != {one.id for one in body.left}:
        yield words.NO_PAIR(place, code=code)
    if not set(key.pairs.values()) <= {one.id for one in body.options}:
        yield words.UNKNOWN_KEY(place, code=code)


def _short(key: Key, code: str, place: Where) -> Iterator[Problem]:
    if not key.ranges and not any(folded(text) for text in key.accepted):
        yield words.NO_KEY(place, code=code)
    if any(len(text) > LONGEST for text in key.accepted):
        yield words.LONG(place, field=OPTION, code=code, most=LONGEST)
    if any(low > high for low, high in key.ranges):
        yield words.RANGE(place, code=code)


def _case(question: Question, code: str, place: Where) -> Iterator[Problem]:
    parts = question.body.parts
    if not parts:
        yield words.NO_PARTS(place, code=code)
        return
    if len(parts) > MOST_PARTS:
        yield words.MANY_OPTIONS(place, code=code, most=MOST_PARTS)
    for one in parts:
        name = f"{code}/{one.id}"
        if one.asked is Asked.CASE:
            yield words.NESTED(place, code=code)
            continue
        if not 1 <= one.points <= MOST_POINTS:
            yield words.POINTS(place, code=name, most=MOST_POINTS)
        yield from _asked(one.asked, one.body, question.key.parts.get(one.id, Key()), name, place)
    if (total := sum(one.points for one in parts)) != question.points:
        yield words.PART_POINTS(place, code=code, sum=total, points=question.points)


def texts_of(question: Question) -> Iterator[str]:
    """Yield every text of a question, those of its key and feedback among them."""
    yield from (question.code, question.topic, question.right, question.source)
    yield from _texts(question.body, question.key)
    yield question.feedback.text
    yield from question.feedback.options.values()
    for one in question.feedback.parts.values():
        yield from (one.text, *one.options.values())


def _texts(body: Body, key: Key) -> Iterator[str]:
    yield body.text
    yield from (one.text for one in (*body.options, *body.left))
    yield from key.accepted
    for one in body.parts:
        yield from _texts(one.body, key.parts.get(one.id, Key()))


def _has_control(text: str) -> bool:
    return any((sign < " " and sign not in "\n\t") or sign in "\x7f\ufffe\uffff" or "\ud800" <= sign <= "\udfff"
               for sign in text)  # fmt: skip
