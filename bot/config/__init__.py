"""``.github/paperlist.yml``: optional. Everything it can say has a default that needs no saying."""

from __future__ import annotations

from bot.config.model import Config, Setting
from bot.config.read import PATH, FileReader, load, parse
from bot.config.yaml import compose_yaml, read_yaml

__all__ = ["PATH", "Config", "FileReader", "Setting", "compose_yaml", "load", "parse", "read_yaml"]
