"""The words people use, as tables. A new habit is a new word here, not new code.

Labels and pointers are in lower case, without markup, emoji or numbers, as `labels.bare_words` leaves them.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for part in text.split(",") if (word := " ".join(part.split())))


# What a label announces. The key is the name under which the rest of the room knows it.
LABELS: Final[dict[str, tuple[str, ...]]] = {
    "title": _words(
        """title, paper title, paper name, name, full title, title of the paper, name of the paper, work,
        entry name, 标题, 题目, 论文标题, 论文题目, 论文名称, 论文名, 名称, 文章标题"""
    ),
    "paper": _words(
        """paper, papers, link, links, url, urls, paper link, paper links, paper url, paper urls,
        link to paper, link to the paper, paper s, link s, links s, url s, paper link s, article,
        publication, preprint, full paper, main link, paper address, resource link, primary link,
        read the paper, paper and code, camera ready, 论文, 链接, 论文链接, 论文地址, 地址, 原文,
        原文链接, 网址, 文章链接, 文章"""
    ),
    "arxiv": _words(
        """arxiv, arxiv link, arxiv url, arxiv id, arxiv paper, arxiv preprint, arxiv version, arxiv abs,
        paper arxiv, eprint, preprint link, arxiv abstract, arxiv 链接"""
    ),
    "pdf": _words("pdf, pdf link, pdf url, paper pdf, pdf version, arxiv pdf"),
    "openreview": _words("openreview, openreview link, open review, openreview url"),
    "doi": _words("doi, doi link, acm, ieee, acm dl, ieee xplore, springer, publisher, publisher link"),
    "anthology": _words("acl anthology, anthology, proceedings, acl, conference version, official version"),
    "html": _words("html, abs, abstract link, alphaxiv, hf paper, huggingface paper, hugging face paper"),
    "code": _words(
        """code, codes, code link, code links, code url, github, github link, github url, github repo,
        github repository, github page, repo, repo link, repository, repository link, repository url,
        source, source code, codebase, implementation, official code, official implementation,
        code repository, code repo, code github, github code, gitlab, git, project code, star, stars,
        代码, 代码链接, 代码地址, 开源代码, 源码, 源代码, 仓库, 代码仓库, 开源地址"""
    ),
    "project": _words(
        """project, project page, project website, project link, project url, project site, 项目, 项目主页,
        项目地址, 项目链接, 项目页面"""
    ),
    "website": _words(
        """website, homepage, home page, web page, webpage, web, page, site, web site, website link, 官网,
        主页, 网站"""
    ),
    "demo": _words("demo, demo link, live demo, online demo, playground, demos, 演示"),
    "dataset": _words(
        """dataset, datasets, data, data link, dataset link, all datasets, hf dataset, huggingface dataset,
        benchmark data, 数据集, 数据"""
    ),
    "model": _words(
        """model, models, model weights, weights, checkpoint, checkpoints, huggingface, hugging face, hf,
        hf model, huggingface model, model link, 模型, 权重"""
    ),
    "slides": _words("slides, slide, presentation, 幻灯片"),
    "video": _words("video, talk, youtube, recording, video link, 视频"),
    "blog": _words("blog, blog post, blogpost, post, blog link, 博客"),
    "leaderboard": _words("leaderboard, leaderboards, 榜单, 排行榜"),
    "poster": _words("poster, 海报"),
    "documentation": _words("documentation, docs, doc, 文档"),
    "section": _words(
        """section, sections, category, categories, subsection, subcategory, topic, target section,
        suggested section, suggested category, proposed section, proposed category, section name,
        category name, primary category, list section, readme section, place, placement, area,
        which section, which category, paper category, category of the paper, where does it go,
        where does it belong, where it belongs, category section, section category, 分类, 章节, 类别, 类目,
        所属分类, 所属章节, 小节, 部分, 建议分类"""
    ),
    "venue": _words(
        """venue, venues, conference, journal, published in, published at, publication venue, published,
        accepted at, accepted by, accepted to, accepted in, conference journal, journal conference,
        venue year, venue and year, venue if published, booktitle, 会议, 发表, 发表于, 期刊, 会议期刊,
        会议 期刊, 发表会议"""
    ),
    "authors": _words("authors, author, author s, by, author list, 作者"),
    "date": _words(
        """date, year, publication date, published on, release date, published date, publication year,
        日期, 时间, 年份, 发表时间, 发布时间"""
    ),
    "note": _words("note, notes, remark, remarks, comment, comments, short note, 备注, 说明, 注"),
    # People's own words about the work: read past, never published.
    "other": _words(
        """overview, abstract, description, summary, tldr, tl dr, motivation, reason, why, contribution,
        contributions, key contributions, bibtex, citation, bib, keywords, tags, additional context,
        context, additional information, anything else, checklist, details, type, affiliation,
        affiliations, institution, about, highlights, main idea, why is it relevant, why this paper,
        why it fits, relevance, other, other information, key features, features, results, key results,
        terms, code of conduct, confirmation, 摘要, 简介, 介绍, 理由, 关键词, 描述, 单位, 机构, 贡献,
        推荐理由"""
    ),
}

FIELD_OF: Final[dict[str, str]] = {word: field for field, words in LABELS.items() for word in words}

# Labels of the work itself; two different ones side by side are two forms of one work.
PAPER_FORMS: Final = frozenset({"paper", "arxiv", "pdf", "openreview", "doi", "anthology", "html"})
# Labels of further addresses, which are kept under these names.
EXTRAS: Final = frozenset(
    _words(
        """project, website, demo, dataset, model, slides, video, blog, leaderboard, poster, documentation"""
    )
)
LINKED: Final = PAPER_FORMS | EXTRAS | {"code"}
VALUES: Final = frozenset(_words("title, section, venue, authors, date, note, other"))

# Link texts that say nothing of the work.
POINTERS: Final = frozenset(
    _words(
        """this, here, this paper, this work, this one, this link, click here, the paper, it, our paper,
        my paper, our work, read more, this repo, this article, paper here, view, this page, new paper,
        our new paper, 这里, 这篇, 此处, 这篇论文, 此论文"""
    )
)

# Headings above links that are not names of sections.
PLAIN_HEADINGS: Final = frozenset(
    _words(
        """new, new papers, new paper, new entries, new entry, paper information, paper info, information,
        info, resources, resource, references, reference, papers to add, paper to add, suggested papers,
        suggested paper, suggestion, suggestions, request, paper request, paper details,
        paper suggestion, added papers, changes, what changed, what, what does this pr do,
        related links, proposed entry, proposed entries, suggested entry, entry, entries, proposal,
        introduction, background, test plan, added, additions, our work, our paper, list, paper list,
        readme, to add, please add, disclosure, example, suggested addition, proposed addition,
        addition, proposed change, markdown, format, hello, hi, thanks, what is it, papers added,
        submission, paper submission, 新论文, 论文列表, 论文信息, 相关链接, 新增论文"""
    )
)

# Words just before a link that make it a witness, not a wish.
WITNESS: Final[tuple[str, ...]] = _words(
    """because of, according to, based on, similar to, compared to, compared with,
    compare with, compare to, compared against, vs, vs., comparison to,
    built on, builds on, build on, built upon, builds upon, extends, extending, extension of,
    see also, e.g., presented at, published at, appeared at, accepted at, accepted to, accepted by,
    inspired by, as listed in, as listed on, listed at, listed on, unlike, evidence, proof, as per,
    in contrast to, follow-up to, follow-up of, successor to, alongside, next to, same as,
    just like, such as, papers like, works like, methods like, as in, cites, cited by, cf.,
    outperforms, baseline, baselines, already lists, already listed, 已有, 参考, 类似, 基于, 参见"""
)

VENUES: Final[tuple[str, ...]] = _words(
    """ACL, EMNLP, NAACL, EACL, AACL, COLING, LREC-COLING, TACL, CoNLL, LREC, INLG, SIGDIAL, ICLR,
    ICML, NeurIPS, NIPS, COLM, COLT, AISTATS, UAI, AAAI, IJCAI, ECAI, TMLR, JMLR, CVPR, ICCV, ECCV,
    WACV, BMVC, 3DV, TPAMI, IJCV, TIP, ACM MM, ICME, SIGGRAPH, SIGGRAPH Asia, SIGIR, KDD, SIGKDD,
    WWW, The Web Conference, WSDM, CIKM, RecSys, ECIR, TOIS, TKDE, ICDM, VLDB, PVLDB, SIGMOD, ICDE,
    EDBT, CIDR, OSDI, SOSP, NSDI, ATC, USENIX ATC, EuroSys, ASPLOS, ISCA, MICRO, HPCA, MLSys, SC,
    PPoPP, PLDI, POPL, OOPSLA, CGO, PACT, ICS, HPDC, IPDPS, ICPP, SoCC, Middleware, SIGCOMM,
    INFOCOM, MobiCom, MobiSys, SenSys, HotOS, HotNets, FAST, DAC, DATE, ICCAD, FPGA, FCCM, TACO,
    TPDS, CCS, NDSS, USENIX Security, ICSE, FSE, ESEC/FSE, ASE, ISSTA, MSR, TOSEM, TSE, CoRL, ICRA,
    IROS, RSS, RA-L, T-RO, HRI, Humanoids, CHI, UIST, CSCW, IUI, ICASSP, Interspeech, TASLP, ISMIR,
    MICCAI, MIDL, AAMAS, ICAPS, KR, MLCB, ICTIR, CHIIR, PAKDD, ECML PKDD, ECML-PKDD, DASFAA, LoG,
    FAccT, BlackboxNLP"""
)

# What people write where they have nothing to say.
NO_VALUES: Final = frozenset(
    ("", *_words("no response, none, n a, na, tbd, unknown, null, nil, no, 无, 暂无, 没有"))
)

# What a link's text is no title with, though other talk may stand in one.
POINTING: Final = frozenset(
    _words("our, my, your, this, these, here, paper, papers, link, repo, repository, pr, issue, list")
)

# A lower-case word of these says that somebody is talking, not that a title stands there.
TALK: Final = frozenset(
    _words(
        """please, thanks, thank, hi, hello, hey, dear, we, i, i'm, i've, our, my, your, you, us, me, it's,
    could, would, kindly, hope, glad, happy, repo, repository, repos, author, authors, maintainer,
    maintainers, suggest, recommend, consider, appreciate, added, adding, add, included, includes,
    accepted, published, propose, appreciated, awesome, wonderful, great, nice, below, following,
    above, here, paper, papers, link, links, list, section, title, issue, pr, pull"""
    )
)

# A sentence that begins with one of these is no title.
OPENERS: Final = frozenset(
    _words(
        """please, hi, hello, hey, dear, thanks, thank, add, added, adding, we, i, our, my, this, these,
    here, there, also, could, kindly, request, requesting, suggest, suggestion, suggesting,
    proposal, propose, include, including, update, updating, new, paper, papers, link, follow, note,
    see, if, hope, disclosure, sorry, refer, i've, i'd, i'm, created, feat, docs, chore, fix"""
    )
)

# No title in title case holds one of these.
REQUEST: Final = frozenset(
    _words("please, add, adding, added, request, repository, repo, list, include, kindly, your, our, readme")
)
