"""Write evidence, and what other rooms ask of the room: use a piece, let it go, say what can be proved."""

from kotaham.apps.evidence.services.care import Faults, Swept, sweep, verify
from kotaham.apps.evidence.services.ending import amend, withdraw
from kotaham.apps.evidence.services.letters import NotNow, TooLarge, Unfit
from kotaham.apps.evidence.services.opening import Opened, open_file, open_preview
from kotaham.apps.evidence.services.taking import Draft, Source, add, inspect_later, revise
from kotaham.apps.evidence.services.uploading import Incoming, abandon, begin, incoming, receive_part
from kotaham.apps.evidence.services.using import Pinpoint, Subject, register, release, subject_of, use
from kotaham.apps.evidence.services.warning import warn

__all__ = [
    "Draft",
    "Faults",
    "Incoming",
    "NotNow",
    "Opened",
    "Pinpoint",
    "Source",
    "Subject",
    "Swept",
    "TooLarge",
    "Unfit",
    "abandon",
    "add",
    "amend",
    "begin",
    "incoming",
    "inspect_later",
    "open_file",
    "open_preview",
    "receive_part",
    "register",
    "release",
    "revise",
    "subject_of",
    "sweep",
    "use",
    "verify",
    "warn",
    "withdraw",
]
