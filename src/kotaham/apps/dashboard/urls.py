"""Addresses of the room."""

from django.urls import path

from kotaham.apps.dashboard.views import doings, home, river, search

app_name = "dashboard"
urlpatterns = [
    path("", home.index, name="home"),
    path("riwayat-saya", doings.index, name="doings"),
    path("cari", search.index, name="search"),
    # The boards of the river.
    path("papan", river.index, name="board"),
    path("papan/<int:pk>", river.board, name="board-round"),
    path("papan/<int:pk>/laporan", river.listed, name="board-reports"),
    path("papan/daerah/<int:pk>", river.city, name="board-city"),
    path("papan/daerah/<int:pk>/serah-terima", river.handover, name="board-handover"),
]
