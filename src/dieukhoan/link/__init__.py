"""Citations: found in one document, resolved over the library, audited."""

from dieukhoan.link.audit import audit
from dieukhoan.link.find import find
from dieukhoan.link.resolve import resolve

__all__ = ["audit", "find", "resolve"]
