"""The journals that astronomers' bibliographies name by macros of their styles (``\\apj``), as the AAS defines them."""

import re

_MACROS = """
aj Astron. J. | actaa Acta Astron. | araa Annu. Rev. Astron. Astrophys. | apj Astrophys. J. | apjl Astrophys. J. Lett.
| apjlett Astrophys. J. Lett. | apjs Astrophys. J. Suppl. Ser. | apjsupp Astrophys. J. Suppl. Ser. | ao Appl. Opt.
| applopt Appl. Opt. | apss Astrophys. Space Sci. | aap Astron. Astrophys. | aapr Astron. Astrophys. Rev.
| aaps Astron. Astrophys. Suppl. Ser. | azh Astron. Zh. | baas Bull. Am. Astron. Soc. | bac Bull. Astron. Inst. Czech.
| caa Chin. Astron. Astrophys. | cjaa Chin. J. Astron. Astrophys. | icarus Icarus | jcap J. Cosmol. Astropart. Phys.
| jrasc J. R. Astron. Soc. Can. | mnras Mon. Not. R. Astron. Soc. | memras Mem. R. Astron. Soc. | na New Astron.
| nar New Astron. Rev. | pasa Publ. Astron. Soc. Aust. | pra Phys. Rev. A | prb Phys. Rev. B | prc Phys. Rev. C
| prd Phys. Rev. D | pre Phys. Rev. E | prl Phys. Rev. Lett. | pasp Publ. Astron. Soc. Pac.
| pasj Publ. Astron. Soc. Jpn. | qjras Q. J. R. Astron. Soc. | rmxaa Rev. Mex. Astron. Astrofis.
| skytel Sky Telesc. | solphys Sol. Phys. | sovast Sov. Astron. | ssr Space Sci. Rev. | zap Z. Astrophys.
| nat Nature | iaucirc IAU Circ. | aplett Astrophys. Lett. | apspr Astrophys. Space Phys. Res.
| bain Bull. Astron. Inst. Neth. | fcp Fundam. Cosm. Phys. | gca Geochim. Cosmochim. Acta
| grl Geophys. Res. Lett. | jcp J. Chem. Phys. | jgr J. Geophys. Res.
| jqsrt J. Quant. Spectrosc. Radiat. Transf. | memsai Mem. Soc. Astron. Ital. | nphysa Nucl. Phys. A
| physrep Phys. Rep. | physscr Phys. Scr. | planss Planet. Space Sci. | procspie Proc. SPIE
"""
_JOURNALS = {name: " ".join(words) for name, *words in (entry.split() for entry in _MACROS.split("|"))}
_MACRO = re.compile(r"[\s{]*\\([a-z]+)[\s{}]*")


def journal_named(latex: str) -> str:
    """The journal that a field names by one of these macros, or the field as it is.

    Args:
        latex: the field.
    """
    found = _MACRO.fullmatch(latex)
    return _JOURNALS.get(found[1], latex) if found else latex
