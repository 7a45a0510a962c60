"""The lines of a Word file, with old encodings converted."""

from __future__ import annotations

from dieukhoan.findings import Finding
from dieukhoan.read.legacy import convert, recognised
from dieukhoan.read.lines import Draft
from dieukhoan.read.problems import problem
from dieukhoan.read.word.body import Body
from dieukhoan.read.word.package import Damaged, open_package


def read_document(data: bytes) -> Draft | Finding:
    """The lines of a Word file, or the error that says why it has none.

    Labels that Word counts are written out, tracked changes accepted; comments, headers and footers are set
    aside. A footnote stands after its paragraph, marked ``[1]`` there and in the text.
    """
    try:
        body = Body(open_package(data))
    except Damaged as damage:
        return problem("word-damaged", damage)
    draft = Draft(body.lines, "docx")
    encodings = sorted(body.encodings)
    whole = recognised("\n".join(line.text for line in body.lines))
    if whole is not None:
        # Text in an old encoding whose fonts were replaced by others.
        for line in draft.lines:
            line.text = convert(line.text, whole.encoding)
        encodings.append(whole.encoding)
    if encodings:
        draft.findings.append(problem("old-encoding", ", ".join(encoding.value for encoding in encodings)))
    if body.direction_marks:
        draft.findings.append(problem("direction-marks", body.direction_marks))
    return draft
