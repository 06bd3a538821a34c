"""What must be so before a site is built to be published: an address, a remote to send it to, sources that are
committed.
"""

from dataclasses import dataclass
from pathlib import Path

from builder.edges.errors import UserError
from builder.edges.publish.branch import Branch
from builder.edges.publish.pages import github_pages_url, is_example
from builder.edges.publish.source import SourceRepository, remote, source_of, uncommitted
from builder.edges.read import expect_site, load
from builder.model.config import Config
from builder.model.finding import Location
from builder.parse.config import parse_config
from builder.parse.locate import locate


@dataclass(frozen=True)
class PublishRequest:
    """What the author asks for."""

    remote: str
    """The name or address of a repository."""
    branch: str
    dry_run: bool = False
    allow_dirty: bool = False
    allow_public_source: bool = False
    allow_gone: bool = False


@dataclass(frozen=True)
class PublishPlan:
    wanted: PublishRequest
    source: SourceRepository
    branch: Branch
    url: str
    """Where readers will find the site."""


def publish_plan(site: Path, wanted: PublishRequest) -> PublishPlan:
    """Raises UserError for all that can be known before the site is built."""
    url, source = config_of(site).url, source_of(site)
    target = Branch(remote(source, wanted.remote), wanted.branch)
    wrong = url_problem(site, url, target.remote.address)
    if wrong:
        raise UserError(wrong)
    changed = [] if wanted.allow_dirty or source.top is None else uncommitted(source)
    if changed:
        more = f" and {len(changed) - 1:,} more" if len(changed) > 1 else ""
        raise UserError(f"{changed[0]}{more} not committed: commit first (or use --allow-dirty)")
    return PublishPlan(wanted, source, target, url)


def url_problem(site: Path, url: str, address: str) -> str:
    """What is to be mended in site.yml, by the repository that the site goes to, where `url` leads to no site."""
    if url and not is_example(url):
        return ""
    there = github_pages_url(address)
    mend = f"most likely `url: {there}`" if there else "such as `url: https://ME.github.io/SITE/`"
    file = site / "site.yml"
    if not url:
        return f"{file} has no `url`: set it to the address of the published site, {mend}"
    line = locate(Location("site.yml", ("url",)), load(site, "site.yml")[0].text).line
    return f"{file}:{line}: `url` is still the example {url}: set it to the address of the published site, {mend}"


def config_of(site: Path) -> Config:
    """The site's settings. Raises UserError where there are none."""
    expect_site(site)
    config, _ = parse_config(load(site, "site.yml")[0])
    if config is None:
        raise UserError(f"{site / 'site.yml'} cannot be read: `dateline check` says why")
    return config
