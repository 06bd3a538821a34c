"""Who says a statement, in plain words, for where a gist must not stand without its voice: `Kremlin, through ISW, in
Fakti`."""

from builder.model.bylines import joint
from builder.model.corpus import Hop
from builder.model.graph import Article, Statement
from builder.plan.links import Links
from builder.plan.voices import voice_kind


class Credits:
    """Credits of statements, each made once for all with the same chain."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._made: dict[tuple[tuple[Hop, ...], str], str] = {}

    def of(self, statement: Statement, article: Article) -> str:
        key = statement.chain, article.front.form
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._credit(statement, article)
        return made

    def _credit(self, statement: Statement, article: Article) -> str:
        kind, outlet = voice_kind(statement, article.front.form), self._links[article.front.outlet].words
        if kind in ("outlet", "itself"):
            return f"Unattributed in {outlet}" if kind == "outlet" else outlet
        through = "".join(f", through {self._words(hop)}" for hop in statement.chain[-2:0:-1])
        return f"{self._words(statement.voice)}{through}, in {outlet}"

    def _words(self, hop: Hop) -> str:
        return joint(self._links.hop(hop))
