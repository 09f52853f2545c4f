"""Addresses of the room."""

from django.urls import path

from kotaham.apps.offices.views import areas, changing, parts, reading, units

app_name = "offices"
urlpatterns = [
    path("kantor", reading.index, name="list"),
    path("kantor/wilayah-kerja", areas.index, name="areas"),
    path("kantor/wilayah-kerja/<str:code>", areas.change, name="set-area"),
    path("kantor/<int:pk>", reading.detail, name="detail"),
    path("kantor/<int:pk>/buka", changing.create, name="create"),
    path("kantor/<int:pk>/perbaiki", changing.edit, name="edit"),
    path("kantor/<int:pk>/konfirmasi", changing.confirm, name="confirm"),
    path("kantor/<int:pk>/pindah", changing.move, name="move"),
    path("kantor/<int:pk>/tutup", changing.close, name="close"),
    path("kantor/<int:pk>/tugas", parts.mandate, name="mandate"),
    path("kantor/<int:pk>/tugas/<int:mandate>/akhiri", parts.end_mandate, name="end-mandate"),
    path("kantor/<int:pk>/kontak", parts.contact, name="contact"),
    path("kantor/<int:pk>/kontak/<int:contact>/hapus", parts.drop_contact, name="drop-contact"),
    path("kantor/<int:pk>/daftar-awal", units.adopt, name="adopt"),
    path("kantor/<int:pk>/tabel", units.bring_in, name="import"),
    path("kantor/<int:pk>/tabel/masukkan", units.write, name="bring-in"),
]
