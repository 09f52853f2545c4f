"""Write GIFT. A case, and a short answer that takes words and ranges alike, has no place in it and is left out."""

from collections.abc import Iterable
from decimal import Decimal

from kotaham.core.exams.question import FALSE, TRUE, Asked, Question
from kotaham.workbook.questions.batch import Written
from kotaham.workbook.questions.gift_signs import WEIGHT, escaped


def write_gift(questions: Iterable[Question]) -> Written:
    """Write questions, parted by empty lines, their topics as categories."""
    blocks, left_out, topic = [], [], None
    for one in questions:
        answers = _answers(one)
        if answers is None:
            left_out.append(one.code)
            continue
        lines = [f"$CATEGORY: {one.topic.replace('/', '//')}\n"] if one.topic != topic else []
        topic = one.topic
        lines.append(_comment(one))
        lines.append(f"::{escaped(one.code)}::{escaped(one.body.text)} {{{answers}{_general(one)}}}")
        blocks.append("\n".join(line for line in lines if line))
    return Written("\n\n".join(blocks) + "\n", tuple(left_out))


def _comment(one: Question) -> str:
    """Return what GIFT has no place for, as tags of a comment."""
    tags = [f"hak:{one.right}"] if one.right else []
    tags += [f"poin:{one.points}"] if one.points != 1 else []
    tags += [f"sumber:{one.source}"] if one.source else []
    tags += ["tetap"] if one.body.fixed else []
    return "// " + " ".join(f"[tag:{_tag(tag)}]" for tag in tags) if tags else ""


def _tag(text: str) -> str:
    return text.replace("\\", "\\\\").replace("]", "\\]")


def _general(one: Question) -> str:
    return f"####{escaped(one.feedback.text)}" if one.feedback.text else ""


def _answers(one: Question) -> str | None:
    match one.asked:
        case Asked.SINGLE | Asked.MULTIPLE:
            return _options(one)
        case Asked.TRUE_FALSE:
            return _truth(one)
        case Asked.MATCHING:
            return _pairs(one)
        case Asked.SHORT:
            return _short(one)
        case Asked.CASE:
            return None


def _options(one: Question) -> str:
    wrong = len(one.body.options) - len(one.key.correct)
    parts = []
    for option in one.body.options:
        right = option.id in one.key.correct
        text, told = escaped(option.text), one.feedback.options.get(option.id, "")
        if one.asked is Asked.MULTIPLE:
            share = Decimal(100) / len(one.key.correct) if right else Decimal(-100) / wrong
            sign = f"~%{_percent(share, alone=right and len(one.key.correct) == 1)}%"
        elif WEIGHT.match(text):  # a text that begins like a percent gets one, so that it stays text
            sign = "=%100%" if right else "~%0%"
        else:
            sign = "=" if right else "~"
        parts.append(f"{sign}{text}" + (f"#{escaped(told)}" if told else ""))
    return " ".join(parts)


def _percent(share: Decimal, *, alone: bool) -> str:
    """Return a percent; of a multiple choice with one right answer one that is not 100, which would make it single."""
    return "99.99999" if alone else f"{share:.5f}".rstrip("0").rstrip(".")


def _truth(one: Question) -> str:
    right = TRUE if TRUE in one.key.correct else FALSE
    wrong = FALSE if right == TRUE else TRUE
    told = [escaped(one.feedback.options.get(option, "")) for option in (wrong, right)]
    return ("T" if right == TRUE else "F") + "".join(
        f"#{words}" for words in (told if told[1] else told[:1] if told[0] else [])
    )


def _pairs(one: Question) -> str:
    texts = {option.id: option.text for option in one.body.options}
    pairs = [f"={escaped(side.text)} -> {escaped(texts[one.key.pairs[side.id]])}" for side in one.body.left]
    used = set(one.key.pairs.values())
    return " ".join([*pairs, *(f"= -> {escaped(text)}" for pk, text in texts.items() if pk not in used)])


def _short(one: Question) -> str | None:
    if one.key.accepted and one.key.ranges:
        return None
    if one.key.ranges:
        return "#" + " ".join(f"={low:f}..{high:f}" for low, high in one.key.ranges)
    signs = ("=%100%" if WEIGHT.match(escaped(text)) else "=" for text in one.key.accepted)
    return " ".join(f"{sign}{escaped(text)}" for sign, text in zip(signs, one.key.accepted, strict=True))
