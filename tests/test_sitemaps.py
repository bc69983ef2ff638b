"""The sitemaps name every page, as many files as the protocol asks for."""

import re

import pytest

from generator.exports import sitemap_xml
from generator.exports.sitemap_xml import write_sitemaps
from generator.pipeline import build_pages
from tests.helpers import Project


def test_a_sitemap_names_each_page_with_the_day_of_its_last_change() -> None:
    assert write_sitemaps("https://a.example", [("", "2026-11-22"), ("b/?c&d", "")]) == {
        "sitemap.xml": '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://a.example/</loc><lastmod>2026-11-22</lastmod></url>\n"
        "<url><loc>https://a.example/b/?c&amp;d</loc></url>\n"
        "</urlset>\n"
    }


def test_more_pages_than_a_sitemap_may_name_have_several_and_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap_xml, "MOST_ADDRESSES", 2)
    pages = [("a/", "2026-11-20"), ("b/", "2026-11-22"), ("c/", ""), ("d/", "2026-11-21"), ("e/", "")]
    files = write_sitemaps("https://a.example", pages)
    assert files["sitemap.xml"] == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<sitemap><loc>https://a.example/sitemap-1.xml</loc><lastmod>2026-11-22</lastmod></sitemap>\n"
        "<sitemap><loc>https://a.example/sitemap-2.xml</loc><lastmod>2026-11-21</lastmod></sitemap>\n"
        "<sitemap><loc>https://a.example/sitemap-3.xml</loc></sitemap>\n"
        "</sitemapindex>\n"
    )
    named = [re.findall(r"<loc>https://a.example/(.*?)</loc>", files[f"sitemap-{number}.xml"]) for number in (1, 2, 3)]
    assert named == [["a/", "b/"], ["c/", "d/"], ["e/"]]
    assert len(files) == 4


def test_as_many_pages_as_a_sitemap_may_name_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap_xml, "MOST_ADDRESSES", 2)
    assert list(write_sitemaps("https://a.example", [("a/", ""), ("b/", "")])) == ["sitemap.xml"]


def test_sitemaps_that_a_smaller_site_has_no_use_for_are_removed(
    orlan: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def list_sitemaps() -> list[str]:
        build_pages(orlan.root)
        return sorted(path.name for path in (orlan.root / "build" / "pages").glob("sitemap*"))

    monkeypatch.setattr(sitemap_xml, "MOST_ADDRESSES", 40)
    several = list_sitemaps()
    assert len(several) > 2
    monkeypatch.setattr(sitemap_xml, "MOST_ADDRESSES", 4_000)
    orlan.edit("content/topics.yml", "{label: Results}", "{label: The results}")
    assert list_sitemaps() == ["sitemap.xml"]
