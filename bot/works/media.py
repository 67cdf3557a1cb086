"""The media types in which sources answer."""

from __future__ import annotations

HTML = ("text/html", "application/xhtml+xml")
JSON = ("application/json", "application/vnd.api+json", "application/vnd.github+json")
XML = ("application/atom+xml", "application/xml", "text/xml")
