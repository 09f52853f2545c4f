"""Addresses of the room."""

from django.urls import path

from kotaham.apps.instruments import views

app_name = "instruments"
urlpatterns = [
    path("instrumen", views.index, name="list"),
    path("instrumen/baru", views.create, name="create"),
    path("instrumen/dari-berkas", views.bring_in, name="import"),
    path("instrumen/<int:pk>", views.detail, name="detail"),
    path("instrumen/<int:pk>/berkas", views.file, name="file"),
    path("instrumen/<int:pk>/lampiran", views.annex, name="annex"),
    path("instrumen/<int:pk>/perbedaan", views.diff, name="diff"),
    path("instrumen/<int:pk>/salin", views.copy, name="copy"),
    path("instrumen/<int:pk>/susun", views.draft, name="draft"),
    path("instrumen/<int:pk>/susun/isi-berkas", views.expert, name="expert"),
    path("instrumen/<int:pk>/susun/indikator-baru", views.add, name="add"),
    path("instrumen/<int:pk>/susun/urutan", views.order, name="order"),
    path("instrumen/<int:pk>/susun/indikator/<str:code>", views.indicator, name="indicator"),
    path("instrumen/<int:pk>/susun/indikator/<str:code>/hapus", views.remove, name="remove"),
    path("instrumen/<int:pk>/susun/<slug:page>", views.part, name="part"),
    path("instrumen/<int:pk>/coba", views.try_draft, name="try"),
    path("instrumen/<int:pk>/coba/<int:number>", views.tried, name="tried"),
    path("instrumen/<int:pk>/tanggapan", views.comment, name="comment"),
    path("instrumen/<int:pk>/tanggapan/<int:number>/selesai", views.settle, name="settle"),
    path("instrumen/<int:pk>/ajukan", views.move, {"verb": "offer"}, name="offer"),
    path("instrumen/<int:pk>/kembalikan", views.move, {"verb": "send_back"}, name="send_back"),
    path("instrumen/<int:pk>/segel", views.move, {"verb": "seal"}, name="seal"),
    path("instrumen/<int:pk>/hentikan", views.move, {"verb": "drop"}, name="drop"),
]
