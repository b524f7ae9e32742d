// @ts-check
// What a link leads to opens on a card on hover and focus: the definition of a term; of a paper its title, authors,
// venue, year and summary; of a figure what a paper reports, and its sentence, which a tap opens, too. What is said of
// terms and figures is the link's title, which browsers show without scripts.
var survey = survey || {};

(() => {
  "use strict";
  const { base, element } = survey.dom;
  const CLAIM = /^#claim-([0-9]+)$/;
  const QUOTED = / · (?=[“„«])/; // before the quotation in what is said of a figure
  const PAPER = /^papers\/([a-z0-9]+(?:-[a-z0-9]+)*)\.html$/;
  const DELAY = 300; // milliseconds for which a link is pointed at before its card opens
  const LINGER = 200; // in which the pointer gets from the link to the card
  const AUTHORS = 3; // all are named up to so many, else the first
  const EDGE = 8; // pixels between the card and the edge of the window
  const card = element("div", "link-card");
  let timer = 0;
  let touched = false; // whether the last thing the reader did was to press a button or the screen
  let mouse = false; // and whether that was a mouse
  /** @type {HTMLAnchorElement | null} */
  let wanted = null;
  /** @type {{ link: HTMLAnchorElement, title: string | null } | null} */
  let shown = null;

  /** The paper that a link leads to, unless it is this page's own. @param {HTMLAnchorElement} link */
  function paperOf(link) {
    const [address, here] = [link.href, location.href].map((one) => one.split(/[?#]/)[0]);
    const root = new URL(base, location.href).href;
    const found = address.startsWith(root) && address !== here ? PAPER.exec(address.slice(root.length)) : null;
    return found && found[1] !== "index" ? found[1] : "";
  }

  /** Whether a link leads to a result that a paper reports. @param {HTMLAnchorElement} link */
  const isFigure = (link) => CLAIM.test(link.hash) && paperOf(link) !== "";

  /** The link with a card that something is part of. @param {EventTarget | null} target */
  function linkAt(target) {
    const link = target instanceof Element ? target.closest("article a[href]") : null;
    if (!(link instanceof HTMLAnchorElement)) return null;
    return link.title || link === shown?.link || paperOf(link) ? link : null;
  }

  /** Who wrote a paper, where and when, as far as it is known. @param {CorrectRecord} record */
  function facts({ values, where }) {
    const names = typeof values.authors === "string" ? [values.authors] : (values.authors ?? []);
    const shown = names.length > AUTHORS ? survey.t("js.paper.et_al", { name: names[0] }) : names.join(", ");
    return [shown, ...(where ?? [])].filter(Boolean);
  }

  /** What the card of a figure says: the figure, its baseline and setting, the quotation, the paper. @param {string} said @param {string} paper */
  function figureLines(said, paper) {
    const [facts, ...quote] = said.split(QUOTED);
    const [figure, ...more] = facts.split(" · ");
    return [figure, more.join(" · "), quote.join(" · "), paper];
  }

  /** What the card of a link says, a paper's facts first; nothing where it has no card any more. @param {HTMLAnchorElement} link */
  async function linesFor(link) {
    const key = paperOf(link);
    const { title } = link;
    const record = key ? await survey.dom.loadPaper(key).catch(() => null) : null;
    if (isFigure(link) && title) return figureLines(title, record?.title ?? "");
    if (record) return [record.title, facts(record).join(" · "), String(record.values.summary ?? "")];
    return key ? [title] : [link.textContent ?? "", title];
  }

  /** A link of a card. @param {string} address @param {string} label */
  function wayOn(address, label) {
    const on = element("a", "", label);
    on.setAttribute("href", address);
    return on;
  }

  /** The links of a figure's card: to the claim itself, and to where its number comes from. @param {HTMLAnchorElement} link */
  function waysOn(link) {
    const audit = survey.dom.auditAddress(paperOf(link), Number(CLAIM.exec(link.hash)?.[1]));
    return [wayOn(link.href, survey.t("js.card.claim")), " · ", wayOn(audit, survey.t("js.audit.link"))];
  }

  /** Fill the card; whether there is anything to say, and it is still wanted. @param {HTMLAnchorElement} link */
  async function fillFor(link) {
    const [head, ...lines] = await linesFor(link);
    if (wanted !== link || !head) return false;
    card.replaceChildren(element("b", "", head), ...lines.filter(Boolean).map((line) => element("span", "", line)));
    if (isFigure(link)) card.append(...waysOn(link));
    return true;
  }

  /** Put the card below the link, or above it where there is no room. @param {HTMLAnchorElement} link */
  function place(link) {
    const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const { width, height } = card.getBoundingClientRect();
    const most = document.documentElement.clientWidth - width - EDGE;
    const below = at.bottom + height + EDGE <= window.innerHeight || at.top < height + EDGE;
    card.style.left = `${window.scrollX + Math.max(EDGE, Math.min(at.left, most))}px`;
    card.style.top = `${window.scrollY + (below ? at.bottom : at.top - height)}px`;
  }

  /** @param {HTMLAnchorElement} link */
  async function show(link) {
    if (shown?.link === link || !(await fillFor(link))) return;
    hide();
    wanted = link;
    shown = { link, title: link.getAttribute("title") };
    link.removeAttribute("title"); // or the browser would show it, too
    link.setAttribute("aria-describedby", card.id);
    card.hidden = false;
    place(link);
  }

  function hide() {
    clearTimeout(timer);
    wanted = null;
    if (!shown) return;
    shown.link.removeAttribute("aria-describedby");
    if (shown.title !== null) shown.link.setAttribute("title", shown.title);
    shown = null;
    card.hidden = true;
  }

  /** @param {HTMLAnchorElement | null} link */
  function want(link) {
    clearTimeout(timer);
    if (!link) {
      timer = setTimeout(hide, LINGER);
      return;
    }
    wanted = link;
    timer = setTimeout(() => show(link), DELAY);
  }

  /** @param {PointerEvent} event */
  function onPointer(event) {
    if (event.pointerType !== "mouse") return;
    if (card.contains(/** @type {Node} */ (event.target))) clearTimeout(timer);
    else {
      const link = linkAt(event.target);
      // A page that scrolls to what has the focus moves below the pointer: that takes no card away, nor one to come.
      if (link || !wanted || wanted !== document.activeElement) want(link);
    }
  }

  /** A tap on a figure opens its card, the next one follows the link. @param {MouseEvent} event */
  function onClick(event) {
    const link = linkAt(event.target);
    if (!touched || mouse || !link || !isFigure(link) || shown?.link === link) return;
    event.preventDefault();
    clearTimeout(timer);
    wanted = link;
    show(link);
  }

  /** @param {PointerEvent} event */
  function onPress(event) {
    touched = true;
    mouse = event.pointerType === "mouse";
    const target = /** @type {Node} */ (event.target);
    if (!mouse && shown && !card.contains(target) && !shown.link.contains(target)) want(null);
  }

  /** Whether the focus goes to the card itself. @param {EventTarget | null} target */
  const inCard = (target) => target instanceof Node && card.contains(target);

  function begin() {
    card.id = "link-card";
    card.setAttribute("role", "tooltip");
    card.hidden = true;
    document.body.append(card);
    for (const link of survey.dom.all("article a[title]")) {
      const anchor = /** @type {HTMLAnchorElement} */ (link);
      if (!isFigure(anchor)) anchor.classList.add(paperOf(anchor) ? "cite" : "term");
    }
    document.addEventListener("pointerover", onPointer);
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("click", onClick);
    document.addEventListener("focusin", ({ target }) => {
      if (!inCard(target)) want(touched ? null : linkAt(target));
    });
    document.addEventListener("focusout", ({ relatedTarget }) => {
      if (!inCard(relatedTarget)) want(null);
    });
    document.addEventListener("keydown", (event) => {
      touched = false;
      if (event.key === "Escape") hide();
    });
    window.addEventListener("pagehide", hide);
  }

  begin();
})();
