"""What a link is by its address alone."""

from __future__ import annotations

import pytest

from bot.intake.mentions import mentions
from bot.intake.roles import INDEX, refused, role_by_address


@pytest.mark.parametrize(
    "link",
    [
        "https://www.sigops.org/s/conferences/sosp/2023/accepted.html",
        "https://www.usenix.org/conference/osdi24/technical-sessions",
        "https://www.usenix.org/conference/nsdi24/spring-accepted-papers",
        "https://www.usenix.org/conference/osdi24",
        "https://openreview.net/group?id=ICLR.cc/2024/Conference",
        "https://aclanthology.org/events/acl-2023/",
        "https://aclanthology.org/volumes/2023.acl-long/",
        "https://neurips.cc/virtual/2024/papers.html",
        "https://iclr.cc/virtual/2024/papers.html?filter=titles",
        "https://papers.nips.cc/paper_files/paper/2023",
        "https://proceedings.mlr.press/v202/",
        "https://openaccess.thecvf.com/CVPR2024?day=all",
        "https://dl.acm.org/doi/proceedings/10.1145/9000001",
        "https://arxiv.org/list/cs.CL/recent",
        "https://dblp.org/db/conf/osdi/osdi2024.html",
        "https://www.ijcai.org/proceedings/2023/",
        "https://conf.example.org/2024/accepted-papers/",
    ],
)
def test_an_index_is_no_paper(link: str) -> None:
    assert refused(mentions(link)[0]) == INDEX


@pytest.mark.parametrize(
    "link",
    [
        "https://www.usenix.org/conference/osdi24/presentation/auk",
        "https://openreview.net/forum?id=abCD12efGh",
        "https://aclanthology.org/2023.acl-long.15/",
        "https://proceedings.mlr.press/v202/auk23a.html",
        "https://papers.nips.cc/paper_files/paper/2023/hash/0a1b-Abstract-Conference.html",
        "https://openaccess.thecvf.com/content/CVPR2024/html/Heron_Puffin_CVPR_2024_paper.html",
        "https://dl.acm.org/doi/10.1145/9000001.9000002",
        "https://neurips.cc/virtual/2024/poster/93000",
        "https://www.ijcai.org/proceedings/2023/17",
        "https://arxiv.org/abs/2403.90001",
        "https://github.com/heronlab/puffin/blob/main/paper.pdf",
        "https://github.com/heronlab/puffin",
        "https://blog.example.org/accepted-by-readers",
    ],
)
def test_a_work_is_not_refused(link: str) -> None:
    assert refused(mentions(link)[0]) == ""


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("https://github.com/heron/list/pull/5", "a pull request, not a work"),
        ("https://github.com/heron/list/issues/5#note", "an issue, not a work"),
        ("https://github.com/heron/list/commit/abc", "a commit, not a work"),
        ("https://github.com/heron/list/actions/runs/7", "a workflow run, not a work"),
        ("https://github.com/heron", "a profile, not a work"),
        ("https://scholar.google.com/citations?user=abc", "a profile, not a work"),
        ("https://example.org/figure.PNG?raw=true", "a picture"),
        ("https://img.shields.io/badge/x-y-red", "a picture"),
        ("https://x.com/heron/status/1", "a social media page, not a work"),
        ("https://github.com/heron/list/blob/main/README.md", "a file of a list, not a work"),
    ],
)
def test_what_nobody_meant_as_a_work(link: str, reason: str) -> None:
    assert refused(mentions(link)[0]) == reason


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("https://arxiv.org/abs/2403.90001", "paper"),
        ("https://doi.org/10.1145/9000001.9000002", "paper"),
        ("https://github.com/heronlab/puffin/blob/main/docs/paper.pdf", "paper"),
        ("https://example.org/a.pdf", "paper"),
        ("https://proceedings.mlr.press/v202/auk23a.html", "paper"),
        (f"https://papers.nips.cc/paper_files/paper/2023/hash/{'0a' * 16}-Abstract-Conference.html", "paper"),
        ("https://huggingface.co/papers/2403.90001", "paper"),
        ("https://github.com/heronlab/puffin", "code"),
        ("https://gitlab.com/heron/lab/puffin", "code"),
        ("https://github.com/heron/awesome-birds", "list"),
        ("https://huggingface.co/datasets/heron/birds", "dataset"),
        ("https://huggingface.co/spaces/heron/birds", "demo"),
        ("https://huggingface.co/heron/birds-7b", "model"),
        ("https://youtu.be/abc", "video"),
        ("https://puffin.github.io/", "project"),
        ("https://example.org/post", "page"),
    ],
)
def test_kind_by_address(link: str, kind: str) -> None:
    assert role_by_address(mentions(link)[0]) == kind
