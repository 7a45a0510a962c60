"""The library and what is made of it: ids, clashes, the extraction output, the command."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from dieukhoan import extraction, identity, workers
from dieukhoan.bounded import Cause, Exceeded, Limits
from dieukhoan.cli import main
from dieukhoan.examination import Part, Task
from dieukhoan.findings import Severity
from dieukhoan.pipeline import collect

QUYET_DINH = """\
ỦY BAN NHÂN DÂN
TỈNH LÂM GIANG

Số: {number}

Lâm Giang, ngày 02 tháng 3 năm 2031

QUYẾT ĐỊNH
Ban hành Quy chế quản lý bến đò

Căn cứ Luật Bến bãi;

Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý bến đò.
Điều 2. Sở Bến bãi chủ trì thực hiện theo khoản 1 Điều 1 Quyết định này./.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Bình

QUY CHẾ
Quản lý bến đò
(Ban hành kèm theo Quyết định số {number} ngày 02 tháng 3 năm 2031)

Điều 1. Phạm vi
1. Quy chế này áp dụng với mọi bến đò.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "mot.txt").write_text(QUYET_DINH.format(number="12/2031/QĐ-UBND"), encoding="utf-8")
    (tmp_path / "hai.txt").write_text(QUYET_DINH.format(number="13/2031/QĐ-UBND"), encoding="utf-8")
    (tmp_path / "rong.txt").write_text("", encoding="utf-8")
    return tmp_path


def test_ids_come_from_the_documents_themselves(folder: Path) -> None:
    library = collect([folder], jobs=1).library
    assert [document.id for document in library.documents] == [
        "lam-giang/2031/12-2031-qd-ubnd",
        "lam-giang/2031/12-2031-qd-ubnd-quy-che",
        "lam-giang/2031/13-2031-qd-ubnd",
        "lam-giang/2031/13-2031-qd-ubnd-quy-che",
    ]
    assert library.documents[1].issued_with == "lam-giang/2031/12-2031-qd-ubnd"


def test_the_later_of_two_documents_with_one_id_is_marked(folder: Path) -> None:
    (folder / "z.txt").write_text(QUYET_DINH.format(number="12/2031/QĐ-UBND"), encoding="utf-8")
    library = collect([folder], jobs=1).library
    assert library.documents[-2].id == "lam-giang/2031/12-2031-qd-ubnd~2"
    assert library.documents[-1].issued_with == "lam-giang/2031/12-2031-qd-ubnd~2"
    clash = next(finding for _, finding in library.findings if finding.code == "same-identity")
    assert "a/mot.txt" in clash.message and "z.txt" in clash.message


def test_a_bad_file_is_an_error_for_itself_alone(folder: Path) -> None:
    library = collect([folder], jobs=1).library
    assert [name for name, _ in library.unreadable] == ["rong.txt"]
    assert len(library.documents) == 4


@pytest.mark.parametrize("cause", Cause)
def test_a_file_over_its_limits_is_an_error_for_itself_alone(
    folder: Path, cause: Cause, monkeypatch: pytest.MonkeyPatch
) -> None:
    def over(
        function: Callable[[Task], tuple[str, dict[Part, bytes]]],
        tasks: Iterable[Task],
        jobs: int,
        limits: Limits,
    ) -> Iterator[tuple[str, dict[Part, bytes]] | Exceeded]:
        del jobs, limits
        for task in tasks:
            yield Exceeded(cause, "120 giây") if task.file.name == "hai.txt" else function(task)

    monkeypatch.setattr(workers, "bounded", over)
    library = collect([folder]).library
    assert [name for name, _ in library.unreadable] == ["hai.txt", "rong.txt"]
    finding = library.unreadable[0][1]
    assert finding.severity is Severity.ERROR and "120 giây" in finding.message and finding.hint
    assert [document.number for document in library.documents] == ["12/2031/QĐ-UBND", ""]


def test_files_of_one_name_stay_two_sources(folder: Path) -> None:
    other = folder / "b"
    other.mkdir()
    (other / "mot.txt").write_text(QUYET_DINH.format(number="14/2031/QĐ-UBND"), encoding="utf-8")
    library = collect([folder / "a", other], jobs=1).library
    assert len(library.sources) == 2
    assert {document.source for document in library.documents} == set(library.sources)


def test_processes_change_nothing(tmp_path: Path) -> None:
    for index in range(30):
        text = QUYET_DINH.format(number=f"{index + 1}/2031/QĐ-UBND")
        (tmp_path / f"{index:02}.txt").write_text(text, encoding="utf-8")
    alone = [extraction.line(item) for item in extraction.extractions(collect([tmp_path], jobs=1))]
    together = [extraction.line(item) for item in extraction.extractions(collect([tmp_path], jobs=2))]
    assert alone == together


def test_output_is_that_of_the_design(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--json", "--jobs", "1", str(folder / "hai.txt")]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    item = json.loads(line)
    assert item["source"] == "hai.txt"
    issuing, attached = item["documents"]
    assert (issuing["type"], issuing["number"], issuing["date"]) == (
        "Quyết định",
        "13/2031/QĐ-UBND",
        "2031-03-02",
    )
    assert issuing["signers"][0]["name"] == "Nguyễn Văn Bình"
    assert attached["issued_with"] == issuing["id"]
    assert [node["address"] for node in attached["nodes"]] == ["dieu-1", "dieu-1-khoan-1"]
    text = item["text"]
    citation = next(c for c in issuing["citations"] if c["kind"] == "internal")
    assert text[citation["start"] : citation["end"]] == "khoản 1 Điều 1 Quyết định này"
    covered = bytearray(len(text))
    for document in item["documents"]:
        for span in [*document["nodes"], *document["blocks"]]:
            covered[span["start"] : span["end"]] = b"\1" * (span["end"] - span["start"])
    assert not [c for c, seen in zip(text, covered, strict=True) if not seen and not c.isspace()]


def test_what_cannot_be_read_is_told_beside_the_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hong.bin").write_bytes(bytes(range(256)) * 9)
    for options in (["--json"], []):
        assert main(["parse", *options, "--jobs", "1", str(tmp_path)]) == 1
        shown = capsys.readouterr()
        assert not shown.out and shown.err.startswith("hong.bin:\n  LỖI: Không đọc được loại tệp này")
        assert "Nên làm: " in shown.err
    (tmp_path / "tot.txt").write_text(QUYET_DINH.format(number="12/2031/QĐ-UBND"), encoding="utf-8")
    assert main(["parse", "--json", "--jobs", "1", str(tmp_path)]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["source"] == "tot.txt" and shown.err.startswith("hong.bin:\n")


def test_check_lists_the_worst_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--jobs", "1", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("rong.txt: 1 lỗi\n  LỖI: Tệp rỗng")
    assert shown.endswith("3 tệp, 4 văn bản: 1 lỗi, 2 chỗ lưu ý.\n")
    assert main(["check", "--strict", "--jobs", "1", str(folder)]) == 1


def test_check_says_where_and_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = QUYET_DINH.format(number="12/2031/QĐ-UBND").replace(
        "1. Quy chế này áp", "2. Bến.\n2. Quy chế này áp"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.yml").write_text("so: 12/2031/QĐ-UBND\n\ntênn: Bến đò", encoding="utf-8")
    assert main(["check", "--jobs", "1", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert (
        "  LỖI, tệp sửa a.yml, dòng 3: Không có mục “tênn”.\n      Nên làm: Có phải “tên” không?\n" in shown
    )
    line = 1 + text[: text.index("2. Quy chế này")].count("\n")
    assert f", dòng {line}, khoản 2 (lần 2) Điều 1 của Quy chế" in shown
    assert "      Ở đó ghi: “2. Quy chế này áp dụng với mọi bến đò.”\n" in shown


def test_wrong_use_is_told_in_vietnamese(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["parse", str(tmp_path / "khong-co")]) == 2
    assert "không có tệp hay thư mục" in capsys.readouterr().err
    with pytest.raises(SystemExit) as exit_status:
        main(["bay"])
    assert exit_status.value.code == 2
    assert "câu lệnh chưa đúng" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            {"place": "Hà Nội", "date": "2022-05-31", "number": "233-QC/PHCT", "type": "Quy chế"},
            "ha-noi/2022/233-qc-phct",
        ),
        (
            {"date": "2008-11-13", "number": "18/2008/QH12", "type": "Luật", "place": "Hà Nội"},
            "ha-noi/2008/luat-18-2008-qh12",
        ),
        (
            {"issuer": "Ủy ban nhân dân tỉnh Lâm Giang", "number": "5/2031/QĐ-UBND"},
            "lam-giang/2031/5-2031-qd-ubnd",
        ),
        ({"type": "Quy chế", "title": "Quản lý bến đò"}, "khong-ro/khong-ro/quy-che-quan-ly-ben-do"),
        ({"fallback": "thư mục/Tệp.txt"}, "khong-ro/khong-ro/thu-muc-tep-txt"),
        ({}, "khong-ro/khong-ro/khong-ro"),
    ],
)
def test_ids(facts: dict[str, str], expected: str) -> None:
    assert identity.document_id(**facts) == expected
