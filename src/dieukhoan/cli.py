"""The command ``dieukhoan``: its options, its help in Vietnamese, its exit status."""

from __future__ import annotations

import argparse
import datetime
import json
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from dieukhoan import __version__, extraction
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
from dieukhoan.render.report import report

DONE, FINDINGS, MISUSE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; 0 done, 1 findings under ``--strict``, 2 wrong use or configuration."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except DieuKhoanError as error:
        print(f"Lỗi: {error}", file=sys.stderr)
        return MISUSE
    except BrokenPipeError:
        return DONE


def _build(options: argparse.Namespace) -> int:
    """Pages and data, and then the site."""
    date = _date(options.date)
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
    settings = {"out": str(out), "date": date.isoformat(), "jobs": options.jobs, **_chosen(options)}
    settings |= {"scheduler": options.scheduler, "timings": options.timings}
    print(build_site(options.config, settings, site=out / "site", strict=options.strict))
    return DONE


def _serve(options: argparse.Namespace) -> int:
    """The site, live: what is saved is shown."""
    serve_site(options.config, {"jobs": options.jobs, **_chosen(options)})
    return DONE


def _chosen(options: argparse.Namespace) -> dict[str, Any]:
    """The settings that were given; all others are those of the file of the site."""
    chosen: dict[str, Any] = {"ocr": True} if options.ocr else {}
    if options.paths:
        chosen |= {"corpus": [str(path.absolute()) for path in options.paths], "sample": False}
    return chosen


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


def _date(given: str) -> datetime.date:
    if not given:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(given)
    except ValueError as error:
        raise DieuKhoanError(f"“{given}” không phải là ngày", "--date", "Viết như 2025-12-31.") from error


def _parse(options: argparse.Namespace) -> int:
    """One JSON object a line per source file, or a short listing for people."""
    knowledge = _collected(options)
    if options.json:
        for item in extraction.extractions(knowledge):
            print(extraction.line(item))
        return DONE
    for document in knowledge.library.documents:
        title = plain(document.title)
        print(f"{document.id}\n    {document.type} {document.number} {document.date}  {title}")
        print(f"    {len(document.nodes)} điều, khoản, điểm…; tệp {document.source}")
    return DONE


def _check(options: argparse.Namespace) -> int:
    """The findings file by file, the most serious first."""
    library = _collected(options).library
    for line in report(library):
        print(line)
    serious = any(finding.severity > Severity.NOTE for _, finding in library.findings)
    return FINDINGS if options.strict and serious else DONE


def _new(options: argparse.Namespace) -> int:
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


def _search(options: argparse.Namespace) -> int:
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


class _Parser(argparse.ArgumentParser):
    """A parser whose messages are Vietnamese."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"Lỗi: câu lệnh chưa đúng ({message}). Xem “{self.prog} --help”.", file=sys.stderr)
        raise SystemExit(MISUSE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="dieukhoan",
        description="Đưa văn bản quy định lên mạng: mỗi điều, khoản, điểm có địa chỉ riêng.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này")
    parser.add_argument(
        "--version", action="version", version=f"dieukhoan {__version__}", help="hiện phiên bản"
    )
    commands = parser.add_subparsers(required=True, metavar="LỆNH", parser_class=_Parser)

    def command(name: str, run: object, summary: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=summary, description=summary, add_help=False)
        sub.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này")
        sub.add_argument("paths", nargs="*", type=Path, metavar="ĐƯỜNG_DẪN", help="tệp hoặc thư mục văn bản")
        sub.add_argument("--jobs", type=int, default=0, metavar="N", help="số tiến trình chạy song song")
        sub.add_argument("--ocr", action="store_true", help="nhận dạng chữ trong ảnh quét (cần Tesseract)")
        sub.set_defaults(run=run)
        return sub

    config = "tệp cấu hình của trang (mặc định: mkdocs.yml)"
    sub = command("build", _build, "Tạo trang, dữ liệu và dựng trang web.")
    sub.add_argument("--out", type=Path, default=Path("build"), metavar="THƯ_MỤC", help="nơi ghi (build)")
    sub.add_argument("--date", default="", metavar="NGÀY", help="ngày dựng, như 2025-12-31 (hôm nay)")
    sub.add_argument("--no-site", action="store_true", help="chỉ tạo trang Markdown và dữ liệu")
    sub.add_argument("--strict", action="store_true", help="trả mã lỗi khi trang có cảnh báo")
    sub.add_argument("--timings", action="store_true", help="in thời gian của từng công đoạn")
    cluster = "làm việc trên cụm máy Dask có bộ điều phối ở địa chỉ này (cần dieukhoan[cluster])"
    sub.add_argument("--scheduler", default="", metavar="ĐỊA_CHỈ", help=cluster)
    sub.add_argument("--config", type=Path, default=Path("mkdocs.yml"), metavar="TỆP", help=config)
    sub = command("serve", _serve, "Xem trang trên máy này, tự dựng lại khi có thay đổi.")
    sub.add_argument("--config", type=Path, default=Path("mkdocs.yml"), metavar="TỆP", help=config)
    sub = command("parse", _parse, "Phân tích văn bản và in kết quả.")
    sub.add_argument("--config", type=Path, default=Path("mkdocs.yml"), metavar="TỆP", help=config)
    sub.add_argument("--json", action="store_true", help="in JSON, mỗi tệp một dòng")
    summary = "Tìm trong chỉ mục đã tạo bằng dieukhoan build."
    sub = commands.add_parser("search", help=summary, description=summary, add_help=False)
    sub.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này")
    sub.add_argument("query", nargs="*", metavar="CÂU_TÌM", help="từ, số văn bản hoặc địa chỉ cần tìm")
    sub.add_argument("--out", type=Path, default=Path("build"), metavar="THƯ_MỤC", help="nơi đã tạo chỉ mục")
    sub.add_argument("--batch", type=Path, metavar="TỆP", help="mỗi dòng một câu tìm; in JSON")
    sub.add_argument("--json", action="store_true", help="in JSON")
    sub.add_argument("--limit", type=int, default=10, metavar="N", help="số kết quả nhiều nhất")
    sub.set_defaults(run=_search)
    sub = command("check", _check, "Liệt kê những điểm cần xem lại trong văn bản.")
    sub.add_argument("--config", type=Path, default=Path("mkdocs.yml"), metavar="TỆP", help=config)
    sub.add_argument("--strict", action="store_true", help="trả mã lỗi 1 khi có điểm cần xem")
    summary = "Tạo một trang mới: cấu hình, văn bản mẫu, trang giới thiệu; dựng được ngay."
    sub = commands.add_parser("new", help=summary, description=summary, add_help=False)
    sub.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này")
    sub.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="thư mục mới, hoặc đang trống")
    sub.set_defaults(run=_new)
    return parser
