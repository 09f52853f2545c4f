"""`kotaham score` of 514 kabupaten/kota of 2021 with every report, as a whole command on the real table."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("KOTAHAM_SHARED", ROOT.parent / "shared"))
TABLE = SHARED / "data" / "indikator_kabkota_bps" / "bps_2021_514.csv"
PROGRAM = Path(sys.executable).with_name("kotaham")
COMMAND = [str(PROGRAM), "score", "kota-ham-data-terbuka", str(TABLE), "--mapping", "bps-2021"]


def run(*more: str) -> float:
    """Run the command and return its seconds; an error ends the benchmark."""
    start = time.perf_counter()
    done = subprocess.run([*COMMAND, *more], capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}\n{done.stderr}")
    return time.perf_counter() - start


def main() -> None:
    if not TABLE.is_file():
        sys.exit(f"{TABLE} is not there; set KOTAHAM_SHARED to the folder of shared data.")
    with tempfile.TemporaryDirectory() as folder:
        only = run()
        plain = run("--no-pdf", "--out", f"{folder}/plain")
        full = run("--out", f"{folder}/full")
        size = sum(file.stat().st_size for file in Path(folder, "full").rglob("*") if file.is_file())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"score 514 places, table on screen      {only:8.2f} s")
    print(f"  and files and report.html            {plain:8.2f} s")
    print(f"  and 514 report cards as PDF          {full:8.2f} s   (limit 30 s)")
    print(f"size of all outputs                    {size / 2**20:8.1f} MB")
    print(f"peak memory of one process             {peak:8.0f} MB")


if __name__ == "__main__":
    main()
