"""Addresses of the room: the fill side, then the send side."""

from django.urls import path

from kotaham.apps.submissions.views import (
    answering,
    claiming,
    delegating,
    endorsing,
    filling,
    receipts,
    sending,
    workbooks,
)

app_name = "submissions"
urlpatterns = [
    path("laporan", filling.index, name="list"),
    path("indikator-saya", filling.mine, name="mine"),
    path("laporan/<int:pk>", filling.detail, name="detail"),
    path("laporan/<int:pk>/bagikan", delegating.delegate, name="delegate"),
    path("laporan/<int:pk>/tarik-bagian", delegating.take_back, name="take-back"),
    path("laporan/<int:pk>/ingatkan/<int:unit>", delegating.nudge, name="nudge"),
    path("laporan/<int:pk>/nilai-tambah", claiming.bonus, name="bonus"),
    path("laporan/<int:pk>/nilai-tambah/<str:item>/bukti", claiming.prove, name="bonus-prove"),
    path("laporan/<int:pk>/indikator/<str:code>", answering.answer, name="answer"),
    path("laporan/<int:pk>/indikator/<str:code>/buka", answering.reopen, name="reopen"),
    path("laporan/<int:pk>/indikator/<str:code>/bukti", answering.prove, name="prove"),
    # The send side.
    path("laporan/<int:pk>/periksa", sending.check, name="check"),
    path("laporan/<int:pk>/minta-pengesahan", sending.propose, name="propose"),
    path("laporan/<int:pk>/buka-kembali", sending.reasoned, {"verb": "unlock"}, name="unlock"),
    path("laporan/<int:pk>/kirim", sending.send, name="send"),
    path("laporan/<int:pk>/tarik", sending.reasoned, {"verb": "call_back"}, name="call-back"),
    path("laporan/<int:pk>/kirim-perbaikan", sending.resend, name="resend"),
    path("laporan/<int:pk>/tidak-ikut", sending.reasoned, {"verb": "withdraw"}, name="withdraw"),
    path("laporan/<int:pk>/indikator/<str:code>/penjelasan", sending.explain, name="explain"),
    path("laporan/<int:pk>/pengesahan", endorsing.index, name="endorsements"),
    path("laporan/<int:pk>/pengesahan/<slug:kind>", endorsing.endorse, name="endorse"),
    path("laporan/<int:pk>/pengesahan/<slug:kind>/pernyataan", endorsing.statement, name="statement"),
    path("laporan/<int:pk>/tanda-terima/<int:number>", receipts.receipt, name="receipt"),
    path("laporan/<int:pk>/tanda-terima/<int:number>/cetak", receipts.paper, name="receipt-paper"),
    path("laporan/<int:pk>/tanda-terima/<int:number>/data", receipts.facts, name="receipt-facts"),
    path("laporan/<int:pk>/berkas", workbooks.index, name="workbook"),
    path("laporan/<int:pk>/berkas/formulir", workbooks.out, name="workbook-out"),
    path("laporan/<int:pk>/berkas/masukkan", workbooks.take_in, name="workbook-in"),
    path("laporan/<int:pk>/berkas/terapkan", workbooks.apply, name="workbook-apply"),
    path("laporan/<int:pk>/berkas/<int:batch>/urungkan", workbooks.undo, name="workbook-undo"),
    path("periksa/<str:token>", receipts.public, name="receipt-check"),
]
