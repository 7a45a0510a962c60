"""What a query finds, however it is typed: cases that an officer can read."""

from __future__ import annotations

import gzip
import unicodedata

import pytest

from dieukhoan.errors import DieuKhoanError
from dieukhoan.index.abbreviations import introduced
from dieukhoan.index.answer import answer
from dieukhoan.index.issuers import issued
from dieukhoan.index.plan import planned
from dieukhoan.index.query import understand
from dieukhoan.index.shards import Shards
from tests.index import made
from tests.index.made import Article, Regulation

FILLER = tuple(
    Article(f"Việc thứ {number}", ("Các đơn vị thực hiện theo kế hoạch chung của quận.",))
    for number in range(8)
)
COORDINATION = Regulation(
    "Quy chế",
    "233-QC/HS",
    "Phối hợp công tác giữa Liên đoàn Lao động quận Hồ Sen và Ủy ban nhân dân quận Hồ Sen",
    (
        Article("Phạm vi", ("Quy chế này nói về phối hợp giữa hai bên.",)),
        Article(
            "Thỏa ước lao động tập thể",
            (
                "Công đoàn cơ sở thương lượng tập thể.",
                "Liên đoàn Lao động (LĐLĐ) quận hướng dẫn ký kết thỏa ước.",
            ),
        ),
        Article("Hỗ trợ kỹ thuật", ("LĐLĐ quận cử người giúp. UBND quận bảo đảm kinh phí.", "Không bán vé.")),
        *FILLER,
    ),
)
PLAN = Regulation(
    "Kế hoạch",
    "02/2024/KH-UBND",
    "Sửa bàn ghế trường học",
    (
        Article("Bàn ghế", ("Sửa bàn ghế cho các trường, thay bản lề.",)),
        Article("Kinh phí", ("Ngân sách quận cấp. Bàn giao trước tháng chín.",)),
        *FILLER,
    ),
)
INDEX = made.shards(made.indexed(COORDINATION, PLAN))
AGREEMENT = ("ho-sen/2024/233-qc-hs", "dieu-2")


def first(query: str) -> tuple[str, str]:
    """The document and address of the first hit."""
    hits = answer(INDEX, query)["hits"]
    return (hits[0]["document"], hits[0]["address"]) if hits else ("", "")


@pytest.mark.parametrize(
    "query",
    [
        "thỏa ước lao động",
        "thoả ước lao động",
        "thoa uoc lao dong",
        "thỏa uoc lao dong",
        "THỎA ƯỚC LAO ĐỘNG",
        unicodedata.normalize("NFD", "thỏa ước lao động"),
        "thoar uowcs lao ddoongj",
        "thoa3 uo7c1 lao d9o6ng5",
        "thoa uoc lao dogn",
        "thoa uocc lao dong",
        "thoauoc lao dong",
        "thoa uoc lao d",
        "thoa uoc tap the",
        '"thỏa ước lao động"',
        "điều 2 quy chế 233",
        "d2 233",
        "dieu 2 233-QC/HS",
    ],
)
def test_typed_anyhow(query: str) -> None:
    """Each of these means the article on collective agreements."""
    assert first(query) == AGREEMENT


@pytest.mark.parametrize("query", ["hỗ trợ kĩ thuật", "ho tro ki thuat", "hỗ trợ kỹ thuật"])
def test_y_and_i(query: str) -> None:
    """kỹ and kĩ are one."""
    assert first(query) == ("ho-sen/2024/233-qc-hs", "dieu-3")


@pytest.mark.parametrize(
    "query",
    [
        "02/2024/KH-UBND",
        "2/2024/kh-ubnd",
        "02 2024 kh ubnd",
        "kế hoạch 02",
        "ke hoach so 2",
        "KH 02",
        "kế hoạch 02 năm 2024",
        "KH so 2 nam 2024",
    ],
)
def test_number_in_any_spelling(query: str) -> None:
    """A number alone is the document itself."""
    assert first(query) == ("ho-sen/2024/02-2024-kh-ubnd", "")


def test_titles_with_words_that_one_may_leave_out() -> None:
    """What a number may do without, a title has none the less: the "sở" of "cơ sở", the year of a plan."""
    named = Regulation("Kế hoạch", "", "Thăm công đoàn cơ sở năm 2024", FILLER)
    index = made.shards(made.indexed(COORDINATION, named, PLAN))
    for query in ("kế hoạch thăm công đoàn cơ sở năm 2024", "ke hoach tham cong doan co so 2024"):
        hit = answer(index, query)["hits"][0]
        assert (hit["title"], hit["address"]) == (named.title, "")


def test_the_longest_and_the_strangest_numbers() -> None:
    """Six bodies that issue together, and a number whose end a scan has lost: each finds its own document."""
    joint = Regulation("Thông tư liên tịch", "7/2015/TTLT-BHS-BLG-BBD-BNS-BXD-BTS", "Neo đậu", FILLER)
    cut = Regulation("Thông tư", "68/2015/TT-", "Giá vé đò", FILLER)
    like = Regulation("Thông tư", "68/2015/TT-BHS", "Bến bãi", FILLER, date="2015-01-02")
    index = made.shards(made.indexed(joint, like, cut, PLAN))
    found = answer(index, "thong tu lien tich 7/2015/ttlt-bhs-blg-bbd-bns-bxd-bts")["hits"][0]
    assert (found["title"], found["address"]) == (joint.title, "")
    hits = answer(index, "khoản 1 điều 2 Thông tư 68/2015/TT-")["hits"]
    assert (hits[0]["source"], hits[0]["at"]) == ("68-2015-tt-.txt", "dieu-2-khoan-1")


@pytest.mark.parametrize("query", ["NQ 26/2016", "nghi quyet 26 nam 2016", "26/2016/HDND14"])
def test_code_of_the_type_that_the_number_does_not_hold(query: str) -> None:
    """One says NQ for "Nghị quyết", whether it stands in the number or not."""
    resolution = Regulation("Nghị quyết", "26/2016/HDND14", "Giá vé đò", FILLER)
    hits = answer(made.shards(made.indexed(COORDINATION, resolution, PLAN)), query)["hits"]
    assert (hits[0]["title"], hits[0]["address"]) == (resolution.title, "")


def test_clause_in_words() -> None:
    """A clause of a named document goes straight there."""
    assert first("khoản 2 điều 2 quy chế 233") == ("ho-sen/2024/233-qc-hs", "dieu-2-khoan-2")


def test_abbreviations_both_ways() -> None:
    """The abbreviation finds the words, the words find the abbreviation."""
    assert (
        first("LĐLĐ quận cử người")
        == first("liên đoàn lao động quận cử người")
        == (
            "ho-sen/2024/233-qc-hs",
            "dieu-3",
        )
    )
    assert first("ubnd bao dam kinh phi") == first("ủy ban nhân dân bảo đảm kinh phí")
    assert first("cdcs thuong luong") == AGREEMENT


def test_tones_that_were_typed_count() -> None:
    """Among equals the exact spelling comes first."""
    assert first("bán") == ("ho-sen/2024/233-qc-hs", "dieu-3")
    assert first("bàn giao") == ("ho-sen/2024/02-2024-kh-ubnd", "dieu-2")


def test_phrases_and_what_is_left_out() -> None:
    """Quotes are exact, with the diacritics that were typed; minus leaves out."""
    assert answer(INDEX, '"bản ghế"')["hits"] == []
    assert first('"bàn ghế"') == ("ho-sen/2024/02-2024-kh-ubnd", "dieu-1")
    assert ("ho-sen/2024/02-2024-kh-ubnd", "dieu-2") not in [
        (hit["document"], hit["address"]) for hit in answer(INDEX, "kinh phí -ngân")["hits"]
    ]


def test_either() -> None:
    """Each alternative has its best among the first, however many words the other has; phrases, too."""
    agreement, furniture = AGREEMENT, ("ho-sen/2024/02-2024-kh-ubnd", "dieu-1")
    for query in (
        "công đoàn cơ sở thương lượng thỏa ước tập thể OR bàn ghế",
        'ban ghe | "thương lượng tập thể"',
        "thương lượng tập thể HOẶC sửa bàn ghế",
    ):
        hits = answer(INDEX, query)["hits"]
        assert {(hit["document"], hit["address"]) for hit in hits[:2]} == {agreement, furniture}, query
    left_out = answer(INDEX, "thỏa ước OR bàn ghế -lề")["hits"]
    assert furniture not in [(hit["document"], hit["address"]) for hit in left_out]
    assert [len(run) for run in understand("SỬA BÀN HOẶC GHẾ").runs] == [4]


@pytest.mark.parametrize(
    "query", ["", "   ", "OR", "OR OR -ban", "?", '"', "-", "xyzzy", "điều", "🙂", "\x00", "a" * 5000]
)
def test_odd_queries(query: str) -> None:
    """Nothing breaks; what stands nowhere finds nothing."""
    assert isinstance(answer(INDEX, query)["total"], int)


def test_introduced_abbreviations() -> None:
    """Only words whose initials stand in the parenthesis count."""
    assert dict(introduced("Quỹ Mái ấm (QMA), mức thu (VNĐ), Sở Xây dựng (gọi tắt là SXD)")) == {
        "QMA": "Quỹ Mái ấm",
        "SXD": "Sở Xây dựng",
    }


def test_index_of_another_version() -> None:
    """The reader says what to do."""
    with pytest.raises(DieuKhoanError, match="dieukhoan build"):
        Shards({"search.bin": gzip.compress(b'{"version": 0}')}.__getitem__)


LAW = Regulation(
    "Luật",
    "",
    "Luật Bến bãi ven hồ",
    (
        Article(
            "Giải thích từ ngữ",
            ("Bến bãi là nơi tàu thuyền neo đậu, xếp dỡ hàng.", "Chủ bến là người có bến."),
        ),
        Article(
            "Nguyên tắc quản lý bến bãi ven hồ",
            ("Bến bãi ven hồ được giữ sạch.", "Bến bãi ven hồ mở cửa ban ngày."),
        ),
        Article("Thu phí", ("Chủ bến thu tiền neo đậu theo giờ, không thu của tàu cứu hộ.",)),
        Article(
            "Miễn tiền",
            ("Tàu cứu hộ thu gom rác neo đậu theo lệnh; chủ bến không được thu tiền của tàu ấy.",),
        ),
        *FILLER,
    ),
)
LAWS = made.shards(made.indexed(LAW, COORDINATION, PLAN))


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("bến bãi là gì", "dieu-1"),
        ("khái niệm chủ bến", "dieu-1"),
        ("Theo Luật Bến bãi ven hồ thì chủ bến thu tiền như thế nào, thu theo giờ hay theo ngày?", "dieu-3"),
        ("theo luat ben bai ven ho thi chu ben thu tien nhu the nao thu theo gio hay theo ngay", "dieu-3"),
        ('"Tàu cứu họ" thì chủ bến có thu tiền neo đậu theo giờ của tàu ấy hay là không?', "dieu-3"),
    ],
)
def test_whole_questions(question: str, address: str) -> None:
    """A question finds what answers it: definitions, what a named law says of it, whatever it quotes."""
    assert answer(LAWS, question)["hits"][0]["address"] == address


def test_what_only_names_a_document_tells_its_provisions_apart_no_more() -> None:
    """The words of a law's name, which all its provisions may have, do not decide between them."""
    plan = planned(LAWS, understand("luật bến bãi ven hồ chủ bến thu tiền"))
    assert plan.aside >= {"luat", "bai ven", "ven ho", "ho"}
    assert not plan.aside & {"ben", "chu", "chu ben", "thu tien"}


def test_words_that_only_ask_do_not_decide() -> None:
    """The form of a question is set aside, unless nothing else was typed."""
    plan = planned(LAWS, understand("chủ bến thu tiền như thế nào"))
    assert plan.aside >= {"nhu", "the", "nao", "the nao"}
    assert not plan.aside & {"ben", "thu tien", "tien nhu"}
    assert not planned(LAWS, understand("như thế nào")).aside


def test_a_paragraph_that_holds_the_words_comes_first() -> None:
    """Of provisions with the same words, that which has them in one paragraph."""
    apart = Article("Một", ("Ven hồ", "Neo đậu", "Thu tiền"))
    together = Article("Hai", ("Ven hồ, neo đậu, thu tiền", "Bãi cát, xóm chài, chợ cá. " * 8))
    for articles in ((apart, together, *FILLER), (together, apart, *FILLER)):
        index = made.shards(made.indexed(Regulation("Luật", "", "Luật Bơi lội", articles)))
        hits = answer(index, "thu tiền neo đậu ven hồ")["hits"]
        assert hits[0]["address"] == f"dieu-{articles.index(together) + 1}"


def test_words_that_stand_together_come_first() -> None:
    """Of provisions with the same words, that in which three of them stand as in the query."""
    apart = Article("Một", ("Chủ bến. Bến thu. Thu tiền.",))
    together = Article("Hai", ("Chủ bến thu tiền. Bến. Thu.",))
    for articles in ((apart, together, *FILLER), (together, apart, *FILLER)):
        index = made.shards(made.indexed(Regulation("Luật", "", "Luật Neo đậu", articles)))
        hits = answer(index, "chủ bến thu tiền")["hits"]
        assert hits[0]["address"] == f"dieu-{articles.index(together) + 1}"
        assert hits[0]["score"] > hits[1]["score"]


def test_a_number_with_its_symbol_says_in_which_document() -> None:
    """However well the heading fits elsewhere; and what another text abbreviates is no part of a number."""
    boats = Article("Phạm vi điều chỉnh", ("Quyết định này nói về thủy thủ (TT) trên hồ.",))
    short = Article("Phạm vi", ("Nơi neo đậu.",))
    index = made.shards(
        made.indexed(
            Regulation("Quyết định", "9/2024/QĐ-UBND", "Neo đậu", (boats, *FILLER)),
            Regulation("Thông tư", "26/2024/TT-BHS", "Bến bãi", (short, *FILLER), issuer="Bộ Hồ Sen"),
        )
    )
    hits = answer(index, "phạm vi điều chỉnh 26/2024/TT-BHS")["hits"]
    assert (hits[0]["document"].rsplit("/", 1)[1], hits[0]["address"]) == ("26-2024-tt-bhs", "dieu-1")
    assert not planned(index, understand("26/2024/TT-BHS neo đậu")).mended
    assert [hit["document"] for hit in hits][-1] != hits[0]["document"]


OFFICES = ("Ủy ban nhân dân quận Hồ Sen", "Liên đoàn Lao động quận Hồ Sen", "Sở Xây dựng tỉnh Lâm Giang")
BY_ISSUER = made.shards(
    made.indexed(
        *(
            Regulation(
                "Quy chế",
                f"{number}/2024/QC-VP",
                f"Việc thứ {number}",
                (
                    Article("Quy chế hoạt động", ("Văn phòng họp hằng tuần.",)),
                    Article(
                        f"Trách nhiệm của {office}",
                        (f"{office} họp với {office}. {office} báo cáo quy chế, hoạt động.",),
                    ),
                    *FILLER,
                ),
                issuer,
            )
            for number, (issuer, office) in enumerate(
                [
                    (OFFICES[0], OFFICES[1]),
                    (OFFICES[1], OFFICES[2]),
                    (OFFICES[2], OFFICES[0]),
                    (f"{OFFICES[0]} và {OFFICES[1]}", OFFICES[2]),
                ],
                start=1,
            )
        )
    )
)


def _places(query: str) -> list[tuple[str, str]]:
    return [(hit["document"], hit["address"]) for hit in answer(BY_ISSUER, query)["hits"]]


@pytest.mark.parametrize("office", OFFICES)
def test_agency_and_topic(office: str) -> None:
    """An agency in a query is the one that issues or the one that is spoken of; both are among the first."""
    number = 1 + OFFICES.index(office)
    found = _places(f"{office} quy che hoat dong")
    assert (f"ho-sen/2024/{number}-2024-qc-vp", "dieu-1") in found[:2]
    spoken = _places(f"trách nhiệm của {office}")[0]
    assert spoken[1] == "dieu-2"
    assert spoken[0] != f"ho-sen/2024/{number}-2024-qc-vp"


def test_words_of_a_topic_that_also_join_agencies() -> None:
    """The "của" and "và" inside a topic are its own."""
    query = understand(f"quyền và nghĩa vụ của đơn vị do {OFFICES[0]} và {OFFICES[1]} ban hành")
    narrowed = issued(BY_ISSUER, query)
    assert narrowed
    words = " ".join(word.folded for word in narrowed.query.words)
    assert words == "quyen va nghia vu cua don vi"


def test_agencies_together() -> None:
    """Of several agencies those documents are meant that they issue together."""
    found = _places(f"quy chế hoạt động {OFFICES[0]} và {OFFICES[1]}")
    assert ("ho-sen/2024/4-2024-qc-vp", "dieu-1") in found[:2]


def test_all_of_a_short_heading() -> None:
    """A query that is a whole heading finds it before longer ones that hold its words as well."""
    longer = tuple(
        Article(f"Hồ sơ công bố sản phẩm loại {letter}", ("Công bố sản phẩm, sản phẩm công bố.",))
        for letter in ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
    )
    short = Article("Công bố sản phẩm", ("Cơ sở gửi hồ sơ.",))
    shards = made.shards(made.indexed(Regulation("Quy định", "5/QĐ-UBND", "Công bố", (*longer, short))))
    assert answer(shards, "cong bo san pham")["hits"][0]["address"] == "dieu-11"


def test_number_and_year() -> None:
    """A number with its year names one document of many that have the number, without the symbol."""
    shards = made.shards(
        made.indexed(
            *(
                Regulation("Quy chế", f"3/{year}/QC-VP", f"Việc năm {year}", FILLER, date=f"{year}-03-01")
                for year in range(2013, 2025)
            )
        )
    )
    first_hit = answer(shards, "d2 3/2024")["hits"][0]
    assert (first_hit["document"], first_hit["address"]) == ("ho-sen/2024/3-2024-qc-vp", "dieu-2")


def test_equals_do_not_crowd_out() -> None:
    """Many equal hits of one alternative leave the first of another among the first two."""
    equal = tuple(Article("Bàn ghế", ("Sửa bàn ghế.",)) for _ in range(12))
    last = Article("Thỏa ước", ("Hai bên ký thỏa ước.",))
    shards = made.shards(made.indexed(Regulation("Quy định", "5/QĐ-UBND", "Việc", (*equal, last))))
    found = [hit["address"] for hit in answer(shards, "bàn ghế OR thỏa ước")["hits"]]
    assert "dieu-13" in found[:2]


def test_phrase_of_low_rank(monkeypatch: pytest.MonkeyPatch) -> None:
    """A phrase is looked for where all its pairs stand, not among the best hits alone."""
    monkeypatch.setattr("dieukhoan.index.answer._CHECKED", 1)
    best = tuple(Article("Chủ tịch hội đồng", ("Hội đồng họp. Chủ tịch chủ trì.",)) for _ in range(5))
    meant = Article("Nơi nhận", ("Văn phòng gửi giấy mời các đơn vị và hội đồng chủ tịch của quận.",))
    articles = (*best, meant, *FILLER, *FILLER)
    shards = made.shards(made.indexed(Regulation("Quy định", "5/QĐ-UBND", "Việc", articles)))
    assert answer(shards, "hội đồng chủ tịch")["hits"][0]["address"] != "dieu-6"
    assert [hit["address"] for hit in answer(shards, '"hội đồng chủ tịch"')["hits"]] == ["dieu-6"]


def test_phrase_of_common_words_below_the_first_hits() -> None:
    """Where the lists of common pairs are cut, a phrase is looked for in more hits than the first."""
    both = Article("Chủ tịch và hội đồng", ("Hội đồng chủ trì. Đồng chủ tịch được bầu.",))
    others = Article("Chủ tịch", ("Hội đồng bầu chủ tịch.",))
    meant = Article("Nơi nhận", ("Văn phòng gửi giấy mời các đơn vị và hội đồng chủ tịch của quận.",))
    articles = (*[both] * 70, *[others] * 20, meant, *FILLER)
    found = made.indexed(Regulation("Quy định", "5/QĐ-UBND", "Việc", articles), longest=80)
    hits = answer(made.shards(found), '"hội đồng chủ tịch"')["hits"]
    assert [hit["address"] for hit in hits] == ["dieu-91"]


@pytest.mark.parametrize("query", ["Hiệu lực thi hành {}", "hieu luc thi hanh cua quy che {}", "{} hiệu lực"])
@pytest.mark.parametrize("named", ["7/2024/QC-VP", "30/2024/QC-VP"])
def test_a_heading_that_all_have_is_found_in_the_document_that_is_named(query: str, named: str) -> None:
    """Of a common term few passages are kept; in a named document its headings tell the rest."""
    speaking = Article("Tổ chức thực hiện", ("Hiệu lực thi hành của hiệu lực thi hành, hiệu lực thi hành.",))
    index = made.shards(
        made.indexed(
            *(
                Regulation(
                    "Quy chế",
                    f"{number}/2024/QC-VP",
                    f"Quy chế mẫu số {number}",
                    (speaking, Article("Hiệu lực thi hành", ("Quy chế được áp dụng từ ngày ký.",)), *FILLER),
                )
                for number in range(1, 31)
            ),
            longest=8,
        )
    )
    hit = answer(index, query.format(named))["hits"][0]
    assert (hit["document"].rpartition("/")[2], hit["address"]) == (
        named.lower().replace("/", "-"),
        "dieu-2",
    )
