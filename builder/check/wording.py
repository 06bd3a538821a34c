"""The words of a gist and a quote against each other, and against what is coded: what they deny, how sure they are, and
which step of a deal they tell of. English alone is read. Articles in, findings out."""

import re
from collections.abc import Iterator
from functools import lru_cache

from builder.check.claims import read_out
from builder.check.figures import language_of
from builder.model.config import Config, Ladder
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Article
from builder.model.text import fold


def _words(table: str) -> re.Pattern[str]:
    """Any of these words; one that ends in `*` goes on."""
    words = (word.replace("_", " ").replace("*", r"\w*") for word in table.split())
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


NEGATION = _words("""
    not no non nor neither never none nobody nothing nowhere without cannot lack lacks lacked lacking absence absent
    denies denied deny denial denying refus* reject* rebuff* exclu* rule_out rules_out ruled_out ruling_out declin*
    fail fails failed failing failure prevent* block blocks blocked blocking oppos* against halt* stop stops stopped
    stopping dismiss* disput* contradict* unlikely unable unwilling untrue unclear uncertain unsigned unpaid unmet
    unfounded unjustified false wrong impossible little hardly barely scarcely far_from rather_than instead_of only
    yet_to short_of end ends ended bar bars barred barring withdr* abandon* cancel* suspend* postpon* delay* ban bans
    banned banning *n't
""")
"""What can make a sentence deny something, in folded lower-case words."""
PLAIN_NEGATION = _words("""
    not no nor neither never none nobody nothing without cannot refus* deny denies denied exclud* *n't
""")
"""Those of them that cannot mean much else."""
MODAL = _words("""
    could may might would should likely unlikely perhaps possible possibly probable probably potential potentially
    apparently reported reportedly alleged allegedly supposed supposedly seem* appear appears appeared expect* hope
    hopes hoped hoping if unless until can maybe suggest* believ* think* thought estimat* plan plans planned planning
    intend* propos* consider* want* ready willing chance risk* threat* possibility fear* predict* forecast* ask* call*
    will to_come offer* demand* urg* aim* discuss* negotiat* talk talks whether condition* in_case in_the_case in_return
    would-be
""")
"""What leaves open whether something is so."""
LOST_MODAL = re.compile(r"\b(?:could|may|might|likely|perhaps|possibly|probably|reportedly|allegedly)\b")
"""Those that a gist must not lose."""


def gap_hides_word(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """What a quote leaves out turns nothing into its contrary, and makes nothing surer."""
    if article.text_away or language_of(article, config) != "en":
        return
    for statement in article.statements:
        anchor = statement.anchor
        if anchor is None or len(anchor.spans) < 2:
            continue
        text = fold(article.front.title) if anchor.in_title else article.body.text
        for (_, start), (end, _) in zip(anchor.spans, anchor.spans[1:], strict=False):
            left_out = text[start:end].lower()
            found = PLAIN_NEGATION.search(left_out) or LOST_MODAL.search(left_out)
            if found:
                message = f"the quote leaves out `{found[0]}`: `{_short(text[start:end])}`"
                help = "quote these words too, or make two statements"
                yield statement.written.finding("gap-hides-word", message, "quote", help=help)
                break


def _short(words: str) -> str:
    words = words.strip(" ,;:")
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rpartition(' ')[0]} …"


LONGEST = 70


def negation_differs(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A gist denies what the quote denies, and nothing else."""
    if not _in_english(article, config):
        return
    for statement in article.statements:
        gist, quote = read_out(statement, entities).lower(), fold(statement.written.quote).lower()
        ours, theirs = PLAIN_NEGATION.search(gist), PLAIN_NEGATION.search(quote)
        if bool(ours) == bool(theirs) or "quote" in statement.written.misread:
            continue
        one, other, said = ("gist", "quote", ours) if ours else ("quote", "gist", theirs)
        if said and not NEGATION.search(quote if ours else gist):
            message = f"the {one} says `{said[0]}`, and the {other} denies nothing"
            help = "compare the two: does the gist say what the quote says, or its contrary?"
            yield statement.written.finding("negation-differs", message, "gist", help=help)


def modal_lost(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """What a quote leaves open is left open by its gist."""
    if not _in_english(article, config):
        return
    for statement in article.statements:
        written = statement.written
        found = LOST_MODAL.search(fold(written.quote))
        if found and not MODAL.search(read_out(statement, entities).lower()):
            message = f"the quote says `{found[0]}`, and the gist is sure"
            help = "say in the gist how sure the voice is"
            yield written.finding("modal-lost", message, "gist", help=help)


def _in_english(article: Article, config: Config) -> bool:
    """Whether both the text and our own sentences are."""
    return language_of(article, config) == "en" == config.language.partition("-")[0].lower()


STEMS = {
    "mooted": "moot float rais suggest consider discuss idea explor hint study weigh could may might would propos talk "
    "possib future",
    "proposed": "propos offer suggest draft present tabl submit invit call demand plan put",
    "negotiating": "negotiat talk discuss bargain work meet round debat consult",
    "agreed": "agree deal accord accept settl reach conclu finali consensus approv consent backed",
    "signed": "sign ink seal conclud initial",
    "submitted": "submit sent send introduc forward lodg tabl refer present",
    "ratified": "ratif approv pass vote endors adopt consent",
    "in-force": "force effect bind valid appl",
    "implementing": "implement carr work begin began begun start launch operat execut progress under "
    "underway practice flow",
    "completed": "complet finish end done fulfil deliver conclu over",
    "announced": "announc pledg promis unveil declar commit give gave giv lend lent will would plan grant provid offer "
    "said",
    "disbursing": "disburs gave give giv lent lend pay paid transfer tranche instal flow receiv send sent deliver "
    "first arriv",
    "disbursed": "disburs lent paid transfer receiv deliver sent spent gave given provid arriv",
    "repaid": "repa paid return settl",
    "in-the-works": "promis work plan begin began start progress prepar under introduc draft way",
    "compromise": "compromis part less half partial watered",
    "kept": "kept keep fulfil deliver done met honour honor",
    "broken": "brok break fail not abandon drop never reneg no",
    "stalled": "stall stuck deadlock halt block delay impasse bog hold progress",
    "suspended": "suspen paus freez froze halt hold",
    "postponed": "postpon delay put defer later",
    "rejected": "reject refus down declin oppos rul rebuff not no",
    "withdrawn": "withdr pull retract took drop",
    "cancelled": "cancel called scrap ax abandon annul",
    "collapsed": "collaps fail fell broke break apart fall",
    "expired": "expir laps ran run",
    "terminated": "terminat end cancel leav left quit denounc scrap",
    "replaced": "replac supersed instead new",
}  # fmt: skip
"""How the words begin that tell of each step of the ladders that come with Dateline. For any other step, a site says so
itself."""


def status_not_in_words(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A step of a deal is told of in the quote or the gist."""
    english = _in_english(article, config)
    for statement in article.statements:
        written = statement.written
        if not written.status or len(written.deals) != 1 or written.mode == "denied" or statement.anchor is None:
            continue
        ladder = config.ladders.get(entities.deals[written.deals[0]].ladder)
        on_ladder = ladder and ladder.has(written.status)
        words = words_of(ladder, written.status, english=english) if ladder and on_ladder else ()
        if words and not _begins(words).search(f"{read_out(statement, entities)} {fold(written.quote)}".lower()):
            message = f"neither quote nor gist has a word for `{written.status}`"
            help = f"correct `status`, or add the word to the ladder in site.yml: `words: {{{written.status}: […]}}`"
            yield written.finding("status-not-in-words", message, "status", written.status, help=help)


def words_of(ladder: Ladder, step: str, *, english: bool) -> tuple[str, ...]:
    """How words begin that tell of a step; none where nobody knows."""
    own = ladder.words_for(step)
    return (*own, *STEMS.get(step, "").split()) if english else own


@lru_cache(maxsize=512)
def _begins(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word.lower()) for word in words)})")


NAMING_RULES = (negation_differs, modal_lost, status_not_in_words)
ARTICLE_RULES = (gap_hides_word,)
