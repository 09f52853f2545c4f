"""Nouns of the room: a member of the register, the number they have, where they serve, and how they came in.

Personal data lies sealed (`core.identity.sealing`): number, e-mail and telephone by AES-SIV under the `ref` of the row,
beside a keyed blind index of 16 bytes that finds without telling. The name is in the clear, since people are looked for
by name; who looked is on the record.
"""

from kotaham.apps.register.models.asking import Joined, Link, Merge, Pair, Wish
from kotaham.apps.register.models.entities import EntityMerge, EntityPair
from kotaham.apps.register.models.lists import Batch, Before, Refusal, Staged
from kotaham.apps.register.models.people import Entity, Group, Member, NameWord, OldNumber, Posting

__all__ = [
    "Batch",
    "Before",
    "Entity",
    "EntityMerge",
    "EntityPair",
    "Group",
    "Joined",
    "Link",
    "Member",
    "Merge",
    "NameWord",
    "OldNumber",
    "Pair",
    "Posting",
    "Refusal",
    "Staged",
    "Wish",
]
