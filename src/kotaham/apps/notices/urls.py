"""Addresses of the room."""

from django.urls import path

from kotaham.apps.notices import views

app_name = "notices"
urlpatterns = [
    path("kotak-masuk", views.inbox, name="list"),
    path("kotak-masuk/dibaca", views.read_all, name="read-all"),
    path("kotak-masuk/<int:pk>/dibaca", views.read, name="read"),
    path("kotak-masuk/pengaturan", views.preferences, name="preferences"),
    path("kotak-masuk/kalender", views.feed_open, name="feed-open"),
    path("kotak-masuk/kalender/<int:pk>/cabut", views.feed_revoke, name="feed-revoke"),
    path("kalender/<str:secret>.ics", views.calendar, name="calendar"),
]
