"""The stages one after another, and who acts at which."""

from collections.abc import Mapping

from kotaham.apps.verification.models import Stage
from kotaham.core.language import Say

ORDER = (Stage.VERIFIED, Stage.VALIDATED, Stage.FINAL)
# What the values of a stage are called where they stand side by side.
TITLES: Mapping[str, Say] = {
    "self": Say("Nilai mandiri", "Self score"),
    Stage.VERIFIED: Say("Hasil penelaahan", "Verified"),
    Stage.VALIDATED: Say("Hasil penilaian", "Validated"),
    Stage.FINAL: Say("Sesudah sanggahan", "After objections"),
}
# In which state of a submission the readers of a stage work, and which step of the round sets their days.
STATE: Mapping[str, str] = {Stage.VERIFIED: "verifying", Stage.VALIDATED: "validating"}
STEP: Mapping[str, str] = {Stage.VERIFIED: "verify", Stage.VALIDATED: "validate"}
# From which states on the values of a stage stand.
REACHED: Mapping[str, tuple[str, ...]] = {
    Stage.VERIFIED: ("verified", "validating", "validated", "final", "decided"),
    Stage.VALIDATED: ("validated", "final", "decided"),
    Stage.FINAL: ("final", "decided"),
}
ANNOUNCED = ("validated", "final", "decided")  # from here on the city reads what became of its answers


def up_to(stage: str) -> tuple[str, ...]:
    """Return a stage and those before it."""
    return tuple(str(one) for one in ORDER[: ORDER.index(Stage(stage)) + 1])


def before(stage: str) -> str:
    """Return the stage whose values the readers of a stage have before them; empty for those of the city."""
    place = ORDER.index(Stage(stage))
    return str(ORDER[place - 1]) if place else ""
