"""Every editorial rule, in one table: what is checked of one article in a worker, and what of the whole graph, once."""

from collections.abc import Callable, Iterable

from builder.check import attribution, claims, dates, entities, lineage, links, money, quotes, site, status
from builder.model.config import Config
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Article, Graph

ArticleRule = Callable[[Article, Entities, Config], Iterable[Finding]]
GraphRule = Callable[[Graph], Iterable[Finding]]

ARTICLE_RULES: tuple[ArticleRule, ...] = (
    *entities.NAME_ARTICLE_RULES,
    *entities.ARTICLE_RULES,
    *quotes.ARTICLE_RULES,
    *attribution.ARTICLE_RULES,
    *dates.ARTICLE_RULES,
    *status.ARTICLE_RULES,
    *money.ARTICLE_RULES,
    *claims.ARTICLE_RULES,
    *site.ARTICLE_RULES,
)
NAMING_RULES: tuple[ArticleRule, ...] = (
    entities.ambiguous_voice,
    attribution.voice_not_named,
    claims.gist_repeats_quote,
)
"""Those of them that read what entities are called."""
GRAPH_RULES: tuple[GraphRule, ...] = (
    *entities.NAME_GRAPH_RULES,
    *entities.GRAPH_RULES,
    *attribution.GRAPH_RULES,
    *dates.GRAPH_RULES,
    *status.GRAPH_RULES,
    *money.GRAPH_RULES,
    *claims.GRAPH_RULES,
    *lineage.GRAPH_RULES,
    *site.GRAPH_RULES,
    links.dead_link,
    *site.ADDRESS_RULES,
)
ERROR_RULES: tuple[GraphRule, ...] = (
    entities.part_of_cycle,
    lineage.derives_cycle,
    site.text_not_at_hand,
    links.dead_link,
    *site.ADDRESS_RULES,
)
"""Those of them that find errors."""
WARNING_RULES: tuple[GraphRule, ...] = tuple(rule for rule in GRAPH_RULES if rule not in ERROR_RULES)
"""The others, which judge what is sound."""
