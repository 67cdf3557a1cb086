"""The words that lists use for the parts of an entry, in English and Chinese."""

from __future__ import annotations

import re
from functools import lru_cache

CODE_HOSTS = ("github.com/", "gitlab.com/", "gitee.com/", "bitbucket.org/")

# What a link's text says about what it leads to. Keys are compared without case, digits and punctuation.
_LABELS = {
    "url": """paper papers pdf arxiv link links abs abstract html openreview acl doi here url this article
        post report preprint source full-text fulltext publication proceedings arxiv-pdf
        link-to-paper paper-link paper-pdf arxiv-paper arxiv-link official-paper pdf-link
        aaai-link acm ieee springer view read journal reference 论文 链接 原文 地址 论文链接 论文地址""",
    "code": """code github official-code pytorch-code torch pytorch tensorflow tf jax repo repository
        source-code git gitlab code-link github-repo github-code official implementation codes
        github-page mxnet caffe keras colab paddle official-github matlab python codebase
        unofficial-code code-and-data official-pytorch-code 代码 源码 开源代码 代码链接""",
    "project": """project website page project-page homepage site web home webpage project-website projectpage
        proj project-link official-website official-page home-page 主页 项目 官网 项目主页""",
    "demo": "demo demos online-demo live-demo playground space try 演示",
    "data": "data dataset datasets dataset-link benchmark 数据 数据集",
    "model": """model models checkpoint checkpoints ckpt weights huggingface hugging-face hf modelscope
        model-link 模型""",
    "slides": "slides slide ppt 幻灯片",
    "video": "video youtube talk presentation videos bilibili recording 视频",
    "poster": "poster 海报",
    "blog": "blog blog-post post medium tech-blog zhihu 博客 知乎 解读",
    "twitter": "twitter tweet x",
    "bibtex": "bib bibtex cite citation",
    "appendix": "appendix supplementary supp supplement",
    "leaderboard": "leaderboard 排行榜",
    "review": "review reviews",
    "docs": "docs documentation doc 文档",
}

_LINES = {
    "authors": "author authors 作者",
    "venue": "venue conference journal published 会议 期刊",
    "date": "date year 年份 日期 时间",
    "title": "title 标题",
    "url": "paper link 论文 链接 地址 网址",
    "code": "code github 代码",
    "project": "主页 项目",
    "org": "institution affiliation 机构 单位 作者单位",
    "keywords": "keywords 关键词",
    "note": """contribution intro summary note notes abstract tldr 核心贡献 贡献 摘要 简介 备注 代表论文""",
}
LINE_LABELS = frozenset(word for words in _LINES.values() for word in words.split())
"""Words that a further line of an entry begins with, before a colon."""

PLACEHOLDER = re.compile(
    r"^(?:[-–—−_/\\.…*?x×✗✘❌⚠️\ufe0f\s]*"
    r"|n/?a|tbd|tba|none|null|nil|todo|unknown|coming soon|无|暂无|未知|待定)$",
    re.I,
)


def _index(groups: dict[str, str]) -> dict[str, str]:
    return {word: role for role, words in groups.items() for word in words.split()}


_ROLE_OF_LABEL = _index(_LABELS)
_ROLE_OF_LINE = _index(_LINES)
_WHOSE = re.compile(r"(?:\s*-?\d)?(?:\s+\(|\s*（)[^()（）]{1,40}[)）]\s*\]?\s*$")
_FILLERS = frozenset("and the to go see get our full original official".split())
_NOISE = re.compile(r"[^\w#]+|_", re.UNICODE)


def leads_to_code(link: str) -> bool:
    """Is it an address of a repository?"""
    return any(host in link for host in CODE_HOSTS)


def normal(text: str) -> str:
    """Words in lower case joined by hyphens; emoji, digits at the end and punctuation dropped."""
    words = _NOISE.sub(" ", text.lower()).split()
    return "-".join(word.rstrip("0123456789") or word for word in words)


def label_role(text: str) -> str:
    """What a link with this text leads to (``url``, ``code``, ``slides``, …); empty for a title.

    Whose it is may stand behind: ``PyTorch (ada)``, ``PyTorch-2 (eve)``.
    """
    whose = _WHOSE.search(text) if len(text) <= 80 and text[-1:] in ")）] " else None
    if whose and (role := _label_role(text[: whose.start()])):
        return role
    return "" if len(text) > 40 else _label_role(text)


@lru_cache(maxsize=4096)  # a list has few labels, on many lines
def _label_role(text: str) -> str:
    key = normal(text)
    if role := _ROLE_OF_LABEL.get(key, ""):
        return role
    parts = [part for part in key.split("-") if part not in _FILLERS]
    roles = {_ROLE_OF_LABEL.get(part, "") for part in parts}
    if 1 < len(key.split("-")) <= 4 and parts and "" not in roles:
        return "code" if "code" in roles else _ROLE_OF_LABEL[parts[-1]]
    return ""


def line_role(label: str) -> str:
    """What a line that begins with this label, before a colon, says; empty where no list's habit tells."""
    return _ROLE_OF_LINE.get(normal(label), "") or label_role(label)
