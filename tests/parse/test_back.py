"""The back of a document: signers, recipients, where it begins; when a document takes effect."""

from __future__ import annotations

import pytest

from dieukhoan.model import Role, Signer, SourceText
from dieukhoan.parse import parse
from dieukhoan.parse.back import Back, read_back, starts_back
from dieukhoan.parse.front import Front
from dieukhoan.parse.terms import effective, term
from dieukhoan.read import read_bytes
from tests.parse.fronts import lines_of

COMMITTEE = Front(type="Quyết định", issuer="Ủy ban nhân dân tỉnh Lâm Giang", place="Lâm Giang")


def back(text: str, front: Front = COMMITTEE) -> Back:
    return read_back(text, lines_of(text), front)


def test_recipients_then_signature() -> None:
    found = back(
        "Nơi nhận:\n- Như Điều 3;\n- Cục Kiểm tra văn bản\n(Bộ Tư pháp);\n"
        "- VPUB: CVP; các phòng;\n- Lưu: VT.\n"
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Thị Mai\n"
    )
    assert found.recipients == (
        "Như Điều 3",
        "Cục Kiểm tra văn bản (Bộ Tư pháp)",
        "VPUB: CVP; các phòng",
        "Lưu: VT",
    )
    assert found.signers == (
        Signer("Trần Thị Mai", "Phó Chủ tịch", "Chủ tịch Ủy ban nhân dân tỉnh Lâm Giang"),
    )


def test_two_signers_before_the_recipients() -> None:
    front = Front(type="Quy chế", issuer="Đảng đoàn Hội Sen và Ban Thường vụ Quận ủy Hồ Sen", place="Vân Khê")
    found = back(
        "T/M ĐẢNG ĐOÀN\nHỘI SEN\n\nBÍ THƯ\n\n\nTrần Thị Mai\n\n"
        "T/M BAN THƯỜNG VỤ\nQUẬN ỦY HỒ SEN\n\nBÍ THƯ\n\n\n"
        "Lê Văn Bốn\n\nNơi nhận:\n\n- Thành ủy;\n- Lưu VT;\n",
        front,
    )
    assert [signer.name for signer in found.signers] == ["Trần Thị Mai", "Lê Văn Bốn"]
    assert [signer.position for signer in found.signers] == ["Bí thư", "Bí thư"]
    assert found.signers[1].on_behalf_of == "Ban Thường vụ Quận ủy Hồ Sen"
    assert found.recipients == ("Thành ủy", "Lưu VT")


def test_addressees_of_a_dispatch_come_first() -> None:
    front = Front(type="Công văn", addressees=("Công an tỉnh",))
    found = back("Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLê Văn Bốn\n", front)
    assert found.recipients == ("Công an tỉnh", "Lưu: VT")
    assert found.signers == (Signer("Lê Văn Bốn", "Chủ tịch", ""),)


def test_torn_and_run_together_signatures() -> None:
    torn = back("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Hải\nHòa\n")
    assert [signer.name for signer in torn.signers] == ["Lê Hải Hòa"]
    glued = back("TM. CHÍNH PHỦKT. THỦ TƯỚNGPHÓ THỦ TƯỚNG(Đã ký)Trần Thị Mai\n", Front(issuer="Chính phủ"))
    assert glued.signers == (Signer("Trần Thị Mai", "Phó Thủ tướng", "Chính phủ"),)


def test_closing_and_digital_signature() -> None:
    found = back(
        "Quy chế này có hiệu lực kể từ ngày ký.\n\nCHỦ TỊCH\nLê Văn Bốn\n\nKý bởi: Ủy ban nhân dân tỉnh\n"
    )
    assert [paragraph.role for paragraph in found.paragraphs] == [
        Role.CLOSING,
        Role.SIGNATURE,
        Role.SIGNATURE,
        Role.STAMP,
    ]


@pytest.mark.parametrize(
    "line",
    ["Nơi nhận:", "*Nơi nhận:*", "TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ", "KT.CHỦ TỊCH", "BỘ TRƯỞNG"],
)
def test_starts_back(line: str) -> None:
    assert starts_back(line)


@pytest.mark.parametrize(
    "line",
    [
        "Nơi nhận hồ sơ: Trung tâm hành chính",
        "Chủ tịch Ủy ban nhân dân tỉnh quyết định việc này.",
        "CHỦ TỊCH NƯỚC",
        "TRÁCH NHIỆM CỦA BỘ TRƯỞNG",
        "1. Bộ trưởng có trách nhiệm sau:",
        "Q. Hồ Sen có 14 phường",
    ],
)
def test_does_not_start_back(line: str) -> None:
    assert not starts_back(line)


@pytest.mark.parametrize("office", ["CHỦ TỊCH QUỐC HỘI", "Chủ tịch Quốc hội"])
def test_a_law_ends_with_the_office_of_a_body_and_a_name(office: str) -> None:
    text = (
        "LUẬT\nBẾN BÃI\nĐiều 1. Phạm vi\n1. Luật này quy định về bến bãi.\n"
        f"Luật này được Quốc hội thông qua ngày 10 tháng 12 năm 2031.\n{office}\n(Đã ký)\nTrần Thị Thử"
    )
    source = read_bytes("luat.txt", text.encode())
    assert isinstance(source, SourceText)
    (document,) = parse(source).documents
    assert [(s.name, s.position) for s in document.signers] == [("Trần Thị Thử", "Chủ tịch Quốc hội")]
    assert text[: document.nodes[-1].end].endswith("năm 2031.\n") or document.nodes[-1].end < text.index(
        office
    )


def test_an_office_that_heads_a_list_of_its_tasks_ends_nothing() -> None:
    assert not starts_back("CHỦ TỊCH", "1. Chủ tịch điều hành bến.")
    assert not starts_back("GIÁM ĐỐC SỞ Y TẾ", "có trách nhiệm thi hành.")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Quyết định này có hiệu lực từ ngày 01 tháng 12 năm 2025.", "2025-12-01"),
        ("Quyết định này có hiệu lực thi hành kể từ ngày ký.", "2025-11-18"),
        ("Thông tư này có hiệu lực sau 45 ngày, kể từ ngày ký ban hành.", "2026-01-02"),
        ("Quyết định này có hiệu lực sau 15 ngày kể từ ngày đăng Công báo.", ""),
        ("Giấy phép có hiệu lực từ ngày 01 tháng 12 năm 2025.", ""),
    ],
)
def test_effective(sentence: str, expected: str) -> None:
    assert effective([sentence], "2025-11-18") == expected


def test_term() -> None:
    assert term("Phối hợp công tác giai đoạn 2022 – 2025") == "2022-2025"
    assert term("Phối hợp công tác giai đoạn 2022 – 2025", "Công văn") == ""
    assert term("Kế hoạch năm 2025") == ""
