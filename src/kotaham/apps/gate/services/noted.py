"""How what a room notes beside an event reads; rooms declare it in their AppConfig, and the record asks them.

`history_words` gives the words of each name in the data of the room's events: `"due"` for all of them, or
`"offices.moved old"` for one. `history_names` gives, for each kind of thing, the dotted path of a callable that returns
the names of many at once by their numbers, `history_codes` by their codes. `history_kinds` tells what a kind without a
model is called, `history_systems` what work in the background is called.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Noted:
    """One name in the data: its title, and how its value reads; the value of one without a title is not shown.

    The value is one of a few (`choices`: words for each, the path of a model's field, `"offices.office.kind"`, or of a
    callable in `kotaham` that returns the words), the number or code of a thing of a kind (`names`), of the kind that
    stands beside it (`kind_in`), or it stands for itself.
    """

    title: Any = None  # a lazy translation
    choices: str | Mapping[str, Any] = field(default_factory=dict)
    names: str = ""
    kind_in: str = ""
    fields: bool = False  # names of fields of the subject: called as its model calls them, else by `choices`
    amount: bool = False  # a decimal number as text: written as numbers are, `2,5`


UNSEEN = Noted()
