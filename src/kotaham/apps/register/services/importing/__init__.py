"""Import a list of people: take the file in, read it, preview, take in, undo."""

from kotaham.apps.register.services.importing.letters import problem_of, told
from kotaham.apps.register.services.importing.reading import read
from kotaham.apps.register.services.importing.receiving import begin, sweep
from kotaham.apps.register.services.importing.taking import approve, ask_undo, cancel, clear, resume, take
from kotaham.apps.register.services.importing.undoing import undo

__all__ = [
    "approve",
    "ask_undo",
    "begin",
    "cancel",
    "clear",
    "problem_of",
    "read",
    "resume",
    "sweep",
    "take",
    "told",
    "undo",
]
