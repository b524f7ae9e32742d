// @ts-check
// What a link in the text leads to opens on a card on hover and focus: the definition of a term, the summary of a
// paper. In the page it is the link's title, which browsers show without scripts, too.
var survey = survey || {};

survey.definitions = (() => {
  "use strict";
  const SENTENCE = /^(.*?[.?!…])\s+(?=\S)(.*)$/su;

  /**
   * The head of a card and what it says. A paper's title is the first sentence; a term is named by its link.
   * @param {{ pathname: string, title: string, textContent: string }} link
   */
  function parts(link) {
    const sentences = /papers\/[^/]+$/.test(link.pathname) && SENTENCE.exec(link.title);
    if (sentences) return [sentences[1].replace(/\.$/, ""), sentences[2]];
    return link.pathname.includes("/papers/") ? [link.title, ""] : [link.textContent, link.title];
  }

  /**
   * @param {HTMLAnchorElement} link
   * @param {number} number
   */
  function addCard(link, number) {
    const [head, text] = parts(link);
    const around = document.createElement("span");
    const card = document.createElement("span");
    const name = document.createElement("b");
    around.className = link.pathname.includes("/papers/") ? "cite" : "cite term";
    card.className = "cite-card";
    card.id = `card-${number + 1}`;
    card.setAttribute("role", "tooltip");
    name.textContent = head;
    card.append(name, ` ${text}`);
    link.removeAttribute("title");
    link.setAttribute("aria-describedby", card.id);
    link.replaceWith(around);
    around.append(link, card);
  }

  /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("article a[title]")).forEach(addCard);

  return { parts };
})();
