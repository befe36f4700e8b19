"""An officer writes an article with text pasted from Word, an administrator publishes it, everybody reads it."""

import io

import pytest
from PIL import Image

from accounts.roles import Role
from campaign.models.news import Article, Section
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FROM_WORD = """<html><head><style>p.MsoNormal{color:red}</style></head><body><!--StartFragment-->
<p class="MsoNormal" style="margin:0"><b>Sáng kiến<o:p></o:p></b> là
<i style="mso-bidi-font-style:normal">giải pháp</i> mới.</p>
<h1 style="color:red">Thể lệ</h1><p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<ul><li class="MsoNormal" onclick="alert(1)">Một</li></ul><img src="file:///C:/anh.png"><!--EndFragment--></body></html>"""
PASTE = """html => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.querySelector("[role=textbox]").dispatchEvent(paste);
}"""


def photo():
    stream = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(stream, "JPEG")
    return {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": stream.getvalue()}


def test_from_words_pasted_out_of_word_to_the_front_page(visitor):
    Section.objects.create(name="Quy hoạch - Kế hoạch", slug="quy-hoach", order=1)
    desk = visitor(make_user(Role.OFFICER)).page
    desk.set_default_timeout(60_000)
    desk.goto("/van-phong/tin-bai/moi/")
    desk.get_by_label("Chuyên mục").select_option(label="Quy hoạch - Kế hoạch")
    desk.get_by_label("Tiêu đề", exact=False).first.fill("Phát động phong trào sáng kiến")
    desk.get_by_label("Tóm tắt").fill("Toàn thành phố cùng tham gia.")
    desk.get_by_role("textbox", name="Nội dung").click()
    desk.evaluate(PASTE, FROM_WORD)
    desk.get_by_role("button", name="Lưu bài").click()
    desk.get_by_role("link", name="Thêm ảnh").click()
    desk.get_by_label("Ảnh", exact=False).first.set_input_files(photo())
    desk.get_by_label("Văn bản thay thế").fill("Cờ hoa trước trụ sở")
    desk.get_by_role("button", name="Thêm ảnh").click()

    administrator = visitor(make_user(Role.ADMINISTRATOR))
    article = Article.objects.get()
    administrator.page.goto(f"/van-phong/tin-bai/{article.pk}/")
    administrator.look()
    administrator.page.get_by_role("button", name="Đăng ngay").click()
    administrator.page.get_by_role("dialog").get_by_role("button", name="Đăng ngay").click()
    administrator.page.get_by_text("Đã đăng bài.").wait_for()
    reader = visitor(phone=True)
    reader.page.goto("/")
    reader.look()
    reader.page.get_by_role("link", name="Phát động phong trào sáng kiến").click()
    reader.look()

    article.refresh_from_db()
    assert article.body == (
        "<p><strong>Sáng kiến</strong> là <em>giải pháp</em> mới.</p><h2>Thể lệ</h2><ul><li><p>Một</p></li></ul>"
    )
    assert reader.page.locator("figure img").get_attribute("alt") == "Cờ hoa trước trụ sở"
