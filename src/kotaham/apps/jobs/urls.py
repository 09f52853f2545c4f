"""Addresses of the room."""

from django.urls import path

from kotaham.apps.jobs import views

app_name = "jobs"
urlpatterns = [
    path("pekerjaan-latar", views.index, name="list"),
    path("pekerjaan-latar/<int:pk>", views.detail, name="detail"),
    path("pekerjaan-latar/<int:pk>/batal", views.cancel, name="cancel"),
    path("pekerjaan-latar/<int:pk>/ulang", views.retry, name="retry"),
]
