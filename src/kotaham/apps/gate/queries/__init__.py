"""Reads of the gate: pages of long lists, queries asked by every request, the table of what is counted for a while."""

from kotaham.apps.gate.queries.narrowing import choice_of, fields_of, leave, number_of
from kotaham.apps.gate.queries.pages import Page, Sliced, page_of
from kotaham.apps.gate.queries.prepared import Prepared

__all__ = ["Page", "Prepared", "Sliced", "choice_of", "fields_of", "leave", "number_of", "page_of"]
