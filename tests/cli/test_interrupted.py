"""A command that is stopped says so, leaves an older result as it was, and no remains."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kotaham.cli.setting import INTERRUPTED
from kotaham.cli.setting import run as run_program


def interrupted() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_an_interruption_ends_with_a_sentence_and_code_130(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(SystemExit) as left:
            run_program(interrupted)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert left.value.code == INTERRUPTED
    assert "Dihentikan; hasil lama tetap." in capsys.readouterr().err


def test_signs_that_a_terminal_cannot_show_are_replaced(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("kotaham")
    done = subprocess.run(
        [program, "instrument", "list"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"kota-ham-contoh" in done.stdout
