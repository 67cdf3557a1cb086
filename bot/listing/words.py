"""The words that lists use for the parts of an entry, in English and Chinese."""

from __future__ import annotations

import re

# What a link's text says about what it leads to. Keys are compared without case, digits and punctuation.
_LABELS = {
    "url": """paper papers pdf arxiv link links abs abstract html openreview acl doi here url this article post
        report preprint source full-text fulltext publication proceedings arxiv-pdf link-to-paper paper-link
        paper-pdf arxiv-paper arxiv-link official-paper pdf-link aaai-link acm ieee springer view read
        论文 链接 原文 地址 论文链接 论文地址""",
    "code": """code github official-code pytorch-code torch pytorch tensorflow tf jax repo repository source-code
        git gitlab code-link github-repo github-code official implementation codes github-page mxnet caffe keras
        colab paddle official-github matlab python codebase unofficial-code code-and-data official-pytorch-code
        代码 源码 开源代码 代码链接""",
    "project": """project website page project-page homepage site web home webpage project-website projectpage
        proj project-link official-website official-page home-page 主页 项目 官网 项目主页""",
    "demo": "demo demos online-demo live-demo playground space try 演示",
    "data": "data dataset datasets dataset-link benchmark 数据 数据集",
    "model": "model models checkpoint checkpoints ckpt weights huggingface hugging-face hf modelscope model-link 模型",
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

# What a table's header says about its column.
_HEADERS = {
    "title": """title paper papers name paper-title method methods work model project api publication article
        resource tool 标题 论文 题目 名称 论文标题 论文名称 数据名称 模型 论文题目 paper-name papers-title""",
    "url": "link links paper-link url pdf arxiv paper-url 链接 论文链接 网址 地址 论文地址 下载",
    "venue": "venue conference journal pub published conf source publisher venue-year 会议 期刊 来源 出处 发表 publication-venue",
    "date": "date year time month published-date release released release-date publish-date when 日期 年份 时间 年 发布时间 发表时间",
    "authors": "authors author first-author 作者",
    "org": "institution institutions affiliation affiliations org organization team company institute lab 机构 单位 团队",
    "code": "code github repo repository code-link implementation open-source source-code 代码 开源 github-repo codes",
    "project": "website project-page page homepage site 主页 官网 项目主页",
    "demo": "demo 演示",
    "keywords": "keywords keyword tags tag type category topic topics task tasks 关键词 标签 类别 类型 领域 任务",
    "note": """note notes description remarks remark comment comments summary tldr tl;dr details abstract
        contribution highlights intro introduction about info 简介 备注 描述 说明 介绍 摘要 要点""",
    "number": "no id index idx num # 序号 编号",
    "short": "abbr abbreviation acronym short-name nickname 简称 缩写",
}

PLACEHOLDER = re.compile(
    r"^(?:[-–—−_/\\.…*?x×✗✘❌⚠️\ufe0f\s]*|n/?a|tbd|tba|none|null|nil|todo|unknown|coming soon|无|暂无|未知|待定)$",
    re.I,
)


def _index(groups: dict[str, str]) -> dict[str, str]:
    return {word: role for role, words in groups.items() for word in words.split()}


_ROLE_OF_LABEL = _index(_LABELS)
_ROLE_OF_HEADER = _index(_HEADERS)
_NOISE = re.compile(r"[^\w#]+|_", re.UNICODE)


def normal(text: str) -> str:
    """Words in lower case joined by hyphens; emoji, digits at the end and punctuation dropped."""
    words = _NOISE.sub(" ", text.lower()).split()
    return "-".join(word.rstrip("0123456789") or word for word in words)


def label_role(text: str) -> str:
    """What a link with this text leads to (``url``, ``code``, ``slides``, …); empty for a title."""
    if len(text) > 40:
        return ""
    key = normal(text)
    if role := _ROLE_OF_LABEL.get(key, ""):
        return role
    parts = key.split("-")
    roles = {_ROLE_OF_LABEL.get(part, "") for part in parts}
    if 1 < len(parts) <= 3 and "" not in roles:
        return "code" if "code" in roles else _ROLE_OF_LABEL[parts[-1]]
    return ""


def header_role(text: str) -> str:
    """What a column under this header holds; empty when the header does not say."""
    key = normal(text)
    if key in _ROLE_OF_HEADER:
        return _ROLE_OF_HEADER[key]
    for part in (*reversed(key.split("-")), *key.split("-")):
        if part in _ROLE_OF_HEADER:
            return _ROLE_OF_HEADER[part]
    return ""
