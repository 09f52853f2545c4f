"""Nouns of the room: a session with its speakers, who has a seat, and who was there."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Session(models.Model):
    """A meeting at which a course, or a talk without one, is held."""

    class Mode(models.TextChoices):
        """How it is held."""

        WEBINAR = "webinar", _("Webinar")
        ONSITE = "onsite", _("Tatap muka")
        HYBRID = "hybrid", _("Hibrida")
        ELEARNING = "elearning", _("E-learning")
        LATSAR = "latsar", _("Pelatihan dasar CPNS (Latsar)")
        TALKSHOW = "talkshow", _("Gelar wicara")

    class State(models.TextChoices):
        """Where it stands; the moves are `rules.LIFE`."""

        DRAFT = "draft", pgettext_lazy("sesi", "Draf")
        OPEN = "open", pgettext_lazy("sesi", "Pendaftaran dibuka")
        CLOSED = "closed", pgettext_lazy("sesi", "Pendaftaran ditutup")
        HELD = "held", pgettext_lazy("sesi", "Telah dilaksanakan")
        CANCELLED = "cancelled", pgettext_lazy("sesi", "Dibatalkan")

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")  # who holds it
    version = models.ForeignKey(
        "courses.Version", models.PROTECT, null=True, related_name="+", verbose_name=_("bagian dari pelatihan")
    )
    title = models.CharField(_("judul"), max_length=200)
    mode = models.CharField(_("cara"), max_length=9, choices=Mode)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    starts = models.DateTimeField(pgettext_lazy("sesi", "mulai"))
    ends = models.DateTimeField(pgettext_lazy("sesi", "selesai"))
    zone = models.CharField(_("zona waktu"), max_length=40)
    place = models.CharField(_("tempat"), max_length=300, blank=True)
    link = models.URLField(_("tautan"), max_length=500, blank=True)
    capacity = models.PositiveIntegerField(_("kapasitas"), null=True, blank=True)
    about = models.TextField(_("keterangan"), max_length=4000, blank=True)
    letter = models.CharField(_("nomor surat undangan"), max_length=120, blank=True)  # as the office gives it
    letter_day = models.DateField(_("tanggal surat undangan"), null=True, blank=True)
    secret = models.CharField(max_length=64, editable=False)  # of the rotating code of the room
    why = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)
    told_day = models.DateTimeField(null=True)  # when people were reminded, a day and an hour before
    told_hour = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)  # when its time or place last changed after it was announced
    seated = models.PositiveIntegerField(default=0)  # registered, kept true by the service
    waiting = models.PositiveIntegerField(default=0)
    present = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    since = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("sesi")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="session_ends_after_start"),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(seated__lte=F("capacity")), name="session_not_overfull"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "-starts"], name="session_office"),
            models.Index(fields=["state", "starts"], name="session_state"),
            models.Index(fields=["version", "-starts"], name="session_version"),
        ]

    def __str__(self) -> str:
        """Show the title."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the session."""
        return reverse("classes:detail", args=[self.pk])


class Speaker(models.Model):
    """Who speaks, with the title that the letter names."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="speakers")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("nama"), max_length=160)
    title = models.CharField(_("jabatan"), max_length=200, blank=True)
    topic = models.CharField(_("materi"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("narasumber")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "position"], name="speaker_position_once")
        ]

    def __str__(self) -> str:
        """Show the name; speakers are public."""
        return self.name


class Seat(models.Model):
    """A member's seat; of a full session it waits in the order of asking."""

    class State(models.TextChoices):
        """Where it stands; the moves are `rules.SEAT_LIFE`."""

        INVITED = "invited", pgettext_lazy("kursi", "Diundang")
        SEATED = "seated", pgettext_lazy("kursi", "Terdaftar")
        WAITING = "waiting", pgettext_lazy("kursi", "Daftar tunggu")
        GIVEN_UP = "given-up", pgettext_lazy("kursi", "Batal hadir")
        REVOKED = "revoked", pgettext_lazy("kursi", "Undangan ditarik")

    class Release(models.TextChoices):
        """Whether the supervisor frees the person from duty for it."""

        NONE = "", pgettext_lazy("izin atasan", "Tidak diminta")
        ASKED = "asked", pgettext_lazy("izin atasan", "Menunggu atasan")
        GIVEN = "given", pgettext_lazy("izin atasan", "Diizinkan")
        REFUSED = "refused", pgettext_lazy("izin atasan", "Tidak diizinkan")

    class Way(models.TextChoices):
        """By which way it was answered last."""

        ACCOUNT = "", pgettext_lazy("jawaban", "Akun atau petugas")
        LINK = "link", pgettext_lazy("jawaban", "Tautan pada undangan")

    class Mail(models.TextChoices):
        """Whether the invitation leaves by e-mail: of whoever has an address and no account."""

        NONE = "", pgettext_lazy("surel undangan", "Tidak")
        OWED = "owed", pgettext_lazy("surel undangan", "Menunggu dikirim")
        SENT = "sent", pgettext_lazy("surel undangan", "Dikirim")

    session = models.ForeignKey(Session, models.PROTECT, related_name="seats")
    member = models.ForeignKey("register.Member", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State)
    online = models.BooleanField(default=False)  # of a hybrid session: wishes to follow from afar
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    kanwil = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=9)
    release = models.CharField(max_length=7, choices=Release, default=Release.NONE, blank=True)
    supervisor = models.CharField(_("atasan"), max_length=200, blank=True)
    release_hash = models.CharField(max_length=64, blank=True)  # of the token in the supervisor's letter
    release_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    # Of the invitation, which stays whatever becomes of the seat: when, and where the person served on that day.
    invited_at = models.DateTimeField(null=True)
    invited_office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+", db_index=False)
    invited_kanwil = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+", db_index=False)
    # Of the link by which it is answered without an account: what is kept of its token, and the how manyth link it is.
    answer_hash = models.CharField(max_length=64, blank=True)
    answer_round = models.PositiveSmallIntegerField(default=1)
    answer_way = models.CharField(_("dijawab lewat"), max_length=4, choices=Way, default=Way.ACCOUNT, blank=True)
    mail = models.CharField(_("surel undangan"), max_length=4, choices=Mail, default=Mail.NONE, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("kursi")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "member"], name="seat_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["session", "state", "at", "id"], name="seat_queue"),
            models.Index(fields=["member", "-id"], name="seat_member"),
            models.Index(fields=["kanwil", "session"], name="seat_kanwil"),
            models.Index(fields=["release_hash"], name="seat_release", condition=~Q(release_hash="")),
            models.Index(fields=["answer_hash"], name="seat_answer", condition=~Q(answer_hash="")),
        ]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.session_id} {self.member_id}"


class Attendance(models.Model):
    """A member was there; once for a session, however often and by however many ways they came in."""

    class Method(models.TextChoices):
        """How it is known."""

        CODE = "code", _("Kode QR")
        LIST = "list", _("Daftar hadir rapat daring")
        MANUAL = "manual", _("Dicatat petugas")

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    member = models.ForeignKey("register.Member", models.PROTECT, related_name="+")
    method = models.CharField(max_length=6, choices=Method)
    online = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(null=True)  # from the list of the online meeting, when it has them
    reason = models.CharField(_("alasan"), max_length=300, blank=True)  # of what an officer wrote down
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    kanwil = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=9)
    roll = models.ForeignKey("classes.Roll", models.PROTECT, null=True, related_name="attendances")
    day = models.DateField()  # of the session, by the clock of its place: the day on which a target counts it
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    void_at = models.DateTimeField(null=True)  # taken back, with a reason
    void_why = models.CharField(max_length=300, blank=True)
    also: "models.JSONField[Any]" = models.JSONField(default=list)  # other ways by which the same presence was seen

    class Meta:
        verbose_name = _("kehadiran")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "member"], condition=Q(void_at=None), name="attendance_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["member", "-id"], name="attendance_member"),
            models.Index(fields=["kanwil", "at"], name="attendance_kanwil"),
        ]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.session_id} {self.member_id}"


class EntityAttendance(models.Model):
    """A community or a business was there; once for a session, however many of its people came."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="entities")
    entity = models.ForeignKey("register.Entity", models.PROTECT, related_name="+")
    came = models.PositiveIntegerField(_("yang datang"), null=True)  # how many of its people, if known; never who
    reason = models.CharField(_("alasan"), max_length=300)
    kanwil = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", db_index=False)
    group = models.CharField(max_length=9)
    day = models.DateField()  # of the session, by the clock of its place
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    void_at = models.DateTimeField(null=True)  # taken back, with a reason
    void_why = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("kehadiran komunitas atau pelaku usaha")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "entity"], condition=Q(void_at=None), name="entity_there_once"),
            models.CheckConstraint(condition=Q(came=None) | Q(came__gte=1), name="entity_came_or_unknown"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["group", "day", "kanwil"], name="entity_there_day"),
        ]

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.session_id} {self.entity_id}"


class Roll(models.Model):
    """A list of those present (Zoom, Meet): read and shown first, then taken in, and undone as one."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="rolls")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(default=0)
    matched = models.PositiveIntegerField(default=0)
    found: "models.JSONField[Any]" = models.JSONField(default=list)  # [member, minutes, row] of those matched
    unmatched: "models.JSONField[Any]" = models.JSONField(default=list)  # rows by number; names stay in the file
    taken_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("daftar hadir")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "sha256"], condition=Q(undone_at=None), name="roll_once")
        ]

    def __str__(self) -> str:
        """Show the number."""
        return f"DH-{self.pk}"
