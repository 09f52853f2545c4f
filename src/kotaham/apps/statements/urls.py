"""Addresses of the room."""

from django.urls import path

from kotaham.apps.statements.views import outbox

app_name = "statements"
urlpatterns = [
    path("pernyataan-belajar", outbox.index, name="list"),
    path("pernyataan-belajar/<int:pk>/ulang", outbox.again, name="again"),
]
