"""The Content-Security-Policy of the pages: what a browser may load and run there.

Should a text from outside ever get into a page as mark-up, this is the second wall: no script runs but those
of the theme, no request leaves the host.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from jinja2 import BaseLoader, Environment
from mkdocs.config.defaults import MkDocsConfig

_INLINE = "partials/javascripts/"
"""Where Material keeps the scripts that it writes into each page: they are few and short."""
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_RULES = (
    "default-src 'none'",
    "script-src 'self' {hashes}",
    "style-src 'self'",
    "img-src 'self' data:",  # Material's icons are pictures in its style sheet
    "font-src 'self'",
    "connect-src 'self'",  # the parts of the search index
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)


class Policy:
    """The policy of a site; called with the way to its root, which one of the theme's scripts holds.

    The hashes are those of the theme's templates and never of a finished page, which would allow what
    somebody has smuggled into it.
    """

    def __init__(self, environment: Environment, config: MkDocsConfig) -> None:
        loader = environment.loader
        assert isinstance(loader, BaseLoader)
        folders = [Path(folder) / _INLINE for folder in config.theme.dirs]  # the theme has 14,000 others
        names = sorted({f"{_INLINE}{path.name}" for folder in folders for path in folder.glob("*.html")})
        sources = [loader.get_source(environment, name)[0] for name in names]
        self._scripts = [
            environment.from_string(script) for source in sources for script in _SCRIPT.findall(source)
        ]
        self._config = config
        self._of = lru_cache(maxsize=256)(self._made)

    def __call__(self, base_url: str) -> str:
        """The policy of the pages from which ``base_url`` ("../..") leads to the root."""
        return self._of(base_url)

    def _made(self, base_url: str) -> str:
        scripts = [script.render(config=self._config, base_url=base_url) for script in self._scripts]
        hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
        return "; ".join(_RULES).format(hashes=hashes)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
