"""A Word template in the place of the built-in one: tried first, kept in versions, and nothing in it can run."""

import io

import pytest
from docx import Document

from accounts.roles import Role
from campaign.actions.paper_templates import replace_template, restore_template, try_template
from campaign.actions.refused import Refused
from campaign.documents import decision_papers, paper_samples, render
from campaign.models.decision import Decision
from campaign.models.issued_paper import PaperTemplate
from tests.factories import make_campaign, make_decision, make_user
from tests.paper_text import words

pytestmark = pytest.mark.django_db


def word(*lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


def paper(kind="docx"):
    made = make_decision(make_campaign(), "nhat", number=PaperTemplate.objects.count() + 10)
    decision = Decision.objects.select_related("campaign", "council", "proposal_paper__entry").get(pk=made.pk)
    return words(decision_papers.paper(decision, "quyet-dinh", kind))


def test_a_replaced_template_makes_the_word_paper_until_the_built_in_one_holds_again(administrator):
    mine = word(
        "MẪU RIÊNG số {{ number }}", "{%p for row in rows %}", "{{ row.title|upper }}", "{%p endfor %}"
    )
    replace_template("decision", "mau.docx", mine, by=administrator, note="Theo công văn")
    replace_template("decision", "mau.docx", word("BẢN HAI {{ count }}"), by=administrator)
    second, pdf = paper(), paper("pdf")
    restore_template("decision", by=administrator)

    assert (second, "BẢN HAI" in pdf) == ("BẢN HAI 1", False)
    assert "QUYẾT ĐỊNH" in paper()
    assert list(PaperTemplate.objects.values_list("version", "note", "uploaded_by")) == [
        (2, "", administrator.pk),
        (1, "Theo công văn", administrator.pk),
    ]
    with pytest.raises(Refused, match="đang dùng mẫu có sẵn"):
        restore_template("decision", by=administrator)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{{ nobody_knows }}", "trường “nobody_knows”"),
        ("{{ last_article.secret }}", "trường “secret”"),
        ("{{ number.__class__ }}", "lệnh Getattr"),
        ("{{ number.upper() }}", "lệnh Call"),
        ("{{ 'a' * 1000000000 }}", "lệnh Mul"),
        ("{% set x = number %}", "lệnh Assign"),
        ("{% include 'decision.docx' %}", "lệnh Include"),
        ("{% macro x() %}{% endmacro %}", "lệnh Macro"),
        ("{% for a in rows %}{% for b in rows %}x{% endfor %}{% endfor %}", "Vòng lặp"),
        ("{% for a in 'abc' %}x{% endfor %}", "Vòng lặp"),
        ("{{ number|pprint }}", "chưa đóng đúng chỗ"),
        ("{{ number", "chưa đóng đúng chỗ"),
        ("{%tr for row in rows %}", "chưa đóng đúng chỗ"),
        ("{% if number %}</w:p>{% endif", "chưa đóng đúng chỗ"),
        ("{{ rows|join|upper|first|length|upper|join(number, articles) }}", "Mẫu"),
    ],
)
def test_a_template_that_reckons_calls_or_asks_for_what_is_not_there_is_refused(administrator, line, reason):
    with pytest.raises(Refused, match=reason):
        try_template("decision", "mau.docx", word(line), by=administrator)
    assert PaperTemplate.objects.count() == 0


def test_only_a_word_file_of_an_administrator_without_macros_and_not_too_large_is_taken(administrator):
    for name, content, by, reason in (
        ("mau.docx", b"PK" + bytes(2_000_001), administrator, "2 MB"),
        ("mau.docm", word("x"), administrator, "macro"),
        ("mau.docx", b"khong phai Word", administrator, "Mẫu đang dùng được giữ nguyên"),
        ("mau.docx", word("x"), make_user(Role.OFFICER), "không có nhiệm vụ"),
    ):
        with pytest.raises(Refused, match=reason):
            try_template("decision", name, content, by=by)


@pytest.mark.parametrize("kind", paper_samples.KINDS)
def test_every_built_in_template_passes_its_own_trial_and_names_no_real_person(kind, administrator):
    made = try_template(kind, "mau.docx", render.built_in(kind), by=administrator)
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs)
    assert "{" not in text
    assert [line.name for line in paper_samples.fields(kind) if not str(line.meaning)] == []
