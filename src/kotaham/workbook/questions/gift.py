"""Read GIFT, the plain text of questions that Moodle takes: all kinds it knows; those no machine can mark are refused.

Questions are parted by empty lines. `$CATEGORY:` gives the topic. Comments may carry `[id:...]` and `[tag:...]` as
Moodle writes them; we keep code, right, points and source there: `[tag:hak:sehat] [tag:poin:2] [tag:sumber:...]`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kotaham.core.errors import Problem, Where
from kotaham.core.exams.question import Question
from kotaham.workbook.questions.batch import Entry, Read, code_of, finished
from kotaham.workbook.questions.gift_answers import Answers, Unreadable, read_answers
from kotaham.workbook.questions.gift_signs import BRACES, HINTS, NO_ANSWER, WEIGHTS, bare, find_bare, plain

_TAG = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.)*)\]")
_PLACES = re.compile(r"(?<!/)/(?!/)")
_TOPS = frozenset({"", "top", "$course$", "$system$", "$module$", "$cat1$"})
GAP = "_____"


@dataclass
class _Block:
    """The lines of one question, and what the comments above it say."""

    line: int
    topic: str
    tags: dict[str, str]
    lines: list[str] = field(default_factory=list)


def read_gift(text: str, source: str, topic: str = "") -> Read:
    """Read a text; questions above the first category get `topic`."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    notes: list[Problem] = []
    for block in _blocks(text, topic):
        where = Where(source, block.line)
        found = _question(block, where)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        question, answers = found
        entries.append(Entry(question, where))
        notes += [WEIGHTS(where, code=question.code)] if answers.weights_lost else []
        notes += [HINTS(where, code=question.code)] if answers.hints_lost else []
    return finished(entries, problems, notes, source)


def _blocks(text: str, topic: str) -> Iterator[_Block]:
    """Cut a text at its empty lines."""
    block: _Block | None = None
    tags: dict[str, str] = {}
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        if line.startswith("//"):
            tags |= _tags(line)
        elif line.startswith("$CATEGORY:"):
            topic = topic_of(line.removeprefix("$CATEGORY:"))
        elif line:
            block = block or _Block(number, topic, tags)
            block.lines.append(line)
        elif block:
            yield block
            block, tags = None, {}
    if block:
        yield block


def _tags(line: str) -> dict[str, str]:
    """Read what a comment says of its question."""
    found = {}
    for kind, said in _TAG.findall(line):
        text = re.sub(r"\\(.)", r"\1", said).strip()
        name, colon, value = text.partition(":") if kind == "tag" else ("id", ":", text)
        found[name.strip().lower()] = value.strip() if colon else "1"
    return found


def topic_of(path: str) -> str:
    """Return the topic that a path of categories names, without the places above all categories."""
    parts = [part.strip() for part in _PLACES.split(path.strip())]
    while parts and parts[0].lower() in _TOPS:
        parts.pop(0)
    return "/".join(part.replace("//", "/") for part in parts)


def _question(block: _Block, where: Where) -> tuple[Question, Answers] | Problem:
    title, rest = _title("\n".join(block.lines))
    opened, closed = find_bare(rest, "{"), find_bare(rest, "}")
    if opened < 0 and closed < 0:
        return NO_ANSWER(where)
    if not 0 <= opened < closed or any(sign in "{}" for at, sign in bare(rest) if at not in {opened, closed}):
        return BRACES(where)
    text, after = plain(rest[:opened]), plain(rest[closed + 1 :])
    text = f"{text} {GAP} {after}".strip() if after else text
    try:
        answers = read_answers(rest[opened + 1 : closed], text)
    except Unreadable as unreadable:
        return unreadable.kind(where, **unreadable.values)
    tags = block.tags
    points = tags.get("poin", "1")
    question = Question(
        code_of(tags.get("id", "") or title, text, "G"), answers.asked, block.topic,
        answers.body if "tetap" not in tags else type(answers.body)(
            answers.body.text, answers.body.options, answers.body.left, (), True),
        answers.key, answers.feedback, tags.get("hak", ""),
        int(points) if points.isascii() and points.isdigit() and len(points) < 5 else 0, tags.get("sumber", ""),
    )  # fmt: skip
    return question, answers


def _title(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    end = find_bare(text, "::", 2)
    return ("", text) if end < 0 else (plain(text[2:end]), text[end + 2 :])
