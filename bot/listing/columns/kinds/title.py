"""The title, often the link too."""

from __future__ import annotations

from bot.listing.columns.kind import Column, leads_to

COLUMN = Column(
    "title",
    """title paper papers name paper-title
    title-authors title-author paper-authors method methods work model project api publication article
    resource tool paper-name papers-title 标题 论文 题目 名称 论文标题 论文名称 数据名称 模型 大模型
    模型名称 项目名称 论文题目""",
    leads_to("title"),
    frozenset({"title", "short"}),
    "[{title}]({url})",
)
