"""The river as one table, from the first answer to the decision; the rooms above move it through `services.move`."""

from collections.abc import Mapping

from kotaham.core.language import Say
from kotaham.core.lifecycle import Lifecycle, Move

CITY = "city"  # acts for the city that answers
KANWIL = "kanwil"  # acts for the Kanwil in whose area the city lies
CENTRE = "centre"  # acts for the ministry
PROVINCE = "province"  # endorses; it moves nothing
SENDER = "sender"  # is the person who sent it: nobody verifies what they sent
_CITY, _KANWIL, _CENTRE = frozenset({CITY}), frozenset({KANWIL}), frozenset({CENTRE})
_SENDER = frozenset({SENDER})

LIFE = Lifecycle(
    "submissions",
    {
        "filling": Say("Diisi kabupaten/kota", "Filled in by the city"),
        "endorsing": Say("Menunggu pengesahan", "Waiting for endorsement"),
        "sent": Say("Menunggu ditelaah Kanwil", "Waiting for the Kanwil"),
        "verifying": Say("Ditelaah Kanwil", "Verified by the Kanwil"),
        "repair": Say("Diperbaiki kabupaten/kota", "Repaired by the city"),
        "verified": Say("Menunggu penilaian pusat", "Waiting for the centre"),
        "validating": Say("Dinilai pusat", "Assessed by the centre"),
        "validated": Say("Masa sanggahan", "Open to objection"),
        "final": Say("Menunggu keputusan", "Waiting for the decision"),
        "decided": Say("Diputuskan", "Decided"),
        "withdrawn": Say("Tidak dilanjutkan", "Withdrawn"),
    },
    "filling",
    (
        Move("propose", "filling", "endorsing", _CITY, Say("Minta pengesahan", "Ask for endorsement")),
        Move("unlock", "endorsing", "filling", _CITY, Say("Buka kembali untuk diubah", "Open again"), reason=True),
        Move("send", "filling", "sent", _CITY, Say("Kirim ke Kanwil", "Send to the Kanwil")),
        Move("send", "endorsing", "sent", _CITY, Say("Kirim ke Kanwil", "Send to the Kanwil")),
        Move("call_back", "sent", "filling", _CITY, Say("Tarik kembali", "Call back"), reason=True),
        Move("take", "sent", "verifying", _KANWIL, Say("Mulai menelaah", "Begin to verify"), never=_SENDER),
        Move(
            "return",
            "verifying",
            "repair",
            _KANWIL,
            Say("Kembalikan untuk diperbaiki", "Return for repair"),
            reason=True,
        ),
        Move("resend", "repair", "verifying", _CITY, Say("Kirim perbaikan", "Send the repair")),
        Move("conclude", "verifying", "verified", _KANWIL, Say("Selesaikan penelaahan", "Conclude"), never=_SENDER),
        Move("assess", "verified", "validating", _CENTRE, Say("Mulai menilai", "Begin to assess"), never=_SENDER),
        Move(
            "send_back",
            "validating",
            "verifying",
            _CENTRE,
            Say("Kembalikan ke Kanwil", "Back to the Kanwil"),
            reason=True,
        ),
        Move("validate", "validating", "validated", _CENTRE, Say("Sampaikan hasil", "Announce"), never=_SENDER),
        Move("settle", "validated", "final", _CENTRE, Say("Tutup masa sanggahan", "Close objections")),
        Move("decide", "final", "decided", _CENTRE, Say("Tetapkan", "Decide")),
        Move("withdraw", "filling", "withdrawn", _CITY, Say("Tidak ikut putaran ini", "Withdraw"), reason=True),
    ),
)

# Whose turn it is: what every page shows beside the state.
TURN: Mapping[str, str] = {
    "filling": CITY,
    "endorsing": CITY,
    "sent": KANWIL,
    "verifying": KANWIL,
    "repair": CITY,
    "verified": CENTRE,
    "validating": CENTRE,
    "validated": CITY,
    "final": CENTRE,
    "decided": "",
    "withdrawn": "",
}
# The step of the round whose last day counts in a state.
STEP: Mapping[str, str] = {
    "filling": "submit",
    "endorsing": "submit",
    "sent": "verify",
    "verifying": "verify",
    "repair": "repair",
    "verified": "validate",
    "validating": "validate",
    "validated": "object",
    "final": "decide",
}
WRITABLE = ("filling",)  # every answer of the city; in `repair` only those that were returned
SENT = ("sent", "verifying", "repair", "verified", "validating", "validated", "final", "decided")
