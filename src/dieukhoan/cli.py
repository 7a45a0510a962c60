"""The command ``dieukhoan``: its options, its help in Vietnamese, its exit status."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from dieukhoan import __version__
from dieukhoan.asked import stamp_of
from dieukhoan.errors import DieuKhoanError
from dieukhoan.progress import Progress

_DONE, _MISUSE = 0, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; 0 done, 1 findings under ``--strict``, 2 wrong use or configuration."""
    options = _parser().parse_args(arguments)
    try:
        return _DONE if _is_done(options) else _run(options)
    except DieuKhoanError as error:
        print(f"Lỗi: {error}", file=sys.stderr)
        return _MISUSE
    except BrokenPipeError:
        return _DONE


def _is_done(options: argparse.Namespace) -> bool:
    """Whether the site that is to be built stands already; says so where it does."""
    if options.command != "build" or options.no_site:
        return False
    progress = Progress()
    with progress.stage("Tìm tệp đã thay đổi"):
        stands = stamp_of(options).stands()
    if stands:
        if options.timings:
            print(progress.table(), file=sys.stderr)
        print(options.out.absolute() / "site")
    return stands


def _run(options: argparse.Namespace) -> int:
    """What is to be done is loaded only now: it takes longer than to see that a site stands."""
    commands = importlib.import_module("dieukhoan.commands")
    return int(getattr(commands, options.command)(options))


class _Parser(argparse.ArgumentParser):
    """A parser whose messages are Vietnamese."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"Lỗi: câu lệnh chưa đúng ({message}). Xem “{self.prog} --help”.", file=sys.stderr)
        raise SystemExit(_MISUSE)


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

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=summary, description=summary, add_help=False)
        sub.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này")
        sub.add_argument("paths", nargs="*", type=Path, metavar="ĐƯỜNG_DẪN", help="tệp hoặc thư mục văn bản")
        sub.add_argument("--jobs", type=int, default=0, metavar="N", help="số tiến trình chạy song song")
        sub.add_argument("--ocr", action="store_true", help="nhận dạng chữ trong ảnh quét (cần Tesseract)")
        sub.set_defaults(command=name)
        return sub

    config = "tệp cấu hình của trang (mặc định: mkdocs.yml)"
    sub = command("build", "Tạo trang, dữ liệu và dựng trang web.")
    sub.add_argument("--out", type=Path, default=Path("build"), metavar="THƯ_MỤC", help="nơi ghi (build)")
    sub.add_argument("--date", default="", metavar="NGÀY", help="ngày dựng, như 2025-12-31 (hôm nay)")
    sub.add_argument("--no-site", action="store_true", help="chỉ tạo trang Markdown và dữ liệu")
    sub.add_argument("--strict", action="store_true", help="trả mã lỗi khi trang có cảnh báo")
    sub.add_argument("--timings", action="store_true", help="in thời gian của từng công đoạn")
    cluster = "làm việc trên cụm máy Dask có bộ điều phối ở địa chỉ này (cần dieukhoan[cluster])"
    sub.add_argument("--scheduler", default="", metavar="ĐỊA_CHỈ", help=cluster)
    sub.add_argument("--config", type=Path, default=Path("mkdocs.yml"), metavar="TỆP", help=config)
    sub = command("serve", "Xem trang trên máy này, tự dựng lại khi có thay đổi.")
    sub.add_argument("--config", type=Path, default=Path("mkdocs.yml"), metavar="TỆP", help=config)
    sub = command("parse", "Phân tích văn bản và in kết quả.")
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
    sub.set_defaults(command="search")
    sub = command("check", "Liệt kê những điểm cần xem lại trong văn bản.")
    sub.add_argument("--config", type=Path, default=Path("mkdocs.yml"), metavar="TỆP", help=config)
    sub.add_argument("--strict", action="store_true", help="trả mã lỗi 1 khi có điểm cần xem")
    summary = "Tạo một trang mới: cấu hình, văn bản mẫu, trang giới thiệu; dựng được ngay."
    sub = commands.add_parser("new", help=summary, description=summary, add_help=False)
    sub.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này")
    sub.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="thư mục mới, hoặc đang trống")
    sub.set_defaults(command="new")
    return parser
