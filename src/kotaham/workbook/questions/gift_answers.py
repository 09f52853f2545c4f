"""Read what stands in the braces of GIFT: which kind of question it is, its options, its key, its feedback."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kotaham.core.errors import Kind
from kotaham.core.exams.question import FALSE, TRUE, Asked, Body, Feedback, Key, option_id, options_of, sides_of
from kotaham.workbook.questions.gift_signs import (
    ANSWERS,
    ESSAY,
    NUMBER,
    TWO_RIGHT,
    WEIGHT,
    bare,
    find_bare,
    plain,
)

_TRUTH = re.compile(r"(TRUE|FALSE|T|F)\s*(?=#|\Z)", re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?\Z")
NEAR = Decimal("0.01")


class Unreadable(Exception):
    """The answers cannot be read."""

    def __init__(self, kind: Kind, **values: object) -> None:
        """Keep what is wrong."""
        super().__init__(kind.code)
        self.kind, self.values = kind, values


@dataclass(frozen=True, slots=True)
class Answers:
    """What the braces say; and whether percents or feedback were lost."""

    asked: Asked
    body: Body
    key: Key
    feedback: Feedback
    weights_lost: bool = False
    hints_lost: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    """One answer: = or ~, its percent, its text as written, its feedback."""

    sign: str
    weight: Decimal | None
    raw: str
    told: str

    @property
    def text(self) -> str:
        return plain(self.raw)

    @property
    def is_right(self) -> bool:
        return self.weight > 0 if self.weight is not None else self.sign == "="


def read_answers(inner: str, text: str) -> Answers:
    """Read the text between the braces; raises Unreadable."""
    cut = find_bare(inner, "####")
    general = plain(inner[cut + 4 :]) if cut >= 0 else ""
    said = (inner[:cut] if cut >= 0 else inner).strip()
    if not said:
        raise Unreadable(ESSAY)
    if truth := _TRUTH.match(said):
        return _true_false(truth[1][0].upper() == "T", said[truth.end() :], text, general)
    if said.startswith("#"):
        return _numbers(said[1:].strip(), text, general)
    return _plain(_tokens(said), text, general)


def _true_false(is_true: bool, rest: str, text: str, general: str) -> Answers:
    """Read a statement: the first feedback is for who is wrong, the second for who is right."""
    parts = _cut(rest, "#")
    told = [plain(part) for part in parts[1:3]] + ["", ""]
    right, wrong = (TRUE, FALSE) if is_true else (FALSE, TRUE)
    hints = {option: words for option, words in ((wrong, told[0]), (right, told[1])) if words}
    return Answers(Asked.TRUE_FALSE, Body(text), Key(frozenset({right})), Feedback(general, hints))


def _cut(text: str, sign: str) -> list[str]:
    places = [at for at, one in bare(text) if one == sign]
    return [text[start:end] for start, end in zip([0, *(at + 1 for at in places)], [*places, len(text)], strict=True)]


def _tokens(said: str) -> list[_Token]:
    places = [at for at, sign in bare(said) if sign in "=~"]
    if not places or said[: places[0]].strip():
        raise Unreadable(ANSWERS, found=said[:80])
    return [
        _token(said[start], said[start + 1 : end]) for start, end in zip(places, [*places[1:], len(said)], strict=True)
    ]


def _token(sign: str, raw: str) -> _Token:
    body, *told = _cut(raw, "#")
    body = body.strip()
    weight = WEIGHT.match(body)
    share = Decimal(weight[1].replace(",", ".")) if weight else None
    return _Token(sign, share, body[weight.end() :] if weight else body, plain("#".join(told)))


def _plain(tokens: Sequence[_Token], text: str, general: str) -> Answers:
    signs = {token.sign for token in tokens}
    if signs == {"="} and all(find_bare(token.raw, "->") >= 0 for token in tokens):
        return _matching(tokens, text, general)
    if signs == {"="}:
        return _short(tokens, text, general)
    return _choice(tokens, text, general)


def _short(tokens: Sequence[_Token], text: str, general: str) -> Answers:
    accepted = tuple(dict.fromkeys(token.text for token in tokens if token.text))
    partial = any(token.weight not in (None, 100) for token in tokens)
    hints = any(token.told for token in tokens)
    return Answers(Asked.SHORT, Body(text), Key(accepted=accepted), Feedback(general), partial, hints)


def _matching(tokens: Sequence[_Token], text: str, general: str) -> Answers:
    pairs = []
    for token in tokens:
        at = find_bare(token.raw, "->")
        pairs.append((plain(token.raw[:at]), plain(token.raw[at + 2 :])))
    rights = list(
        dict.fromkeys([right for left, right in pairs if left] + [right for left, right in pairs if not left])
    )
    options = options_of(rights)
    named = {one.text: one.id for one in options}
    given = [(left, right) for left, right in pairs if left]
    left = sides_of([one for one, _right in given])
    key = Key(pairs={side.id: named[right] for side, (_left, right) in zip(left, given, strict=True)})
    hints = any(token.told for token in tokens)
    return Answers(Asked.MATCHING, Body(text, options, left), key, Feedback(general), hints_lost=hints)


def _choice(tokens: Sequence[_Token], text: str, general: str) -> Answers:
    full = [token for token in tokens if token.sign == "=" or token.weight == 100]
    rights = [token for token in tokens if token.is_right]
    if len(full) > 1:
        raise Unreadable(TWO_RIGHT, count=len(full))
    single = bool(full)
    correct = {option_id(place) for place, token in enumerate(tokens) if (token in full if single else token.is_right)}
    told = {option_id(place): token.told for place, token in enumerate(tokens) if token.told}
    lost = any(token.weight not in (None, 0, 100) for token in tokens) if single else _uneven(tokens, rights)
    body = Body(text, options_of([token.text for token in tokens]))
    asked = Asked.SINGLE if single else Asked.MULTIPLE
    return Answers(asked, body, Key(frozenset(correct)), Feedback(general, told), lost)


def _uneven(tokens: Sequence[_Token], rights: Sequence[_Token]) -> bool:
    """Tell whether percents say something else than our rule: right ones share 100, wrong ones take 100 together."""
    wrong = len(tokens) - len(rights)
    for token in tokens:
        whole = Decimal(100) / len(rights) if token.is_right else Decimal(-100) / wrong
        if abs((token.weight or 0) - whole) > NEAR:
            return True
    return False


def _numbers(said: str, text: str, general: str) -> Answers:
    tokens = _tokens(said) if "=" in said or "~" in said else [_token("=", said)]
    ranges = tuple(_range(token.text) for token in tokens if token.is_right)
    partial = any(token.weight not in (None, 100) for token in tokens)
    hints = any(token.told for token in tokens)
    return Answers(Asked.SHORT, Body(text), Key(ranges=ranges), Feedback(general), partial, hints)


def _range(said: str) -> tuple[Decimal, Decimal]:
    """Read `3`, `3:0.5` or `2.5..3.5`."""
    if ".." in said:
        low, _dots, high = said.partition("..")
        return _number(low), _number(high)
    middle, _colon, around = said.partition(":")
    width = abs(_number(around)) if around.strip() else Decimal(0)
    return _number(middle) - width, _number(middle) + width


def _number(said: str) -> Decimal:
    if not _NUMBER.match(said.strip()):
        raise Unreadable(NUMBER, found=said[:40])
    return Decimal(said.strip())
