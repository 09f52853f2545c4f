"""Addresses of the room."""

from django.urls import path

from kotaham.apps.actions import views

app_name = "actions"
urlpatterns = [
    path("tindak-lanjut", views.index, name="list"),
    path("tindak-lanjut/baru", views.create, name="create"),
    path("tindak-lanjut/<int:pk>", views.detail, name="detail"),
    path("tindak-lanjut/<int:pk>/ubah", views.edit, name="edit"),
    path("tindak-lanjut/<int:pk>/ambil", views.move, {"verb": "take"}, name="take"),
    path("tindak-lanjut/<int:pk>/selesai", views.move, {"verb": "claim"}, name="claim"),
    path("tindak-lanjut/<int:pk>/terima", views.move, {"verb": "accept"}, name="accept"),
    path("tindak-lanjut/<int:pk>/kembalikan", views.move, {"verb": "return"}, name="return"),
    path("tindak-lanjut/<int:pk>/buka-kembali", views.move, {"verb": "reopen"}, name="reopen"),
    path("tindak-lanjut/<int:pk>/perpanjang", views.move, {"verb": "extend"}, name="extend"),
    path("tindak-lanjut/<int:pk>/batalkan", views.move, {"verb": "cancel"}, name="cancel"),
    path("tindak-lanjut/<int:pk>/bukti", views.prove, name="prove"),
    path("tindak-lanjut/<int:pk>/menunggu", views.need, name="need"),
    path("tindak-lanjut/<int:pk>/menunggu/<int:needed>/lepas", views.unneed, name="unneed"),
]
