"""Addresses of the room."""

from django.urls import path

from kotaham.apps.places import views

app_name = "places"
urlpatterns = [
    path("wilayah", views.index, name="list"),
    path("wilayah/perubahan", views.change, name="change"),
    path("wilayah/<str:code>", views.detail, name="detail"),
    path("wilayah/<str:code>/anak", views.children, name="children"),
]
