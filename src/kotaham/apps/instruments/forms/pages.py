"""A page of the draft editor: its single fields and the rows of its table, without a line of JavaScript."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _

from kotaham.apps.instruments.forms.fields import Codes, edition, field_of
from kotaham.apps.instruments.rules.drafting import Page
from kotaham.core.language import Lang
from kotaham.workbook.annex_layout import CLAIM, CLAIM_COLUMNS, Column

EXTRA = 2
MOST_ROWS = 400
IN_ORDER = ("groups", "elements", "gates", "bonus", "legal_basis", "options", "items", "bands")


class Remarked(forms.Form):
    """A form whose fields carry what the check of the whole instrument says about them."""

    remarks: Mapping[str, Sequence[Any]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin without remarks."""
        super().__init__(*args, **kwargs)
        self.remarks = {}

    def main(self) -> Iterator[tuple[BoundField, Sequence[Any]]]:
        """Yield the fields that say something, each with its remarks."""
        yield from ((self[name], self.remarks.get(name, ())) for name in self._names(claim=False))

    def claim(self) -> Iterator[BoundField]:
        """Yield the fields that say how sure one is, and where it stands."""
        yield from (self[name] for name in self._names(claim=True))

    def sure_wrong(self) -> bool:
        """Tell whether one of the folded fields has an error."""
        return any(self[name].errors for name in self._names(claim=True))

    def _names(self, *, claim: bool) -> list[str]:
        hidden = {field.name for field in self.hidden_fields()}
        names = [name for name in self.fields if name not in hidden and name not in {"ORDER", "DELETE"}]
        return [name for name in names if (name.rpartition(".")[2] in CLAIM) is claim]


class Row(Remarked):
    """One row of a table; `was` remembers the code it had."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let nothing be chosen beforehand in a row that is empty."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values() if not self.initial else ():
            if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.MultipleChoiceField):
                choices = list(cast("list[tuple[str, str]]", field.choices))
                field.choices = choices if choices[:1] and not choices[0][0] else [("", "–"), *choices]

    def has_changed(self) -> bool:
        """Tell whether anything was typed; what is merely chosen for everybody does not make a row."""
        silent = {"ORDER", "DELETE", "was"}
        return any(name not in silent for name in self.changed_data)

    def values(self) -> dict[str, Any]:
        """Return what the row says."""
        found = {name: value for name, value in self.cleaned_data.items() if name not in {"ORDER", "DELETE"}}
        for name, field in self.fields.items():
            if isinstance(field, forms.MultipleChoiceField):  # codes keep the order they had
                first = list(self.initial.get(name) or ())
                found[name] = sorted(found[name], key=lambda code: first.index(code) if code in first else len(first))
        return found


class Rows(BaseFormSet):  # type: ignore[type-arg]
    """The rows of a table."""

    def said(self) -> list[dict[str, Any]]:
        """Return the rows that say something, in the order that people gave them."""
        kept = [form for form in self.forms if form.has_changed() or form.initial.get("was") or form.initial]
        kept = [form for form in kept if getattr(form, "cleaned_data", None) and not form.cleaned_data.get("DELETE")]
        place = {id(form): index for index, form in enumerate(kept, start=1)}
        kept.sort(key=lambda form: (form.cleaned_data.get("ORDER") or place[id(form)], place[id(form)]))
        return [form.values() for form in kept]

    def add_fields(self, form: Any, index: int | None) -> None:
        """Call the two fields of the editor what they are."""
        super().add_fields(form, index)
        for field in form.fields.values() if index else ():
            field.help_text = ""  # said once, in the first row
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Hapus baris ini")
        if "ORDER" in form.fields:
            form.fields["ORDER"].label = _("Urutan")


def rows_of(fields: Mapping[str, forms.Field], extra: int = EXTRA) -> type[Rows]:
    """Make the class of a table of such rows."""
    row = type("TableRow", (Row,), dict(fields))
    made = formset_factory(
        row, formset=Rows, extra=extra, can_delete=True, can_order=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 50
    )
    return cast("type[Rows]", made)


def shown_rows(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Let each row remember its code."""
    return [{**row, "was": row.get("code") or ""} for row in rows]


class PageForm:
    """Both parts of a page; valid when both are."""

    def __init__(self, page: Page, lang: Lang, codes: Codes, initial: Any, now: int, data: Any = None) -> None:
        """Take what the instrument says now, and what was typed."""
        self.page, self.lang = page, lang
        single, rows = initial
        fields = {column.key: field_of(column, lang, codes) for column in _with_claims(page.fields)}
        self.single = type("Single", (Remarked,), {**fields, "edition": edition()})(
            data, initial={**single, "edition": now}
        )
        self.table = None
        if page.table:
            made = rows_of({column.key: field_of(column, lang, codes) for column in page.table})
            self.table = made(data, initial=shown_rows(rows), prefix="baris")

    def is_valid(self) -> bool:
        """Tell whether both parts can be read."""
        ok = self.single.is_valid()
        return (self.table is None or self.table.is_valid()) and ok

    @property
    def values(self) -> dict[str, Any]:
        """What the single fields say."""
        return {name: value for name, value in self.single.cleaned_data.items() if name != "edition"}

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What the rows say."""
        return self.table.said() if self.table is not None else []

    @property
    def edition(self) -> int:
        """The state of the draft that the page was made from."""
        return int(self.single.cleaned_data["edition"])

    @property
    def wrong(self) -> bool:
        """Whether something typed has to be corrected."""
        return bool(self.single.errors or (self.table is not None and self.table.total_error_count()))

    @property
    def claim_groups(self) -> list[dict[str, Any]]:
        """The fields of how sure one is, under the title of what one is sure of."""
        groups: dict[str, dict[str, Any]] = {}
        for field in self.single.claim():
            prefix = field.name.rpartition(".")[0]
            title = next((one.title for one in self.page.fields if one.key.rpartition(".")[0] == prefix), None)
            groups.setdefault(prefix, {"title": title.text(self.lang) if title else "", "fields": []})
            groups[prefix]["fields"].append(field)
        return list(groups.values())


def _with_claims(columns: Sequence[Column]) -> Iterator[Column]:
    """Put the four fields of a claim behind each field that is one."""
    for column in columns:
        yield column
        if column.claim:
            prefix = column.key.rpartition(".")[0]
            for claim in CLAIM_COLUMNS:
                yield replace(claim, key=f"{prefix}.{claim.key}")
