"""How many whole questions find the article that answers them, over the laws and questions of ../shared.

Used by accuracy.py and by the tests of the search. Runs in the environment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from dieukhoan import index
from dieukhoan.index.answer import answer
from dieukhoan.index.shards import Shards
from dieukhoan.text import bare
from indexes import indexed

_TYPED: dict[str, Callable[[str], str]] = {"": str, ", toneless": bare}


def write_laws(laws: Path, folder: Path) -> None:
    """Writes each law of ``laws.json`` as a text of its own."""
    for law in json.loads(laws.read_text(encoding="utf-8")):
        body = "\n\n".join(f"Điều {article['id']}. {article['text'].strip()}" for article in law["articles"])
        name = re.sub(r"[^\w]+", "-", law["id"]).strip("-")
        (folder / f"{name}.txt").write_text(f"QUỐC HỘI\n\nLUẬT\n\n{law['id']}\n\n{body}\n", encoding="utf-8")


def answered(retrieval: Path, work: Path, questions: int) -> str:
    """A line for each figure: right article first, or in the first ten, as typed and without diacritics.

    Over the first ``questions`` (0: all); writes into ``work``.

        first, toneless answered 346/400
    """
    texts = work / "laws"
    texts.mkdir(parents=True, exist_ok=True)
    write_laws(retrieval / "laws.json", texts)
    shards = Shards(dict(index.files(indexed(texts))).__getitem__)
    asked = json.loads((retrieval / "questions.json").read_text(encoding="utf-8"))[: questions or None]
    lines = []
    for name, typed in _TYPED.items():
        first = ten = 0
        for question in asked:
            relevant = {(_name(law), f"dieu-{article}") for law, article in question["relevant"]}
            hits = answer(shards, typed(question["text"]))["hits"]
            found = [(_name(Path(hit["source"]).stem), hit["address"]) for hit in hits]
            first += bool(relevant & set(found[:1]))
            ten += bool(relevant & set(found))
        lines += [f"first{name} answered {first}/{len(asked)}", f"ten{name} answered {ten}/{len(asked)}"]
    return "\n".join(lines) + "\n"


def _name(text: str) -> str:
    return re.sub(r"[^\w]+", "-", bare(text)).strip("-")
