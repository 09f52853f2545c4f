"""The four stages, and in which states a report counts at each: its values of that stage are then complete."""

from collections.abc import Mapping

from kotaham.apps.scores.models import Stage
from kotaham.core.language import Say

ORDER = (Stage.SELF, Stage.VERIFIED, Stage.VALIDATED, Stage.FINAL)
TITLES: Mapping[str, Say] = {
    Stage.SELF: Say("Nilai mandiri", "Self score"),
    Stage.VERIFIED: Say("Hasil penelaahan", "Verified"),
    Stage.VALIDATED: Say("Hasil penilaian", "Validated"),
    Stage.FINAL: Say("Sesudah sanggahan", "After objections"),
}
_FINAL = ("final", "decided")
ANNOUNCED = ("validated", *_FINAL)  # from here on the city reads what became of its answers
_VERIFIED = ("verified", "validating", *ANNOUNCED)
COUNTS: Mapping[str, tuple[str, ...]] = {
    Stage.SELF: ("sent", "verifying", "repair", *_VERIFIED),
    Stage.VERIFIED: _VERIFIED,
    Stage.VALIDATED: ANNOUNCED,
    Stage.FINAL: _FINAL,
}
