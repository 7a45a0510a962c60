"""The words around a citation that other pages show."""

from __future__ import annotations

from functools import partial

from dieukhoan.link import find
from dieukhoan.model import SourceText
from dieukhoan.parse import parse
from dieukhoan.quoting import quotes
from dieukhoan.read import read_bytes
from tests.timing import cpu_seconds


def _quoted(body: str) -> dict[str, str]:
    """For each citation as printed, what is quoted of it."""
    lines = ["ỦY BAN NHÂN DÂN TỈNH LÂM GIANG", "Số: 12/2031/QĐ-UBND", "QUYẾT ĐỊNH", "Về bến đò"]
    source = read_bytes("x", "\n\n".join([*lines, f"Điều 1. Phạm vi\n\n{body}"]).encode())
    assert isinstance(source, SourceText)
    (document,) = parse(source).documents
    citations = find(document, source.text)
    found = quotes(document, source.text, citations, ())
    return {source.text[span.start : span.end]: passage.quote for span, passage in found.citations.items()}


def test_the_sentence_is_quoted_and_cut_where_it_is_long() -> None:
    quoted = _quoted("1. Bến đò mở cửa. Chủ bến làm theo Điều 7; việc khác thì thôi.")
    assert quoted == {"Điều 7": "Chủ bến làm theo Điều 7;"}
    (quote,) = _quoted(f"1. {'bến đò ' * 90}theo Điều 7 {'và bến xe ' * 90}").values()
    assert quote.startswith("…") and quote.endswith("…") and 250 < len(quote) < 320
    assert quote.count("bến đò") > 15 and quote.count("bến xe") > 10


def test_a_running_head_inside_a_sentence_is_not_quoted() -> None:
    """A page break cuts one citation and comes right before another: the head stands between the words."""
    head = "\n\nCÔNG BÁO/Số 1 + 2/Ngày 10-8-2031\n\n"
    quoted = _quoted(
        f"1. Chủ bến đò làm theo quy định tại khoản 2{head}Điều 7 và theo quy định tại Điều 9 này."
    )
    assert len(quoted) == 2
    assert not any("CÔNG BÁO" in quote for quote in quoted.values())


def test_time_grows_with_the_number_of_citations() -> None:
    sizes = 200, 1600
    texts = ["1. " + "\n".join(["Chủ bến theo Điều 7 và"] * size) for size in sizes]
    small, large = (cpu_seconds(partial(_quoted, text)) for text in texts)
    assert large < 2.5 * small * sizes[1] / sizes[0]
