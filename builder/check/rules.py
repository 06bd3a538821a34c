"""Every editorial rule, collected from the modules of this folder. A module lists its own, so that a new rule
touches that module alone: those of one article (`NAMING_RULES` depend on what entities are called,
`ARTICLE_RULES` do not), which run in a worker, and those of the whole graph (`ERROR_RULES` find errors,
`WARNING_RULES` judge what is sound)."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from builder.check import (
    attribution,
    claims,
    dates,
    digests,
    effects,
    entities,
    figures,
    links,
    money,
    quotes,
    site,
    status,
    wording,
)
from builder.model.config import Config
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Article, Graph

ArticleRule = Callable[[Article, Entities, Config], Iterable[Finding]]
GraphRule = Callable[[Graph], Iterable[Finding]]
MODULES = (
    attribution, claims, dates, digests, effects, entities, figures, links, money, quotes, site, status, wording
)  # fmt: skip


def collected(name: str) -> tuple[Any, ...]:
    return tuple(chain.from_iterable(getattr(module, name, ()) for module in MODULES))


NAMING_RULES: tuple[ArticleRule, ...] = collected("NAMING_RULES")
ARTICLE_RULES: tuple[ArticleRule, ...] = (*NAMING_RULES, *collected("ARTICLE_RULES"))
ERROR_RULES: tuple[GraphRule, ...] = collected("ERROR_RULES")
WARNING_RULES: tuple[GraphRule, ...] = collected("WARNING_RULES")
