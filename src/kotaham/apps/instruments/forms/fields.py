"""Fields of the draft editor, made of the columns of the annex form: the same words, the same way of reading."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kotaham.core.instrument.kinds import Certainty
from kotaham.core.language import Lang
from kotaham.core.numbers import plain
from kotaham.workbook.annex_cells import number_in_text, read_count, read_date, read_labels, write_number
from kotaham.workbook.annex_ladder import read_span, write_span
from kotaham.workbook.annex_layout import Column, Holds
from kotaham.workbook.annex_problems import Slip

UNKNOWN = "unknown"
LONG = {"note", "help", "about", "notice", "hole", "criteria", "text", "none_because", "bonus_note", "example"}
Codes = Mapping[str, Sequence[tuple[str, str]]]


def told(slip: Slip, lang: Lang) -> ValidationError:
    """Turn what could not be read into the words under the field."""
    problem = slip.kind(None, **slip.values)
    return ValidationError(f"{problem.part('what', lang)} {problem.part('next', lang)}")


class ReadField(forms.CharField):
    """A text that one of the readers of the annex form reads."""

    def __init__(self, read: Callable[[str], Any], lang: Lang, write: Callable[[Any], str], **kwargs: Any) -> None:
        """Take the reader and the writer of one kind of cell."""
        super().__init__(**kwargs)
        self.read, self.write, self.lang = read, write, lang

    def clean(self, value: Any) -> Any:
        """Read what was typed; nothing stays nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.read(text)
        except Slip as slip:
            raise told(slip, self.lang) from None

    def prepare_value(self, value: Any) -> Any:
        """Write a value back as people write it; what was typed stays as typed."""
        return value if value is None or isinstance(value, str) else self.write(value)


class LinesField(forms.CharField):
    """One text per line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Return the lines that hold something."""
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """Write one text per line."""
        return "\n".join(value) if isinstance(value, (list, tuple)) else value

    def validate(self, value: Any) -> None:
        """Ask for at least one line where one is required."""
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare line by line."""
        return bool(list(initial or ()) != self.to_python(data))

    def run_validators(self, value: Any) -> None:
        """Leave lengths to the model, which knows them."""


class OrUnknownWidget(forms.MultiWidget):
    """A field, and beside it the box that says that nobody knows."""

    template_name = "instruments/widgets/or_unknown.html"
    use_fieldset = False  # one label for what is typed; the box has its own

    def __init__(self, inner: forms.Widget) -> None:
        """Put the box beside a widget."""
        super().__init__([inner, forms.CheckboxInput()])

    def decompress(self, value: Any) -> list[Any]:
        """Part a value into what is typed and the tick."""
        return [None, True] if value == UNKNOWN else [value, False]

    def use_required_attribute(self, _initial: Any) -> bool:
        """Say nothing to the browser: the box may stand for what is typed."""
        return False

    def id_for_label(self, id_: str) -> str:
        """Let the label point at what is typed."""
        return f"{id_}_0"


class OrUnknown(forms.MultiValueField):
    """What the law says, or that it is not known."""

    def __init__(self, inner: forms.Field, **kwargs: Any) -> None:
        """Take the field that reads what is typed."""
        self.inner = inner
        box = forms.BooleanField(required=False)
        super().__init__(
            (inner, box), widget=OrUnknownWidget(inner.widget), require_all_fields=False, required=False, **kwargs
        )
        self.required = inner.required

    def clean(self, value: Any) -> Any:
        """Return the value, or `unknown` where the box is ticked and nothing else is said."""
        typed, ticked = (value or [None, False])[:2]
        if ticked and typed:
            raise ValidationError(_("Kosongkan isiannya, atau hapus centang “Belum diketahui”."))
        if ticked:
            return UNKNOWN
        return self.inner.clean(typed)

    def compress(self, data_list: list[Any]) -> Any:
        """Not used: `clean` puts the two together."""
        return data_list

    def prepare_value(self, value: Any) -> Any:
        """Write the value as its own field writes it."""
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], (bool, str, type(None))):
            return value
        return value if value == UNKNOWN else self.inner.prepare_value(value)


def number(lang: Lang, **kwargs: Any) -> ReadField:
    """Return the field of an exact number; 5,1 and 1/3 are numbers, 1.234 can be read in two ways."""

    def read(text: str) -> str:
        return plain(number_in_text(text, lang))

    def write(value: Any) -> str:
        return write_number(value, lang) if isinstance(value, Fraction) else str(value)

    field = ReadField(read, lang, write, max_length=60, **kwargs)
    field.widget.attrs["inputmode"] = "text"
    field.widget.attrs["autocomplete"] = "off"
    return field


def span(lang: Lang, **kwargs: Any) -> ReadField:
    """Return the field of a range such as `≤ 110` or `111 – 140`."""
    return ReadField(lambda text: read_span(text, lang), lang, lambda ends: write_span(ends, lang), **kwargs)


def words(column: Column, lang: Lang, *, empty: bool) -> list[tuple[str, str]]:
    """Return the choices of a column, the empty one first where nothing may be said."""
    pairs = [(value, say.text(lang)) for value, say in (column.words.pairs if column.words else ())]
    pairs = [(value, text[:1].upper() + text[1:]) for value, text in pairs]
    return [("", "–"), *pairs] if empty else pairs


def certainty(lang: Lang, column: Column, *, own: bool = False) -> forms.Field:
    """Return the field of how sure somebody is; a part of an indicator may be as sure as the whole."""
    choices = words(column, lang, empty=False)
    if own:
        choices = [("", _("Sama dengan indikatornya")), *choices]
    return forms.ChoiceField(
        label=column.title.text(lang), choices=choices, required=False, initial="" if own else Certainty.VERBATIM.value
    )


def field_of(column: Column, lang: Lang, codes: Codes) -> forms.Field:
    """Return the field for a column of the annex form."""
    if column.key == "certainty" or column.key.endswith(".certainty"):
        return certainty(lang, column)
    hint = column.help.text(lang).replace(" (Alt+Enter)", "")
    common: dict[str, Any] = {"label": column.title.text(lang), "help_text": hint, "required": column.required}
    inner = _plain(column, lang, codes, {**common, "required": column.required and not column.unknown})
    return OrUnknown(inner, label=common["label"], help_text=hint) if column.unknown else inner


def _plain(column: Column, lang: Lang, codes: Codes, common: dict[str, Any]) -> forms.Field:
    match column.holds:
        case Holds.WORD:
            return forms.ChoiceField(choices=words(column, lang, empty=not column.required), **common)
        case Holds.NUMBER:
            return number(lang, **common)
        case Holds.COUNT:
            return ReadField(lambda text: read_count(text, lang), lang, str, max_length=20, **common)
        case Holds.DATE:
            return ReadField(lambda text: read_date(text).isoformat(), lang, _day, max_length=40, **common)
        case Holds.LINES:
            return LinesField(widget=forms.Textarea(attrs={"rows": 3}), **common)
        case Holds.CODES:
            return forms.MultipleChoiceField(
                choices=codes.get(column.names or "", ()), widget=forms.CheckboxSelectMultiple, **common
            )
        case Holds.CODE:
            return _code(column, codes, common)
        case _:
            return _text(column, common)


def _code(column: Column, codes: Codes, common: dict[str, Any]) -> forms.Field:
    if column.names and column.names != "sources":
        known = list(codes.get(column.names, ()))
        choices = known if common["required"] else [("", "–"), *known]
        return forms.ChoiceField(choices=choices, **common)
    longest = 60 if column.key == "id" else 40
    return ReadField(lambda text: " ".join(read_labels(text)), "id", str, max_length=longest, **common)


def _text(column: Column, common: dict[str, Any]) -> forms.CharField:
    if column.key.rpartition(".")[2] in LONG:
        return _Lines(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **common)
    return _Lines(max_length=2000, **common)


class _Lines(forms.CharField):
    """A text whose line ends are those of the file."""

    def to_python(self, value: Any) -> Any:
        """Write line ends as the file does."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


def _day(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


EDITION = gettext_lazy("Keadaan rancangan saat halaman ini dibuka")


def edition() -> forms.IntegerField:
    """Return the hidden field that tells two edits at once apart."""
    return forms.IntegerField(label=EDITION, widget=forms.HiddenInput, min_value=1)
