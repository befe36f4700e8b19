"""What somebody reads in a paper, whether it is PDF or Word."""

import io

from docx import Document
from pypdf import PdfReader


def page_words(page):
    """Without the places where a long address may break: by which letters they are read depends on the address."""
    return " ".join(page.extract_text().replace("\u200b", "").split())


def words(made):
    if made.name.endswith("pdf"):
        text = " ".join(page_words(page) for page in PdfReader(io.BytesIO(made.content)).pages)
    else:
        document = Document(io.BytesIO(made.content))
        texts = [paragraph.text for paragraph in document.paragraphs]
        for table in document.tables:
            texts += [cell.text for row in table.rows for cell in row.cells]
        text = " ".join(texts)
    return " ".join(text.replace("\u200b", "").split())


def table_rows(made):
    """The rows of all tables of a Word paper, as texts."""
    tables = Document(io.BytesIO(made.content)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]
