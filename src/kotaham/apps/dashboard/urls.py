"""Addresses of the room."""

from django.urls import path

from kotaham.apps.dashboard.views import doings, home, search

app_name = "dashboard"
urlpatterns = [
    path("", home.index, name="home"),
    path("riwayat-saya", doings.index, name="doings"),
    path("cari", search.index, name="search"),
]
