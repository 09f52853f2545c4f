"""Pages of places."""

from kotaham.apps.places.views.changing import change
from kotaham.apps.places.views.pages import children, detail, index

__all__ = ["change", "children", "detail", "index"]
