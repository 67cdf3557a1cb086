"""Web pages: what may become a title, and what never."""

from __future__ import annotations

import time

import pytest

from bot.identifiers import Identifier, identify
from bot.intake.model import Wanted
from bot.works.html import read_page
from bot.works.model import Unresolved, Work
from bot.works.page import facts
from bot.works.resolve import Lookup, resolve
from bot.works.shells import is_index, is_shell
from bot.works.tree import read_tree
from tests.works.loopback import Reply


def ask(network, link: str, **facts: str):
    (answer,) = resolve([Wanted(link, identify(link), **facts)], Lookup(network))
    return answer


@pytest.mark.parametrize(
    ("link", "at", "file", "title", "venue", "author"),
    [
        (
            "https://www.usenix.org/system/files/osdi23-urn.pdf",
            "www.usenix.org/conference/osdi23/presentation/urn",
            "webpage_usenix.html",
            "Kettles at Scale: Boiling Without Blocking",
            "OSDI 2023",
            "Dee Urn",
        ),
        (
            "http://proceedings.mlr.press/v139/flask21a/flask21a.pdf",
            "proceedings.mlr.press/v139/flask21a.html",
            "webpage_pmlr.html",
            "Cups as Convex Sets",
            "ICML 2021",
            "Fay Flask",
        ),
        (
            "https://proceedings.neurips.cc/paper_files/paper/2023/hash/0123456789abcdef0123456789abcdef-Abstract-Conference.html",
            "proceedings.neurips.cc/paper_files",
            "webpage_neurips.html",
            "Brewing with Uncertainty",
            "NeurIPS 2023",
            "Hana Hale",
        ),
        (
            "http://journal.example/a/1",
            "journal.example/a",
            "webpage_linked.html",
            "A Theory of Steeping",
            "",
            "Kim Kettle",
        ),
        (
            "http://ojs.example/view/7",
            "ojs.example/view",
            "webpage_dublin.html",
            "Steeping as Search",
            "",
            "Mia Mug",
        ),
        (
            "http://log.example/tea",
            "log.example/tea",
            "webpage_post.html",
            "Why Tea Stains — and Cups Don't Care",
            "",
            "Jo Jug",
        ),
    ],
)
def test_pages_in_their_shapes(server, network, case, link, at, file, title, venue, author):
    server.on(at, Reply(case(file)))
    work = ask(network, link)
    assert isinstance(work, Work)
    assert (work.title, work.venue, work.authors[0], work.link) == (title, venue, author, link)


def test_a_description_is_never_published(server, network, case):
    server.on("log.example/tea", Reply(case("webpage_post.html")))
    work = ask(network, "http://log.example/tea")
    assert "SECRET" not in repr(work)
    assert work.date == "2022-03-04"


@pytest.mark.parametrize(
    "title",
    [
        "Just a moment...",
        "Attention Required! | Cloudflare",
        "403 Forbidden",
        "404",
        "404 Not Found",
        "Error 404 (Not Found)!!1",
        "HTTP 500 Internal Server Error",
        "502 Bad Gateway",
        "503 Service Temporarily Unavailable",
        "429 Too Many Requests",
        "Access Denied",
        "Access to this page has been denied",
        "Page not found",
        "Page Not Found | Kettle Log",
        "Kettle Log - Page not found",
        "Not Found",
        "Sorry, this page isn't available",
        "This page could not be found.",
        "The requested URL was not found on this server",
        "Sign in",
        "Sign in to GitHub",
        "Sign in - Google Accounts",
        "Log In | Tea Forum",
        "Login",
        "Login Required",
        "Security check",
        "Checking your browser before accessing tea.example",
        "Are you a robot?",
        "Verify you are human",
        "Please enable JavaScript",
        "Robot Check",
        "Loading...",
        "Redirecting...",
        "Redirecting to https://tea.example",
        "Error",
        "Oops!",
        "Something went wrong",
        "Untitled Document",
        "Home",
        "OpenReview",
        "Index of /papers",
        "paper.pdf",
        "tea.example is for sale",
        "This domain may be for sale",
        "Rate limit exceeded",
        "Service Unavailable",
        "Site is down",
    ],
)
def test_what_never_becomes_a_title(server, network, title):
    assert is_shell(title)
    html = f'<title>{title}</title><meta property="og:title" content="{title}"><h1>{title}</h1>'
    server.on("tea.example/page", Reply(html))
    assert isinstance(ask(network, "http://tea.example/page"), Unresolved)


@pytest.mark.parametrize(
    "title",
    [
        "404: A Study of Dead Links in Scholarly Articles",
        "Found in the Middle: Calibrating Positional Attention Bias",
        "500 Days of Tea",
        "Forbidden Facts: An Investigation of Competing Objectives",
        "Login Considered Harmful for Teapots",
        "Breaking reCAPTCHA with Kettles",
        "Error-Correcting Teapots",
        "Attention Is All You Pour",
        "Home Is Where the Kettle Is",
        "Waiting in Line: Queueing for Tea",
        "Index Structures for Kettles",
        "Access Control for Cups",
        "Sorry to Bother You: Polite Interruptions",
    ],
)
def test_what_may_be_a_title(title):
    assert not is_shell(title)


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Accepted Papers | KETTLE 2025", "http://kettle.example/2025"),
        ("List of Accepted Main Conference Papers", "http://kettle.example/x"),
        ("KETTLE 2025 Technical Sessions", "https://kettle.example/conference/kettle25/technical-sessions"),
        ("KETTLE", "https://kettle.example/2025/accepted-papers"),
        ("KETTLE", "https://kettle.example/2025/accepted_papers.html"),
        ("KETTLE", "https://kettle.example/program/"),
        ("ICLR 2024 Conference | OpenReview", "https://openreview.net/group?id=ICLR.cc/2024/Conference"),
        ("KETTLE 2023 Open Access Repository", "https://kettle.example/2023"),
        ("Kettles", "https://aclanthology.org/events/acl-2023/"),
        ("Kettles", "https://proceedings.mlr.press/v139/"),
        ("Proceedings of the 3rd Conference on Kettles", "http://kettle.example/p"),
    ],
)
def test_lists_of_papers(title, url):
    assert is_index(title, url)


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Accepted Wisdom on Tea", "http://kettle.example/accepted-wisdom"),
        ("Why Papers Stain", "http://kettle.example/blog/papers-stain"),
        ("A Program for Tea", "http://kettle.example/posts/program-for-tea"),
        ("Kettle: a Project", "https://kettle.example/"),
    ],
)
def test_what_is_no_list_of_papers(title, url):
    assert not is_index(title, url)


@pytest.mark.parametrize(
    "link", ["http://10.0.0.1/a", "http://inside.example/a", "https://kettle.example:8443/a"]
)
def test_a_link_that_is_not_public_is_refused_even_with_a_title(network, names, link):
    names.book["inside.example"] = ["192.168.0.9"]
    answer = resolve(
        [Wanted(link, identify(link) or Identifier("url", link[7:]), title="By Hand")], Lookup(network)
    )
    assert isinstance(answer[0], Unresolved)
    assert answer[0].gone
    assert "public" in answer[0].reason or "port" in answer[0].reason


def test_a_public_link_that_leads_inside_waits(server, network):
    server.on("kettle.example/a", Reply("", 302, headers={"Location": "http://10.0.0.1/"}))
    answer = ask(network, "https://kettle.example/a")
    assert isinstance(answer, Unresolved)
    assert not answer.gone


def test_an_index_waits_and_says_why(server, network, case):
    server.on("kettle.example/2025", Reply(case("webpage_accepted.html")))
    answer = ask(network, "http://kettle.example/2025/accepted")
    assert isinstance(answer, Unresolved)
    assert "list of papers" in answer.reason
    two = '<meta name="citation_title" content="One Tea"><meta name="citation_title" content="Two Teas">'
    server.on("kettle.example/2025", Reply(two))
    assert isinstance(ask(network, "http://kettle.example/2025/day1"), Unresolved)


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(b"%PDF-1.7", kind="application/pdf"), "application/pdf"),
        (Reply("", status=404), "404"),
        (Reply("", status=403), "keeps programs out"),
        (Reply("", status=302, headers={"Location": "/"}), "front page"),
        (Reply("<p>no title"), "names no title"),
    ],
)
def test_why_a_page_gives_no_title(server, network, reply, reason):
    server.on("tea.example/a/b", reply)
    server.on("tea.example/", Reply("<title>The Tea Company</title>"))
    server.on("tea.example/a/b", reply)
    answer = ask(network, "http://tea.example/a/b")
    assert isinstance(answer, Unresolved)
    assert reason in answer.reason
    assert "Title: …" in answer.reason
    given = ask(network, "http://tea.example/a/b", title="By Hand")
    assert (given.title, given.source) == ("By Hand", "the request")


@pytest.mark.parametrize(
    ("body", "kind", "title"),
    [
        ("<title>Caf\xe9 Tea</title>".encode("latin-1"), "text/html; charset=iso-8859-1", "Café Tea"),
        ("<title>Café Tea</title>".encode(), "text/html; charset=iso-8859-1", "Café Tea"),
        ("<meta charset=gb18030><title>茶壶的理论</title>".encode("gb18030"), "text/html", "茶壶的理论"),
        ("\ufeff<title>Café Tea</title>".encode(), "text/html", "Café Tea"),
        ("<title>Caf\xe9 Tea</title>".encode("latin-1"), "text/html; charset=utf-8", None),
        ("<title>Caf\xe9 Tea</title>".encode("latin-1"), "text/html; charset=no-such", None),
        (b"<title>Caf\xff Tea</title>", "text/html; charset=undefined", None),
        (b"<title>Green Tea</title>xn--" + b"a" * 2000 + b".\xff", "text/html; charset=idna", "Green Tea"),
        (b"<meta charset=undefined><title>Green Tea</title>\xff", "text/html", "Green Tea"),
    ],
)
def test_character_sets(server, network, body, kind, title):
    server.on("tea.example/cafe", Reply(body, kind=kind))
    answer = ask(network, "http://tea.example/cafe")
    assert (answer.title if isinstance(answer, Work) else None) == title


@pytest.mark.parametrize(
    ("html", "host", "title"),
    [
        ("<title>Why Tea - Kettle Log</title><h1>Why Tea</h1>", "x.example", "Why Tea"),
        ("<title>Why Tea | Kettle</title>", "kettle.example", "Why Tea"),
        ("<title>Kettle | Why Tea</title>", "kettle.example", "Why Tea"),
        ("<title>Why Tea - And Why Not</title>", "kettle.example", "Why Tea - And Why Not"),
        ("<svg><title>Icon</title></svg><title>Why Tea</title>", "x.example", "Why Tea"),
        ("<title>Why <b>Tea", "x.example", ""),
        ("<h1>Why <em>Tea</em></h1>", "x.example", "Why Tea"),
        ("<title>" + "<" * 5000, "x.example", ""),
        (
            '<script type="application/ld+json">' + "[" * 5000 + "</script><title>Tea</title>",
            "x.example",
            "Tea",
        ),
    ],
)
def test_titles_of_pages(html, host, title):
    assert facts(read_page(html), host).title == title


@pytest.mark.parametrize("read", [read_page, read_tree])
@pytest.mark.parametrize(
    "piece", ["<!--", "<a href='", "<svg", "<b ", "<![CDATA[", "<?", "</", "<script>", "&"]
)
def test_what_never_ends_takes_no_longer_than_it_is_long(read, piece):
    started = time.process_time()
    read(f"<title>Tea</title>{piece * 30_000}")
    assert time.process_time() - started < 2


def test_the_text_behind_the_last_tag_is_read():
    assert read_tree("<p>Tea</p>Cups & Sau").text() == "Tea\nCups & Sau"
