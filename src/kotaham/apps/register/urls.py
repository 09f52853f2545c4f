"""Addresses of the room."""

from django.urls import path

from kotaham.apps.register.views import changing, entities, links, lists, pairs, reading, wishes

app_name = "register"
urlpatterns = [
    path("peserta", reading.index, name="list"),
    path("peserta/saya", reading.own, name="own"),
    path("peserta/tambah", changing.add, name="add"),
    path("peserta/impor", lists.index, name="batches"),
    path("peserta/impor/baru", lists.begin, name="batch-begin"),
    path("peserta/impor/<int:pk>", lists.detail, name="batch"),
    path("peserta/impor/<int:pk>/kemajuan", lists.progress, name="batch-progress"),
    path("peserta/impor/<int:pk>/ditolak", lists.refusals, name="batch-refusals-file"),
    path("peserta/impor/<int:pk>/setujui", lists.approve, name="batch-approve"),
    path("peserta/impor/<int:pk>/batalkan", lists.cancel, name="batch-cancel"),
    path("peserta/impor/<int:pk>/lanjutkan", lists.resume, name="batch-resume"),
    path("peserta/impor/<int:pk>/kembalikan", lists.undo, name="batch-undo"),
    path("peserta/komunitas", entities.index, name="entities"),
    path("peserta/komunitas/tambah", entities.add, name="entity-add"),
    path("peserta/komunitas/<int:pk>/keadaan", entities.retire, name="entity-retire"),
    path("peserta/tautan", links.index, name="links"),
    path("peserta/tautan/baru", links.make, name="link-make"),
    path("peserta/tautan/<int:pk>", links.detail, name="link"),
    path("peserta/tautan/<int:pk>/tutup", links.close, name="link-close"),
    path("daftar/<str:token>", links.join, name="join"),
    path("peserta/kembar", pairs.index, name="pairs"),
    path("peserta/kembar/<int:pk>", pairs.detail, name="pair"),
    path("peserta/kembar/<int:pk>/berbeda", pairs.differ, name="pair-differ"),
    path("peserta/kembar/<int:pk>/gabung", pairs.merge, name="pair-merge"),
    path("peserta/saya/hubungkan", reading.claim, name="claim"),
    path("peserta/saya/permintaan", wishes.ask, name="wish"),
    path("peserta/permintaan", wishes.index, name="wishes"),
    path("peserta/permintaan/<int:pk>", wishes.detail, name="wish-detail"),
    path("peserta/permintaan/<int:pk>/jawab", wishes.answer, name="wish-answer"),
    path("peserta/<uuid:ref>/urai", pairs.unmerge, name="unmerge"),
    path("peserta/<uuid:ref>/hapus", wishes.erase, name="erase"),
    path("peserta/<uuid:ref>", reading.detail, name="detail"),
    path("peserta/<uuid:ref>/ubah", changing.change, name="change"),
    path("peserta/<uuid:ref>/nomor", changing.reveal, name="reveal"),
    path("peserta/<uuid:ref>/pindah", changing.move, name="move"),
    path("peserta/<uuid:ref>/tidak-aktif", changing.leave, name="leave"),
    path("peserta/<uuid:ref>/aktif", changing.come_back, name="return"),
    path("peserta/<uuid:ref>/pembaca", reading.readers, name="readers"),
]
