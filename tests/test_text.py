"""Tools for text."""

from dieukhoan.text import slug


def test_a_slug_fits_a_file_name_and_ends_at_a_word() -> None:
    made = slug("Ủy ban nhân dân tỉnh Lâm Giang " * 20)
    assert len(made) <= 150
    assert made.startswith("uy-ban-nhan-dan-tinh-lam-giang-uy-ban")
    assert set(made.split("-")) == {"uy", "ban", "nhan", "dan", "tinh", "lam", "giang"}


def test_a_slug_of_one_endless_word_is_cut_all_the_same() -> None:
    assert slug("x" * 900) == "x" * 150
