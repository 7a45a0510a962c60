"""The style sheet of the site is joined from its parts."""

from __future__ import annotations

import re
from importlib import resources

THEME = resources.files("dieukhoan") / "theme"


def test_every_part_is_in_the_style_sheet_once() -> None:
    parts = [f".styles/{part.name}" for part in (THEME / ".styles").iterdir()]
    sheet = (THEME / "assets/dieukhoan/site.css").read_text(encoding="utf-8")
    assert sorted(re.findall(r'{% include "(.*)" %}', sheet)) == sorted(parts)
