"""States and verbs as one table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.errors import Refused
from kotaham.core.language import Say
from kotaham.core.lifecycle import BadTable, Lifecycle, Move

WORDS = {"new": Say("Baru", "New"), "sent": Say("Terkirim", "Sent"), "done": Say("Selesai", "Done")}
SEND = Move("send", "new", "sent", frozenset({"writer"}), Say("Kirim", "Send"))
CLOSE = Move("close", "sent", "done", frozenset({"reader"}), Say("Tutup", "Close"), never=frozenset({"sender"}))
BACK = Move("back", "done", "new", frozenset({"reader"}), Say("Buka", "Open"), reason=True)
LIFE = Lifecycle("letters", WORDS, "new", (SEND, CLOSE, BACK))


def test_a_verb_leads_from_its_state_to_the_next() -> None:
    assert LIFE.move("send", "new") is SEND


def test_a_verb_from_another_state_is_refused_and_says_what_is_possible() -> None:
    with pytest.raises(Refused) as refused:
        LIFE.move("close", "new")
    assert refused.value.text("id").startswith("\u201cTutup\u201d tidak mungkin dari keadaan \u201cBaru\u201d.")
    assert "Yang mungkin sekarang: Kirim." in refused.value.text("id")
    assert "Possible now: Send." in refused.value.text("en")
    assert refused.value.codes == ("lifecycle.not-from-here",)


def test_only_the_parties_of_a_move_may_make_it() -> None:
    assert LIFE.from_here("sent", {"reader"}) == (CLOSE,)
    assert LIFE.from_here("sent", {"writer"}) == ()
    assert LIFE.from_here("sent", {"reader", "sender"}) == (), "who is barred stays barred, whatever else they are"


def test_it_tells_its_verbs_sources_and_ends() -> None:
    assert LIFE.verbs == ("send", "close", "back")
    assert LIFE.sources("close") == ("sent",)
    assert LIFE.ends == {"done"}, "only a verb with a reason leads out"


def test_it_draws_itself_in_both_languages() -> None:
    assert "    new --> sent: Kirim" in LIFE.mermaid()
    assert "    sent: Sent" in LIFE.mermaid("en")
    assert LIFE.mermaid().startswith("stateDiagram-v2\n    [*] --> new")


NEW = WORDS["new"]


@pytest.mark.parametrize(
    ("moves", "fault"),
    [
        ((SEND, SEND, CLOSE), "send leaves new twice"),
        ((SEND,), "state done cannot be reached"),
        ((SEND, Move("lose", "sent", "gone", frozenset({"writer"}), NEW), CLOSE), "state gone is not declared"),
        ((SEND, CLOSE, Move("x", "done", "new", frozenset({"a"}), NEW, never=frozenset({"a"}))), "nobody may x"),
    ],
)
def test_a_table_with_a_fault_does_not_come_to_be(moves: tuple[Move, ...], fault: str) -> None:
    with pytest.raises(BadTable, match=fault):
        Lifecycle("letters", WORDS, "new", moves)


@given(st.sets(st.sampled_from(["writer", "reader", "sender", "stranger"])), st.sampled_from(sorted(WORDS)))
def test_what_is_offered_is_exactly_what_is_allowed(parties: set[str], state: str) -> None:
    offered = LIFE.from_here(state, parties)
    for move in LIFE.moves:
        allowed = move.source == state and bool(parties & move.who) and not parties & move.never
        assert (move in offered) == allowed
