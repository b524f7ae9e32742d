"""What LaTeX's macros are in text: signs, accents, marks of style. The signs are pylatexenc's, and some it lacks."""

from functools import lru_cache

#: Macros and their signs that pylatexenc lacks or has for mathematics: a macro and what it is, parted by a space.
_OWN = r"""
textless <  textgreater >  textbar |  textbraceleft {  textbraceright }  textunderscore _  textasciicircum ^
textasciitilde ~  textbackslash \  textquotedbl "  textquotesingle '  textasciigrave `  textdollar $  textpercent %
textampersand &  textnumbersign #  lbrack [  rbrack ]  lbrace {  rbrace }  slash /  textslash /  texthyphen -
nobreakdash -  hyp -  textendash –  textemdash —  S §  P ¶  pounds £  copyright ©  textcopyright ©  textregistered ®
texttrademark ™  TM ™  euro €  EUR €  texteuro €  yen ¥  dag †  ddag ‡  dots …  ldots …  textellipsis …
textmu µ  micro µ  ohm Ω  textohm Ω  degree °  textdegree °  celsius ℃  degreeCelsius ℃  textcelsius ℃  percent %
textsuperscripttwo ²  textonehalf ½  textonequarter ¼  textthreequarters ¾  textnumero №  SS ẞ  ss ß  sz ß  eth ð
textsection §  textparagraph ¶  textperiodcentered ·  textcdot ·  cdot ·  cdots ⋯  textbullet •  textminus −
textpm ±  texttimes ×  textdiv ÷  textmultiply ×  textrightarrow →  textleftarrow ←  textuparrow ↑  textdownarrow ↓
textquoteleft ‘  textquoteright ’  textquotedblleft “  textquotedblright ”  glq ‚  grq ‘  glqq „  grqq “  frq ›
flq ‹  frqq »  flqq «  lq ‘  rq ’  textalpha α  textbeta β  textgamma γ  textdelta δ  textepsilon ε  textzeta ζ
texteta η  texttheta θ  textiota ι  textkappa κ  textlambda λ  textnu ν  textxi ξ  textpi π  textrho ρ  textsigma σ
texttau τ  textphi φ  textchi χ  textpsi ψ  textomega ω  textDelta Δ  textGamma Γ  textLambda Λ  textOmega Ω
textPhi Φ  textPi Π  textPsi Ψ  textSigma Σ  textTheta Θ  textXi Ξ  phi φ  varphi φ  epsilon ε  varepsilon ε
lnot ¬  colon :  lvert |  rvert |  vert |  Vert ‖  lt <  gt >  LaTeX LaTeX  TeX TeX  LaTeXe LaTeX2e  BibTeX BibTeX
ie i.e.  eg e.g.  hbar ℏ  ell ℓ  prime ′  circ °  AA Å  aa å  textexclamdown ¡  textquestiondown ¿
"""
_BLANKS = dict.fromkeys(
    ["quad", "qquad", "enspace", "thinspace", "space", "nobreakspace", "newline", "par", "item"], " "
)
_BLANKS |= dict.fromkeys(["hfill", "linebreak", "newpage", "break", "negthinspace", "medspace", "thickspace"], " ")
#: Signs that are not letters.
_SHORT = (
    dict(zip("&%$#_{}|", "&%$#_{}‖", strict=True))
    | dict.fromkeys(",;: >\n\t\\", " ")
    | dict.fromkeys("-/!@+<*()[]", "")
)

#: Marks of style and settings, of which nothing is shown. An argument of theirs is text like any other.
_SWITCHES = """
    bf it rm sf tt sc sl em up md bfseries itshape rmfamily sffamily ttfamily scshape slshape upshape mdseries
    normalfont normalsize tiny scriptsize footnotesize small large Large LARGE huge Huge boldmath unboldmath
    displaystyle textstyle scriptstyle limits nolimits noindent indent centering raggedright protect relax xspace
    sloppy leavevmode unskip ignorespaces allowbreak nolinebreak nobreak null strut boldsymbol left right big Big
    bigg Bigg bigl bigr Bigl Bigr selectfont mathsurround smallskip medskip bigskip maketitle
"""
#: Macros whose argument is the text.
_TEXTS = """
    text textrm textsf texttt textit textbf textsc textsl textmd textup textnormal textlf textulc textsw textssc emph
    em underline uline uuline uwave sout ul st hl overline underbar mbox hbox vbox fbox makebox framebox raisebox
    parbox enquote textquote mkbibquote mkbibemph mkbibbold mkbibitalic mkbibparens mkbibbrackets bibstring
    mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak mathscr mathnormal mathop
    operatorname bm ensuremath smash capitalisewords capitalizewords titlecap textls footnote
    NoCaseChange MakeSentenceCase MakeTitlecase textgreek textcyr textlatin oldstylenums textlining textinit
"""

#: The combining mark of each accent.
ACCENTS = dict(
    zip(
        [
            "`",
            "'",
            "^",
            "~",
            "=",
            "u",
            ".",
            '"',
            "r",
            "H",
            "v",
            "c",
            "k",
            "d",
            "b",
            "U",
            "G",
            "h",
            "f",
            "textcommabelow",
        ],
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328\u0323\u0331\u030e\u030f\u0309"
        "\u0311\u0326",
        strict=True,
    )
)
ACCENTS |= {
    "t": "\u0361",
    "hat": "\u0302",
    "tilde": "\u0303",
    "bar": "\u0304",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
}

#: Macros whose first argument says how, not what: a colour, a length, a language.
UNSHOWN = frozenset(
    "begin end color textcolor hspace vspace label hskip vskip fontsize selectlanguage foreignlanguage otherlanguage"
    " noopsort fontencoding fontfamily fontseries fontshape usefont phantom hphantom vphantom index pagestyle"
    " bibinfo bibfield".split()
)
SWITCHES = frozenset(_SWITCHES.split())
TEXTS = frozenset(_TEXTS.split())


@lru_cache(maxsize=1)
def signs() -> dict[str, str]:
    """The text of each macro that means a sign, by its name without the backslash."""
    from pylatexenc.latex2text import get_default_latex_context_db  # only a bibliography in LaTeX needs it

    context = get_default_latex_context_db()
    specs = [spec for kind in reversed(context.categories()) for spec in context.d[kind]["macros"].values()]
    found = {spec.macroname: spec.simplify_repl for spec in specs if isinstance(spec.simplify_repl, str)}
    known = {name: sign for name, sign in found.items() if sign.strip() and not set(sign) & set("%<>\n")}
    pairs = _OWN.split()
    own = dict(zip(pairs[::2], pairs[1::2], strict=True))
    for name in ("today", "id", "leo"):
        known.pop(name, None)
    return known | own | _BLANKS | _SHORT | {"etal": "et al."}
