"""Addresses of the room."""

from django.urls import path

from kotaham.apps.exams.views import bank, taking, tests

app_name = "exams"
urlpatterns = [
    path("soal", bank.bank, name="bank"),
    path("soal/baru", bank.add, name="add"),
    path("soal/impor", bank.bring_in, name="import"),
    path("soal/impor/<int:pk>", bank.preview, name="incoming"),
    path("soal/ekspor", bank.export, name="export"),
    path("soal/<int:pk>", bank.question, name="question"),
    path("soal/<int:pk>/ubah", bank.edit, name="question-edit"),
    path("soal/<int:pk>/pakai", bank.use, name="question-use"),
    path("soal/<int:pk>/hentikan", bank.retire, name="question-retire"),
    path("tes", tests.index, name="list"),
    path("tes/baru", tests.create, name="create"),
    path("tes/saya", taking.mine, name="mine"),
    path("tes/<int:pk>", tests.detail, name="detail"),
    path("tes/<int:pk>/ubah", tests.edit, name="edit"),
    path("tes/<int:pk>/buka", tests.open_exam, name="open"),
    path("tes/<int:pk>/tutup", tests.close, name="close"),
    path("tes/<int:pk>/hitung", tests.count, name="count"),
    path("tes/<int:pk>/statistik", tests.figures, name="figures"),
    path("tes/<int:pk>/peserta", tests.people, name="people"),
    path("tes/<int:pk>/peserta/<int:attempt>/waktu", tests.grant, name="grant"),
    path("tes/<int:pk>/mulai", taking.start, name="start"),
    path("percobaan/<int:pk>", taking.attempt, name="attempt"),
    path("percobaan/<int:pk>/soal/<int:position>", taking.answer, name="answer"),
    path("percobaan/<int:pk>/berkas", taking.paper, name="paper"),
    path("percobaan/<int:pk>/serahkan", taking.submit, name="submit"),
    path("percobaan/<int:pk>/hasil", taking.outcome, name="outcome"),
]
