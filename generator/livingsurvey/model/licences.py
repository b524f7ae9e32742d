"""Licences a survey's own text may have, by their SPDX identifiers."""

from typing import NamedTuple


class Licence(NamedTuple):
    """A licence: what it is called, and where it can be read. One that is not known has no address."""

    name: str
    url: str | None = None

    @property
    def known(self) -> bool:
        """Whether this is one of the licences below."""
        return self.url is not None


_CC = "https://creativecommons.org/licenses"
_KNOWN = {
    "CC-BY-4.0": Licence("Creative Commons Attribution 4.0 International", f"{_CC}/by/4.0/"),
    "CC-BY-SA-4.0": Licence("Creative Commons Attribution-ShareAlike 4.0 International", f"{_CC}/by-sa/4.0/"),
    "CC-BY-NC-4.0": Licence("Creative Commons Attribution-NonCommercial 4.0 International", f"{_CC}/by-nc/4.0/"),
    "CC-BY-NC-SA-4.0": Licence(
        "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International", f"{_CC}/by-nc-sa/4.0/"
    ),
    "CC-BY-ND-4.0": Licence("Creative Commons Attribution-NoDerivatives 4.0 International", f"{_CC}/by-nd/4.0/"),
    "CC0-1.0": Licence("CC0 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODC-By-1.0": Licence("Open Data Commons Attribution License 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    "ODbL-1.0": Licence("Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "PDDL-1.0": Licence(
        "Open Data Commons Public Domain Dedication and License 1.0", "https://opendatacommons.org/licenses/pddl/1-0/"
    ),
    "MIT": Licence("MIT License", "https://opensource.org/license/mit"),
}


def licence_of(identifier: str) -> Licence:
    """Return the licence with this identifier; an unknown one is called by it."""
    return _KNOWN.get(identifier, Licence(identifier))
