"""Doubt is shown where it stands: findings as notes at their provision, counted on the facts card."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from dieukhoan.findings import Finding, Severity
from dieukhoan.render.checks import places
from dieukhoan.render.finder import Finder
from dieukhoan.render.layers import Fact, Layers, Note, NoteItem, Provision, SitePage


def layers(findings: Sequence[tuple[str, Finding]], finder: Finder) -> Layers:
    """What an editor should look at, for readers; mere notes to editors stay on the editors' page."""
    counts: Counter[tuple[str, str]] = Counter()
    items: dict[Provision, list[NoteItem]] = defaultdict(list)
    for name, finding in findings:
        found = finder(name, finding.start)
        if found is None or finding.severity < Severity.WARNING:
            continue
        document, address = found
        counts[document.id, document.source] += 1
        if address and finding.end > finding.start:
            items[Provision(document.id, address)].append(NoteItem(finding.message))
    pages = places(findings)
    return Layers(
        notes={
            place: (Note("doubt", "Cần xem lại", tuple(dict.fromkeys(listed))),)
            for place, listed in items.items()
        },
        facts={
            document: (Fact("Kiểm tra dữ liệu", (_counted(count, pages[source]),)),)
            for (document, source), count in counts.items()
        },
    )


def _counted(count: int, page: SitePage) -> NoteItem:
    return NoteItem(f"{count} chỗ cần xem lại", page)
