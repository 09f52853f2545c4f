"""Write the record: one unit of work, one chain, signed heads."""

from kotaham.apps.events.services.export import Exported, export
from kotaham.apps.events.services.hearing import Heard, when_recorded
from kotaham.apps.events.services.keys import public_keys
from kotaham.apps.events.services.seal import Sealed, seal_head
from kotaham.apps.events.services.unit import Log, record_read, work

__all__ = [
    "Exported",
    "Heard",
    "Log",
    "Sealed",
    "export",
    "public_keys",
    "record_read",
    "seal_head",
    "when_recorded",
    "work",
]
