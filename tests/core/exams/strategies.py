"""Questions of every kind for property tests, in the form in which a file brings them back."""

from decimal import Decimal

from hypothesis import strategies as st

from kotaham.core.exams.question import FALSE, TRUE, Asked, Body, Feedback, Key, Part, Question, options_of, sides_of

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp", "Zs"), include_characters=" "),
    min_size=1, max_size=30,
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip
SHORT = WORDS.filter(lambda text: any(sign.isascii() and sign.isalnum() for sign in text))
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
POINTS = st.integers(1, 9)


def texts(least: int, most: int = 6) -> st.SearchStrategy[list[str]]:
    return st.lists(WORDS, min_size=least, max_size=most, unique=True)


@st.composite
def choosing(draw: st.DrawFn, asked: Asked) -> tuple[Body, Key, Feedback]:
    options = options_of(draw(texts(2)))
    ids = [one.id for one in options]
    least, most = (1, 1) if asked is Asked.SINGLE else (1, len(ids))
    correct = draw(st.sets(st.sampled_from(ids), min_size=least, max_size=most))
    told = {one: draw(WORDS) for one in ids if draw(st.booleans())}
    return Body(draw(TEXTS), options), Key(frozenset(correct)), Feedback(draw(st.one_of(st.just(""), TEXTS)), told)


@st.composite
def deciding(draw: st.DrawFn) -> tuple[Body, Key, Feedback]:
    told = {one: draw(WORDS) for one in (TRUE, FALSE) if draw(st.booleans())}
    return Body(draw(TEXTS)), Key(frozenset({draw(st.sampled_from((TRUE, FALSE)))})), Feedback("", told)


@st.composite
def matching(draw: st.DrawFn) -> tuple[Body, Key, Feedback]:
    left = sides_of(draw(texts(2, 4)))
    offered = draw(texts(2, 6))
    chosen = [draw(st.sampled_from(offered)) for _one in left]
    order = [*dict.fromkeys(chosen), *(one for one in offered if one not in chosen)]
    right = options_of(order)
    named = {one.text: one.id for one in right}
    pairs = {one.id: named[text] for one, text in zip(left, chosen, strict=True)}
    return Body(draw(TEXTS), right, left), Key(pairs=pairs), Feedback(draw(st.one_of(st.just(""), TEXTS)))


@st.composite
def short(draw: st.DrawFn) -> tuple[Body, Key, Feedback]:
    if draw(st.booleans()):
        low = draw(st.decimals(-1000, 1000, places=2))
        high = low + draw(st.decimals(0, 10, places=1))
        return Body(draw(TEXTS)), Key(ranges=((Decimal(low), Decimal(high)),)), Feedback()
    return (
        Body(draw(TEXTS)),
        Key(accepted=tuple(draw(st.lists(SHORT, min_size=1, max_size=3, unique=True)))),
        Feedback(),
    )


def plain(asked: Asked) -> st.SearchStrategy[tuple[Body, Key, Feedback]]:
    if asked in {Asked.SINGLE, Asked.MULTIPLE}:
        return choosing(asked)
    return {Asked.TRUE_FALSE: deciding, Asked.MATCHING: matching, Asked.SHORT: short}[asked]()


PLAIN = tuple(one for one in Asked if one is not Asked.CASE)
CODES = st.from_regex(r"[A-Z]{1,4}-[0-9]{1,4}", fullmatch=True)


@st.composite
def questions(draw: st.DrawFn, kinds: tuple[Asked, ...] = tuple(Asked)) -> Question:
    asked = draw(st.sampled_from(kinds))
    if asked is Asked.CASE:
        body, key, feedback, points = draw(cases())
    else:
        (body, key, feedback), points = draw(plain(asked)), draw(POINTS)
    return Question(
        draw(CODES), asked, draw(WORDS), body, key, feedback, draw(st.one_of(st.just(""), WORDS)), points,
        draw(st.one_of(st.just(""), WORDS)),
    )  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> tuple[Body, Key, Feedback, int]:
    parts, keys, told = [], {}, {}
    for number in range(1, draw(st.integers(1, 3)) + 1):
        asked = draw(st.sampled_from(PLAIN))
        body, key, feedback = draw(plain(asked))
        parts.append(Part(str(number), asked, draw(POINTS), body))
        keys[str(number)] = key
        if feedback != Feedback():
            told[str(number)] = feedback
    body = Body(draw(TEXTS), parts=tuple(parts))
    return body, Key(parts=keys), Feedback(parts=told), sum(one.points for one in parts)


@st.composite
def answers(draw: st.DrawFn, question: Question) -> object:
    """Give an answer that a browser could send."""
    return draw(_value(question.asked, question.body))


def _value(asked: Asked, body: Body) -> st.SearchStrategy[object]:
    ids = [one.id for one in body.options]
    match asked:
        case Asked.SINGLE:
            return st.one_of(st.none(), st.sampled_from(ids))
        case Asked.TRUE_FALSE:
            return st.one_of(st.none(), st.sampled_from((TRUE, FALSE)))
        case Asked.MULTIPLE:
            return st.one_of(st.none(), st.lists(st.sampled_from(ids), unique=True))
        case Asked.MATCHING:
            return st.dictionaries(st.sampled_from([one.id for one in body.left]), st.sampled_from(ids))
        case Asked.SHORT:
            return st.one_of(st.none(), WORDS)
        case Asked.CASE:
            return st.fixed_dictionaries({}, optional={one.id: _value(one.asked, one.body) for one in body.parts})
