"""What the commands do. Loading this module takes a second: the stages, MkDocs and what they need."""

from __future__ import annotations

import argparse
import gc
import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dieukhoan import extraction
from dieukhoan.asked import chosen, day_of, stamp_of
from dieukhoan.errors import DieuKhoanError
from dieukhoan.findings import Severity
from dieukhoan.index.answer import answer
from dieukhoan.index.shards import Shards
from dieukhoan.knowledge import Knowledge
from dieukhoan.model import plain
from dieukhoan.pipeline import collect, generate
from dieukhoan.progress import Progress
from dieukhoan.publish.lock import Lock
from dieukhoan.publish.new import new_site
from dieukhoan.publish.search_files import INDEX
from dieukhoan.publish.site import as_paths, build_site, serve_site, settings_of
from dieukhoan.render.report import refusals, report

_SELDOM = 100_000, 50, 50
"""How often cycles are looked for: a library has none, and looking takes a tenth of the time."""
DONE, FINDINGS = 0, 1
"""Exit statuses: all is well; there are findings under ``--strict``, or ``parse`` has nothing to print."""


def build(options: argparse.Namespace) -> int:
    """Pages and data, and then the site."""
    gc.set_threshold(*_SELDOM)
    date = day_of(options)
    out = options.out.absolute()
    if options.no_site:
        progress = Progress()
        paths, ocr = _sources(options)
        with Lock(out):
            generate(paths, out, date, options.jobs, progress, options.scheduler, ocr)
        if options.timings:
            print(progress.table(), file=sys.stderr)
        print(out / "pages")
        return DONE
    settings = {"out": str(out), "date": date.isoformat(), "jobs": options.jobs, **chosen(options)}
    settings |= {"scheduler": options.scheduler, "timings": options.timings}
    stamp = stamp_of(options)
    print(build_site(options.config, settings, site=out / "site", strict=options.strict, stamp=stamp))
    gc.freeze()  # what is left goes with the process; else Python looks through all of it once more
    return DONE


def serve(options: argparse.Namespace) -> int:
    """The site, live: what is saved is shown."""
    gc.set_threshold(*_SELDOM)
    serve_site(options.config, {"jobs": options.jobs, **chosen(options)})
    return DONE


def _sources(options: argparse.Namespace) -> tuple[list[Path], bool]:
    """The documents that were named, or those of the site in this folder; whether scans are recognised."""
    if options.paths:
        return options.paths, options.ocr
    settings = settings_of(options.config)
    paths = as_paths(settings.get("corpus", "corpus"), options.config.parent)
    return paths, options.ocr or settings.get("ocr") is True


def _collected(options: argparse.Namespace) -> Knowledge:
    paths, ocr = _sources(options)
    return collect(paths, options.jobs, ocr=ocr)


def parse(options: argparse.Namespace) -> int:
    """One JSON object a line per source file, or a short listing for people.

    What gave no text is told beside; it spoils the status only where nothing else did give one.
    """
    knowledge = _collected(options)
    if options.json:
        for item in extraction.extractions(knowledge):
            print(extraction.line(item))
    else:
        for document in knowledge.library.documents:
            title = plain(document.title)
            print(f"{document.id}\n    {document.type} {document.number} {document.date}  {title}")
            print(f"    {len(document.nodes)} điều, khoản, điểm…; tệp {document.source}")
    refused = list(refusals(knowledge.library))
    for line in refused:
        print(line, file=sys.stderr)
    return FINDINGS if refused and not knowledge.library.sources else DONE


def check(options: argparse.Namespace) -> int:
    """The findings file by file, the most serious first."""
    library = _collected(options).library
    for line in report(library):
        print(line)
    serious = any(finding.severity > Severity.NOTE for _, finding in library.findings)
    return FINDINGS if options.strict and serious else DONE


def new(options: argparse.Namespace) -> int:
    """A site to begin with, and what to do next."""
    for path in new_site(options.folder):
        print(path)
    print(
        f"\nTiếp theo:\n  cd {shlex.quote(str(options.folder))}\n  dieukhoan build\n"
        "  python3 -m http.server -d build/site 8000\n"
        "rồi mở http://localhost:8000/. Chép văn bản của bạn vào thư mục van-ban, xóa văn bản mẫu, "
        "và sửa tên trang trong mkdocs.yml."
    )
    return DONE


def search(options: argparse.Namespace) -> int:
    """The provisions that answer a query, or each query of a file."""
    if (options.batch is None) == (not options.query):
        raise DieuKhoanError("cần đúng một trong hai: câu tìm, hoặc --batch TỆP", "search")
    shards = Shards(_reader(options.out / INDEX))
    if options.batch is None:
        _print_answer(answer(shards, " ".join(options.query), options.limit), as_json=options.json)
        return DONE
    try:
        queries = options.batch.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DieuKhoanError("không đọc được tệp câu tìm", str(options.batch)) from error
    for query in queries:
        _print_answer(answer(shards, query, options.limit), as_json=True)
    return DONE


def _reader(folder: Path) -> Callable[[str], bytes]:
    """Reads the files of an index in a folder."""

    def fetch(name: str) -> bytes:
        try:
            return (folder / name).read_bytes()
        except OSError as error:
            raise DieuKhoanError(
                "chưa có chỉ mục tìm kiếm", str(folder / name), "Hãy chạy trước: dieukhoan build."
            ) from error

    return fetch


def _print_answer(found: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for hit in found["hits"]:
        print(f"{hit['url']}\n    {plain(hit['title'])}")
    print(f"{found['total']} kết quả.")
