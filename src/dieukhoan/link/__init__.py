"""Citations: found in one document, resolved over the library, audited."""

from dieukhoan.link.find import find

__all__ = ["find"]
