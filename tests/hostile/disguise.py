"""Letters that show something else than they are: reversed order, nothing at all, or another letter."""

from __future__ import annotations

from tests.hostile.families import Family, Files, regulation, text

OVERRIDE, EMBED, ISOLATE, POP = "\u202e", "\u202b", "\u2067", "\u202c"
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
TAGS = "".join(map(chr, range(0xE0061, 0xE0066)))  # invisible letters of the plane of tags
LOOK_ALIKE = str.maketrans("aeopcxyiAEOPCXHKMTB", "аеорсхуіАЕОРСХНКМТВ")  # Latin to Cyrillic


def right_to_left(size: int) -> Files:
    """Overrides, embeddings and isolates that are never closed, in every field and up to ``size`` deep."""
    files = {}
    for index, mark in enumerate((OVERRIDE, EMBED, ISOLATE, EMBED * size, "\u05d0\u05d1 \u0627\u0644")):
        fields = {
            "title": f"Ban hành {mark}quy chế về mức phạt 10.000.000 đồng",
            "heading": f"Phạm vi {mark}12/1",
            "body": f"Mức phạt là {mark}1.000.000 đồng.",
            "recipient": f"Sở {mark}Y tế",
            "signer": f"Nguyễn {mark}Văn Bình",
            "issuer": f"ỦY BAN NHÂN DÂN {mark}TỈNH LÂM GIANG",
        }
        files[f"chieu-{index}.txt"] = text(regulation(number=f"{600 + index}/2031/QĐ-UBND", **fields))
    return files


def nothing_to_see(size: int) -> Files:
    """Zero-width letters inside labels, numbers and words, so that they are found by no search."""
    del size
    files = {}
    for index, mark in enumerate((*ZERO_WIDTH, TAGS, "\u3164", "\u2800", "\u034f")):
        lines = regulation(
            number=f"{620 + index}{mark}/2031/QĐ-UBND", body=f"Sở Y{mark} tế ch{mark}ủ trì báo cáo."
        )
        lines = [line.replace("Điều 2", f"Điều{mark} 2") for line in lines]
        files[f"an-{index}.txt"] = text(lines)
    return files


def another_letter(size: int) -> Files:
    """Cyrillic letters in the number, the issuer and a label, as a forger or a bad font leaves them."""
    del size
    fields = {
        "number": "640/2031/QĐ-UBND",
        "issuer": "ỦY BAN NHÂN DÂN TỈNH LÂM GIANG",
        "body": "Sở Y tế chủ trì.",
    }
    lines = regulation(**{name: value.translate(LOOK_ALIKE) for name, value in fields.items()})
    marks = regulation(
        number="641/2031/QĐ-UBND", title="Z" + "\u0301\u0323" * 500, body="a" + "\u0489" * 3000
    )
    return {"giong.txt": text(lines), "chong-dau.txt": text(marks)}


FAMILIES = (
    Family(
        "right to left", "layout: text that runs out of its place and turns what follows", right_to_left, 60
    ),
    Family("zero width", "search, labels, numbers", nothing_to_see),
    Family("look-alikes", "numbers, labels; letters that tower over their line", another_letter),
)
