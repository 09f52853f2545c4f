"""Pages of places."""

from kotaham.apps.places.views.pages import children, detail, index

__all__ = ["children", "detail", "index"]
