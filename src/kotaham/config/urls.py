"""The address map of the house: every room brings its own addresses, in Indonesian."""

from importlib.util import find_spec

from django.conf import settings

from kotaham.apps.gate.views import refusals
from kotaham.config.routes import Room

urlpatterns = [
    Room(f"kotaham.apps.{room}.urls")
    for room in settings.ROOMS
    if find_spec(f"kotaham.apps.{room}") and find_spec(f"kotaham.apps.{room}.urls")
]
handler400 = refusals.bad_request
handler403 = refusals.forbidden
handler404 = refusals.not_found
handler500 = refusals.broken
