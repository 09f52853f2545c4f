"""Addresses of the record."""

from django.urls import path, re_path

from kotaham.apps.events.views import heads, lists

app_name = "events"
urlpatterns = [
    path("riwayat", lists.office, name="list"),
    path("riwayat/saya", lists.mine, name="mine"),
    path("riwayat/kepala", heads.page, name="heads"),
    path("riwayat/kepala/tanda-tangan", heads.seal, name="seal"),
    path("riwayat/kepala.txt", heads.published, name="heads_raw"),
    path("riwayat/kunci.pem", heads.key, name="key"),
    re_path(r"^riwayat/(?P<kind>[a-z_]{1,30}\.[a-z_]{1,29})/(?P<subject>[^/]{1,80})$", lists.subject, name="subject"),
]
