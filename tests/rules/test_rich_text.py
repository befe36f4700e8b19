"""Only plain, safe HTML comes through, whatever was pasted; and a second cleaning changes nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.rules.rich_text import TAGS, clean_body

FROM_WORD = {
    '<p class="MsoNormal" style="mso-line:1"><b style="x">Đậm<o:p></o:p></b></p>': "<p><strong>Đậm</strong></p>",
    "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p>a</p>": "<p>a</p>",
    "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p>a</p>": "<p>a</p>",
    "<xml><w:WordDocument>Rác</w:WordDocument></xml><p>a</p>": "<p>a</p>",
    "<h1 style='color:red'>Tựa</h1><h4>Nhỏ</h4>": "<h2>Tựa</h2><h3>Nhỏ</h3>",
    '<span lang="VI" style="font-size:13.0pt">chữ <i>nghiêng</i></span>': "chữ <em>nghiêng</em>",
    '<table class="MsoTableGrid" border="1"><tr style="x"><td width="100" colspan="2">1</td></tr></table>': (
        '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>'
    ),
    "<p>gạch\u00adnối&nbsp;mềm\u200b</p>": "<p>gạchnối mềm</p>",
    "<p>Sa\u0301ng kie\u0302\u0301n</p>": "<p>Sáng kiến</p>",
    '<a href="https://vd.gov.vn/?a=1&amp;b=2" target="_blank" onclick="x()">a</a>': (
        '<a href="https://vd.gov.vn/?a=1&amp;b=2" rel="noopener noreferrer">a</a>'
    ),
}
HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
    '<svg><p><style><g title="</style><img src onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="JaVa\tScRiPt:alert(1)">a</a>',
    '<a href="&#106;avascript:alert(1)">a</a>',
    '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    '<a href="vbscript:x">a</a>',
    '<p style="background:url(javascript:alert(1))">a</p>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object><embed src=x>",
    "<base href=//x.example><link rel=stylesheet href=//x.example><meta http-equiv=refresh content=0>",
    '<textarea><img title="</textarea><img src onerror=alert(1)>">',
    '<title><img title="</title><img src onerror=alert(1)>"></title>',
    "<template><script>alert(1)</script></template>",
    "<p id=main name=body class=hidden data-print hx-get=/x>a</p>",
    "<td colspan=9999999>a</td><td rowspan=-1>b</td>",
    "<a><table><a href='javascript:1'>x",
    "</p></div></main><p>a",
]
KEPT = re.compile(
    r'<(/?)([a-z0-9]+)((?: (?:href="(?:https?:|mailto:|tel:|[^:"]*")[^"]*"?|rel="noopener noreferrer"'
    r'|colspan="\d{1,3}"|rowspan="\d{1,3}"|start="\d{1,3}"))*)>'
)


def is_plain(html):
    """Every mark in it is one of ours, with attributes of ours."""
    marks = re.findall(r"<[^>]*>?", html)
    found = [KEPT.fullmatch(mark) for mark in marks]
    return all(one and one[2] in TAGS for one in found)


@pytest.mark.parametrize("pasted", FROM_WORD)
def test_what_word_pastes_keeps_its_words_and_structure(pasted):
    assert clean_body(pasted) == FROM_WORD[pasted]


@pytest.mark.parametrize("pasted", HOSTILE)
def test_nothing_that_acts_comes_through(pasted):
    cleaned = clean_body(pasted)
    assert is_plain(cleaned)
    assert clean_body(cleaned) == cleaned
    assert not re.search(r"<[^>]*(script|on\w+=|style|srcdoc)", cleaned, re.IGNORECASE)


@given(
    st.lists(
        st.sampled_from([*HOSTILE, *FROM_WORD, "<b>", "</i>", "<h1>", "<p>", "<!--", "-->", "\x00"]),
        max_size=5,
    )
)
def test_pieces_put_together_stay_plain_and_cleaning_again_changes_nothing(pieces):
    cleaned = clean_body("".join(pieces))
    assert is_plain(cleaned)
    assert clean_body(cleaned) == cleaned
