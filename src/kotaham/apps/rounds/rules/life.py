"""The life of a round as one table, and the words for its steps and endorsements."""

from collections.abc import Mapping

from kotaham.core.language import Say
from kotaham.core.lifecycle import Lifecycle, Move

ORGANISER = "organiser"  # acts for the ministry
DECIDER = "decider"  # freezes the decision
_ORGANISER, _DECIDER = frozenset({ORGANISER}), frozenset({DECIDER})

LIFE = Lifecycle(
    "rounds",
    {
        "draft": Say("Disiapkan", "Being prepared"),
        "open": Say("Berjalan", "Running"),
        "decided": Say("Diputuskan", "Decided"),
        "cancelled": Say("Dibatalkan", "Cancelled"),
    },
    "draft",
    (
        Move("open", "draft", "open", _ORGANISER, Say("Buka putaran", "Open the round"), reason=True),
        Move("decide", "open", "decided", _DECIDER, Say("Tetapkan keputusan", "Freeze the decision"), reason=True),
        Move("cancel", "draft", "cancelled", _ORGANISER, Say("Batalkan", "Cancel"), reason=True),
        Move("cancel", "open", "cancelled", _ORGANISER, Say("Batalkan", "Cancel"), reason=True),
    ),
)

# What the days of a round are set for, in the order in which they follow each other.
STEPS: Mapping[str, Say] = {
    "fill": Say("Pengisian oleh perangkat daerah", "Filling in by the units"),
    "submit": Say("Pengiriman oleh kabupaten/kota", "Submission by the city"),
    "verify": Say("Penelaahan Kanwil", "Verification by the Kanwil"),
    "repair": Say("Perbaikan oleh kabupaten/kota", "Repair by the city"),
    "validate": Say("Penilaian pusat", "Assessment by the centre"),
    "object": Say("Sanggahan", "Objections"),
    "decide": Say("Keputusan", "Decision"),
}
# Marks that the papers of 2018 carried: the unit, the Sekda of the city and the Sekda of the province.
ENDORSEMENTS: Mapping[str, Say] = {
    "unit_head": Say("Kepala perangkat daerah", "Head of the unit"),
    "sekda": Say("Sekretaris Daerah kabupaten/kota", "Secretary of the city"),
    "province": Say("Sekretaris Daerah provinsi", "Secretary of the province"),
}
