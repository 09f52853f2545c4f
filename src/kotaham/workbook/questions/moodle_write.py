"""Write Moodle XML. Cases and ranges of numbers have no place among these kinds and are left out."""

from collections.abc import Iterable
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from kotaham.core.exams.question import FALSE, TRUE, Asked, Question
from kotaham.workbook.questions.batch import Written

KINDS = {
    Asked.SINGLE: "multichoice",
    Asked.MULTIPLE: "multichoice",
    Asked.TRUE_FALSE: "truefalse",
    Asked.MATCHING: "matching",
    Asked.SHORT: "shortanswer",
}


def write_moodle(questions: Iterable[Question]) -> Written:
    """Write questions, their topics as categories."""
    lines, left_out, topic = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"], [], None
    for one in questions:
        if one.asked not in KINDS or one.key.ranges:
            left_out.append(one.code)
            continue
        if one.topic != topic:
            topic = one.topic
            path = _text(topic.replace("/", "//"))
            lines.append(f'<question type="category"><category>{path}</category></question>')
        lines += _question(one)
    return Written("\n".join([*lines, "</quiz>"]) + "\n", tuple(left_out))


def _question(one: Question) -> list[str]:
    told = [("hak", one.right), ("sumber", one.source)]
    tags = "".join(f"<tag>{_text(f'{name}:{value}')}</tag>" for name, value in told if value)
    return [
        f"<question type={quoteattr(KINDS[one.asked])}>",
        f"<name>{_text(one.code)}</name>",
        f'<questiontext format="plain_text">{_text(one.body.text)}</questiontext>',
        f'<generalfeedback format="plain_text">{_text(one.feedback.text)}</generalfeedback>',
        f"<defaultgrade>{one.points}</defaultgrade>",
        f"<idnumber>{escape(one.code)}</idnumber>",
        *_answers(one),
        *([f"<tags>{tags}</tags>"] if tags else []),
        "</question>",
    ]


def _answers(one: Question) -> list[str]:
    match one.asked:
        case Asked.SINGLE | Asked.MULTIPLE:
            return _options(one)
        case Asked.TRUE_FALSE:
            return [_answer(100 if option in one.key.correct else 0, option, one.feedback.options.get(option, ""))
                    for option in (TRUE, FALSE)]  # fmt: skip
        case Asked.MATCHING:
            return _pairs(one)
        case _:
            return ["<usecase>0</usecase>", *(_answer(100, text, "") for text in one.key.accepted)]


def _options(one: Question) -> list[str]:
    right, wrong = len(one.key.correct), len(one.body.options) - len(one.key.correct)
    lines = [f"<single>{'true' if one.asked is Asked.SINGLE else 'false'}</single>", _shuffle(one)]
    for option in one.body.options:
        share = Decimal(100) / right if option.id in one.key.correct else Decimal(0)
        if one.asked is Asked.MULTIPLE and option.id not in one.key.correct:
            share = Decimal(-100) / wrong
        lines.append(_answer(share, option.text, one.feedback.options.get(option.id, "")))
    return lines


def _shuffle(one: Question) -> str:
    return f"<shuffleanswers>{'false' if one.body.fixed else 'true'}</shuffleanswers>"


def _pairs(one: Question) -> list[str]:
    texts = {option.id: option.text for option in one.body.options}
    pairs = [(side.text, texts[one.key.pairs[side.id]]) for side in one.body.left]
    used = set(one.key.pairs.values())
    pairs += [("", text) for pk, text in texts.items() if pk not in used]
    return [
        _shuffle(one),
        *(f'<subquestion format="plain_text">{_text(left)}<answer>{_text(right)}</answer></subquestion>'
          for left, right in pairs),
    ]  # fmt: skip


def _answer(share: Decimal | int, text: str, told: str) -> str:
    number = f"{share:.5f}".rstrip("0").rstrip(".") if isinstance(share, Decimal) else str(share)
    feedback = f'<feedback format="plain_text">{_text(told)}</feedback>' if told else ""
    return f'<answer fraction="{number}" format="plain_text">{_text(text)}{feedback}</answer>'


def _text(text: str) -> str:
    return f"<text>{escape(text)}</text>"
