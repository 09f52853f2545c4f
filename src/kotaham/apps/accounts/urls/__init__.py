"""Addresses of the room: our own pages, and those pages of allauth that we use, under our words."""

from django.urls import include, path

from kotaham.apps.accounts.urls import own, signing_in

urlpatterns = [
    path("", include((own.urlpatterns, "accounts"))),
    *signing_in.urlpatterns,
]
