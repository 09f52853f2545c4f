"""Addresses of the room."""

from django.urls import path

from kotaham.apps.publication.views import corrections, decisions, objections

app_name = "publication"
urlpatterns = [
    path("sanggahan", objections.index, name="objections"),
    path("sanggahan/<int:pk>", objections.detail, name="objection"),
    path("sanggahan/<int:pk>/ubah", objections.edit, name="edit"),
    path("sanggahan/<int:pk>/bukti", objections.prove, name="prove"),
    path("sanggahan/<int:pk>/ajukan", objections.file, name="file"),
    path("sanggahan/<int:pk>/cabut", objections.withdraw, name="withdraw"),
    path("sanggahan/<int:pk>/putus", objections.judge, name="judge"),
    path("sanggahan/laporan/<int:pk>", objections.choose, name="choose"),
    path("sanggahan/laporan/<int:pk>/<str:code>", objections.begin, name="object"),
    path("keputusan", decisions.index, name="decisions"),
    path("keputusan/putaran/<int:pk>", decisions.round_, name="round"),
    path("keputusan/putaran/<int:pk>/tutup-sanggahan", decisions.settle, name="settle"),
    path("keputusan/putaran/<int:pk>/susun", decisions.draft, name="draft"),
    path("keputusan/<int:pk>", decisions.detail, name="decision"),
    path("keputusan/<int:pk>/daerah/<str:code>", decisions.row, name="row"),
    path("keputusan/<int:pk>/susun-ulang", decisions.redraw, name="redraw"),
    path("keputusan/<int:pk>/hapus", decisions.drop, name="drop"),
    path("keputusan/<int:pk>/tetapkan", decisions.freeze, name="freeze"),
    path("keputusan/<int:pk>/bertanda-tangan", decisions.sign, name="sign"),
    path("keputusan/<int:pk>/lampiran.pdf", decisions.annex_pdf, name="annex-pdf"),
    path("keputusan/<int:pk>/lampiran.xlsx", decisions.annex_xlsx, name="annex-xlsx"),
    path("keputusan/<int:pk>/daftar.json", decisions.list_json, name="list-json"),
    path("keputusan/<int:pk>/koreksi", corrections.correct, name="correct"),
    path("keputusan/<int:pk>/koreksi/<int:report>", corrections.answers, name="answers"),
    path("keputusan/<int:pk>/koreksi/<int:report>/<str:code>", corrections.amend, name="amend"),
]
