// @ts-check
// In pages of the local server: loads them anew when the site has changed, and shows what is wrong with the survey.
var survey = survey || {};

survey.preview = (() => {
  "use strict";
  const PAUSE = 3000; // milliseconds, where the server does not answer
  const { epoch = "0", said = "", problems = "[]" } = document.currentScript?.dataset ?? {};
  /** @type {AbortController | null} */
  let asking = null;

  /** What the server shows now: it answers when that is something newer, or after a minute. @param {AbortSignal} signal */
  async function shown(signal) {
    try {
      const answer = await fetch(`/livereload/${epoch}/${Date.now()}`, { signal });
      return answer.ok ? Number(await answer.text()) : -1;
    } catch {
      return -1;
    }
  }

  /** Ask until there is something newer. @param {AbortSignal} signal */
  async function follow(signal) {
    while (!signal.aborted) {
      const now = await shown(signal);
      if (now > Number(epoch)) return location.reload();
      if (now < 0) await new Promise((done) => setTimeout(done, PAUSE));
    }
  }

  /** Only a page that is seen asks: a server answers few at a time. */
  function look() {
    asking?.abort();
    asking = document.visibilityState === "visible" ? new AbortController() : null;
    if (asking) follow(asking.signal);
  }

  /** @param {string[]} lines */
  function showProblems(lines) {
    const [panel, title, list] = ["details", "summary", "ul"].map((name) => document.createElement(name));
    panel.className = "preview-problems";
    panel.setAttribute("role", "alert");
    panel.setAttribute("open", "");
    title.textContent = said;
    for (const line of lines) {
      const item = document.createElement("li");
      item.textContent = line;
      list.append(item);
    }
    panel.append(title, list);
    document.body.append(panel);
  }

  const found = JSON.parse(problems);
  if (said && found.length) showProblems(found);
  document.addEventListener("visibilitychange", look);
  look();
  return { epoch };
})();
