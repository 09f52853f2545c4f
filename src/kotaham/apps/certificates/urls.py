"""Addresses of the room. `S` is the short address in the code on the paper, in the dense signs of a QR code."""

from django.urls import path

from kotaham.apps.certificates.views import issuing, public, reading, templates

app_name = "certificates"
urlpatterns = [
    path("sertifikat", reading.index, name="list"),
    path("sertifikat/paket", reading.bundle, name="bundle"),
    path("sertifikat/saya", reading.mine, name="mine"),
    path("sertifikat/saya/<int:pk>/pdf", reading.own_file, name="own-file"),
    path("sertifikat/saya/<int:pk>/lencana", reading.own_badge, name="own-badge"),
    path("sertifikat/saya/<int:pk>/catatan", reading.own_record, name="own-record"),
    path("sertifikat/templat", templates.index, name="templates"),
    path("sertifikat/templat/baru", templates.create, name="template-create"),
    path("sertifikat/templat/<int:pk>", templates.detail, name="template"),
    path("sertifikat/templat/<int:pk>/ubah", templates.edit, name="template-edit"),
    path("sertifikat/penerbitan", issuing.index, name="issues"),
    path("sertifikat/penerbitan/<int:pk>", issuing.detail, name="issue"),
    path("sertifikat/terbitkan", issuing.choose, name="issue-choose"),
    path("sertifikat/terbitkan/<int:version>", issuing.create, name="issue-create"),
    path("sertifikat/nomor/<int:pk>", reading.detail, name="detail"),
    path("sertifikat/nomor/<int:pk>/pdf", reading.file, name="file"),
    path("sertifikat/nomor/<int:pk>/catatan", reading.record, name="record"),
    path("sertifikat/nomor/<int:pk>/cabut", issuing.revoke, name="revoke"),
    path("sertifikat/nomor/<int:pk>/perbarui", issuing.renew, name="renew"),
    path("sertifikat/periksa", public.checker, name="checker"),
    path("sertifikat/periksa/berkas", public.checker_file, name="checker-file"),
    path("sertifikat/kunci", public.key, name="public-key"),
    path("sertifikat/penerbit", public.issuer, name="issuer"),
    path("sertifikat/status/<int:number>", public.status_list, name="status-list"),
    path("sertifikat/<slug:token>", public.check, name="check"),
    path("S/<slug:token>", public.code, name="code"),
]
