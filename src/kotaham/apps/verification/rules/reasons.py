"""Why a value is corrected: a short, documented list, so that corrections can be counted, and words beside it."""

from collections.abc import Mapping

from kotaham.core.language import Say

OTHER = "other"
OBJECTION = "objection"  # of a granted objection; nobody chooses it from the list
GIVEN = "given"  # of indicators whose points only reviewers give
REASONS: Mapping[str, Say] = {
    "miscount": Say("Salah hitung", "Miscounted"),
    "unit": Say("Satuan salah", "Wrong unit"),
    "unsupported": Say("Bukti tidak mendukung", "The evidence does not support it"),
    "outside-period": Say("Bukti di luar masa data", "The evidence lies outside the period"),
    "not-valid": Say("Bukti tidak sah atau tanpa pengesahan", "The evidence is not valid or not endorsed"),
    "wrong-indicator": Say("Salah indikator", "Belongs to another indicator"),
    GIVEN: Say("Poin dari penelaah", "Points given by the reviewer"),
    OTHER: Say("Lainnya", "Other"),
}
ALL_REASONS: Mapping[str, Say] = {**REASONS, OBJECTION: Say("Sanggahan dikabulkan", "Objection granted")}
