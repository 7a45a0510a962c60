"""What our theme adds to a site's configuration: its folder, its styles and scripts, what is made once."""

from __future__ import annotations

from importlib import resources

from mkdocs.config.defaults import MkDocsConfig

_STYLES = (
    *(f"assets/dieukhoan/{name}.css" for name in ("icons", "site", "citations", "responsibilities")),
    "search/search.css",
)
_SCRIPTS = (
    *(
        f"assets/dieukhoan/{name}.js"
        for name in (
            "menu",
            "places",
            "provisions",
            "contents",
            "lists",
            "previews",
            "print",
            "responsibilities",
        )
    ),
    "search/page.js",
)
_TEMPLATES = ("assets/dieukhoan/icons.css", "assets/dieukhoan/site.css")
"""Files of our theme that are made once for a site: from what mkdocs.yml says, from their parts."""


def furnish(config: MkDocsConfig) -> None:
    """Puts our theme between the site's own and Material's; doing it again changes nothing."""
    theme = str(resources.files("dieukhoan").joinpath("theme"))
    if theme not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
    config.extra_css = [*_STYLES, *(path for path in config.extra_css if path not in _STYLES)]
    config.theme.static_templates.update(_TEMPLATES)
    for script in _SCRIPTS:
        if script not in config.extra_javascript:
            config.extra_javascript.append(script)
