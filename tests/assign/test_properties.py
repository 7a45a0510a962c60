"""What holds for every text: assigning never fails, spans fit the source, time grows with the length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dieukhoan.assign import assign
from dieukhoan.model import SourceText
from dieukhoan.parse import parse
from dieukhoan.read import read_bytes
from tests.invariants import duties_fit

WORDS = [
    "Sở Y tế",
    "UBND tỉnh",
    "các sở, ban, ngành",
    "chủ trì",
    "phối hợp với",
    "báo cáo",
    "giao",
    "đề nghị",
    "chỉ đạo",
    "có trách nhiệm",
    "tham mưu",
    "trình",
    "phê duyệt",
    "để",
    "và",
    ",",
    ";",
    ":",
    ".",
    "(",
    ")",
    "“",
    "”",
    "…",
    "khi",
    "thì",
    "căn cứ",
    "do",
    "được",
    "hằng năm",
    "trước ngày 15/12",
    "các Sở:",
    "\n\nTrong quá trình thực hiện",
    "1.",
    "a)",
    "-",
    "\n",
    "\t",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(
    st.characters(exclude_categories=["C"]), max_size=200
)


def source_of(text: str) -> SourceText:
    source = read_bytes("vi-du.txt", text.encode())
    assert isinstance(source, SourceText)
    return source


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_read_and_spans_fit(text: str) -> None:
    source = source_of(f"1. {text}")
    for document in parse(source).documents:
        duties_fit(assign(document, source.text), source.text)


def test_actor_and_act_are_where_they_are_printed() -> None:
    source = source_of("1. Sở Y tế chủ trì, phối hợp với Sở Tư pháp rà soát văn bản.")
    (document,) = parse(source).documents
    lead = assign(document, source.text)[0]
    assert lead.actor is not None
    assert source.text[slice(*lead.actor)] == "Sở Y tế"
    assert source.text[slice(*lead.act)] == "chủ trì"
    assert lead.verb.startswith("chủ trì, phối hợp với Sở Tư pháp rà soát")


@pytest.mark.parametrize(
    "unit",
    [
        "Sở Y tế chỉ đạo ",
        ", Sở Y tế trong ",
        "Sở Y tế, ",
        "các sở, ",
        "chủ trì, ",
        "( “ ",
        "phối hợp với Sở Y tế, ",
        "Giám đốc Sở Tài chính; ",
        "Chủ tịch ",
        "trước ngày ",
        "trong thời hạn 05 ",
        "căn cứ, ",
        "báo cáo kết quả ",
        "Cục Quản lý Đất Đai Và Nhà Ở ",
    ],
)
def test_time_grows_with_the_length(unit: str) -> None:
    """Ten times the text takes about ten times as long, and no stack overflows."""

    def seconds(count: int) -> float:
        source = source_of("1. " + unit * count + "báo cáo Ủy ban nhân dân tỉnh.")
        documents = parse(source).documents
        begin = time.process_time()
        for document in documents:
            assign(document, source.text)
        return time.process_time() - begin

    seconds(50)
    short, long = seconds(400), seconds(4000)
    assert long < 40 * short + 0.3


def test_the_sign_that_ends_a_document_is_no_part_of_the_task() -> None:
    source = source_of("1. Sở Y tế chịu trách nhiệm thi hành Quyết định này./.")
    (document,) = parse(source).documents
    assert [duty.verb for duty in assign(document, source.text)] == [
        "chịu trách nhiệm thi hành Quyết định này"
    ]
