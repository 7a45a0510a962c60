"""What the configuration of a site makes it depend on, as far as that can be told."""

from __future__ import annotations

import sysconfig
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from dieukhoan.publish.stamp import Doubt, Source

_OWN = "dieukhoan"
_PLUGINS = frozenset({_OWN, "search", "material/search"})
"""The plugins that read nothing but what MkDocs gives them; hooks of a site are plugins too."""
_EXTENSIONS = frozenset(
    {"abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes"}
    | {"md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"}
)
"""The extensions of Python-Markdown itself."""
_READING = frozenset({"pymdownx.snippets", "pymdownx.b64"})
"""Those of PyMdown that read files from wherever a page tells them to."""
_ELSEWHERE = ("INHERIT", "!ENV", "!!python")
"""Words by which a configuration depends on more than itself."""


def sources(config_file: Path, config: MkDocsConfig, corpus: list[Path]) -> Iterator[Source]:
    """The files that a site is made of. Raises ``Doubt`` where it may depend on anything else."""
    text = config_file.read_text(encoding="utf-8")
    own = config.plugins[_OWN].config
    is_plain = (
        not any(word in text for word in _ELSEWHERE)
        and _PLUGINS.issuperset(config.plugins)
        and all(map(_is_pure, config.markdown_extensions))
        and not own["ocr"]  # which languages Tesseract reads stands where only Tesseract knows
    )
    if not is_plain:
        raise Doubt(str(config_file))
    yield Source(config.docs_dir, follows=True)
    yield from (Source(str(path.absolute())) for path in corpus)
    package = str(resources.files(_OWN))
    installed = (package, *(sysconfig.get_path(name) for name in ("purelib", "platlib")))
    for folder in config.theme.dirs:  # what is installed is told by its version
        if not any(Path(folder).is_relative_to(place) for place in installed):
            yield Source(folder, follows=True)


def _is_pure(extension: str) -> bool:
    if extension.startswith("pymdownx."):
        return extension not in _READING
    return extension.removeprefix("markdown.extensions.") in _EXTENSIONS
