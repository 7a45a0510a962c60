"""Texts whose shape is hard on patterns and trees: one unit again and again, ``size`` letters in all."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.families import Family, Files

UNITS = {
    # runs of one sign
    "spaces": " ",
    "tabs": "a\t",
    "digits": "1",
    "dots": ".",
    "dashes": "- ",
    "hyphens": "-",
    "capitals": "Ă",
    "slashes": "1/",
    "stars": "*a **b ",
    "underscores": "_a __b ",
    "backslashes": "\\",
    "pipes": "a|b\n|c|d|\n",
    "hashes": "# ",
    "quotes": "“",
    "straight quotes": '"a ',
    "brackets": "(",
    "closed brackets": "(a) ",
    "square brackets": "[a](http://",
    "angles": "<b <!-- ",
    "quoted lines": "> ",
    "decimals": "1.1.",
    "combining": "ạ\u0301",
    # the words of citing
    "clauses": "khoản 1, ",
    "clauses and": "khoản 1 và khoản 2, ",
    "points": "điểm a, ",
    "points of clauses": "điểm a khoản 1 Điều 2, ",
    "articles cited": "Điều 1, ",
    "ranges": "từ Điều 1 đến Điều 99999, ",
    "laws": "Luật Bến bãi ",
    "law and": "Luật Đất đai và ",
    "numbers": "số 12/2031/QĐ-UBND ",
    "works": "Quyết định số 12/2031/QĐ-UBND ngày 02 tháng 3 năm 2031, ",
    "anaphora": "Quy chế này, Điều này, khoản này, ",
    "short names": "(sau đây gọi tắt là Luật) ",
    "amendments": "sửa đổi, bổ sung khoản 1 Điều 2 ",
    "dates": "ngày 02 tháng 3 năm 2031 ",
    "dashed numbers": "12-NQ/TW-",
    # the words of duty
    "and": "và ",
    "commas": "Sở Y tế, ",
    "agencies": "Ủy ban nhân dân tỉnh ",
    "leads": "Sở Y tế chủ trì, phối hợp với ",
    "duties": "Sở Y tế báo cáo Ủy ban nhân dân tỉnh; ",
    "deadlines": "trước ngày 15 tháng 12 hằng năm, ",
    "terms": "trong thời hạn 05 ngày làm việc, ",
    "parties": "Liên đoàn Lao động tỉnh và Sở Nội vụ ",
    # lines
    "articles": "Điều 1. Tên\n",
    "articles numbered": "",  # see _numbered
    "chapters": "Chương I\nTÊN CHƯƠNG\n",
    "sections": "Mục 1. TÊN\nTiểu mục 1. TÊN\n",
    "clause lines": "1. a\n",
    "point lines": "a) a\n",
    "depth": "1. a:\na) b:\n- c:\n+ d:\n",
    "deeper": "1.1.1.1.1.1.1.1. a\n",
    "roman": "I. TÊN\nII. TÊN\n",
    "quoted articles": "“Điều 1. Tên\n",
    "instructions": "1. Sửa đổi Điều 1 như sau:\n“1. a\n",
    "letterheads": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/QĐ-UBND\nngày 1 tháng 1 năm 2031\nQUYẾT ĐỊNH\n",
    "recitals": "Căn cứ Luật Bến bãi ngày 02 tháng 3 năm 2031;\n",
    "annexes": "PHỤ LỤC I\n",
    "annexed": "TM. ỦY BAN\nCHỦ TỊCH\nPHỤ LỤC I\n",
    "issued with": "QUY CHẾ\n(Ban hành kèm theo Quyết định số 12/QĐ-UBND)\nĐiều 1. a\n",
    "signers": "CHỦ TỊCH\nNguyễn Văn Bình\n",
    "recipients": "Nơi nhận:\n- Như trên;\n",
    "addressees": "Kính gửi:\n- Sở Y tế;\n",
    "wrapped": "một dòng dài vừa phải mà chưa hết câu và còn chạy tiếp\n",
    "page numbers": "7\n\n",
    "running heads": "CÔNG BÁO/Số 1 + 2/Ngày 10-8-2031\n",
    "upper lines": "TÊN CƠ QUAN BAN HÀNH VĂN BẢN\n",
    "rules": "-----\n",
    "blank lines": "a\n\n\n",
    "markdown tables": "| a | b |\n|---|---|\n",
    "torn tables": "TT\nTên\nĐơn vị\n1\na\nb\n",
    "facts": "Số hiệu: 1\nNgày ban hành: 2\n",
    "portal phrases": "Văn bản liên quan\n",
    "effects": "Quyết định này có hiệu lực từ ngày 01 tháng 4 năm 2031 và thay thế Quyết định số 1.\n",
}

_HEAD = """\
ỦY BAN NHÂN DÂN
TỈNH LÂM GIANG

Số: {number}/2031/QĐ-UBND
Lâm Giang, ngày 02 tháng 3 năm 2031

QUYẾT ĐỊNH
Về {name}

"""


def shaped(name: str, size: int, *, in_article: bool, number: int = 1) -> str:
    """A decision whose text is a unit again and again: as the text of an điều, or from its first line on."""
    if name == "articles numbered":
        content, length = "", 0
        parts = []
        for line in _numbered():
            parts.append(line)
            length += len(line)
            if length >= size:
                break
        content = "".join(parts)
    else:
        content = UNITS[name] * (size // len(UNITS[name]) + 1)
    head = _HEAD.format(number=number, name=name)
    start = "Điều 1. Phạm vi\n\n1. " if in_article else ""
    end = "\n\nĐiều 99999999. Hiệu lực\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn Bình\n"
    return head + start + content + end


def _numbered() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"Điều {number}. Tên theo khoản 1 Điều {number // 2 + 1}\n"


def shapes(size: int) -> Files:
    """Every unit, in an article and from the first line on."""
    files = {}
    for index, name in enumerate(UNITS):
        slug = name.replace(" ", "-")
        for in_article in (True, False):
            number = 800 + 2 * index + in_article
            content = shaped(name, size, in_article=in_article, number=number)
            files[f"hinh-{slug}-{int(in_article)}.txt"] = content.encode()
    return files


def one_line(size: int) -> Files:
    """A line of ``size`` thousand letters, of words and of one word."""
    return {
        "mot-dong.txt": b"Dieu 1. " + b"lorem ipsum " * (size * 1000 // 12),
        "mot-chu.txt": "Điều 1. ".encode() + b"a" * (size * 1000),
    }


def many_articles(size: int) -> Files:
    """``size`` times "Điều 1", which repeats, and as many that count on."""
    return {
        "dieu-1.txt": "Điều 1. Tên\n".encode() * size,
        "dieu-n.txt": "".join(f"Điều {n}. Tên\n" for n in range(1, size + 1)).encode(),
    }


FAMILIES = (
    Family("shapes", "patterns, trees and lists in every stage", shapes, 2000),
    Family("one line", "memory, patterns", one_line, 100),
    Family("many articles", "the tree, the page, the index", many_articles, 2000),
)
