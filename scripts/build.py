"""Dựng trang web từ một thư mục văn bản, trên máy chưa cài gì ngoài Python và pip.

    python3 scripts/build.py                     các văn bản mẫu trong corpus/
    python3 scripts/build.py THƯ_MỤC [TỆP…]      văn bản của bạn

(Builds the site: makes the environment when needed, runs `dieukhoan build`, says how to view the result.)
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from environment import ROOT, RUN, VIETNAMESE, SetupError, prepared

PORT = 8000
FINDINGS = 1  # exit status of `dieukhoan build --strict` when there is something to look at


def main(arguments: list[str]) -> int:
    """The exit status of `dieukhoan build`; 2 also when the environment cannot be made or a path is wrong."""
    options = _parser().parse_args(arguments)
    paths = [path.absolute() for path in options.paths]  # none: the folder that mkdocs.yml names
    for path in paths:
        if not path.exists():
            print(f"Không có tệp hay thư mục '{path}'. Hãy xem lại đường dẫn rồi chạy lại.", file=sys.stderr)
            return 2
    out = (options.out or ROOT / "build").absolute()
    print("[1/2] Chuẩn bị môi trường", flush=True)
    try:
        program = prepared(RUN, VIETNAMESE).with_name("dieukhoan")
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 2
    chosen = (
        ", ".join(_short(path) for path in paths) or "thư mục ghi trong mkdocs.yml (ban đầu là văn bản mẫu)"
    )
    print(f"[2/2] Dựng trang web từ {chosen}", flush=True)
    command = [str(program), "build", *map(str, paths), "--out", str(out)]
    command += [
        f"--{name}={value}" for name in ("date", "jobs") if (value := getattr(options, name)) is not None
    ]
    switches = ("strict", "no-site", "ocr")
    command += [f"--{name}" for name in switches if getattr(options, name.replace("-", "_"))]
    status = subprocess.run(command, cwd=ROOT).returncode
    built = status == 0 or (status == FINDINGS and options.strict)
    if not built:
        print("\nChưa dựng được trang web; trang đã dựng lần trước (nếu có) vẫn còn nguyên.", file=sys.stderr)
    elif not options.no_site:
        _say_next(out / "site", sample=not options.paths)
    return status


def _say_next(site: Path, sample: bool) -> None:
    print(f"\nXong. Trang web nằm ở {_short(site)}. Để xem, chạy:\n")
    print(f"    python3 -m http.server -d {_short(site)} {PORT}\n")
    print(f"rồi mở http://localhost:{PORT}/ bằng trình duyệt (dừng bằng Ctrl+C).")
    if sample:
        print("Bước tiếp theo: chép văn bản của bạn vào một thư mục và chạy python3 scripts/build.py THƯ_MỤC")
    else:
        print("Bước tiếp theo: xem mục Kiểm tra dữ liệu trên trang; cách đưa lên mạng ở docs/huong-dan.md")


def _short(path: Path) -> str:
    """A path as the user would type it from where they stand."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="Dựng trang web từ một thư mục văn bản.", add_help=False
    )
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="ĐƯỜNG_DẪN", help="tệp hoặc thư mục (không nêu: corpus/)"
    )
    parser.add_argument("--out", type=Path, metavar="THƯ_MỤC", help="nơi ghi kết quả (mặc định: build/)")
    parser.add_argument("--date", metavar="NGÀY", help="ngày dựng, dạng 2025-12-31 (mặc định: hôm nay)")
    parser.add_argument("--jobs", metavar="N", help="số tiến trình chạy song song")
    parser.add_argument("--ocr", action="store_true", help="nhận dạng chữ trong ảnh quét (cần Tesseract)")
    parser.add_argument("--strict", action="store_true", help="trả mã lỗi 1 khi văn bản có điểm cần xem lại")
    parser.add_argument(
        "--no-site", action="store_true", help="chỉ tạo trang Markdown và dữ liệu, không dựng HTML"
    )
    parser.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nĐã dừng theo yêu cầu. Chạy lại lệnh này để làm tiếp.", file=sys.stderr)
        sys.exit(130)
