"""Addresses of evidence."""

from django.urls import path

from kotaham.apps.evidence.views import adding, changing, files, looking, uploads

app_name = "evidence"
urlpatterns = [
    path("bukti", looking.index, name="list"),
    path("bukti/baru", adding.add_file, name="add"),
    path("bukti/tautan-baru", adding.add_link, name="add-link"),
    path("bukti/unggahan", uploads.begin, name="begin"),
    path("bukti/unggahan/<uuid:upload>", uploads.part, name="part"),
    path("bukti/unggahan/<uuid:upload>/batal", uploads.abandon, name="abandon"),
    path("bukti/<int:pk>", looking.detail, name="detail"),
    path("bukti/<int:pk>/revisi", adding.revise, name="revise"),
    path("bukti/<int:pk>/ubah", changing.amend, name="amend"),
    path("bukti/<int:pk>/tarik", changing.withdraw, name="withdraw"),
    path("bukti/<int:pk>/bagikan", changing.share, name="share"),
    path("bukti/<int:pk>/pakai", changing.use, name="use"),
    path("bukti/<int:pk>/pakai/<int:use>/lepas", changing.release, name="release"),
    path("bukti/<int:pk>/berkas/<int:number>", files.download, name="file"),
    path("bukti/<int:pk>/pratinjau/<int:number>/<int:page>", files.preview, name="preview"),
]
