"""Read Moodle XML: single, multiple, true or false, matching, short answer; every other kind is refused at its line."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from kotaham.core.errors import Kind, Problem, Where
from kotaham.core.exams.question import (
    FALSE,
    TRUE,
    Asked,
    Body,
    Feedback,
    Key,
    Question,
    option_id,
    options_of,
    sides_of,
)
from kotaham.core.language import Say
from kotaham.workbook.questions.batch import Entry, Read, code_of, finished
from kotaham.workbook.questions.gift import topic_of
from kotaham.workbook.questions.gift_signs import HINTS, WEIGHTS, without_tags
from kotaham.workbook.questions.moodle_tree import Node, tree

NEAR = Decimal("0.01")
OTHER = Kind(
    "moodle.other-kind",
    Say(
        "Jenis soal Moodle \u201c{found}\u201d tidak dapat diambil.",
        "The Moodle kind \u201c{found}\u201d cannot be taken.",
    ),
    Say(
        "Ubah di Moodle menjadi pilihan, benar-salah, menjodohkan atau jawaban singkat, atau hapus dari berkas.",
        "Make it a choice, true-false, matching or short answer in Moodle, or take it out of the file.",
    ),
)
NOT_QUIZ = Kind(
    "moodle.not-a-quiz",
    Say("Berkas ini bukan ekspor soal Moodle.", "This file is no export of questions from Moodle."),
    Say("Ekspor bank soal di Moodle sebagai Moodle XML.", "Export the question bank in Moodle as Moodle XML."),
)
POINTS = Kind(
    "moodle.points",
    Say("Nilai {found} soal {code} bukan bilangan bulat.", "The grade {found} of question {code} is no whole number."),
    Say(
        "Ubah di Moodle, atau periksa poinnya sesudah dimasukkan.", "Change it in Moodle, or look at its points later."
    ),
    Say("Poin soal dibulatkan.", "The points were rounded."),
)
FILES = Kind(
    "moodle.files",
    Say("Gambar soal {code} tidak diambil.", "The pictures of question {code} were not taken over."),
    Say("Pastikan soalnya dapat dijawab tanpa gambar.", "Make sure that it can be answered without them."),
)


def read_moodle(data: bytes, source: str, topic: str = "") -> Read:
    """Read an export; questions above the first category get `topic`."""
    quiz = tree(data, source).first("quiz")
    if quiz is None:
        return Read((), (NOT_QUIZ(Where(source)),))
    entries: list[Entry] = []
    problems: list[Problem] = []
    notes: list[Problem] = []
    for node in quiz.all("question"):
        kind, where = node.attributes.get("type", ""), Where(source, node.line)
        if kind == "category":
            topic = topic_of(node.told("category", "text"))
        elif reader := READERS.get(kind):
            question, said = reader(node, where)
            entries.append(Entry(replace(question, topic=topic), where))
            notes += said
        else:
            problems.append(OTHER(where, found=kind[:40]))
    return finished(entries, problems, notes, source)


def _words(node: Node | None) -> str:
    """Return what a text says; HTML as its words."""
    if node is None:
        return ""
    text = node.told("text").strip()
    return without_tags(text) if node.attributes.get("format", "html") == "html" else text


def _question(node: Node, asked: Asked, body: Body, key: Key, hints: dict[str, str]) -> Question:
    told = _words(node.first("generalfeedback"))
    tags = [tag.told("text").strip() for tags in node.all("tags") for tag in tags.all("tag")]
    said = {name: value for name, colon, value in (tag.partition(":") for tag in tags) if colon}
    code = node.told("idnumber").strip() or node.told("name", "text").strip()
    return Question(
        code_of(code, body.text, "M"), asked, "", body, key, Feedback(told, hints), said.get("hak", ""),
        int(_grade(node).to_integral_value()), said.get("sumber", ""),
    )  # fmt: skip


def _grade(node: Node) -> Decimal:
    return _decimal(node.told("defaultgrade") or "1")


def _decimal(text: str) -> Decimal:
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return Decimal(0)
    return found if found.is_finite() and abs(found) < 10_000 else Decimal(0)


def _notes(
    node: Node, question: Question, where: Where, *, weights: bool = False, hints: bool = False
) -> list[Problem]:
    found = [WEIGHTS(where, code=question.code)] if weights else []
    found += [HINTS(where, code=question.code)] if hints else []
    grade = _grade(node)
    found += [POINTS(where, code=question.code, found=grade)] if grade != grade.to_integral_value() else []
    return found + ([FILES(where, code=question.code)] if _has_files(node) else [])


def _has_files(node: Node) -> bool:
    return any(one.name == "file" or _has_files(one) for one in node.inside)


def _choice(node: Node, where: Where) -> tuple[Question, list[Problem]]:
    answers = list(node.all("answer"))
    shares = [_decimal(one.attributes.get("fraction", "0")) for one in answers]
    single = node.told("single").strip().lower() in {"true", "1", ""}
    correct = {option_id(place) for place, share in enumerate(shares) if (share == 100 if single else share > 0)}
    hints = {option_id(place): _words(one.first("feedback")) for place, one in enumerate(answers)}
    options = options_of([_words(one) for one in answers])
    fixed = node.told("shuffleanswers").strip().lower() in {"false", "0"}
    body = Body(_words(node.first("questiontext")), options, fixed=fixed)
    told = {option: words for option, words in hints.items() if words}
    asked = Asked.SINGLE if single else Asked.MULTIPLE
    question = _question(node, asked, body, Key(frozenset(correct)), told)
    lost = any(share not in {0, 100} for share in shares) if single else _uneven(shares)
    return question, _notes(node, question, where, weights=lost)


def _uneven(shares: Sequence[Decimal]) -> bool:
    rights = [share for share in shares if share > 0]
    wrong = len(shares) - len(rights)
    wanted = [Decimal(100) / len(rights) if share > 0 else Decimal(-100) / wrong for share in shares]
    return any(abs(share - one) > NEAR for share, one in zip(shares, wanted, strict=True))


def _true_false(node: Node, where: Where) -> tuple[Question, list[Problem]]:
    correct, hints = set(), {}
    for answer in node.all("answer"):
        option = TRUE if answer.told("text").strip().lower() == "true" else FALSE
        if _decimal(answer.attributes.get("fraction", "0")) > 0:
            correct.add(option)
        if words := _words(answer.first("feedback")):
            hints[option] = words
    body = Body(_words(node.first("questiontext")))
    question = _question(node, Asked.TRUE_FALSE, body, Key(frozenset(correct)), hints)
    return question, _notes(node, question, where)


def _matching(node: Node, where: Where) -> tuple[Question, list[Problem]]:
    pairs = [(_words(one), one.told("answer", "text").strip()) for one in node.all("subquestion")]
    given = [(left, right) for left, right in pairs if left]
    others = [right for left, right in pairs if not left]
    options = options_of(list(dict.fromkeys([*(right for _left, right in given), *others])))
    named = {one.text: one.id for one in options}
    left = sides_of([one for one, _right in given])
    key = Key(pairs={side.id: named[right] for side, (_left, right) in zip(left, given, strict=True)})
    fixed = node.told("shuffleanswers").strip().lower() in {"false", "0"}
    question = _question(
        node, Asked.MATCHING, Body(_words(node.first("questiontext")), options, left, fixed=fixed), key, {}
    )
    return question, _notes(node, question, where)


def _short(node: Node, where: Where) -> tuple[Question, list[Problem]]:
    answers = list(node.all("answer"))
    shares = [_decimal(one.attributes.get("fraction", "0")) for one in answers]
    texts = [one.told("text").strip() for one, share in zip(answers, shares, strict=True) if share > 0]
    key = Key(accepted=tuple(dict.fromkeys(text for text in texts if text)))
    question = _question(node, Asked.SHORT, Body(_words(node.first("questiontext"))), key, {})
    hints = any(_words(one.first("feedback")) for one in answers)
    return question, _notes(node, question, where, weights=any(share not in {0, 100} for share in shares), hints=hints)


READERS = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "matching": _matching,
    "shortanswer": _short,
}
