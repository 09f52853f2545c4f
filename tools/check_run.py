"""Start `make run` on a free port with data of its own, sign in as everybody of the demo, ask the pages, and stop."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

PATIENCE = 180  # seconds; the first start makes the database and the files of the pages
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SIGN_IN = re.compile(r"(\S+@demo\.example) +(\S+)")
LINK = re.compile(r'href="(/[^"#?]*)"')


class Visitor:
    """Somebody with a browser of their own."""

    def __init__(self, address: str) -> None:
        """Start with no cookies."""
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def get(self, path: str) -> tuple[int, str]:
        """Ask for a page; return status and text."""
        return self._send(urllib.request.Request(self.address + path))

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Send a form, with the token of the page that holds it."""
        found = TOKEN.search(self.get(path)[1])
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": found[1] if found else ""})
        return self._send(urllib.request.Request(self.address + path, body.encode(), {"Referer": self.address + path}))

    def _send(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")


def free_port() -> int:
    """Return a port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(address: str, run: subprocess.Popen[bytes], printed: Path) -> None:
    """Wait until the service answers and has said so; stop when it ended by itself."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and run.poll() is None:
        try:
            if Visitor(address).get("/sehat")[0] == 200 and SIGN_IN.search(printed.read_text("utf-8")):
                return
        except OSError:
            pass
        time.sleep(0.2)
    sys.exit(f"check-run: tidak menjawab / does not answer: {address}")


def walk(address: str, email: str, password: str) -> list[str]:
    """Sign in and open every page that the menu and the start page lead to; return what went wrong."""
    visitor = Visitor(address)
    status, text = visitor.post("/masuk", login=email, password=password)
    if status != 200 or "/keluar" not in text:
        return [f"{email}: tidak dapat masuk / cannot sign in ({status})"]
    links = sorted({link for link in LINK.findall(text) if not link.startswith("/static/")})
    answers = [(link, visitor.get(link)[0]) for link in links]
    bad = [f"{email}: {link} -> {status}" for link, status in answers if status != 200]
    print(f"  {email}: {len(answers)} halaman / pages, {len(bad)} gagal / failed", flush=True)
    return bad


def ask(address: str, told: str) -> list[str]:
    """Ask the pages that need nobody, then walk as everybody of the table."""
    visitor = Visitor(address)
    answers = [(path, visitor.get(path)[0]) for path in ("/sehat", "/gaya", "/masuk")]
    bad = [f"{path}: {status}" for path, status in answers if status != 200]
    people = SIGN_IN.findall(told)
    if not people:
        bad.append("tabel orang contoh tidak tercetak / the table of demo people was not printed")
    for email, password in people:
        bad += walk(address, email, password)
    return bad


def main() -> int:
    """Run, ask, stop; 0 when every page answered."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="kotaham-check-") as folder:
        printed = Path(folder) / "printed.txt"
        env = {**os.environ, "KOTAHAM_DATA": f"{folder}/data", "KOTAHAM_PORT": str(port)}
        with printed.open("wb") as stream:
            both = {"stdout": stream, "stderr": subprocess.STDOUT}
            run = subprocess.Popen(["tools/run"], env=env, start_new_session=True, **both)
        try:
            wait(f"http://127.0.0.1:{port}", run, printed)
            bad = ask(f"http://127.0.0.1:{port}", printed.read_text("utf-8"))
        finally:
            os.killpg(run.pid, signal.SIGTERM)
            run.wait(timeout=60)
            if bad_start := run.returncode not in {0, -signal.SIGTERM, 130}:
                print(printed.read_text("utf-8")[-4000:])
    for line in bad:
        print(line)
    print("check-run: gagal / failed" if bad or bad_start else "check-run: semua halaman menjawab / every page answers")
    return 1 if bad or bad_start else 0


if __name__ == "__main__":
    sys.exit(main())
