"""What must be so before a site is built to be published: an address, a remote to send it to, sources that are
committed.
"""

from dataclasses import dataclass
from pathlib import Path

from builder.edges.publish.branch import Branch
from builder.edges.publish.source import Source, remote, source_of, uncommitted
from builder.edges.read import expect_site, load
from builder.edges.trouble import Trouble
from builder.model.config import Config
from builder.parse.config import parse_config


@dataclass(frozen=True)
class Wanted:
    """What the author asks for."""

    remote: str
    """The name or address of a repository."""
    branch: str
    dry_run: bool = False
    allow_dirty: bool = False
    allow_public_source: bool = False
    allow_gone: bool = False


@dataclass(frozen=True)
class Ready:
    wanted: Wanted
    source: Source
    branch: Branch
    url: str
    """Where readers will find the site."""


def ready(site: Path, wanted: Wanted) -> Ready:
    """Raises Trouble for all that can be known before the site is built."""
    config = config_of(site)
    if not config.url:
        raise Trouble(
            "site.yml has no `url`: write there where the site will be found, such as https://ME.github.io/SITE/"
        )
    source = source_of(site)
    target = Branch(remote(source, wanted.remote), wanted.branch)
    changed = [] if wanted.allow_dirty or source.top is None else uncommitted(source)
    if changed:
        more = f" and {len(changed) - 1:,} more" if len(changed) > 1 else ""
        raise Trouble(f"{changed[0]}{more} not committed: commit what you publish (or say --allow-dirty)")
    return Ready(wanted, source, target, config.url)


def config_of(site: Path) -> Config:
    """The site's settings. Raises Trouble where there are none."""
    expect_site(site)
    config, _ = parse_config(load(site, "site.yml")[0])
    if config is None:
        raise Trouble(f"{site / 'site.yml'} cannot be read: `dateline check` says why")
    return config
