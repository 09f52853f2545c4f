"""The life of a session and of a seat, each as one table."""

from kotaham.core.language import Say
from kotaham.core.lifecycle import Lifecycle, Move

HOLDER = "holder"  # acts for the office that holds the session
MEMBER = "member"  # whose seat it is
OFFICER = "officer"  # registers people of the office
SYSTEM = "system"
_HOLDER, _MEMBER, _OFFICER, _SYSTEM = (frozenset({name}) for name in (HOLDER, MEMBER, OFFICER, SYSTEM))

LIFE = Lifecycle(
    "classes",
    {
        "draft": Say("Draf", "Draft"),
        "open": Say("Pendaftaran dibuka", "Registration is open"),
        "closed": Say("Pendaftaran ditutup", "Registration is closed"),
        "held": Say("Telah dilaksanakan", "Held"),
        "cancelled": Say("Dibatalkan", "Cancelled"),
    },
    "draft",
    (
        Move("open", "draft", "open", _HOLDER, Say("Buka pendaftaran", "Open the registration")),
        Move("open", "closed", "open", _HOLDER, Say("Buka pendaftaran", "Open the registration")),
        Move("close", "open", "closed", _HOLDER, Say("Tutup pendaftaran", "Close the registration")),
        *(
            Move("hold", source, "held", _HOLDER, Say("Nyatakan telah dilaksanakan", "Mark as held"))
            for source in ("open", "closed")
        ),
        *(
            Move("cancel", source, "cancelled", _HOLDER, Say("Batalkan sesi", "Cancel the session"), reason=True)
            for source in ("draft", "open", "closed")
        ),
    ),
)
_SEAT, _WAIT = Say("Daftar", "Take a seat"), Say("Masuk daftar tunggu", "Wait for a seat")
SEAT_LIFE = Lifecycle(
    "classes-seat",
    {
        "invited": Say("Diundang", "Invited"),
        "seated": Say("Terdaftar", "Has a seat"),
        "waiting": Say("Daftar tunggu", "Waiting"),
        "given-up": Say("Batal hadir", "Gave it up"),
        "revoked": Say("Undangan ditarik", "Invitation withdrawn"),
    },
    "invited",
    (
        *(Move("seat", source, "seated", _MEMBER | _OFFICER, _SEAT) for source in ("invited", "given-up", "revoked")),
        *(Move("wait", source, "waiting", _MEMBER | _OFFICER, _WAIT) for source in ("invited", "given-up", "revoked")),
        Move("move-up", "waiting", "seated", _SYSTEM, Say("Naik dari daftar tunggu", "Move up")),
        *(
            Move("give-up", source, "given-up", _MEMBER | _OFFICER, Say("Batal hadir", "Give it up"))
            for source in ("invited", "seated", "waiting")
        ),
        Move("withdraw", "invited", "revoked", _HOLDER, Say("Tarik undangan", "Withdraw the invitation")),
        Move("invite", "revoked", "invited", _HOLDER, Say("Undang lagi", "Invite again")),
    ),
)
TAKES_PRESENCE = ("open", "closed", "held")  # in these states people are written down as present
