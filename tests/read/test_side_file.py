"""What editors write beside a source: facts, switches, furniture to strike, and their mistakes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dieukhoan.editing import Edits, Fact
from dieukhoan.findings import Finding, Severity
from dieukhoan.model import SourceText
from dieukhoan.pipeline import collect
from dieukhoan.read import Unreadable, discover, read
from dieukhoan.read.side_file import MOST_BYTES, read_side_file


def _read(text: str) -> tuple[Edits, tuple[Finding, ...]]:
    return read_side_file("a.yml", text.encode())


def _mistake(text: str) -> Finding:
    _, (mistake,) = _read(text)
    assert mistake.severity is Severity.ERROR and mistake.file == "a.yml"
    return mistake


@pytest.mark.parametrize(
    ("line", "fact", "value"),
    [
        ("loại: quy chế", Fact.TYPE, "Quy chế"),
        ("số: 233 - QC/PHCT", Fact.NUMBER, "233-QC/PHCT"),
        ("Số, ký hiệu: 770/UBND-VX", Fact.NUMBER, "770/UBND-VX"),
        ("so: không có", Fact.NUMBER, ""),
        ("ngày: 31/5/2022", Fact.DATE, "2022-05-31"),
        ("ngày: 2022-05-31", Fact.DATE, "2022-05-31"),
        ("NGÀY BAN HÀNH: ngày 31 tháng 5 năm 2022", Fact.DATE, "2022-05-31"),
        ("date: 31-5-2022", Fact.DATE, "2022-05-31"),
        ("cơ quan: Ủy ban nhân dân xã Hạ Vân", Fact.ISSUER, "Ủy ban nhân dân xã Hạ Vân"),
        ("nơi: Hạ Vân", Fact.PLACE, "Hạ Vân"),
        ('tên: "Quy chế: bến đò"', Fact.TITLE, "Quy chế: bến đò"),
        ("title: |\n  Quản lý\n  bến đò", Fact.TITLE, "Quản lý bến đò"),
        ("hiệu lực: 01/7/2022", Fact.EFFECTIVE, "2022-07-01"),
        ("giai đoạn: 2022 – 2025", Fact.TERM, "2022-2025"),
        ("địa chỉ: /van-ban/ha-van/2022/02-qc-ubnd/", Fact.ADDRESS, "ha-van/2022/02-qc-ubnd"),
    ],
)
def test_facts_in_clerks_words(line: str, fact: Fact, value: str) -> None:
    edits, mistakes = _read(line)
    assert dict(edits.of(1).facts) == {fact: value} and not mistakes


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("cơ quang: Ủy ban nhân dân xã Hạ Vân", "cơ quan"),
        ("hiệu luật: 1/1/2022", "hiệu lực"),
        ("exlude: yes", "bỏ"),
        ("xyz: 1", "loại, số, ngày"),
        ("loại: quy chees", "Quy chế"),
        ("số: mười hai", "233-QC/PHCT"),
        ("ngày: 31/02/2022", "31/5/2022"),
        ("ngày: năm 2022", "31/5/2022"),
        ("hiệu lực: 1/1/0022", "31/5/2022"),
        ("giai đoạn: 2025-2022", "2022-2025"),
        ("giai đoạn: 2022-2025-2030", "2022-2025"),
        ("địa chỉ: Hạ Vân/2022/02-QC/UBND", "nơi/năm/số"),
        ("địa chỉ: Hạ Vân/2022/02 QC", "ha-van/2022/02-qc"),
        ("địa chỉ: ../../etc/passwd", "nơi/năm/số"),
        ("loại: không có", "Bỏ dòng này"),
        ("tên: '---'", "Viết như"),
        ("tên:", "tên: "),
        ("tên: [a, b]", "dấu ngoặc kép"),
        ("bỏ: rồi", "bỏ: có"),
        ("gạt: ab", "nguyên cả dòng"),
        ("văn bản 2: Quy chế", "thụt vào"),
        ("văn bản 2:\n  gạt: Trang 3/12", "không thụt dòng"),
        ("tên: a\ntrích yếu: b", "Giữ lại một dòng"),
        ("tên: Quy chế: bến đò", "dấu ngoặc kép"),
        ("tên: a\n\tsố: 3", "không dùng phím Tab"),
        ("- a", "mục: giá trị"),
        ("a: &x [1]\nb: *x", "mục: giá trị"),
        ("[" * 3000, "mục: giá trị"),
        ("tên: " + "a" * MOST_BYTES, "Chỉ ghi những chỗ cần sửa"),
    ],
)
def test_mistakes_say_what_may_have_been_meant(line: str, hint: str) -> None:
    assert hint in _mistake(line).hint


def test_a_mistake_names_its_line_and_spoils_no_other() -> None:
    edits, (mistake,) = _read("# sửa ngày 3/4\nsố: 2-QC/HU\n\nngyà: 3/4/2031\nnơi: Hạ Vân\n")
    assert mistake.line == 4
    assert dict(edits.of(1).facts) == {Fact.NUMBER: "2-QC/HU", Fact.PLACE: "Hạ Vân"}


def test_documents_are_counted_in_the_file() -> None:
    edits, mistakes = _read("số: 2-QC/HU\nvăn bản 2:\n  bỏ: có\nDocument 3:\n  not-a-regulation: no\n")
    assert not mistakes
    assert edits.of(1).facts[Fact.NUMBER] == "2-QC/HU"
    assert edits.of(2).is_excluded and edits.of(3).is_regulation is True
    assert edits.of(4).is_regulation is None


@pytest.mark.parametrize("broken", ["tên: a: b\nbỏ: có", "bỏ: rồi", "exclude: maybe\n"])
def test_what_is_held_back_is_not_published_by_a_slip(broken: str) -> None:
    assert _read(broken)[0].is_excluded


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_side_files_from_any_editor(encoding: str) -> None:
    edits, _ = read_side_file("a.yml", "cơ quan: Ủy ban nhân dân xã Hạ Vân\n".encode(encoding))
    assert edits.of(1).facts[Fact.ISSUER] == "Ủy ban nhân dân xã Hạ Vân"


@given(st.one_of(st.text(max_size=60), st.binary(max_size=60).map(lambda data: data.decode("latin-1"))))
def test_never_raises(text: str) -> None:
    edits, mistakes = _read(text)
    assert isinstance(edits, Edits) and all(mistake.line > 0 and mistake.hint for mistake in mistakes)


def _written(root: Path, **files: str) -> None:
    for name, text in files.items():
        (root / name.replace("_", ".")).write_text(text, encoding="utf-8")


def test_which_file_a_side_file_goes_with(tmp_path: Path) -> None:
    _written(
        tmp_path, a_txt="Điều 1.", a_md="Điều 1.", a_md_yml="nơi: Hạ Vân", a_yml="", b_yaml="", mkdocs_yml=""
    )
    sides = {file.name: file.side and file.side.name for file in discover([tmp_path])}
    assert sides == {"a.md": "a.md.yml", "a.txt": "a.yml", "b.yaml": None}
    (alone,) = discover([tmp_path / "a.txt"])
    assert alone.side is not None and alone.side.name == "a.yml"


def test_a_side_file_alone_is_told(tmp_path: Path) -> None:
    _written(tmp_path, a_txt="Điều 1.", b_yml="số: 1-QC/HU")
    outcome = read(discover([tmp_path])[-1])
    assert isinstance(outcome, Unreadable) and outcome.finding.code == "side-file-alone"


def test_side_files_in_archives(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "kho.zip", "w") as archive:
        archive.writestr("x/a.txt", "Điều 1. Phạm vi")
        archive.writestr("x/a.yml", "nơi: Hạ Vân")
        archive.writestr("b.yml", "nơi: Hạ Vân")
    inside, alone = discover([tmp_path])
    source = read(inside)
    assert isinstance(source, SourceText)
    assert source.edits.file == "kho.zip/x/a.yml" and source.edits.of(1).facts[Fact.PLACE] == "Hạ Vân"
    assert alone.name == "kho.zip/b.yml" and isinstance(read(alone), Unreadable)


def test_an_excluded_file_is_not_even_read(tmp_path: Path) -> None:
    _written(tmp_path, a_txt="Điều 1.", a_yml="bỏ: có")
    outcome = read(discover([tmp_path])[0])
    assert isinstance(outcome, Unreadable)
    assert (outcome.finding.code, outcome.finding.severity) == ("excluded", Severity.NOTE)


def test_mistakes_beside_a_source_that_cannot_be_read(tmp_path: Path) -> None:
    _written(tmp_path, a_txt="", a_yml="ngày: 31/02/2031", b_txt="Điều 1.", b_yml="bỏ: có\nngày: 31/02/2031")
    found = collect([tmp_path]).library.findings
    told = [(name, finding.code, finding.file, finding.line) for name, finding in found]
    assert [(name, code) for name, code, _, _ in told[:2]] == [("a.txt", "file-empty"), ("b.txt", "excluded")]
    assert [(name, file, line) for name, _, file, line in told[2:]] == [
        ("a.txt", "a.yml", 1),
        ("b.txt", "b.yml", 2),
    ]


def _struck(tmp_path: Path, text: str, *quotes: str) -> tuple[list[str], list[str], list[str]]:
    """The lines that stay, those that are set aside, and the codes of what was found."""
    side = "gạt:\n" + "".join(f'  - "{quote}"\n' for quote in quotes)
    _written(tmp_path, a_txt=text, a_yml=side)
    source = read(discover([tmp_path])[0])
    assert isinstance(source, SourceText) and source.text == text
    parts = [(line.furniture, text[line.start : line.end]) for line in source.lines]
    kept = [part for aside, part in parts if not aside and part.strip()]
    return kept, [part for aside, part in parts if aside], [f.code for f in source.findings]


def test_striking_lines_and_parts_of_lines(tmp_path: Path) -> None:
    text = "Bản in thử\nĐiều 1. Phạm vi bản nháp áp dụng\nBản in   thử\nBản in\nthử rồi"
    assert _struck(tmp_path, text, "Bản in thử", "bản nháp", "nháp áp") == (
        ["Điều 1. Phạm vi ", " dụng", " rồi"],
        ["Bản in thử", "bản nháp áp", "Bản in   thử", "Bản in", "thử"],
        ["struck", "struck", "struck"],
    )


def test_a_quotation_that_is_not_there(tmp_path: Path) -> None:
    kept, aside, codes = _struck(tmp_path, "Điều 1. Phạm vi", "bản nháp")
    assert (kept, aside, codes) == (["Điều 1. Phạm vi"], [], ["strike-missing"])


def test_rows_of_tables_are_struck_whole(tmp_path: Path) -> None:
    text = "TT\tTên\tTuổi\n1\tBến\t3\n2\tĐò ngang\t4"
    kept, aside, codes = _struck(tmp_path, text, "1 Bến 3", "Đò ngang")
    assert aside == ["1\tBến\t3"] and codes == ["struck", "strike-table"]
    assert kept == ["TT\tTên\tTuổi", "2\tĐò ngang\t4"]
