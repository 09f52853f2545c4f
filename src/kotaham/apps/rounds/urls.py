"""Addresses of the room."""

from django.urls import path

from kotaham.apps.rounds.views import choosing, moving, preparing, reading

app_name = "rounds"
urlpatterns = [
    path("putaran", reading.index, name="list"),
    path("putaran/baru", preparing.create, name="create"),
    path("putaran/<int:pk>", reading.detail, name="detail"),
    path("putaran/<int:pk>/ubah", preparing.edit, name="edit"),
    path("putaran/<int:pk>/hari", preparing.days, name="days"),
    path("putaran/<int:pk>/peserta", reading.participants, name="participants"),
    path("putaran/<int:pk>/peserta/pilih", choosing.choose, name="choose"),
    path("putaran/<int:pk>/peserta/tambah", choosing.join, name="join"),
    path("putaran/<int:pk>/peserta/semua", choosing.join_all, name="join-all"),
    path("putaran/<int:pk>/peserta/lepas", choosing.leave_all, name="leave-all"),
    path("putaran/<int:pk>/peserta/tabel", choosing.bring_in, name="bring-in"),
    path("putaran/<int:pk>/peserta/tidak-ikut", choosing.decline, name="decline"),
    path("putaran/<int:pk>/contoh", reading.sample, name="sample"),
    path("putaran/<int:pk>/buka", moving.open_round, name="open"),
    path("putaran/<int:pk>/perpanjang", moving.extend, name="extend"),
    path("putaran/<int:pk>/batalkan", moving.cancel, name="cancel"),
]
