// @ts-check
// What the page for screening says of numbers, and where marks are in a text. Nothing here touches the page.
var survey = survey || {};

survey.screenText = (() => {
  "use strict";
  const { t } = survey;
  const LEVELS = 3; // strengths of evidence that can be told apart
  /** Bounds of kappa and what it then says (Landis and Koch, Biometrics 33, 1977). @type {[number, string][]} */
  const MEANINGS = [
    [0, "js.screen.kappa.none"],
    [0.2, "js.screen.kappa.slight"],
    [0.4, "js.screen.kappa.fair"],
    [0.6, "js.screen.kappa.moderate"],
    [0.8, "js.screen.kappa.substantial"],
    [1, "js.screen.kappa.perfect"],
  ];

  /** What each answer is called. @type {Record<string, string>} */
  const STATUSES = {
    included: "js.screen.included",
    excluded: "js.screen.excluded",
    unsure: "js.screen.unsure",
  };

  /** What an answer is called. @param {string} status */
  function statusName(status) {
    return Object.hasOwn(STATUSES, status) ? t(STATUSES[status]) : status;
  }

  /** A number with as many decimals, as the language writes it. @param {number} number @param {number} [decimals] */
  function written(number, decimals = 0) {
    const language = document.documentElement.lang || "en";
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    return new Intl.NumberFormat(language, digits).format(number);
  }

  /** A share in whole percent, never 0 or 100 unless it is exactly that. @param {number} share from 0 to 1 */
  function percent(share) {
    const rounded = Math.round(share * 100);
    if (rounded === 0 && share > 0) return 1;
    return rounded === 100 && share < 1 ? 99 : rounded;
  }

  /** A probability in percent: nothing is quite certain. @param {number} share from 0 to 1 */
  function share(share) {
    const bound = share < 0.01 ? "< " : share > 0.99 ? "> " : "";
    return `${bound}${percent(Math.min(0.99, Math.max(0.01, share)))} %`;
  }

  /** How many of 100 such works were included. @param {number} probability from 0 to 1 */
  function outOf(probability) {
    if (probability < 0.01) return t("js.screen.fewer");
    if (probability > 0.99) return t("js.screen.more");
    return t("js.screen.such", { count: percent(probability) });
  }

  /** What a kappa says, in words. @param {number | null} kappa */
  function meaning(kappa) {
    if (kappa === null) return t("js.screen.kappa.unknown");
    return t((MEANINGS.find(([bound]) => kappa <= bound) ?? MEANINGS[MEANINGS.length - 1])[1]);
  }

  /**
   * How strong each weight is next to the strongest: from 1 to 3, negative where it speaks against.
   *
   * @param {number} weight
   * @param {number} strongest
   */
  function level(weight, strongest) {
    if (!weight || !strongest) return 0;
    return Math.sign(weight) * Math.max(1, Math.ceil((Math.abs(weight) / strongest) * LEVELS));
  }

  /**
   * A text in pieces, each with what it is part of. Places count characters, as the server does; a script counts the
   * two halves of some characters.
   *
   * @param {string} text
   * @param {{ start: number, end: number, weight: number }[]} marks words that are evidence
   * @param {{ start: number, end: number, figure: [number, number] | null }[]} claims sentences, and the number in each
   * @returns {ScreenPiece[]}
   */
  function pieces(text, marks, claims) {
    const signs = Array.from(text);
    const strongest = Math.max(0, ...marks.map((mark) => Math.abs(mark.weight)));
    const ends = [0, signs.length, ...[...marks, ...claims].flatMap(({ start, end }) => [start, end])];
    for (const { figure } of claims) if (figure) ends.push(...figure);
    const cuts = Array.from(new Set(ends.map((end) => Math.min(Math.max(end, 0), signs.length)))).sort((a, b) => a - b);
    return cuts.slice(1).map((end, n) => {
      const start = cuts[n];
      const within = (/** @type {{ start: number, end: number }} */ one) => one.start <= start && end <= one.end;
      const claim = claims.findIndex(within);
      return {
        text: signs.slice(start, end).join(""),
        level: level(marks.find(within)?.weight ?? 0, strongest),
        claim,
        figure: claims.some(({ figure }) => figure && figure[0] <= start && end <= figure[1]),
      };
    });
  }

  /**
   * A letter for each reason, the same for every candidate: the first of its name that no reason before it has.
   *
   * @param {{ name: string }[]} reasons
   */
  function letters(reasons) {
    /** @type {string[]} */
    const taken = [];
    for (const { name } of reasons) {
      const wanted = `${name.toLowerCase()}abcdefghijklmnopqrstuvwxyz`;
      taken.push(Array.from(wanted).find((sign) => /[a-z]/.test(sign) && !taken.includes(sign)) ?? "");
    }
    return taken;
  }

  /**
   * Choices that have every word that is typed, those whose name begins with it first.
   *
   * @template {ScreenChoice} Choice
   * @param {Choice[]} choices
   * @param {string} typed
   * @param {number} most
   */
  function completions(choices, typed, most) {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    const text = (/** @type {ScreenChoice} */ one) => `${one.name} ${one.value} ${one.meaning ?? ""}`.toLowerCase();
    const rank = (/** @type {ScreenChoice} */ one) => {
      const name = one.name.toLowerCase();
      if (name.startsWith(words.join(" "))) return 0;
      return words.every((word) => name.includes(word)) ? 1 : 2;
    };
    const found = choices.filter((one) => words.every((word) => text(one).includes(word)));
    return (words.length ? found.sort((a, b) => rank(a) - rank(b)) : found).slice(0, most);
  }

  return { statusName, written, percent, share, outOf, meaning, level, pieces, letters, completions };
})();
