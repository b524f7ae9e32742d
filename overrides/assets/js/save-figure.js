// @ts-check
// Figures can be saved: a drawing as a file of its own, with the colours and letters that it has on this page.
var survey = survey || {};

survey.figures = (() => {
  "use strict";
  const SHAPES = "rect, circle, path, line, use, text, polyline";
  // What style sheets say of a drawing, as attributes that need no style sheet.
  const LOOK = "fill stroke stroke-width stroke-dasharray stroke-linejoin paint-order opacity".split(" ");
  const LETTERS = "font-family font-size font-weight text-anchor".split(" ");

  /**
   * Give a copy the look that the original has from style sheets.
   *
   * @param {Element} original
   * @param {Element} copy
   */
  function fix(original, copy) {
    const style = getComputedStyle(original);
    const names = original.matches("text") ? [...LOOK, ...LETTERS] : LOOK;
    for (const name of names) copy.setAttribute(name, style.getPropertyValue(name));
    if (style.transform !== "none") copy.setAttribute("transform", style.transform);
    copy.removeAttribute("class");
    copy.removeAttribute("style");
  }

  /** Links lead to the page's address; a page opened from a folder has none that others know. @param {Element} link */
  function fixLink(link) {
    const known = location.protocol.startsWith("http");
    if (known) link.setAttribute("href", new URL(link.getAttribute("href") ?? "", location.href).href);
    else link.removeAttribute("href");
    for (const name of ["tabindex", "class"]) link.removeAttribute(name);
  }

  /** The ground of a drawing, in the colour of the page. @param {DOMRect} box */
  function ground({ x, y, width, height }) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ x, y, width, height })) made.setAttribute(name, String(value));
    made.setAttribute("fill", getComputedStyle(document.documentElement).getPropertyValue("--paper").trim());
    return made;
  }

  /** The drawing as the text of a file. @param {SVGSVGElement} drawing */
  function asText(drawing) {
    const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
    const copies = copy.querySelectorAll(SHAPES);
    drawing.querySelectorAll(SHAPES).forEach((original, n) => {
      if (original.closest("defs")) return; // it has the look of what uses it
      fix(original, copies[n]);
    });
    for (const link of copy.querySelectorAll("a")) fixLink(link);
    const box = drawing.viewBox.baseVal;
    copy.setAttribute("width", String(box.width));
    copy.setAttribute("height", String(box.height));
    for (const name of ["class", "style", "role", "tabindex"]) copy.removeAttribute(name);
    copy.prepend(ground(box));
    return new XMLSerializer().serializeToString(copy);
  }

  /** The name of a drawing's file. @param {string} name */
  function fileName(name) {
    const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return `${words.join("-").slice(0, 60) || "figure"}.svg`;
  }

  /** A button that saves a drawing. @param {SVGSVGElement} drawing */
  function saveButton(drawing) {
    const name = drawing.getAttribute("aria-label") ?? "";
    const title = drawing.getAttribute("role") === "img" ? name.split(":")[0] : name;
    const made = survey.dom.button(survey.t("js.figure.svg"), "save-figure", () =>
      survey.dom.download(fileName(title), [asText(drawing)], "image/svg+xml"),
    );
    made.setAttribute("aria-label", survey.t("js.figure.save", { title }));
    made.title = survey.t("js.figure.save", { title });
    return made;
  }

  for (const figure of survey.dom.all("figure")) {
    const drawing = figure.querySelector("svg.drawing");
    if (!(drawing instanceof SVGSVGElement)) continue;
    survey.dom.find("figcaption", HTMLElement, figure).append(saveButton(drawing));
  }

  return { asText, fileName };
})();
