"""What changes places: loading reference data, codes and outlines, and recording what happened to them."""

from kotaham.apps.places.services.boundaries import load_boundaries
from kotaham.apps.places.services.bps import load_bps_codes
from kotaham.apps.places.services.by_hand import Wish, change_place, followers, preview_change
from kotaham.apps.places.services.changes import load_changes
from kotaham.apps.places.services.load import Loaded, load_places
from kotaham.apps.places.services.sources import packaged, read_places

__all__ = [
    "Loaded",
    "Wish",
    "change_place",
    "followers",
    "load_boundaries",
    "load_bps_codes",
    "load_changes",
    "load_places",
    "packaged",
    "preview_change",
    "read_places",
]
