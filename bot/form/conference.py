"""The issue form for a whole conference. It is the same for every list: nothing in it depends on sections."""

from __future__ import annotations

from typing import Final

PATH: Final = ".github/ISSUE_TEMPLATE/add-conference.yml"
LABEL: Final = "add-conference"
TEXT: Final = f"""\
name: Add a conference
description: Name a conference. A shortlist of its papers that may belong here follows by itself.
title: "[Conference] "
labels:
  - {LABEL}
body:
  - type: input
    id: conference
    attributes:
      label: Conference
      description: 'Its name at dblp or OpenReview, or the page that lists its papers.'
      placeholder: "dblp:conf/sosp/2025"
  - type: textarea
    id: titles
    attributes:
      label: Titles
      description: Only if there is no such page, or it cannot be read. One title per line.
"""
