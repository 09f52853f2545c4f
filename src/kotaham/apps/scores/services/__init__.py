"""What other rooms and the pages ask of the room: run, recompute, preview, pack."""

from kotaham.apps.scores.services.asking import ask_run
from kotaham.apps.scores.services.drafting import Draft, draft_of
from kotaham.apps.scores.services.finding import city, run_seen, run_to_check
from kotaham.apps.scores.services.joining import join
from kotaham.apps.scores.services.kit import kit, kit_command
from kotaham.apps.scores.services.packing import ask_package, make_package, package_file
from kotaham.apps.scores.services.rapor import rapor
from kotaham.apps.scores.services.replaying import ask_replay, make_replay
from kotaham.apps.scores.services.running import Made, compute, make

__all__ = [
    "Draft",
    "Made",
    "ask_package",
    "ask_replay",
    "ask_run",
    "city",
    "compute",
    "draft_of",
    "join",
    "kit",
    "kit_command",
    "make",
    "make_package",
    "make_replay",
    "package_file",
    "rapor",
    "run_seen",
    "run_to_check",
]
