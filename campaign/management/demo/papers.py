"""Small files made here, so that no real paper is shipped: a signed summary, a report for Word, a photograph."""

import io
import textwrap
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageDraw, ImageFont

from campaign.documents.papers import live, paper
from campaign.models.submission import Submission

FONTS = Path(settings.BASE_DIR) / "static" / "vendor" / "be-vietnam-pro"
PICTURE = (900, 600)
INK, PALE, DARK = "#1f2933", "#c9d6df", "#1b6b5a"
WITH_FILES, WITH_REPORT = 3, 9  # every third dossier carries files, every ninth a report too
CAMERA: dict[int, str] = {
    ExifTags.Base.Make: "Thu nghiem",
    ExifTags.Base.Model: "May anh mau",
    ExifTags.Base.DateTime: "2026:10:02 07:15:00",
}
PLACE: dict[int, str | tuple[float, ...]] = {
    ExifTags.GPS.GPSLatitudeRef: "N",
    ExifTags.GPS.GPSLatitude: (9.0, 17.0, 6.0),
    ExifTags.GPS.GPSLongitudeRef: "E",
    ExifTags.GPS.GPSLongitude: (105.0, 43.0, 12.0),
}


def of(submission: Submission, place: int) -> Iterator[SimpleUploadedFile]:
    if place % WITH_FILES == 0:
        yield page(submission)
        yield picture(submission.title)
    if place % WITH_REPORT == 0:
        yield report(submission)


def page(submission: Submission) -> SimpleUploadedFile:
    return _printed(submission, "tom-tat", "pdf", "tom-tat-da-ky.pdf")


def report(submission: Submission) -> SimpleUploadedFile:
    return _printed(submission, "bao-cao", "docx", "bao-cao-mo-ta.docx")


def _printed(submission: Submission, name: str, kind: str, file_name: str) -> SimpleUploadedFile:
    """As the portal prints it from what stands now."""
    made = paper(live(submission), name, kind, confidential=False)
    return SimpleUploadedFile(file_name, made.content, made.content_type)


def picture(title: str) -> SimpleUploadedFile:
    """Two bars, before and after, as if photographed by a telephone that writes down where it was."""
    image = Image.new("RGB", PICTURE, "white")
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(textwrap.wrap(title, 56)[:2]):
        _write(image, (60, 30 + 36 * number), line, 22)
    for left, top, colour, label in [(200, 150, PALE, "Trước"), (520, 340, DARK, "Sau")]:
        draw.rectangle((left, top, left + 180, 520), fill=colour)
        _write(image, (left + 55, 535), label, 24)
    draw.line((120, 520, 780, 520), fill=INK, width=3)
    stored = io.BytesIO()
    image.save(stored, "JPEG", quality=80, exif=_told_by_the_camera())
    return SimpleUploadedFile("anh-truoc-sau.jpg", stored.getvalue(), "image/jpeg")


def _told_by_the_camera() -> Image.Exif:
    told = Image.Exif()
    told.update(CAMERA)
    told.get_ifd(ExifTags.IFD.GPSInfo).update(PLACE)
    return told


def _write(image: Image.Image, place: tuple[int, int], text: str, size: int) -> None:
    """Letter by letter: the typeface comes in two files, the Vietnamese letters in one of their own."""
    draw, (left, top) = ImageDraw.Draw(image), place
    latin, vietnamese = (_font(name, size) for name in ("latin", "vietnamese"))
    across = float(left)
    for letter in text:
        font = vietnamese if "\u0100" <= letter <= "\u01ff" or "\u1ea0" <= letter <= "\u1ef9" else latin
        draw.text((across, top), letter, fill=INK, font=font)
        across += font.getlength(letter)


def _font(subset: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"be-vietnam-pro-{subset}-400-normal.woff2", size)
