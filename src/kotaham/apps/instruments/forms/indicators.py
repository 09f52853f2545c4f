"""The page of one indicator: what is asked, of whom, with which proof, and how it earns points."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kotaham.apps.instruments.forms.fields import Codes, OrUnknown, certainty, edition, field_of, number, span
from kotaham.apps.instruments.forms.pages import Remarked, Rows, rows_of
from kotaham.core.instrument.kinds import Bands, Checklist, Choice, Direct, Document, NotKnown, Ratio, YesNo
from kotaham.core.instrument.model import Indicator
from kotaham.core.language import Lang
from kotaham.core.numbers import plain
from kotaham.workbook.annex_indicators import INDICATORS
from kotaham.workbook.annex_ladder import band_ends
from kotaham.workbook.annex_layout import CLAIM_COLUMNS, Column

_SCORING = {
    "kind", "ladder", "options", "numerator", "denominator", "per", "small_below", "possible", "criteria",
}  # fmt: skip
ABOUT = tuple(column for column in INDICATORS.columns if column.key not in _SCORING)
WITH_BANDS = {"bands", "ratio", "checklist"}
_COLUMNS = {column.key: column for column in INDICATORS.columns}
_CERTAINTY = next(column for column in CLAIM_COLUMNS if column.key == "certainty")


class IndicatorPage:
    """The three parts of the page: about it, how it earns points, and the rows of that."""

    def __init__(self, indicator: Indicator, kind: str, lang: Lang, codes: Codes, now: int, data: Any = None) -> None:
        """Take the indicator as it is, the kind of scoring that is wanted, and what was typed."""
        self.kind = kind
        fields = {column.key: field_of(column, lang, codes) for column in ABOUT}
        fields["direction_certainty"] = certainty(lang, _COLUMNS["direction_certainty"], own=True)
        self.about = type("About", (Remarked,), {**fields, "edition": edition()})(
            data, initial={**_about(indicator), "edition": now}
        )
        scoring = indicator.scoring if indicator.scoring.kind == kind else None
        shown = _scoring(scoring) if scoring else {}
        self.scoring = type("Scoring", (Remarked,), _fields(kind, lang))(data, initial=shown, prefix="cara")
        self.tables: dict[str, Rows] = {
            name: rows_of(fields, extra=2 if len(rows) else 3)(data, initial=rows, prefix=name)
            for name, fields, rows in _tables(kind, lang, indicator)
        }

    def is_valid(self) -> bool:
        """Tell whether all parts can be read."""
        parts = [self.about, self.scoring, *self.tables.values()]
        return all([part.is_valid() for part in parts])  # noqa: C419 - every part is to be looked at

    @property
    def values(self) -> dict[str, Any]:
        """What the indicator says about itself."""
        return {name: value for name, value in self.about.cleaned_data.items() if name != "edition"}

    @property
    def edition(self) -> int:
        """The state of the draft that the page was made from."""
        return int(self.about.cleaned_data["edition"])

    @property
    def wrong(self) -> bool:
        """Whether something typed has to be corrected."""
        parts = (self.about.errors, self.scoring.errors, *(table.total_error_count() for table in self.tables.values()))
        return any(parts)

    def parts(self) -> list[tuple[str, Rows]]:
        """Return the tables with their names, for the page."""
        return list(self.tables.items())

    def how(self) -> dict[str, Any]:
        """Return how it earns points, as the file has it."""
        said = {name: value for name, value in self.scoring.cleaned_data.items() if value not in (None, "")}
        if "possible" in said:
            said["possible"] = _ends(said["possible"])
        found: dict[str, Any] = {"kind": self.kind, **said}
        for name, table in self.tables.items():
            found[name] = [_part(row) for row in table.said()]
        return found


def _about(indicator: Indicator) -> dict[str, Any]:
    return {name: getattr(indicator, name) for name in type(indicator).model_fields if name != "scoring"}


def _scoring(scoring: Any) -> dict[str, Any]:
    """Return the single values of a scoring under the names of its file."""
    found = {info.alias or name: getattr(scoring, name) for name, info in type(scoring).model_fields.items()}
    if found.get("possible") is not None:
        found["possible"] = {
            end: n for end, n in (("from", scoring.possible.from_), ("to", scoring.possible.to)) if n is not None
        }
    return found


def _fields(kind: str, lang: Lang) -> dict[str, forms.Field]:
    """Return the single fields of a kind of scoring."""

    def points(label: str, **kwargs: Any) -> forms.Field:
        return number(lang, label=label, **kwargs)

    possible = span(
        lang,
        label=_COLUMNS["possible"].title.text(lang),
        help_text=_COLUMNS["possible"].help.text(lang),
        required=False,
    )
    match kind:
        case "bands":
            return {"possible": possible}
        case "ratio":
            named = {name: _text(_COLUMNS[name], lang) for name in ("numerator", "denominator")}
            numbers = {
                "per": points(_("Per")),
                "small_below": points(_COLUMNS["small_below"].title.text(lang), required=False),
            }
            numbers["per"].help_text = _COLUMNS["per"].help.text(lang)
            numbers["small_below"].help_text = _COLUMNS["small_below"].help.text(lang)
            return {**named, **numbers, "possible": possible}
        case "yes_no":
            return {"yes": points(_("Poin bila ya")), "no": points(_("Poin bila tidak"))}
        case "document":
            return {
                "valid": points(_("Poin bila ada dan berlaku")),
                "invalid": points(_("Poin bila ada, tetapi di luar masa berlaku")),
                "absent": points(_("Poin bila tidak ada")),
            }
        case "direct":
            return _direct_fields(lang)
        case "checklist":
            return {
                "without_required": points(
                    _("Poin paling banyak bila satu butir wajib tidak terpenuhi"), required=False
                )
            }
        case "unknown":
            return {"max_points": points(_("Poin tertinggi, bila diketahui"), required=False)}
        case _:
            return {}


def _direct_fields(lang: Lang) -> dict[str, forms.Field]:
    """Return the fields of points that a reviewer gives."""
    return {
        "from": number(lang, label=_("Poin terendah")),
        "to": number(lang, label=_("Poin tertinggi")),
        "step": number(
            lang, label=_("Langkah"), required=False, help_text=_("Kosong berarti boleh berapa pun di antaranya.")
        ),
        "criteria": forms.CharField(
            label=_COLUMNS["criteria"].title.text(lang),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
        ),
    }


def _text(column: Column, lang: Lang) -> forms.Field:
    return forms.CharField(label=column.title.text(lang), max_length=2000)


def _tables(kind: str, lang: Lang, indicator: Indicator) -> list[tuple[str, dict[str, forms.Field], list[Any]]]:
    """Return the tables of a kind of scoring: their names, the fields of a row, the rows that there are."""
    scoring = indicator.scoring
    found: list[tuple[str, dict[str, forms.Field], list[Any]]] = []
    if kind == "choice":
        options = scoring.options if isinstance(scoring, Choice) else ()
        rows = [
            {"code": one.code, "title": one.title, "points": one.points, "certainty": one.certainty or ""}
            for one in options
        ]
        found.append(("options", _coded(lang, points=number(lang, label=_("Poin"))), rows))
    if kind == "checklist":
        items = scoring.items if isinstance(scoring, Checklist) else ()
        box = forms.BooleanField(label=_("Wajib"), required=False)
        ticked = [{"code": one.code, "title": one.title, "required": one.required} for one in items]
        fields = _coded(lang, required=box)
        del fields["certainty"]
        found.append(("items", fields, ticked))
    if kind in WITH_BANDS:
        bands = scoring.bands if isinstance(scoring, Bands | Ratio | Checklist) else ()
        found.append(("bands", _band_fields(kind, lang), [_band(one) for one in bands]))
    return found


def _coded(lang: Lang, **more: forms.Field) -> dict[str, forms.Field]:
    return {
        "code": forms.CharField(label=_("Kode"), max_length=40),
        "title": forms.CharField(label=_("Bunyi"), max_length=2000),
        **more,
        "certainty": certainty(lang, _CERTAINTY, own=True),
    }


def _band_fields(kind: str, lang: Lang) -> dict[str, forms.Field]:
    label = _("Jumlah butir") if kind == "checklist" else _("Rentang")
    hint = _("Misalnya: ≤ 110, 111 – 140, > 140, tepat 0, atau semua. Boleh juga: paling banyak 110, lebih dari 140.")
    return {
        "span": span(lang, label=label, help_text=hint),
        "points": OrUnknown(number(lang), label=_("Poin")),
        "certainty": certainty(lang, _CERTAINTY, own=True),
        "source": forms.CharField(label=_("Sumber"), max_length=200, required=False),
        "note": forms.CharField(label=_("Catatan"), max_length=2000, required=False),
    }


def _band(band: Any) -> dict[str, Any]:
    return {
        "span": band_ends(band),
        "points": band.points,
        "certainty": band.certainty or "",
        "source": band.source,
        "note": band.note,
    }


def _ends(ends: Mapping[str, Any]) -> dict[str, str]:
    return {end: plain(number) for end, number in ends.items()}


def _part(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as the file has it, without what was left empty."""
    kept = {
        name: value for name, value in row.items() if value not in (None, "", False) and name not in {"was", "span"}
    }
    return {**_ends(row.get("span") or {}), **kept}


ALL_KINDS = (Bands, Ratio, YesNo, Choice, Checklist, Document, Direct, NotKnown)
