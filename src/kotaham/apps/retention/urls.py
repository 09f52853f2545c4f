"""Addresses of the room."""

from django.urls import path

from kotaham.apps.retention.views import sheets, terms

app_name = "retention"
urlpatterns = [
    path("masa-simpan", terms.index, name="list"),
    path("masa-simpan/jenis/<slug:kind>", terms.term, name="term"),
    path("masa-simpan/jenis/<slug:kind>/tetapkan", terms.change, name="set"),
    path("masa-simpan/daftar/<int:pk>", sheets.detail, name="sheet"),
    path("masa-simpan/daftar/<int:pk>/periksa", sheets.check, name="check"),
    path("masa-simpan/daftar/<int:pk>/tahan", sheets.hold, name="hold"),
    path("masa-simpan/daftar/<int:pk>/setujui", sheets.confirm, name="confirm"),
    path("masa-simpan/daftar/<int:pk>/batalkan", sheets.drop, name="drop"),
]
