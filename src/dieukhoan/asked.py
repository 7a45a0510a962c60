"""What the options of the command ask of a build."""

from __future__ import annotations

import argparse
import datetime
from typing import Any

from dieukhoan.errors import DieuKhoanError
from dieukhoan.publish.stamp import Stamp


def day_of(options: argparse.Namespace) -> datetime.date:
    """The day for which a site is built: today unless another was given."""
    if not options.date:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(options.date)
    except ValueError as error:
        mend = "Viết như 2025-12-31."
        raise DieuKhoanError(f"“{options.date}” không phải là ngày", "--date", mend) from error


def chosen(options: argparse.Namespace) -> dict[str, Any]:
    """The settings that were given; all others are those of the file of the site."""
    given: dict[str, Any] = {"ocr": True} if options.ocr else {}
    if options.paths:
        given |= {"corpus": [str(path.absolute()) for path in options.paths], "sample": False}
    return given


def stamp_of(options: argparse.Namespace) -> Stamp:
    """The stamp of the site that is to be built: of all that was asked for and shapes it."""
    asked = {"config": str(options.config.absolute()), "date": day_of(options).isoformat(), **chosen(options)}
    return Stamp(options.out, options.out / "site", asked)
