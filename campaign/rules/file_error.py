"""Why a file is not kept: one sentence that names it, says what stays and what to do."""

from campaign.rules.phrase import Phrase

CHECK_IT = Phrase("Hãy kiểm tra lại tệp trên máy của bạn rồi gửi lại.")
SAVE_AS = Phrase("Hãy chuyển sang PDF, DOCX, XLSX, PNG, JPEG hoặc WebP rồi gửi lại.")
PRINT_AGAIN = Phrase("Hãy in lại thành PDF thường (chọn in, lưu thành PDF) rồi gửi lại.")
UNLOCK = Phrase("Hãy bỏ mật khẩu rồi gửi lại.")


class FileError(ValueError):
    """Why this file is not kept; `phrase` names the file and says what to do."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase)
        self.phrase = phrase


def file_error(name: str, reason: Phrase, advice: Phrase = CHECK_IT) -> FileError:
    return FileError(
        Phrase(
            "Tệp «%(name)s» chưa được nhận: %(reason)s. Các nội dung khác vẫn được giữ. %(advice)s",
            name=name,
            reason=reason,
            advice=advice,
        )
    )
