"""Whatever is followed on the site of the samples leads where it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from dieukhoan.publish.site import build_site
from tests.site.conftest import Opener, samples
from tests.site.following import followed

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample documents."""
    config = samples(tmp_path_factory.mktemp("trang"))
    return build_site(config, {"date": "2025-06-01"}, strict=True)


def test_provisions_citations_duties_and_searches_lead_where_they_say(
    opened: Opener, base: str, site: Path
) -> None:
    assert list(followed(opened("gioi-thieu/"), base, site, 6)) == []
