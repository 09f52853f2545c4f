"""Addresses of the room: the pages of the offices, those of learners, and those without signing in."""

from django.urls import path

from kotaham.apps.classes.views import answering, door, entities, mine, planning, presence, seats

app_name = "classes"
urlpatterns = [
    path("sesi", planning.index, name="list"),
    path("sesi/baru", planning.create, name="create"),
    path("sesi/<int:pk>", planning.detail, name="detail"),
    path("sesi/<int:pk>/ubah", planning.edit, name="edit"),
    path("sesi/<int:pk>/buka", planning.moved, {"verb": "open"}, name="open"),
    path("sesi/<int:pk>/tutup", planning.moved, {"verb": "close"}, name="close"),
    path("sesi/<int:pk>/laksanakan", planning.moved, {"verb": "hold"}, name="hold"),
    path("sesi/<int:pk>/batalkan", planning.cancel, name="cancel"),
    path("sesi/<int:pk>/surat", planning.letter, name="letter"),
    path("sesi/<int:pk>/undang", seats.invite, name="invite"),
    path("sesi/<int:pk>/daftarkan", seats.enrol, name="enrol"),
    path("sesi/<int:pk>/peserta", seats.people, name="people"),
    path("sesi/<int:pk>/peserta/cetak", seats.sheet, name="sheet"),
    path("sesi/<int:pk>/peserta/<int:seat>/surat", seats.letter, name="seat-letter"),
    path("sesi/<int:pk>/peserta/<int:seat>/tarik", seats.withdraw, name="withdraw"),
    path("sesi/<int:pk>/layar", presence.room, name="room"),
    path("sesi/<int:pk>/layar/kode", presence.code, name="code"),
    path("sesi/<int:pk>/hadir/catat", presence.note, name="note"),
    path("sesi/<int:pk>/hadir/komunitas", entities.note, name="entities"),
    path("sesi/<int:pk>/hadir/komunitas/<int:attendance>/koreksi", entities.correct, name="entity-correct"),
    path("sesi/<int:pk>/hadir/komunitas/<int:attendance>/batalkan", entities.void, name="entity-void"),
    path("sesi/<int:pk>/hadir/daftar", presence.roll, name="roll"),
    path("sesi/<int:pk>/hadir/daftar/<int:roll>", presence.roll_preview, name="roll-preview"),
    path("sesi/<int:pk>/hadir/daftar/<int:roll>/masukkan", presence.roll_take, name="roll-take"),
    path("sesi/<int:pk>/hadir/daftar/<int:roll>/kembalikan", presence.roll_undo, name="roll-undo"),
    path("sesi/<int:pk>/hadir/<int:attendance>/batalkan", presence.void, name="void"),
    # Learners.
    path("sesi-saya", mine.index, name="mine"),
    path("sesi-saya/<int:pk>", mine.detail, name="mine-detail"),
    path("sesi-saya/<int:pk>/daftar", mine.register, name="register"),
    path("sesi-saya/<int:pk>/kalender", mine.calendar, name="my-calendar"),
    path("sesi-saya/kursi/<int:pk>/batal", mine.give_up, name="give-up"),
    path("sesi-saya/kursi/<int:pk>/surat", mine.letter, name="my-letter"),
    path("sesi-saya/kursi/<int:pk>/izin", mine.ask_release, name="ask-release"),
    # Whoever stands at the door, was invited and has no account, and supervisors.
    path("hadir/<int:pk>", door.check_in, name="check-in"),
    path("jawab/<str:token>", answering.answer, name="answer"),
    path("izin/<str:token>", door.release, name="release"),
]
