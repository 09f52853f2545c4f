"""Addresses of the room."""

from django.urls import path

from kotaham.apps.credits.views import claiming, giving, reading

app_name = "credits"
urlpatterns = [
    path("jp", reading.index, name="list"),
    path("jp/saya", reading.mine, name="mine"),
    path("jp/saya/pdf", reading.own_file, name="own-file"),
    path("jp/peserta/<uuid:ref>", reading.person, name="person"),
    path("jp/peserta/<uuid:ref>/pdf", reading.person_file, name="person-file"),
    path("jp/peserta/<uuid:ref>/ajukan", claiming.create, name="claim-create"),
    path("jp/pengakuan", claiming.index, name="claims"),
    path("jp/pengakuan/<int:pk>", claiming.detail, name="claim"),
    path("jp/pengakuan/<int:pk>/putuskan", claiming.decide, name="claim-decide"),
    path("jp/baris/<int:pk>/tarik", claiming.reverse, name="reverse"),
    path("jp/ekspor", giving.export, name="export"),
    path("jp/akses", giving.accesses, name="accesses"),
    path("jp/akses/<int:pk>/cabut", giving.revoke, name="access-revoke"),
    path("api/jp", giving.api, name="api"),
]
