"""The annex of a decision in words: the same rows give the same bytes, today and in ten years."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from kotaham.apps.instruments import queries as instruments
from kotaham.apps.publication import queries
from kotaham.apps.publication.models import Decision, Row
from kotaham.apps.publication.rules import WHY_NOT_HERE
from kotaham.apps.scores import queries as scores
from kotaham.core.dates import day
from kotaham.core.instrument.model import Bonus
from kotaham.core.language import Lang
from kotaham.core.numbers import exact, show
from kotaham.report.decree import Annex, Cell, Column, annex_pdf, annex_workbook

LANGUAGE: Lang = "id"  # an official paper


def pdf(decision: Decision) -> bytes:
    """Print the annex."""
    return annex_pdf(annex_of(decision))


def workbook(decision: Decision) -> bytes:
    """Write the annex as a workbook."""
    return annex_workbook(annex_of(decision))


def annex_of(decision: Decision) -> Annex:
    """Return everything that the annex prints."""
    with override(LANGUAGE):
        rows = list(queries.rows_of(decision.pk))
        teller = Teller(decision.round, LANGUAGE)
        corrects = bool(decision.corrects_id)
        cells = [teller.cells(row, corrects=corrects) for row in rows]
        number = decision.number or _("(nomor belum ada)")
        return Annex(
            lang=LANGUAGE,
            title=_("Lampiran Keputusan %(number)s") % {"number": number},
            subtitle=decision.title,
            footer=_("%(kp)s · sidik %(digest)s") % {"kp": str(decision), "digest": decision.digest or "–"},
            notices=notices(decision),
            facts=_facts(decision),
            columns=teller.columns(corrects=corrects),
            rows=cells,
            shown=[teller.shown(line) for line in cells],
            marked=frozenset(place for place, row in enumerate(rows) if row.before is not None),
            decimals=teller.decimals,
            words={"page": _("Halaman"), "list": _("Daftar"), "bonus": _("Nilai tambah dan buktinya")},
            place_day=day(decision.day, LANGUAGE) if decision.day else "……………………………",
            signatory=decision.signatory,
            bonus_head=[_("Kabupaten/kota"), _("Nilai tambah"), _("Diakui"), _("Diajukan"), _("Bukti"), _("Alasan")],
            bonus=teller.bonus(rows),
        )


def notices(decision: Decision) -> list[str]:
    """Return what every paper of a decision must say of it."""
    found = [] if decision.state == Decision.State.FROZEN else [_("RANCANGAN, belum ditetapkan")]
    return [*found, _("Data rekaan untuk peragaan")] if decision.round.demo else found


def _facts(decision: Decision) -> list[tuple[str, str]]:
    round_ = decision.round
    facts = [
        (_("Putaran"), round_.title),
        (_("Tahun data"), round_.period),
        (_("Instrumen"), str(round_.instrument)),
        (_("Sidik isi instrumen (SHA-256)"), round_.content_sha256),
        (_("Perhitungan"), str(decision.run)),
        (_("Sidik catatan perhitungan (SHA-256)"), decision.run.record_sha256),
    ]
    if decision.corrects:
        facts.append((_("Mengubah"), _("Keputusan %(number)s") % {"number": decision.corrects.number}))
        facts.append((_("Alasan perubahan"), decision.why))
    return [*facts, (_("Sidik daftar (SHA-256)"), decision.digest)] if decision.digest else facts


class Teller:
    """Tells rows of one round in words."""

    def __init__(self, round_: Any, lang: Lang) -> None:
        self.lang = lang
        self.instrument = instruments.instrument_of(round_.instrument, lang)
        self.decimals = self.instrument.rounding.decimals
        self.with_bonus = bool(round_.bonus) and isinstance(self.instrument.bonus, Bonus)
        self.on_bonus = self.instrument.predicates.on == "total_with_bonus"

    def columns(self, *, corrects: bool) -> list[Column]:
        """Return the columns of the list."""
        rank = pgettext("peringkat", "Urutan")
        found = [Column(rank, 0, number=True), Column(_("Kode"), 0), Column(_("Kabupaten/kota"), 3),
                 Column(_("Provinsi"), 2), Column(_("Nilai"), 1, number=True)]  # fmt: skip
        found += [Column(_("Dengan nilai tambah"), 1, number=True)] if self.with_bonus else []
        found += [Column(_("Predikat"), 2), Column(_("Keterangan"), 4)]
        return [*found, Column(_("Semula"), 2)] if corrects else found

    def cells(self, row: Row, *, corrects: bool) -> list[Cell]:
        """Return the cells of a row, numbers as numbers."""
        found: list[Cell] = [row.rank, row.place_code, row.name, row.province, _number(row.total)]
        found += [_number(row.total_with_bonus)] if self.with_bonus else []
        found += [self.predicate(row), self.why(row)]
        return [*found, self.before(row)] if corrects else found

    def shown(self, cells: Sequence[Cell]) -> list[str]:
        """Return cells as texts."""
        return [self._shown(cell) for cell in cells]

    def _shown(self, cell: Cell) -> str:
        if isinstance(cell, Fraction):
            return show(cell, self.decimals, self.lang)
        return "–" if cell is None else str(cell)

    def total(self, row: Any) -> str:
        """Return the total that counts, as people read it."""
        return self._shown(_number(row.total_with_bonus if self.on_bonus else row.total))

    def predicate(self, row: Any) -> str:
        """Return the predicate in words."""
        return scores.outcome(self.instrument, row)

    def why(self, row: Any) -> str:
        """Tell why a row has no result."""
        if row.why_none in WHY_NOT_HERE:
            told = WHY_NOT_HERE[row.why_none].text(self.lang)
            return f"{told}: {row.words}" if row.words else told
        return scores.why_none(row, self.lang)

    def before(self, row: Row) -> str:
        """Tell what a correction changes: what the list said until now."""
        if row.before is None:
            return ""
        old = Row(**row.before)
        return f"{self.total(old)} {self.predicate(old)}".strip()

    def bonus(self, rows: Sequence[Row]) -> list[list[str]]:
        """Return what counts of the bonus of every city, with where the proof is."""
        return [[row.name, *line] for row in rows for line in self.lines(row)]

    def lines(self, row: Row) -> list[list[str]]:
        """Return the bonus of one city: item, points that count, points claimed, proof, why."""
        rule = self.instrument.bonus
        titles = {one.code: one.title for one in rule.items} if isinstance(rule, Bonus) else {}
        return [
            [f"{item} {titles.get(item, '')}".strip(), self._points(counted), self._points(claimed), note, why]
            for item, counted, claimed, note, why in row.bonus
        ]

    def _points(self, points: str) -> str:
        return show(exact(points), lang=self.lang)


def _number(text: str) -> Fraction | None:
    return exact(text) if text else None
