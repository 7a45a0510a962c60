"""Symbols that do not fit the type or the issuer of their work, or are nobody's."""

from __future__ import annotations

from collections.abc import Iterable

from dieukhoan.citation import Work
from dieukhoan.link.audit.sides import Found, Sides, found
from dieukhoan.link.context import same_family, tokens
from dieukhoan.link.words import AGENCY_CODES, PARTY_ENDS, SYMBOLS
from dieukhoan.number import Form
from dieukhoan.number import parse as parse_number


def symbols(sides: Sides) -> Iterable[Found]:
    """Each symbol of a document that cannot be right, once."""
    seen: set[tuple[str, str, str]] = set()
    for link in sides.citations.links:
        work = link.citation.work
        if work is None or not work.number or link.citation.antecedent >= 0:
            continue
        key = (link.document, work.type, work.number)
        if key in seen:
            continue
        seen.add(key)
        problem = _symbol_problem(work)
        if problem is not None:
            code, words = problem
            side = sides.side(link)
            yield found(side, code, f"“{side.quote}” ({side.where}): {words}")


def _symbol_problem(work: Work) -> tuple[str, str] | None:
    parsed = parse_number(work.number)
    if parsed is None or work.type == "Văn bản":
        return None
    types = tuple(kind for kind in parsed.types if kind != "Công văn")
    if parsed.symbol.partition("-")[0] in AGENCY_CODES:
        types = ()
    if work.type == "Kết luận" and "Thông báo" in types:
        return None  # "thông báo kết luận số 49/TB-VPCP"
    if types and not any(same_family(kind, work.type) for kind in types) and work.type != "Công văn":
        named = " hoặc ".join(kind.lower() for kind in types[:2])
        return "symbol-type", f"ký hiệu {parsed.symbol} là của {named}, không phải {work.type.lower()}."
    symbol = parsed.symbol.upper().replace("CTUBND", "UBND")
    if parsed.form is Form.PARTY:
        end = symbol.rpartition("/")[2].rstrip("0123456789")  # BCĐ35; or the mark of a note
        if not any(end.endswith(known) for known in PARTY_ENDS):
            return (
                "symbol-unknown",
                f"không rõ “{parsed.symbol.rpartition('/')[2]}” là ký hiệu của cơ quan nào.",
            )
    issuer = " ".join(tokens(work.issuer))
    for code, bodies in SYMBOLS.items():
        if (
            any(issuer.startswith(body) for body in bodies)
            and parsed.form is Form.PARTY
            and code not in symbol
        ):
            return "symbol-issuer", f"ký hiệu của {work.issuer} là {code}, số này ghi {parsed.symbol}."
    return None
