"""While a site is served, a build that fails leaves the last good one to be seen, and says why it failed."""

from __future__ import annotations

import logging
from collections.abc import Callable

from mkdocs.exceptions import MkDocsException

from dieukhoan.errors import DieuKhoanError

_LOG = logging.getLogger("mkdocs.plugins.dieukhoan")


def lasting(build: Callable[..., None]) -> Callable[[], bool]:
    """A build that tells of its failure and goes on; it returns whether it succeeded.

    MkDocs lets its server wait, and the reader with it, until a build succeeds.
    """

    def built() -> bool:
        try:
            build()
        except (MkDocsException, DieuKhoanError, OSError) as error:
            _LOG.error(f"Không dựng lại được trang: {error}. Trang trước đó vẫn xem được.")
            return False
        return True

    return built
