"""Write the facts about works outside the library: src/dieukhoan/data/known-works.tsv and law-names.txt.

    make_known_works.py MANIFEST.json

The manifest is that of the scale corpus (number, type, date, issuer and title of each document of the
codified law). A title of more than 220 characters is left out.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src" / "dieukhoan" / "data"
LAWS = ("Luật", "Bộ luật", "Pháp lệnh")
LAW = r"(?:Bộ luật|Luật|Pháp lệnh)"
# "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C"
NESTED = re.compile(rf"{LAW}\s+([^;.()]+?)(?=,\s*{LAW}\s|\s+và\s+{LAW}\s|\s+số\s|\.?$)")
NUMBER = re.compile(r"\d[\w]*[-/][\w/-]+")


def plain(text: str) -> str:
    return " ".join(text.split())


def own_name(row: dict[str, str]) -> str:
    """The name of a law without its type word: its title says "Luật Dầu khí" or only "Dầu khí"."""
    title = plain(row["title"]).strip(" .")
    return re.sub(r"^(?:bộ\s+luật|lu[ậâ]t|pháp\s+lệnh)\s+(?=\w)(?!sư\b)", "", title, flags=re.IGNORECASE)


def main() -> int:
    rows = list(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")).values())
    works, names = set(), set()
    for row in rows:
        number, issuer = plain(row["number"]).strip(" ,."), plain(row["issuer"]).strip(" .,")
        if not NUMBER.fullmatch(number) or len(issuer) > 160:
            continue
        title = plain(row["title"]).strip(" .,")
        if row["type"] in LAWS:
            name = own_name(row)
            title = f"{row['type']} {name}" if name else ""
            if name and not re.match(r"sửa đổi", name, re.IGNORECASE):
                names.add(name)
        works.add((row["type"], number, row["date"], issuer, title if len(title) <= 220 else ""))
        names.update(
            plain(match[1])
            for match in NESTED.finditer(plain(row["title"]))
            if row["type"] in LAWS
            and len(match[1]) <= 110
            and not re.match(r"sửa đổi|có liên", match[1], re.IGNORECASE)
        )
    table = ["# type\tnumber\tdate\tissuer\ttitle; written by scripts/make_known_works.py"]
    table += ["\t".join(work) for work in sorted(works)]
    (DATA / "known-works.tsv").write_text("\n".join(table) + "\n", encoding="utf-8")
    lines = ["# Tên luật, bộ luật, pháp lệnh; written by scripts/make_known_works.py", *sorted(names)]
    (DATA / "law-names.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(works)} works, {len(names)} names of laws")
    return 0


if __name__ == "__main__":
    sys.exit(main())
