"""What must be so before a site is built to be published: an address, a remote to send it to, sources that are
committed. Then the site as the branch's next commit, unless it may not go out.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from builder.edges.publish.branch import Branch, Draft, drafted
from builder.edges.publish.limits import check_limits, sizes
from builder.edges.publish.pages import misfit, own_domain
from builder.edges.publish.privacy import Probe, check_privacy
from builder.edges.publish.source import Source, reach, remote, source_of, uncommitted
from builder.edges.read import expect_site, load
from builder.edges.trouble import Trouble
from builder.model.config import Config
from builder.model.withheld import Withheld
from builder.parse.config import parse_config


@dataclass(frozen=True)
class Ready:
    source: Source
    branch: Branch
    url: str
    """Where readers will find the site."""


def ready(site: Path, named: str, branch: str, *, allow_dirty: bool) -> Ready:
    """Raises Trouble for all that can be known before the site is built."""
    config = config_of(site)
    if not config.url:
        raise Trouble(
            "site.yml has no `url`: write there where the site will be found, such as https://ME.github.io/SITE/"
        )
    source = source_of(site)
    target = Branch(remote(source, named), branch)
    changed = [] if allow_dirty or source.top is None else uncommitted(source)
    if changed:
        more = f" and {len(changed) - 1:,} more" if len(changed) > 1 else ""
        raise Trouble(f"{changed[0]}{more} not committed: commit what you publish (or say --allow-dirty)")
    return Ready(source, target, config.url)


def config_of(site: Path) -> Config:
    """The site's settings. Raises Trouble where there are none."""
    expect_site(site)
    config, _ = parse_config(load(site, "site.yml")[0])
    if config is None:
        raise Trouble(f"{site / 'site.yml'} cannot be read: `dateline check` says why")
    return config


@contextmanager
def checked_and_drafted(
    way: Ready, output: Path, withheld: Iterable[Withheld], is_public: Probe
) -> Iterator[tuple[Draft, list[str]]]:
    """The built site, ready to be pushed, and what its author should know. Raises Trouble where it may not go out, or
    cannot."""
    check_limits(sizes(output))
    private = check_privacy(way.source, withheld, is_public)
    notes = [f"{address} cannot be read without a password, and counts as private" for address in private]
    notes += misfit(way.url, way.branch.remote.address)
    message, cname = f"Publish {way.url}", own_domain(way.url)
    with drafted(way.branch, output, reach(way.source), message=message, cname=cname) as draft:
        if draft.domain != cname and draft.domain:
            notes.append(f"the branch has been for {draft.domain} until now, and `url` in site.yml is {way.url}")
        yield draft, notes
