"""Assigning duties against cases that a lawyer can read: cases/*.txt (see README.md there)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from dieukhoan.assign import assign
from dieukhoan.duty import Duty
from dieukhoan.model import SourceText
from dieukhoan.parse import parse
from dieukhoan.read import read_bytes

CASES = Path(__file__).parent / "cases"
FRONT = """ỦY BAN NHÂN DÂN
TỈNH LÂM GIANG

Số: 15/KH-UBND

Lâm Giang, ngày 3 tháng 2 năm 2031

KẾ HOẠCH
Cải cách hành chính trên địa bàn tỉnh Lâm Giang

Ủy ban nhân dân tỉnh Lâm Giang ban hành Kế hoạch như sau:

"""
NONE = "-"


@dataclass(frozen=True)
class Case:
    """A text, and its duties as lines "address | role | agency | deadline"."""

    name: str
    text: str
    expected: tuple[str, ...]


def cases() -> list[Case]:
    found = []
    for path in sorted(CASES.glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, _, expected = part.partition("\n--- kết quả\n")
            title, _, text = head.partition("\n")
            whole = text if "Số:" in text else FRONT + text.replace("\n", "\n\n")
            lines = tuple(filter(None, map(str.strip, expected.splitlines())))
            found.append(Case(f"{path.stem}: {title}", whole, lines))
    return found


def duties(text: str) -> list[Duty]:
    source = read_bytes("vi-du.txt", text.encode())
    assert isinstance(source, SourceText)
    return [duty for document in parse(source).documents for duty in assign(document, source.text)]


def line(duty: Duty, with_deadline: bool) -> str:
    told = duty.deadline.text if duty.deadline else NONE
    return " | ".join([duty.at, duty.role, duty.agency, *([told] if with_deadline else [])])


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    found = duties(case.text)
    expected = sorted(case.expected)
    timed = {tuple(each.split(" | ")[:3]) for each in expected if each.count(" | ") == 3}
    assert sorted(line(d, (d.at, str(d.role), d.agency) in timed) for d in found) == expected
