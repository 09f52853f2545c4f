"""Addresses of the room."""

from django.urls import path

from kotaham.apps.proposals.views import mapping, movement, reading

app_name = "proposals"
urlpatterns = [
    path("nilai-ke-pelatihan", reading.index, name="list"),
    path("nilai-ke-pelatihan/<int:pk>", reading.office, name="office"),
    path("nilai-ke-pelatihan/<int:pk>/pelatihan/<int:version>", reading.people, name="people"),
    path("nilai-ke-pelatihan/pemetaan", mapping.index, name="mappings"),
    path("nilai-ke-pelatihan/pemetaan/<int:pk>/akhiri", mapping.end, name="mapping-end"),
    path("nilai-ke-pelatihan/pergerakan", movement.index, name="movement"),
    path("nilai-ke-pelatihan/pergerakan/hitung", movement.count, name="count"),
]
