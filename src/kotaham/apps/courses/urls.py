"""Addresses of the room: the pages of the offices, then those of learners."""

from django.urls import path

from kotaham.apps.courses.views import drafting, keeping, learning, people

app_name = "courses"
urlpatterns = [
    path("pelatihan", keeping.index, name="list"),
    path("pelatihan/baru", keeping.create, name="create"),
    path("pelatihan/program", keeping.programmes, name="programmes"),
    path("pelatihan/program/<int:pk>/ubah", keeping.programme_edit, name="programme-edit"),
    path("pelatihan/program/<int:pk>/hentikan", keeping.programme_retire, name="programme-retire"),
    path("pelatihan/<int:pk>", keeping.detail, name="detail"),
    path("pelatihan/<int:pk>/ubah", keeping.edit, name="edit"),
    path("pelatihan/<int:pk>/hentikan", keeping.retire, name="retire"),
    path("pelatihan/<int:pk>/versi-baru", keeping.next_version, name="next"),
    path("pelatihan/versi/<int:pk>", drafting.version, name="version"),
    path("pelatihan/versi/<int:pk>/ubah", drafting.version_edit, name="version-edit"),
    path("pelatihan/versi/<int:pk>/jp", drafting.hours, name="hours"),
    path("pelatihan/versi/<int:pk>/terbitkan", drafting.publish, name="publish"),
    path("pelatihan/versi/<int:pk>/hentikan", drafting.version_retire, name="version-retire"),
    path("pelatihan/versi/<int:pk>/modul/<int:position>", drafting.reading, name="reading"),
    path("pelatihan/versi/<int:pk>/modul/baru", drafting.module_add, name="module-add"),
    path("pelatihan/modul/<int:pk>/ubah", drafting.module_edit, name="module-edit"),
    path("pelatihan/modul/<int:pk>/pindah", drafting.module_move, name="module-move"),
    path("pelatihan/modul/<int:pk>/hapus", drafting.module_remove, name="module-remove"),
    path("pelatihan/versi/<int:pk>/peserta", people.index, name="people"),
    path("pelatihan/versi/<int:pk>/daftarkan", people.enrol, name="enrol"),
    path("pelatihan/versi/<int:pk>/pilih", people.choose, name="choose"),
    path("pelatihan/keikutsertaan/<int:pk>", people.person, name="person"),
    path("pelatihan/keikutsertaan/<int:pk>/keluarkan", people.withdraw, name="withdraw"),
    path("pelatihan/keikutsertaan/<int:pk>/akui", people.waive, name="waive"),
    # Learners.
    path("belajar", learning.mine, name="mine"),
    path("belajar/katalog", learning.catalogue, name="catalogue"),
    path("belajar/ikuti/<int:pk>", learning.join, name="join"),
    path("belajar/<int:pk>", learning.learn, name="learn"),
    path("belajar/<int:pk>/terima", learning.accept, name="accept"),
    path("belajar/<int:pk>/tolak", learning.refuse, name="refuse"),
    path("belajar/<int:pk>/keluar", learning.give_up, name="give-up"),
    path("belajar/<int:pk>/modul/<int:position>", learning.module, name="module"),
    path("belajar/<int:pk>/modul/<int:position>/kemajuan", learning.progress, name="progress"),
    path("belajar/<int:pk>/modul/<int:position>/berkas", learning.file, name="file"),
    path("belajar/<int:pk>/modul/<int:position>/paket", learning.pack, name="pack"),
]
