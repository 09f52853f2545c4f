"""Addresses of the room."""

from django.urls import path

from kotaham.apps.targets.views import reading, setting

app_name = "targets"
urlpatterns = [
    path("capaian", reading.board, name="board"),
    path("capaian/orang", reading.people, name="people"),
    path("capaian/berkas", reading.file, name="file"),
    path("capaian/pemeriksaan", reading.checks, name="checks"),
    path("capaian/pemeriksaan/mulai", setting.check, name="check"),
    path("capaian/target", setting.target, name="target"),
    path("capaian/target/tetapkan", setting.change, name="set"),
]
