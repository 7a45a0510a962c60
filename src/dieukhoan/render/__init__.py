"""From the library to the Markdown pages of its site; pure, nothing is written here."""

from dieukhoan.quoting import Quotes, quotes
from dieukhoan.render.edition import Edition
from dieukhoan.render.folio import Folio, pages

__all__ = ["Edition", "Folio", "Quotes", "pages", "quotes"]
