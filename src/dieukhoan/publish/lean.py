"""An extension of Python-Markdown that keeps it from looking for what a text does not hold.

It tries each kind of block on each block and each kind of inline mark-up on each stretch of a text. A page
of a regulation holds links and little else, so that most of this time found nothing.
"""

from __future__ import annotations

from markdown import Extension, Markdown
from markdown.inlinepatterns import DelimiterProcessor
from markdown.preprocessors import Preprocessor

_INLINE = {
    "backtick": ("`",),
    "escape": ("\\",),
    "reference": ("]:",),
    "link": ("](",),
    "image_link": ("![",),
    "image_reference": ("]:",),
    "short_reference": ("]:",),
    "short_image_ref": ("]:",),
    "autolink": ("://",),
    "automail": ("@",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
}
"""What a text must hold for an inline pattern of Markdown, by its name, to find anything: one of them.

A reference (``[Luật][1]``) is found only where the text says what it refers to (``[1]: …``).
"""
_BLOCKS = {
    "setextheader": ("=", "-\n", "- \n", "  \n"),
    "hr": tuple(f"{sign}{gap}{sign}" for sign in "-_*" for gap in (sign, " ", "  ")),
    "table": ("|",),
    "quote": (">",),
    "reference": ("]:",),
}
"""The same for its kinds of block. A line that underlines a heading may end in spaces."""
_OWN = ("markdown.inlinepatterns", "markdown.blockprocessors", "markdown.extensions.tables")
"""The modules of what these names stand for; an extension may put something else in its place."""
_PREPROCESSORS = {"markdown.preprocessors", "markdown.extensions.fenced_code", "mkdocs.structure.pages"}
"""The modules whose preprocessors add no mark-up to a text."""
_AFTER_WHITESPACE, _STRESS = 25, "em_strong"


class Lean(Extension):
    """The extension, for a ``Markdown`` that converts one text, as MkDocs uses it.

    Where other extensions have a word before the blocks of a text are parsed, it does nothing: they may add
    mark-up.
    """

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers what looks at the text, once white space is regular in it."""
        md.preprocessors.register(_Lightener(md), "dieukhoan_lean", _AFTER_WHITESPACE)


class _Lightener(Preprocessor):
    """Takes away what will find nothing."""

    def run(self, lines: list[str]) -> list[str]:
        patterns, text = self.md.inlinePatterns, "\n".join(lines)
        if self.md.references or not all(
            each is self or type(each).__module__ in _PREPROCESSORS for each in self.md.preprocessors
        ):
            return lines
        for registry, all_signs in ((patterns, _INLINE), (self.md.parser.blockprocessors, _BLOCKS)):
            for name, signs in all_signs.items():
                is_own = name in registry and type(registry[name]).__module__ in _OWN
                if is_own and not any(sign in text for sign in signs):
                    registry.deregister(name)
        if _STRESS in patterns:
            stress = patterns[_STRESS]
            if type(stress) is DelimiterProcessor and not any(token in text for token in stress.tokens):
                patterns.deregister(_STRESS)
        return lines
