"""Write evidence, and what other rooms ask of the room: use a piece, let it go, say what can be proved."""

from kotaham.apps.evidence.inspection.launch import Busy
from kotaham.apps.evidence.services.care import Faults, Swept, sweep, verify
from kotaham.apps.evidence.services.ending import amend, withdraw
from kotaham.apps.evidence.services.letters import NotNow, TooLarge, Unfit
from kotaham.apps.evidence.services.opening import Opened, open_file, open_preview, open_used
from kotaham.apps.evidence.services.sharing import share
from kotaham.apps.evidence.services.taking import Draft, Source, add, inspect_later, media_words, revise
from kotaham.apps.evidence.services.uploading import Incoming, abandon, begin, incoming, kept, receive_part
from kotaham.apps.evidence.services.using import Pinpoint, Subject, frozen_among, register, release, subject_of, use
from kotaham.apps.evidence.services.vetting import vet
from kotaham.apps.evidence.services.warning import warn

__all__ = [
    "Busy",
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
    "frozen_among",
    "incoming",
    "inspect_later",
    "kept",
    "media_words",
    "open_file",
    "open_preview",
    "open_used",
    "receive_part",
    "register",
    "release",
    "revise",
    "share",
    "subject_of",
    "sweep",
    "use",
    "verify",
    "vet",
    "warn",
    "withdraw",
]
