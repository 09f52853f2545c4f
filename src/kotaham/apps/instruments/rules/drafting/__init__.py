"""Changing a draft: what people put into forms becomes a change of the tree that the file holds."""

from kotaham.apps.instruments.rules.drafting.blank import blank
from kotaham.apps.instruments.rules.drafting.indicators import (
    KINDS,
    added,
    codes_of,
    moved,
    removed,
    with_indicator,
)
from kotaham.apps.instruments.rules.drafting.pages import PAGES, Page, initial, page_of_path, with_page
from kotaham.apps.instruments.rules.drafting.trees import (
    Tree,
    fields_changed,
    instrument_from,
    nodes_below,
    renamed,
    tree_of,
)

__all__ = [
    "KINDS",
    "PAGES",
    "Page",
    "Tree",
    "added",
    "blank",
    "codes_of",
    "fields_changed",
    "initial",
    "instrument_from",
    "moved",
    "nodes_below",
    "page_of_path",
    "removed",
    "renamed",
    "tree_of",
    "with_indicator",
    "with_page",
]
