"""One schema for every document."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, clean
from cleaner.front_matter import Plain, decoded, dump, iso_date, merge, split, unify
from cleaner.front_matter.reading import loader, read_simple
from cleaner.front_matter.writing import in_yaml

DATES = [
    ("2021-06-30T10:55:07Z", "2021-06-30T10:55:07Z"),
    ("Wed, 30 Jun 2021 10:55:07 GMT", "2021-06-30T10:55:07Z"),
    ("Wed, 30 Jun 2021 10:55:07 -0000", "2021-06-30T10:55:07"),
    ("2022-01-05 16:42:44 +0800", "2022-01-05T16:42:44+08:00"),
    ("2022-01-05 16:42", "2022-01-05T16:42:00"),
    ("2021年6月30日", "2021-06-30"),
    ("2021/6/3", "2021-06-03"),
    ("2022-04", "2022-04"),
    ("2022", "2022"),
    ("2022-13-01", None),
    ("2022-04 10:00", None),
    ("last spring", None),
    ("30 Foo 2021", None),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_dates(text: str, date: str | None) -> None:
    assert iso_date(text) == date


UNIFIED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"Title": "a", "by": "甲, 乙"}, {"title": "a", "author": ["甲", "乙"]}),
    ({"headimg": "x", "thumbnail": "x"}, {"image": "x"}),
    ({"cover": "x", "thumbnail": "y"}, {"image": "x", "extra": {"thumbnail": "y"}}),
    ({"layout": "post", "tags": "a b"}, {"tags": ["a", "b"], "extra": {"layout": "post"}}),
    ({"tags": "a b"}, {"tags": ["a b"]}),
    ({"date": "last spring"}, {"extra": {"date": "last spring"}}),
    ({"url": "/relative"}, {"extra": {"url": "/relative"}}),
    ({"doi": "10.1/x", "issn": "1234-5678"}, {"identifiers": {"issn": "1234-5678", "doi": "10.1/x"}}),
    ({"title": ["a", "b"]}, {"extra": {"title": ["a", "b"]}}),
    ({"extra": {"x": "1"}, "y": "2"}, {"extra": {"x": "1", "y": "2"}}),
    ({"title": ""}, {}),
    ({"lastmod": "2022", "date": "2021"}, {"date": "2021", "extra": {"lastmod": "2022"}}),
    ({"issue": {"pages": "1-2", "number": "04"}}, {"issue": {"number": "04", "pages": "1-2"}}),
    ({"image": ["a.png"]}, {"image": "a.png"}),
    ({"cover": Plain("false"), "journal": Plain("true")}, {"extra": {"cover": Plain("false"), "journal": Plain("true")}}),
    ({"title": Plain("2048"), "image": Plain("3")}, {"title": "2048", "extra": {"image": Plain("3")}}),
    ({"date": "last-modified"}, {"extra": {"date": "last-modified"}}),
    ({"author": "Acme, Inc."}, {"author": ["Acme, Inc."]}),
    ({"author": "Smith, John"}, {"author": ["Smith, John"]}),
    ({"author": "Müller, Émile"}, {"author": ["Müller, Émile"]}),
    ({"author": "Ann Lee, Bo B. Li; Doe, Jo"}, {"author": ["Ann Lee, Bo B. Li", "Doe, Jo"]}),
    ({"author": "Ann Lee, Bo Li"}, {"author": ["Ann Lee", "Bo Li"]}),
    ({"author": {"name": "甲"}}, {"author": ["甲"]}),
    ({"author": {"name": "甲", "login": "x"}}, {"author": ["甲"], "extra": {"author": {"name": "甲", "login": "x"}}}),
    ({"author": {"login": "x"}}, {"extra": {"author": {"login": "x"}}}),
    ({"author": Plain("false")}, {"extra": {"author": Plain("false")}}),
]


@pytest.mark.parametrize(("found", "meta"), UNIFIED)
def test_every_key_finds_its_place(found: dict[str, Any], meta: dict[str, Any]) -> None:
    unified = unify(found)
    assert unified == meta
    assert unify(unified) == meta


HEADS = [
    ("---\ntitle: a\n---\nx", {"title": "a"}),
    ("\ufeff\n\n---\ntitle: a\n...\nx", {"title": "a"}),
    ("---\r\ntitle: a\r\n---\r\nx", {"title": "a"}),
    ("---\nno: yes\nn: 007\nt: 12:30:45\n---\n", {"no": "yes", "n": "007", "t": "12:30:45"}),
    ("---\ntitle: 标题: 副\ntags:\n  - a\n---\n", {"title": "标题: 副", "tags": ["a"]}),
    ("---\ntitle: @x\nquoted: 'a'\n---\n", {"title": "@x", "quoted": "a"}),
    ("+++\ntitle = 'a'\ndate = 2022-01-05\nn = 3\n+++\nx", {"title": "a", "date": "2022-01-05", "n": "3"}),
    ('{\n"title": "a", "draft": false\n}\nx', {"title": "a", "draft": "false"}),
    ("---\n---\n", {}),
    (
        "---\ntime: !!timestamp 2022-01-05\nbin: !binary |\n  YQ==\nmap: !x {a: b}\n---\n",
        {"time": "2022-01-05", "bin": "YQ==\n", "map": {"a": "b"}},
    ),
]


@pytest.mark.parametrize(("text", "meta"), HEADS)
def test_front_matter_is_read(text: str, meta: dict[str, Any]) -> None:
    assert split(text)[1] == meta


@pytest.mark.parametrize(
    "text",
    [
        "---\na paragraph between rules\n---\n",
        "---\ntitle: a\n",
        "---\na: &x [1]\nb: *x\n: no\n---\n",
        "---\na: 1\na: 2\n---\n",
        "---\n" + "[" * 60 + "\n---\n",
        "+++\nno toml\n+++\n",
        '{\n"a": \n}\n',
        "text\n---\ntitle: a\n---\n",
    ],
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    assert split(text) == (0, None)
    assert clean(clean(text).text).text == clean(text).text


@pytest.mark.parametrize(
    "value",
    ["2022", "04", "no", "y", "1e3", "0o17", "12:30:45", "2021-06-30", "null", "~", "", "a: b", "# x", "'x'", "@x", "😀", "=", "<<"],
)
def test_a_string_is_read_back_as_that_string(value: str) -> None:
    text = dump({"title": value})
    assert yaml.safe_load(text.strip("-\n")) == {"title": value}
    assert yaml.load(text.strip("-\n"), yaml.BaseLoader) == {"title": value}
    assert "\\U" not in text


def test_strings_that_only_yaml_1_2_would_misread_are_quoted() -> None:
    assert dump({"title": "1e3"}) == "---\ntitle: '1e3'\n---\n"
    assert dump({"title": "y"}) == "---\ntitle: 'y'\n---\n"
    assert dump({"title": "旧馆"}) == "---\ntitle: 旧馆\n---\n"


def test_types_in_extra_are_kept() -> None:
    text = "---\ntitle: a\ndraft: false\nweight: 3\nnote: null\nzip: '04'\n---\n\nx\n"
    cleaned = clean(text)
    assert "extra:\n  draft: false\n  weight: 3\n  note: null\n  zip: '04'\n" in cleaned.text
    assert clean(cleaned.text).text == cleaned.text


def test_a_sound_front_matter_is_not_rewritten() -> None:
    text = '---\ntitle: "a"\ntags: [x, y]\n---\n\nx\n'
    assert clean(text).text == text


def test_the_first_value_stands() -> None:
    assert merge([{"title": "a", "issue": {"number": "1"}}, {"title": "b", "issue": {"number": "2", "pages": "3"}}]) == {
        "title": "a",
        "issue": {"number": "1", "pages": "3"},
    }


SCALARS = st.sampled_from(
    [
        "城南",
        "a b",
        "2021-06-30",
        "2021-06-30T10:55:07Z",
        "true",
        "no",
        "y",
        "null",
        "12",
        "012",
        "1e3",
        "a: b",
        "a #b",
        "- a",
        "'x'",
        '"y"',
        "https://a.b/c-d%20",
        "a:b",
        "a:",
        " a",
        "a ",
        "",
        "~",
        "é",
        "1:30",
        "YES\n    ",
        "Wed, 30 Jun 2021 10:55:07 GMT",
        "中 文",
        "2021-06-30 10:55:07 +0800",
        "2021-06",
        "9-14",
        "1673-5706（2019）01-0009-06",
        "1-2-",
    ]
)
LINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["title:", "a_b:", "tags:", "- ", "  - ", "true:", " x:", "  x:", "  y:", "    z:", "a:b:", ""]),
    st.sampled_from(["", " ", "  "]),
    st.one_of(SCALARS, SCALARS.map('"{}"'.format), SCALARS.map("'{}'".format)),
    st.sampled_from(["\n", " \n", "\r\n", "\n\n"]),
)


def typed(value: Any) -> Any:
    """`value` with the type of each scalar beside it."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    return [typed(item) for item in value] if isinstance(value, list) else (type(value), str(value))


@given(st.lists(LINES, max_size=5).map("".join))
@settings(max_examples=500, deadline=None)
def test_simple_front_matter_reads_as_the_yaml_library_reads_it(head: str) -> None:
    simple = read_simple(head)
    if simple is not None:
        assert typed(simple) == typed(yaml.load(head, loader()))


@given(st.dictionaries(SCALARS, st.one_of(SCALARS, SCALARS.map(Plain), st.lists(SCALARS), st.dictionaries(SCALARS, SCALARS)), min_size=1))
@settings(max_examples=300, deadline=None)
def test_simple_front_matter_is_written_as_the_yaml_library_writes_it(meta: dict[str, Any]) -> None:
    assert dump(meta) == f"---\n{in_yaml(meta)}---\n"


@pytest.mark.parametrize("value", ["a\u2028b", "a\x85b", "\u2029", "a\u2028: b"])
def test_line_ends_of_yaml_1_1_are_escaped(value: str) -> None:
    text = dump({"extra": {"x": value}})
    assert value not in text
    assert split(text + "\nx")[1] == {"extra": {"x": value}}
    assert yaml.safe_load(text.strip("-\n")) == {"extra": {"x": value}}


ENTITIES = [
    ("a&mdash;b", "a—b"),
    ("Tom &amp; Ann", "Tom & Ann"),
    ("&#20013;&#x6587;", "中文"),
    ("&lt;b&gt; &mdash;", "&lt;b&gt; —"),
    ("&amp;mdash;", "&amp;mdash;"),
    ("&a&#109;p;", "&a&#109;p;"),
    ("&nosuch; &#0;", "&nosuch; &#0;"),
]


@pytest.mark.parametrize(("value", "want"), ENTITIES)
def test_entities_are_read_once(value: str, want: str) -> None:
    once = decoded({"title": value, "url": value})
    assert once == {"title": want, "url": value}
    assert decoded(once) == once


KEPT = [
    "---\ntitle: {{ title }}\ndate: {{ date }}\n---\n",
    "---\n# comment\ntitle: 'a'   # too\nurl: /a/\ntags:\nauthor: {login: x}\n---\ntext\n",
    "---\ntitle: a\nparams:\n  author: x\n---\n\n\n\ntext\n",
    "+++\ntitle = 'a'\n+++\ntext\n",
]


@pytest.mark.parametrize("text", KEPT)
def test_a_kept_header_stays_byte_for_byte(text: str) -> None:
    assert Cleaner(front_matter="keep")(text).text == text


def test_a_kept_header_gets_no_key_twice() -> None:
    post = "<p>2023年10月14日 来源：城南周刊</p><p>城南的旧图书馆建于一九五八年，红砖外墙。馆里的木楼梯走起来吱呀作响。</p>\n"
    text = f"---\ntitle: a\nsource:\n---\n\n{post}"
    head = Cleaner(front_matter="keep")(text).text.partition("\n\n")[0]
    assert head.count("source") == 1


def test_a_template_is_not_unified() -> None:
    text = "---\nlayout: post\ntitle: {{ title }}\n---\n\ntext\n"
    assert clean(text).text == text
    assert Cleaner(settings={"script": {"to": "s2t"}})(text.replace("post", "图书")).text == text.replace("post", "图书")


def test_white_space_at_the_ends_of_header_lines_goes_with_a_record() -> None:
    cleaned = clean("---\ntitle: a  \n---\n\ntext\n")
    assert cleaned.text == "---\ntitle: a\n---\n\ntext\n"
    assert next(edit.rule for edit in cleaned.edits) == "front_matter_keys"
    block = "---\ntitle: a\nabstract: |\n  a  \n  b\n---\n\ntext\n"
    assert clean(block).metadata["abstract"] == "a b"
