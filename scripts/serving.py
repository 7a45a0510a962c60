"""How long `dieukhoan serve` takes until a saved document is seen in an open page of a browser.

Used by bench.py; needs Chromium. Wall time, since that is what a writer waits for: let nothing else run.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from accuracy import SHARED
from building import Failed, project_of

CHROMIUM = "/usr/bin/chromium"
DOCUMENTS = 300
SAVES = 5
MOST = ((300, 2.0), (4_176, 10.0))
"""Seconds that may pass, up to so many documents."""
PATIENCE = 900
"""Seconds for the first build, and for any save."""
END, MARK = "Câu cuối để đo.", "Câu thêm vào lần {} để đo."


def show(work: Path, documents: int) -> None:
    """Measures saves of a site of that many documents; prints a table. Writes into `work`."""
    if not SHARED.is_dir():
        print("SERVING is not measured: the texts of ../shared are not here\n")
        return
    documents = documents or DOCUMENTS
    wanted = next((seconds for most, seconds in MOST if documents <= most), MOST[-1][1])
    print(f"SERVING {documents} documents: seconds from a save to the words in an open page", flush=True)
    project = project_of(work, documents)
    document = sorted((project / "corpus").glob("*.txt"))[0]
    text = document.read_text(encoding="utf-8")
    document.unlink()  # it is a link to the corpus that other runs read
    document.write_text(f"{text.rstrip()}\n\n{END}\n", encoding="utf-8")
    with served(project) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(base + _page(project, document))
        for number in range(SAVES):
            begun = time.monotonic()
            mark = MARK.format(number)
            document.write_text(f"{text.rstrip()}\n\n{mark}\n", encoding="utf-8")
            page.locator("article", has_text=mark).wait_for()
            took = time.monotonic() - begun
            print(f"  save {number}  {took:6.2f} s  {'ok' if took <= wanted else 'MISSED'}", flush=True)
            page.wait_for_timeout(500 * number)  # some saves meet the whole while it is made, some do not
        browser.close()
    print()


@contextmanager
def served(project: Path) -> Iterator[str]:
    """The address at which the site of a project is served. Raises Failed if it never is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(f"\ndev_addr: 127.0.0.1:{port}\n")
    base = f"http://127.0.0.1:{port}/"
    command = [str(Path(sys.executable).with_name("dieukhoan")), "serve"]
    with (project / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=project, stdout=log, stderr=log, start_new_session=True)
    try:
        begun = time.monotonic()
        while not _answers(base):
            if process.poll() is not None or time.monotonic() - begun > PATIENCE:
                raise Failed((project / "serve.log").read_text(encoding="utf-8")[-2000:])
            time.sleep(0.5)
        yield base
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a server as Ctrl+C does; kills it with all that it has begun when it does not end."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE):
            return True
    except (urllib.error.URLError, ConnectionError):
        return False


def _page(project: Path, document: Path) -> str:
    """The path of the last page of a document, where what is added at its end is seen."""
    for data in (project / "build" / "data").glob("*.json"):
        facts = json.loads(data.read_text(encoding="utf-8"))
        if facts["source"] == document.name:
            folder = project / "build" / "pages" / "van-ban" / facts["documents"][-1]["id"]
            last = next(path for path in folder.rglob("index.md") if END in path.read_text(encoding="utf-8"))
            return f"{last.parent.relative_to(project / 'build' / 'pages').as_posix()}/"
    raise Failed(f"{document.name} has no page")
