"""Joining the agencies of a library."""

from __future__ import annotations

from dieukhoan.assign import joined, register
from dieukhoan.duty import Duty, DutyRole
from dieukhoan.model import Span


def duty(agency: str, *others: str) -> Duty:
    return Duty("dieu-1", agency, DutyRole.LEAD, "chủ trì", 0, 9, Span(0, 7), counterparties=others)


def test_spellings_of_one_body_are_one_agency_with_aliases() -> None:
    known = register(
        [[duty("Các sở, ngành"), duty("Sở, ngành"), duty("Các sở, ngành")], [duty("Các Sở, ngành")]]
    )
    assert len(known.agencies) == 1
    agency = known.of("Sở, ngành")
    assert agency.name == "Các sở, ngành"
    assert agency.aliases == ("Các Sở, ngành", "Sở, ngành")
    assert joined(duty("Sở, ngành", "Các Sở, ngành"), known).counterparties == ("Các sở, ngành",)


def test_signs_and_joining_words_make_no_other_body() -> None:
    known = register(
        [[duty("Các sở, ngành và địa phương có liên quan"), duty("Sở/ngành, địa phương liên quan")]]
    )
    assert len(known.agencies) == 1
    known = register([[duty("Sở Khoa học Công nghệ tỉnh X"), duty("Sở Khoa học và Công nghệ tỉnh X")]])
    assert len(known.agencies) == 1


def test_all_of_a_level_are_not_one_of_it() -> None:
    known = register([[duty("Ủy ban nhân dân các xã"), duty("Ủy ban nhân dân xã")]])
    assert len(known.agencies) == 2


def test_bodies_of_two_places_are_two() -> None:
    known = register([[duty("Sở Y tế tỉnh Lâm Giang"), duty("Sở Y tế tỉnh Vân Khê")]])
    assert sorted(known.agencies) == ["so-y-te-tinh-lam-giang", "so-y-te-tinh-van-khe"]
    assert {agency.kind for agency in known.agencies.values()} == {"so"}


def test_names_that_differ_in_their_marks_alone_have_addresses_of_their_own() -> None:
    known = register([[duty("Sở Y tế tỉnh Lâm Giang"), duty("Sở Y tế tỉnh Lạm Giáng")]])
    assert len(known.agencies) == 2
    assert known.of("Sở Y tế tỉnh Lâm Giang").slug != known.of("Sở Y tế tỉnh Lạm Giáng").slug
