"""The policy allows the theme's own scripts and nothing else, and stands before whatever could run."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from jinja2 import Environment
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from dieukhoan.publish.policy import Policy

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def config() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"))


@pytest.fixture(scope="module")
def environment(config: MkDocsConfig) -> Environment:
    made: Environment = config.theme.get_env()
    return made


@pytest.mark.parametrize("base_url", [".", "../..", "/thu-muc"])
def test_every_script_that_the_theme_writes_is_allowed(
    environment: Environment, config: MkDocsConfig, base_url: str
) -> None:
    policy = Policy(environment, config)(base_url)
    for name in ("base", "palette", "content"):
        template = environment.get_template(f"partials/javascripts/{name}.html")
        written = template.render(config=config, base_url=base_url, page=None)
        scripts = re.findall(r"<script>(.*?)</script>", written, re.DOTALL)
        assert scripts
        for script in scripts:
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy


def test_nothing_unsafe_and_no_other_host(environment: Environment, config: MkDocsConfig) -> None:
    rules = Policy(environment, config)(".").split("; ")
    assert rules[0] == "default-src 'none'"
    for rule in rules:
        for source in rule.split()[1:]:
            assert source in ("'none'", "'self'", "data:") or source.startswith("'sha256-")
    assert [rule for rule in rules if "data:" in rule] == ["img-src 'self' data:"]
