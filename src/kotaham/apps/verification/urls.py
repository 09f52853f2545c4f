"""Addresses of the room."""

from django.urls import path

from kotaham.apps.verification.views import answers, cases, lists, papers, reading

app_name = "verification"
urlpatterns = [
    path("penelaahan", lists.index, name="queue"),
    path("penelaahan/kesepakatan", lists.agreement, name="agreement"),
    path("penelaahan/<int:pk>", cases.detail, name="case"),
    path("penelaahan/<int:pk>/ambil", cases.move, {"verb": "take"}, name="take"),
    path("penelaahan/<int:pk>/baca-kedua", cases.move, {"verb": "second"}, name="second"),
    path("penelaahan/<int:pk>/tugaskan", cases.assign, name="assign"),
    path("penelaahan/<int:pk>/kembalikan", cases.move, {"verb": "return"}, name="return"),
    path("penelaahan/<int:pk>/selesaikan", cases.move, {"verb": "conclude"}, name="conclude"),
    path("penelaahan/<int:pk>/nilai-pusat", cases.move, {"verb": "assess"}, name="assess"),
    path("penelaahan/<int:pk>/ke-kanwil", cases.send_back, name="send-back"),
    path("penelaahan/<int:pk>/sampaikan", cases.move, {"verb": "validate"}, name="validate"),
    path("penelaahan/<int:pk>/nilai-tambah/<str:item>", answers.bonus, name="bonus"),
    path("penelaahan/<int:pk>/sekaligus", answers.bulk, name="bulk"),
    path("penelaahan/<int:pk>/pertanyaan", papers.questions, name="questions"),
    path("penelaahan/<int:pk>/berdampingan", papers.sides, name="sides"),
    path("penelaahan/<int:pk>/berita-acara", papers.minutes, name="minutes"),
    path("penelaahan/<int:pk>/berita-acara/<int:edition>.pdf", papers.minutes_file, name="minutes-file"),
    path("penelaahan/<int:pk>/berita-acara/<int:edition>/ditandatangani", papers.signed, name="signed"),
    path("penelaahan/<int:pk>/jawaban/<str:code>", reading.answer, name="answer"),
    path("penelaahan/<int:pk>/jawaban/<str:code>/putusan", reading.settle, name="settle"),
]
