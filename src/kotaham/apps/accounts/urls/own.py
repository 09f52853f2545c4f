"""Addresses of our own pages."""

from django.urls import path

from kotaham.apps.accounts.views import holding, inviting, oneself, people

urlpatterns = [
    path("akun", oneself.profile, name="profile"),
    path("akun/peran", oneself.act, name="act"),
    path("peran", oneself.roles, name="roles"),
    path("orang", people.listed, name="people"),
    path("orang/<int:pk>", people.person, name="person"),
    path("orang/<int:pk>/surel", people.contact, name="contact"),
    path("orang/<int:pk>/riwayat-baca", people.readers, name="readers"),
    path("orang/<int:pk>/tugaskan", holding.appoint, name="appoint"),
    path("orang/<int:pk>/nonaktifkan", people.deactivate, name="deactivate"),
    path("orang/<int:pk>/aktifkan", people.reactivate, name="reactivate"),
    path("penugasan/<int:pk>/akhiri", holding.end, name="end"),
    path("penugasan/<int:pk>/serah-terima", holding.hand_over, name="hand-over"),
    path("undangan", inviting.listed, name="invitations"),
    path("undangan/baru", inviting.invite, name="invite"),
    path("undangan/<int:pk>/cabut", inviting.revoke, name="revoke"),
    path("undangan/<int:pk>/kirim-ulang", inviting.renew, name="renew"),
    path("undangan/terima/<str:token>", inviting.accept, name="accept"),
]
