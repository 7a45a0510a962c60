"""Markdown to HTML as the project's own site has it, for tests of pages that no site is built of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mkdocs.config import load_config

from dieukhoan.publish.converter import Converter, Settings

_CONFIG = Path(__file__).parents[1] / "mkdocs.yml"


@cache
def converter() -> Converter:
    """The converter, made once: loading MkDocs' configuration takes longer than a page does."""
    return Converter(Settings.of(load_config(str(_CONFIG))), [])
