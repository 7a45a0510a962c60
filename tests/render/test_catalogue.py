"""Long lists: every row stands on one page and once in the data, and the pager leads through all pages."""

from __future__ import annotations

import json
import re

import pytest

from dieukhoan.render.catalogue import PART, ROWS, Catalogue, Column, Filter, Form, Option, Row
from dieukhoan.render.layers import SitePage
from dieukhoan.render.routes import Routes
from dieukhoan.render.words import Standing, State

ROUTES = Routes([])
PATH = "muc/index.md"


def _catalogue(count: int) -> Catalogue:
    columns = (
        Column("title", "Tên", Form.LINK, is_searched=True),
        Column("date", "Ngày", Form.DATE),
        Column("standing", "Hiệu lực", Form.STATE),
        Column("count", "Số nơi", Form.COUNT),
    )
    rows = [
        Row(
            SitePage(f"muc/trang-{index}.md"),
            (
                f"Bến <{index}>",
                "2031-01-02",
                State(Standing.OVER, "Hết") if index % 2 else None,
                1000 + index,
            ),
        )
        for index in range(count)
    ]
    years = Filter("Năm", "nam", "date", [Option("2031", "2031", count)], is_start=True)
    return Catalogue(PATH, "bens", "bến", "theo số", "Từ trong tên", columns, [years], rows)


def _pages(count: int) -> dict[str, str]:
    catalogue = _catalogue(count)
    first = {PATH: "\n\n".join(catalogue.blocks(ROUTES))}
    return first | {page.path: page.text for page in catalogue.pages(ROUTES, "Các bến")}


@pytest.mark.parametrize("count", [0, 1, ROWS, ROWS + 1, 1234])
def test_every_row_stands_on_one_page_and_once_in_the_data(count: int) -> None:
    pages = _pages(count)
    shown = [
        int(number)
        for path, text in sorted(pages.items(), key=lambda page: (page[0] != PATH, _number(page[0])))
        if path.endswith(".md")
        for number in re.findall(r">Bến &lt;(\d+)&gt;</a>", text)
    ]
    assert shown == list(range(count))
    parts = [json.loads(text) for path, text in pages.items() if path.endswith(".json")]
    assert all(len(part) == PART for part in parts[:-1])
    assert f'data-parts="{len(parts)}"' in pages[PATH]
    rows = [row for part in parts for row in part]
    assert [row[1] for row in rows] == ([f"Bến <{index}>" for index in range(count)] if count > ROWS else [])


def _number(path: str) -> int:
    found = re.search(r"/(\d+)\.", path)
    return int(found[1]) if found else 1


def test_a_row_of_the_data_has_the_address_and_the_cells() -> None:
    first, second = json.loads(_pages(ROWS + 1)["muc/danh-sach/0.json"])[:2]
    assert first == ["trang-0/", "Bến <0>", "2031-01-02", "", 1000]
    assert second == ["trang-1/", "Bến <1>", "2031-01-02", ["over", "Hết"], 1001]


def test_the_pager_leads_from_page_to_page_without_scripts() -> None:
    pages = _pages(1234)
    path, seen = PATH, []
    while True:
        seen.append(path)
        found = re.search(r'href="([^"]+)" rel="next"', pages[path])
        if found is None:
            break
        folder = "muc/" if path == PATH else f"{path.removesuffix('.md')}/"
        steps = [step for step in (folder + found[1]).split("/") if step]
        while ".." in steps:
            index = steps.index("..")
            del steps[index - 1 : index + 1]
        path = "/".join(steps) + ".md"
    assert seen == [PATH, *(f"muc/danh-sach/{number}.md" for number in range(2, 14))]
    assert '<b aria-current="page">7</b>' in pages["muc/danh-sach/7.md"]
    assert re.findall(r">(\d+|…)</", pages["muc/danh-sach/7.md"].rpartition("<nav")[2]) == [
        "1", "…", "5", "6", "7", "8", "9", "…", "13"
    ]  # fmt: skip
