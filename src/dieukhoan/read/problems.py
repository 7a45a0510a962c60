"""What can be wrong with a file that is to be read, in the words that its editor sees."""

from __future__ import annotations

from dieukhoan.findings import Finding, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_PROBLEMS: dict[str, tuple[Severity, str, str]] = {
    "side-file-alone": (
        _WARNING,
        "Tệp sửa này không đứng cạnh văn bản nào nên không có tác dụng.",
        "Đặt tên giống hệt tệp văn bản, chỉ khác đuôi: quy-che.docx thì quy-che.yml; hoặc xóa tệp sửa.",
    ),
    "excluded": (
        _NOTE,
        "Người biên tập không đăng tệp này.",
        "Muốn đăng, xóa dòng “bỏ: …” trong {detail}.",
    ),
    "file-missing": (
        _ERROR,
        "Không tìm thấy tệp: tệp đã bị xóa hoặc đổi tên sau khi thư mục được liệt kê.",
        "Chép lại tệp vào thư mục rồi chạy lại.",
    ),
    "file-forbidden": (
        _ERROR,
        "Không được phép đọc tệp này.",
        "Cấp quyền đọc tệp cho tài khoản đang chạy chương trình rồi chạy lại.",
    ),
    "file-unreadable": (
        _ERROR,
        "Không đọc được tệp: {detail}.",
        "Kiểm tra ổ đĩa hoặc chép lại tệp từ nguồn rồi chạy lại.",
    ),
    "file-empty": (
        _ERROR,
        "Tệp rỗng, không có chữ nào.",
        "Chép lại tệp từ nguồn, hoặc xóa tệp khỏi thư mục.",
    ),
    "word-damaged": (
        _ERROR,
        "Không đọc được tệp Word: {detail}.",
        "Mở tệp bằng Word hoặc LibreOffice rồi lưu lại thành .docx.",
    ),
    "office-missing": (
        _ERROR,
        "Tệp {detail} chỉ đọc được khi máy có LibreOffice; máy này chưa cài.",
        "Cài LibreOffice (Debian, Ubuntu: sudo apt-get install libreoffice-writer) rồi chạy lại, "
        "hoặc mở tệp bằng Word và lưu lại thành .docx.",
    ),
    "office-slow": (
        _ERROR,
        "LibreOffice không chuyển xong tệp sau {detail} giây.",
        "Mở tệp bằng Word hoặc LibreOffice rồi lưu lại thành .docx.",
    ),
    "office-failed": (
        _ERROR,
        "LibreOffice không chuyển được tệp: {detail}.",
        "Mở tệp bằng Word hoặc LibreOffice xem có hỏng không, rồi lưu lại thành .docx.",
    ),
    "reader-missing": (
        _ERROR,
        "Chưa cài phần đọc tệp {detail}.",
        "Chạy: pip install 'dieukhoan[{detail}]' (trong .venv của chương trình) rồi dựng lại.",
    ),
    "pdf-scan": (
        _ERROR,
        "Tệp PDF chỉ có ảnh chụp trang giấy, không có chữ.",
        "Chạy lại với --ocr (hoặc ghi “ocr: true” dưới “- dieukhoan” trong mkdocs.yml) để máy nhận dạng chữ; "
        "hoặc tìm bản PDF có chữ của văn bản.",
    ),
    "pdf-scanned-pages": (
        _WARNING,
        "Các trang chỉ có ảnh, không có chữ, không đọc được: {detail}.",
        "Chạy lại với --ocr (hoặc ghi “ocr: true” dưới “- dieukhoan” trong mkdocs.yml) để máy nhận dạng chữ; "
        "hoặc tìm bản PDF có chữ của văn bản.",
    ),
    "image": (
        _ERROR,
        "Tệp là ảnh, không có chữ.",
        "Chạy lại với --ocr (hoặc ghi “ocr: true” dưới “- dieukhoan” trong mkdocs.yml) để máy nhận dạng chữ; "
        "ảnh không phải văn bản thì chuyển khỏi thư mục.",
    ),
    "ocr-missing": (
        _ERROR,
        "Không nhận dạng được chữ trong ảnh: máy này chưa cài {detail}.",
        "Cài Tesseract (Debian, Ubuntu: sudo apt-get install tesseract-ocr tesseract-ocr-vie) rồi chạy lại.",
    ),
    "ocr-failed": (
        _ERROR,
        "Không nhận dạng được chữ trong ảnh: {detail}.",
        "Mở tệp xem có hỏng không; chụp hoặc quét lại rõ hơn, 300 điểm mỗi inch.",
    ),
    "ocr-failed-pages": (
        _WARNING,
        "Các trang chỉ có ảnh mà không nhận dạng được chữ: {detail}.",
        "Mở các trang này xem có hỏng không; quét lại rõ hơn, hoặc tách tệp thành nhiều tệp nhỏ hơn.",
    ),
    "ocr-read": (
        _NOTE,
        "Chữ do máy nhận dạng từ ảnh ({detail}), có thể sai.",
        "Đối chiếu với bản gốc, nhất là số, ngày tháng và tên riêng.",
    ),
    "ocr-doubtful": (
        _WARNING,
        "Dòng này do máy nhận dạng từ ảnh mà không chắc (độ tin cậy {detail} %).",
        "Đối chiếu với bản gốc; nếu sai, lưu văn bản thành .docx hoặc .txt, sửa rồi thay cho tệp này.",
    ),
    "pdf-locked": (
        _ERROR,
        "Tệp PDF được đặt mật khẩu.",
        "Mở bằng mật khẩu rồi in lại thành PDF không mật khẩu.",
    ),
    "pdf-damaged": (
        _ERROR,
        "Tệp PDF hỏng, không mở được.",
        "Tải lại tệp từ nguồn; nếu vẫn mở được bằng phần mềm khác, in lại thành PDF.",
    ),
    "pdf-too-large": (
        _ERROR,
        "Tệp PDF quá lớn ({detail}).",
        "Tách tệp thành nhiều phần rồi chép từng phần vào thư mục.",
    ),
    "archive-broken": (
        _ERROR,
        "Tệp nén hỏng, không mở được.",
        "Nén lại thành .zip hoặc giải nén rồi chép các tệp vào thư mục.",
    ),
    "archive-empty": (
        _ERROR,
        "Tệp nén không chứa văn bản nào.",
        "Kiểm tra lại tệp nén, hoặc xóa nó khỏi thư mục.",
    ),
    "file-link": (
        _ERROR,
        "Tệp là liên kết đến một tệp ngoài thư mục; không được đọc.",
        "Chép chính tệp đó vào thư mục thay cho liên kết.",
    ),
    "file-special": (
        _ERROR,
        "Đây không phải là tệp thông thường mà là thiết bị hoặc ống dẫn; không được đọc.",
        "Xóa nó khỏi thư mục.",
    ),
    "file-too-large": (
        _ERROR,
        "Tệp quá lớn ({detail}), không được đọc.",
        "Tách tệp thành nhiều phần rồi chép từng phần vào thư mục.",
    ),
    "text-too-long": (
        _ERROR,
        "Tệp có quá nhiều chữ ({detail}), không thể là một văn bản; tệp không được đưa lên trang.",
        "Nếu là nhiều văn bản gộp lại, tách mỗi văn bản thành một tệp; nếu không, xóa tệp khỏi thư mục.",
    ),
    "too-many-parts": (
        _ERROR,
        "Tệp có quá nhiều điều, khoản, điểm hoặc văn bản ({detail}); tệp không được đưa lên trang.",
        "Nếu là nhiều văn bản gộp lại, tách mỗi văn bản thành một tệp; nếu không, xóa tệp khỏi thư mục.",
    ),
    "archive-too-large": (
        _ERROR,
        "Tệp nén chứa quá nhiều ({detail}), không được mở.",
        "Giải nén rồi chép các tệp vào thư mục.",
    ),
    "archive-name": (
        _ERROR,
        "Tên tệp trỏ ra ngoài tệp nén (có “..” hoặc là đường dẫn tuyệt đối); tệp không được đọc.",
        "Chỉ dùng tệp nén từ nguồn tin cậy; nén lại với tên tệp thông thường.",
    ),
    "archive-link": (
        _ERROR,
        "Mục này trong tệp nén là liên kết đến tệp khác, không phải tệp; không được đọc.",
        "Nén lại chính tệp mà liên kết trỏ đến.",
    ),
    "archive-encrypted": (
        _ERROR,
        "Tệp trong tệp nén được đặt mật khẩu.",
        "Giải nén bằng mật khẩu rồi chép tệp vào thư mục.",
    ),
    "archive-bomb": (
        _ERROR,
        "Tệp trong tệp nén phình ra quá lớn khi giải nén; không được đọc.",
        "Nếu tệp nén đáng tin cậy, giải nén rồi chép tệp vào thư mục.",
    ),
    "archive-depth": (
        _ERROR,
        "Tệp nén lồng trong tệp nén quá nhiều lớp.",
        "Giải nén các lớp trong rồi nén lại thành một lớp.",
    ),
    "archive-member-broken": (
        _ERROR,
        "Tệp trong tệp nén bị hỏng hoặc được nén theo cách không hỗ trợ.",
        "Nén lại thành .zip, hoặc giải nén rồi chép tệp vào thư mục.",
    ),
    "limit-time": (
        _ERROR,
        "Đọc và phân tích tệp quá lâu ({detail}), đã dừng; tệp không được đưa lên trang.",
        "Tách tệp thành nhiều tệp nhỏ hơn; nếu tệp không lớn, có thể nó bị hỏng hoặc được soạn để gây hại.",
    ),
    "limit-memory": (
        _ERROR,
        "Đọc và phân tích tệp cần quá nhiều bộ nhớ (hơn {detail}), đã dừng; tệp không được đưa lên trang.",
        "Tách tệp thành nhiều tệp nhỏ hơn; nếu tệp không lớn, có thể nó bị hỏng hoặc được soạn để gây hại.",
    ),
    "limit-crash": (
        _ERROR,
        "Phần đọc tệp dừng đột ngột ({detail}); tệp không được đưa lên trang.",
        "Tệp có thể bị hỏng: mở tệp bằng phần mềm của nó rồi lưu lại thành .docx, .html hoặc .txt.",
    ),
    "limit-failure": (
        _ERROR,
        "Chương trình gặp lỗi khi đọc tệp ({detail}); tệp không được đưa lên trang.",
        "Báo lỗi này cho người phát triển kèm tệp; tạm thời lưu tệp lại thành .docx hoặc .txt.",
    ),
    "no-text": (
        _ERROR,
        "Tệp không có chữ nào đọc được.",
        "Mở tệp xem có nội dung hay không; nếu là trang web, lưu lại khi trang đã tải xong.",
    ),
    "file-binary": (
        _ERROR,
        "Không đọc được loại tệp này ({detail}).",
        "Mở tệp bằng phần mềm của nó rồi lưu lại thành .docx, .html hoặc .txt (UTF-8).",
    ),
    "file-damaged": (
        _ERROR,
        "Tệp hỏng: tên có đuôi {detail} nhưng nội dung không phải loại tệp đó.",
        "Chép lại tệp từ nguồn; nếu phần mềm của nó vẫn mở được thì lưu lại thành .docx hoặc in thành PDF.",
    ),
    "false-suffix": (
        _WARNING,
        "Tên tệp không nói đúng loại tệp ({detail}); tệp vẫn được đọc và đưa lên trang.",
        "Mở tệp xem có đúng là văn bản cần đăng không. Đúng thì đổi đuôi thành .txt (trang web: .html); "
        "không thì xóa tệp khỏi thư mục.",
    ),
    "unknown-encoding": (
        _ERROR,
        "Không nhận ra bảng mã của tệp; tệp không phải là Unicode.",
        "Chuyển mã sang Unicode (UTF-8) rồi lưu lại: mở bằng trình soạn thảo, chọn Lưu thành, bảng mã UTF-8.",
    ),
    "old-encoding": (
        _NOTE,
        "Tệp dùng bảng mã cũ {detail}; đã chuyển sang Unicode.",
        "Đối chiếu vài dòng với bản gốc, nhất là chữ in hoa; nên lưu tệp lại thành UTF-8.",
    ),
    "other-encoding": (
        _NOTE,
        "Tệp không dùng bảng mã UTF-8 mà dùng {detail}; đã chuyển sang UTF-8.",
        "Không cần làm gì; nếu sửa tệp này, nên lưu lại thành UTF-8.",
    ),
    "broken-encoding": (
        _WARNING,
        "Có {detail} chỗ hỏng mã UTF-8, được thay bằng dấu “\ufffd”.",
        "Đối chiếu các chỗ có dấu “\ufffd” với bản gốc rồi sửa lại.",
    ),
    "control-characters": (
        _NOTE,
        "Đã bỏ {detail} ký tự điều khiển không nhìn thấy được.",
        "Không cần làm gì, trừ khi văn bản hiện ra thiếu chữ.",
    ),
    "direction-marks": (
        _WARNING,
        "Đã bỏ {detail} ký tự đảo chiều viết, không nhìn thấy được; chữ hiện theo đúng thứ tự trong tệp.",
        "Đối chiếu với bản gốc: ký tự này có thể được đặt vào để chữ hiện ra khác với chữ thật.",
    ),
    "portal-page-empty": (
        _WARNING,
        "Trang của {detail} không có phần toàn văn; phần chữ còn lại của trang được đọc thay.",
        "Mở trang toàn văn của văn bản, chờ tải xong rồi lưu lại.",
    ),
}


def problem(code: str, detail: object = "", start: int = 0, end: int = 0) -> Finding:
    """The finding of that code; ``detail`` fills the gap in its message.

    >>> problem("file-binary", "PDF").severity.name
    'ERROR'
    """
    severity, message, hint = _PROBLEMS[code]
    return Finding(code, message.format(detail=detail), start, end, hint.format(detail=detail), severity)
