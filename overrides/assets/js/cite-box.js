// @ts-check
// Citations of papers to look at, copy and save: of one paper in the cite box of its page, where BibTeX is in the page
// already, and of those selected in the bar. The formats, and the styles of journals, are loaded when asked for.
var survey = survey || {};

survey.citeBox = (() => {
  "use strict";
  const { element, button, status, find } = survey.dom;
  const SHOWN = 100; // papers whose citations are shown; files and copies have all

  /** @typedef {{ id: string, label: string, extension: string }} Format */
  /** @typedef {{ keys: string[], words: string }} Wanted the papers, and what they are in words */

  /** @param {unknown} error */
  function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
  }

  class Citations {
    /** @param {() => Wanted} wanted @param {HTMLElement} code where citations are shown @param {Format[]} formats */
    constructor(wanted, code, formats) {
      this.wanted = wanted;
      this.code = code;
      this.formats = formats;
      this.format = formats[0];
      this.asked = 0; // how often something was asked for
      this.status = status("span", "cite-status");
      this.choice = element("select", "cite-choice");
      const { keyFormats, styles } = survey.citations;
      this.choice.append(
        this.group("js.cite.files", formats),
        this.group("js.cite.keys", keyFormats),
        this.group("js.cite.styles", styles),
      );
      this.choice.addEventListener("change", () => this.choose());
    }

    /** @param {string} label @param {Format[]} formats */
    group(label, formats) {
      const group = element("optgroup", "");
      group.label = survey.t(label);
      group.append(...formats.map((format) => new Option(format.label, format.id)));
      return group;
    }

    tools() {
      const label = element("label", "cite-format", `${survey.t("js.export.format")} `);
      label.append(this.choice);
      const tools = element("div", "cite-tools");
      tools.append(
        label,
        button(survey.t("js.cite.copy"), "cite-button", () => this.copy()),
        button(survey.t("js.cite.save"), "cite-button", () => this.save()),
        this.status,
      );
      return tools;
    }

    /** What is copied. */
    text() {
      const { keys, words } = this.wanted();
      return survey.citations.text(keys, this.format.id, words);
    }

    /** What is shown. */
    async preview() {
      const { keys, words } = this.wanted();
      const made = await survey.citations.text(keys.slice(0, SHOWN), this.format.id, words);
      const more = keys.length - SHOWN;
      return more > 0 ? `${made}\n${survey.t("js.cite.more", { count: more })}\n` : made;
    }

    /** Do something, and say what came of it, unless more was asked for since. @param {() => Promise<string>} act */
    async attempt(act) {
      this.asked += 1;
      const turn = this.asked;
      const said = await act().catch(reasonOf);
      if (turn === this.asked) this.status.textContent = said;
    }

    choose() {
      const { keyFormats, styles } = survey.citations;
      const all = [...this.formats, ...keyFormats, ...styles];
      this.format = all.find((one) => one.id === this.choice.value) ?? this.formats[0];
      return this.show();
    }

    show() {
      const { format } = this;
      const { keys } = this.wanted();
      return this.attempt(async () => {
        const made = await this.preview();
        const same = String(this.wanted().keys) === String(keys);
        if (this.format === format && same) this.put(made); // else another was asked for meanwhile
        return "";
      });
    }

    /** @param {string} text */
    put(text) {
      this.code.textContent = text.replace(/\r\n/g, "\n");
      this.code.classList.toggle("cite-words", survey.citations.styles.includes(this.format));
    }

    copy() {
      return this.attempt(async () => {
        await survey.dom.copyText(await this.text());
        return survey.t("js.cite.copied", { format: this.format.label });
      });
    }

    save() {
      return this.attempt(async () => {
        const { keys, words } = this.wanted();
        await survey.citations.save(keys, this.format.id, words);
        return survey.t("js.cite.saved");
      });
    }
  }

  /** The cite box of a paper: its entry alone, without the head of a file. */
  class CiteBox extends Citations {
    /** @param {HTMLElement} place */
    constructor(place) {
      const wanted = { keys: [place.dataset.cite ?? ""], words: document.querySelector("h1")?.textContent ?? "" };
      const details = find("details", HTMLDetailsElement, place);
      // A table of one paper is of no use to cite it.
      const formats = survey.citations.formats.filter((format) => format.id !== "csv");
      super(() => wanted, find("code", HTMLElement, details), formats);
      this.details = details;
      this.first = this.code.textContent ?? "";
      place.prepend(this.tools());
    }

    async text() {
      if (this.format === this.formats[0]) return this.first;
      const [entry] = await survey.citations.entries(this.wanted().keys, this.format.id);
      return entry.replace(/\r\n/g, "\n");
    }

    preview() {
      return this.text();
    }

    /** @param {string} text */
    put(text) {
      super.put(text);
      find("summary", HTMLElement, this.details).textContent = this.format.label;
      this.details.open = true;
    }
  }

  /** The citations of the papers that are selected, which follow the selection. */
  function pane() {
    const made = element("div", "cite-pane");
    const frame = element("pre");
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", survey.t("js.cite.pane"));
    const code = frame.appendChild(element("code"));
    const { selection } = survey;
    const wanted = () => {
      const keys = selection.keys();
      return { keys, words: selection.words() || survey.t("js.export.by_hand", { count: keys.length }) };
    };
    const citations = new Citations(wanted, code, survey.citations.formats);
    const share = button(survey.t("js.cite.share"), "cite-button", () =>
      citations.attempt(async () => {
        await survey.dom.copyText(selection.sharedAddress());
        return survey.t("js.cite.shared");
      }),
    );
    const tools = citations.tools();
    tools.insertBefore(share, citations.status);
    made.append(tools, frame);
    const show = () => (selection.keys().length ? citations.show() : null);
    selection.onChange(show);
    show();
    return made;
  }

  for (const place of survey.dom.all("[data-cite]")) new CiteBox(place);
  return { pane };
})();
