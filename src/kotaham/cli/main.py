"""`kotaham`: the door to every command."""

from typing import Annotated

import typer

import kotaham
from kotaham.cli.audit import audit
from kotaham.cli.certificate import certificate
from kotaham.cli.evidence import compare_command, explain_command, replay_command
from kotaham.cli.house import manage_command, passed_on, serve_command, worker_command
from kotaham.cli.instrument import instruments
from kotaham.cli.score import score_command
from kotaham.cli.setting import run
from kotaham.cli.template import template_command

app = typer.Typer(
    name="kotaham",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Menilai kabupaten/kota menurut instrumen HAM, dari berkas sampai laporan.\n\n"
    "Score cities by a human-rights instrument, from file to report.\n\n"
    "\b\nKode keluar / exit codes: 0 selesai / done; 1 diperiksa dan ada yang salah / checked, problems found;\n"
    "2 perintah salah / wrong usage; 3 ditolak, tidak ada yang ditulis / refused, nothing written;\n"
    "4 selesai, sebagian baris ditolak / done, some rows refused; 130 dihentikan / interrupted.",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"kotaham {kotaham.__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Versi / version.")
    ] = False,
) -> None:
    """Menilai kabupaten/kota menurut instrumen HAM (score cities by a human-rights instrument)."""


app.add_typer(instruments, name="instrument")
app.add_typer(audit, name="audit")
app.add_typer(certificate, name="certificate")
app.command("score")(score_command)
app.command("template")(template_command)
app.command("explain")(explain_command)
app.command("replay")(replay_command)
app.command("compare")(compare_command)
app.command("serve", context_settings=passed_on)(serve_command)
app.command("worker", context_settings=passed_on)(worker_command)
app.command("manage", context_settings=passed_on)(manage_command)


def program() -> None:
    """Run `kotaham`, as the installed command does."""
    run(app)
