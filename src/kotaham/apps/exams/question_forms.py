"""Shapes of input for questions, one for each kind; what is wrong with a question the rules of the core say."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kotaham.core.exams.check import MOST_CODE, MOST_OPTION, MOST_POINTS, MOST_RIGHT, MOST_SOURCE, MOST_TEXT, MOST_TOPIC
from kotaham.core.exams.folding import number_of
from kotaham.core.exams.question import (
    FALSE,
    TRUE,
    Asked,
    Body,
    Feedback,
    Key,
    Part,
    Question,
    option_id,
    options_of,
    sides_of,
)
from kotaham.workbook.questions.gift import read_gift
from kotaham.workbook.questions.gift_write import write_gift

ROWS = 8


def area(label: Any, most: int, rows: int, **kwargs: Any) -> forms.CharField:
    """Return a field for longer text."""
    return forms.CharField(
        label=label, max_length=most, strip=True, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


class QuestionForm(forms.Form):
    """What questions of every kind have; the kinds add their own below."""

    asked: Asked
    field_order = ("text",)
    code = forms.CharField(label=_("Kode"), max_length=MOST_CODE, help_text=_("Singkat dan tetap, misalnya HAK-01."))
    topic = forms.CharField(label=_("Topik"), max_length=MOST_TOPIC)
    right = forms.CharField(
        label=_("Hak"),
        max_length=MOST_RIGHT,
        required=False,
        help_text=_("Kode hak seperti dalam instrumen, bila ada."),
    )
    text = area(_("Pertanyaan"), MOST_TEXT, 4)
    points = forms.IntegerField(label=_("Poin"), min_value=1, max_value=MOST_POINTS, initial=1)
    told = area(_("Umpan balik"), MOST_TEXT, 2, required=False, help_text=_("Terlihat sesudah tes ditutup."))
    source = forms.CharField(label=_("Sumber"), max_length=MOST_SOURCE, required=False)

    def __init__(self, *args: Any, count: int = ROWS, **kwargs: Any) -> None:
        """Take how many rows there are."""
        super().__init__(*args, **kwargs)
        self.count = max(count, ROWS)

    @property
    def question(self) -> Question:
        """Return the question that a valid form describes."""
        found = self.cleaned_data
        body, key, feedback = self.parts(found)
        return Question(
            found["code"], self.asked, found["topic"], body, key, feedback, found["right"], self.worth(found),
            found["source"],
        )  # fmt: skip

    def worth(self, found: Mapping[str, Any]) -> int:
        """Return the points."""
        return int(found["points"])

    def parts(self, found: Mapping[str, Any]) -> tuple[Body, Key, Feedback]:
        """Return body, key and feedback."""
        raise NotImplementedError

    @property
    def plain(self) -> list[Any]:
        """Return the fields that stand in no row."""
        return [field for field in self if not field.name[-1].isdigit()]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return the fields that stand in rows, row by row."""
        names = [name for name in self.fields if name[-1].isdigit()]
        found: dict[str, dict[str, Any]] = {}
        for name in names:
            column, _bar, row = name.rpartition("_")
            found.setdefault(row, {"number": row})[column] = self[name]
        return list(found.values())


class ChoiceForm(QuestionForm):
    """Options to choose from, some of them right."""

    asked = Asked.SINGLE
    fixed = forms.BooleanField(label=_("Pilihan tetap berurutan"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give every option a row."""
        super().__init__(*args, **kwargs)
        for row in range(1, self.count + 1):
            self.fields[f"option_{row}"] = forms.CharField(label=_("Pilihan"), max_length=MOST_OPTION, required=False)
            self.fields[f"correct_{row}"] = forms.BooleanField(label=_("Benar"), required=False)
            self.fields[f"hint_{row}"] = forms.CharField(
                label=_("Umpan balik pilihan ini"), max_length=MOST_OPTION, required=False
            )

    def parts(self, found: Mapping[str, Any]) -> tuple[Body, Key, Feedback]:
        """Return body, key and feedback."""
        given = [row for row in range(1, self.count + 1) if found[f"option_{row}"]]
        options = options_of([found[f"option_{row}"] for row in given])
        ids = {row: option_id(place) for place, row in enumerate(given)}
        correct = frozenset(ids[row] for row in given if found[f"correct_{row}"])
        told = {ids[row]: found[f"hint_{row}"] for row in given if found[f"hint_{row}"]}
        return Body(found["text"], options, fixed=found["fixed"]), Key(correct), Feedback(found["told"], told)


class MultipleForm(ChoiceForm):
    """Options of which several may be right."""

    asked = Asked.MULTIPLE


class TrueFalseForm(QuestionForm):
    """A statement that is true or false."""

    asked = Asked.TRUE_FALSE
    correct = forms.ChoiceField(
        label=_("Pernyataan ini"), choices=((TRUE, _("Benar")), (FALSE, _("Salah"))), widget=forms.RadioSelect
    )

    if_true = forms.CharField(label=_("Umpan balik untuk yang menjawab Benar"), max_length=MOST_OPTION, required=False)
    if_false = forms.CharField(label=_("Umpan balik untuk yang menjawab Salah"), max_length=MOST_OPTION, required=False)

    def parts(self, found: Mapping[str, Any]) -> tuple[Body, Key, Feedback]:
        """Return body, key and feedback."""
        hints = {option: found[name] for option, name in ((TRUE, "if_true"), (FALSE, "if_false")) if found[name]}
        return Body(found["text"]), Key(frozenset({found["correct"]})), Feedback(found["told"], hints)


class MatchingForm(QuestionForm):
    """Pairs whose right sides are to be found."""

    asked = Asked.MATCHING
    fixed = forms.BooleanField(label=_("Pilihan tetap berurutan"), required=False)
    others = area(
        _("Jawaban pengecoh"), MOST_TEXT, 2, required=False, help_text=_("Satu baris satu; tidak cocok dengan apa pun.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give every pair a row."""
        super().__init__(*args, **kwargs)
        for row in range(1, self.count + 1):
            self.fields[f"left_{row}"] = forms.CharField(label=_("Kiri"), max_length=MOST_OPTION, required=False)
            self.fields[f"partner_{row}"] = forms.CharField(label=_("Kanan"), max_length=MOST_OPTION, required=False)

    def parts(self, found: Mapping[str, Any]) -> tuple[Body, Key, Feedback]:
        """Return body, key and feedback."""
        pairs = [(found[f"left_{row}"], found[f"partner_{row}"]) for row in range(1, self.count + 1)]
        pairs = [pair for pair in pairs if any(pair)]
        body, key, told = matched(found["text"], pairs, found["others"].splitlines(), Feedback(found["told"]))
        return Body(body.text, body.options, body.left, fixed=found["fixed"]), key, told


def matched(
    text: str, pairs: Sequence[tuple[str, str]], others: Sequence[str], feedback: Feedback
) -> tuple[Body, Key, Feedback]:
    """Return a matching question from its pairs and what belongs to none."""
    order = dict.fromkeys([*(right for _left, right in pairs), *(one.strip() for one in others if one.strip())])
    options = options_of(list(order))
    named = {one.text: one.id for one in options}
    left = sides_of([left for left, _right in pairs])
    key = Key(pairs={side.id: named[right] for side, (_left, right) in zip(left, pairs, strict=True)})
    return Body(text, options, left), key, feedback


class ShortForm(QuestionForm):
    """A short text, or a number within a range."""

    asked = Asked.SHORT
    accepted = area(
        _("Jawaban yang diterima"), MOST_TEXT, 3, required=False,
        help_text=_("Satu baris satu. Huruf besar, spasi, dan tanda aksen tidak dibedakan."),
    )  # fmt: skip
    ranges = area(
        _("Rentang angka yang diterima"), 400, 2, required=False, help_text=_("Satu baris satu, misalnya 1948..1949.")
    )

    def clean_ranges(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """Read the ranges."""
        found = []
        for line in self.cleaned_data["ranges"].split():
            low, _dots, high = line.partition("..")
            ends = (number_of(low), number_of(high or low))
            if ends[0] is None or ends[1] is None:
                raise forms.ValidationError(_("Tulis rentang seperti 1948..1949."))
            found.append((ends[0], ends[1]))
        return tuple(found)

    def parts(self, found: Mapping[str, Any]) -> tuple[Body, Key, Feedback]:
        """Return body, key and feedback."""
        words = tuple(" ".join(line.split()) for line in found["accepted"].splitlines() if line.strip())
        return Body(found["text"]), Key(accepted=words, ranges=found.get("ranges") or ()), Feedback(found["told"])


class CaseForm(QuestionForm):
    """A case with its questions, each written in GIFT; the points of the case are theirs together."""

    asked = Asked.CASE
    text = area(_("Uraian kasus"), MOST_TEXT, 8)
    written = area(
        _("Pertanyaan kasus dalam bentuk GIFT"), 20_000, 12,
        help_text=_("Satu baris kosong di antaranya, misalnya: Apa haknya? {=benar ~salah}. Poin: // [tag:poin:2]."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave out the points: they are the sum of those of the parts."""
        super().__init__(*args, **kwargs)
        del self.fields["points"]

    def clean_written(self) -> tuple[Question, ...]:
        """Read the parts."""
        read = read_gift(self.cleaned_data["written"], "")
        if read.problems:
            raise forms.ValidationError([problem.text() for problem in read.problems])
        return tuple(one.question for one in read.entries)

    def worth(self, found: Mapping[str, Any]) -> int:
        """Return the points of all parts together."""
        return sum(one.points for one in found["written"])

    def parts(self, found: Mapping[str, Any]) -> tuple[Body, Key, Feedback]:
        """Return body, key and feedback."""
        said = [(str(place), one) for place, one in enumerate(found["written"], start=1)]
        body = Body(found["text"], parts=tuple(Part(name, one.asked, one.points, one.body) for name, one in said))
        told = {name: one.feedback for name, one in said if one.feedback != Feedback()}
        return body, Key(parts={name: one.key for name, one in said}), Feedback(found["told"], parts=told)


FORMS: Mapping[str, type[QuestionForm]] = {
    one.asked.value: one for one in (ChoiceForm, MultipleForm, TrueFalseForm, MatchingForm, ShortForm, CaseForm)
}


def initial_of(question: Question) -> dict[str, Any]:
    """Return a question as its form starts with it."""
    body, key, told = question.body, question.key, question.feedback
    found: dict[str, Any] = {
        "code": question.code, "topic": question.topic, "right": question.right, "text": body.text,
        "points": question.points, "told": told.text, "source": question.source, "fixed": body.fixed,
    }  # fmt: skip
    match question.asked:
        case Asked.SINGLE | Asked.MULTIPLE:
            for row, one in enumerate(body.options, start=1):
                found |= {f"option_{row}": one.text, f"correct_{row}": one.id in key.correct}
                found |= {f"hint_{row}": told.options.get(one.id, "")}
        case Asked.TRUE_FALSE:
            found["correct"] = next(iter(key.correct), "")
            found |= {"if_true": told.options.get(TRUE, ""), "if_false": told.options.get(FALSE, "")}
        case Asked.MATCHING:
            texts = {one.id: one.text for one in body.options}
            for row, one in enumerate(body.left, start=1):
                found |= {f"left_{row}": one.text, f"partner_{row}": texts.get(key.pairs.get(one.id, ""), "")}
            used = set(key.pairs.values())
            found["others"] = "\n".join(one.text for one in body.options if one.id not in used)
        case Asked.SHORT:
            found["accepted"] = "\n".join(key.accepted)
            found["ranges"] = "\n".join(f"{low}..{high}" for low, high in key.ranges)
        case Asked.CASE:
            found["written"] = write_gift(parts_of(question)).text
    return found


def parts_of(question: Question) -> list[Question]:
    """Return the parts of a case as questions."""
    return [
        Question(
            f"{question.code}/{one.id}", one.asked, question.topic, one.body, question.key.parts.get(one.id, Key()),
            question.feedback.parts.get(one.id, Feedback()), points=one.points,
        )
        for one in question.body.parts
    ]  # fmt: skip
