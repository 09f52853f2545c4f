"""Addresses of the room."""

from django.urls import path

from kotaham.apps.scores.views import checking, cities, runs

app_name = "scores"
urlpatterns = [
    path("nilai", runs.index, name="list"),
    path("putaran/<int:pk>/nilai", runs.of_round, name="round"),
    path("putaran/<int:pk>/nilai/hitung", runs.ask, name="ask"),
    path("nilai/<int:pk>", runs.detail, name="run"),
    path("nilai/<int:pk>/periksa", checking.check, name="check"),
    path("nilai/<int:pk>/facts.json", checking.facts, name="facts"),
    path("nilai/<int:pk>/record.json", checking.record, name="record"),
    path("nilai/<int:pk>/bekal.zip", checking.kit, name="kit"),
    path("nilai/<int:pk>/hitung-ulang", checking.replay, name="replay"),
    path("nilai/<int:pk>/paket", checking.package, name="package"),
    path("nilai/<int:pk>/paket.zip", checking.package_file, name="package-file"),
    path("laporan/<int:pk>/nilai", cities.sides, name="city"),
    path("laporan/<int:pk>/nilai/<slug:stage>/jejak", cities.trace, name="trace"),
    path("laporan/<int:pk>/nilai/<slug:stage>/rapor.pdf", cities.rapor, name="rapor"),
    path("laporan/<int:pk>/nilai/<slug:stage>/facts.json", cities.facts, name="city-facts"),
    path("laporan/<int:pk>/nilai-sementara", cities.draft, name="draft"),
]
