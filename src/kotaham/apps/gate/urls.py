"""Addresses of the gate."""

from django.urls import path
from django.views.i18n import set_language

from kotaham.apps.gate.views.health import health
from kotaham.apps.gate.views.mark import mark
from kotaham.apps.gate.views.preferences import appearance
from kotaham.apps.gate.views.styleguide import styleguide

app_name = "gate"
urlpatterns = [
    path("gaya", styleguide, name="styleguide"),
    path("favicon.ico", mark, name="mark"),
    path("sehat", health, name="health"),
    path("bahasa", set_language, name="language"),
    path("tampilan", appearance, name="appearance"),
]
