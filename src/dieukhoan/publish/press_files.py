"""The files of the press among the files of MkDocs: links find them, MkDocs does not convert them itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from dieukhoan.publish.press import Press


class _PressedPage(Page):
    """A page whose anchors the press knows."""

    def __init__(self, file: File, config: MkDocsConfig, press: Press) -> None:
        super().__init__(None, file, config)
        self._press = press

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """The anchors of the page, known after the press has run."""
        return self._press.anchors(self.file.src_uri)


class PressFiles(Files):
    """The files of MkDocs, and those of the press for whoever asks for one by its path."""

    def __init__(self, files: Files, config: MkDocsConfig, press: Press) -> None:
        super().__init__(files)
        self._config = config
        self._press = press
        self._asked: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """The file of a path, as in MkDocs."""
        own = super().get_file_from_path(path)
        return own if own is not None else self._pressed(PurePosixPath(path).as_posix())

    def pressed(self) -> Iterator[File]:
        """The pages of the press."""
        for path in self._press.pages:
            if (file := self._pressed(path)) is not None:
                yield file

    def _pressed(self, path: str) -> File | None:
        if path in self._asked or path not in self._press.files:
            return self._asked.get(path)
        source = self._press.files[path]
        hidden = InclusionLevel.NOT_IN_NAV
        file = File.generated(self._config, path, abs_src_path=source, inclusion=hidden)
        self._asked[path] = file
        if path in self._press.pages:
            _PressedPage(file, self._config, self._press)
        return file
