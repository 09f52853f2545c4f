"""A run: everything a report is made from, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kotaham.core.facts import FactTable
from kotaham.core.instrument.model import Instrument


@dataclass(frozen=True)
class Run:
    """The instrument that judged, the same instrument in the language of the report, the record and the facts.

    `instrument_text` is the YAML exactly as it stood in its file.
    """

    instrument: Instrument
    told_in: Instrument
    record: Mapping[str, Any]
    table: FactTable
    instrument_text: str
