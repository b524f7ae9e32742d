// @ts-check
// Asking the server of `survey screen`, which runs on this machine.
var survey = survey || {};

survey.screenServer = (() => {
  "use strict";
  const { t } = survey;
  const own = document.querySelector('meta[name="survey-token"]');
  const token = own instanceof HTMLMetaElement ? own.content : "";

  /** What the server answers; what it refuses is an error with what it said. @param {string} path @param {RequestInit} options */
  async function answer(path, options) {
    const response = await fetch(path, { cache: "no-store", ...options }).catch(() => null);
    if (!response) throw new Error(t("js.screen.no_answer"));
    const body = await response.json().catch(() => null);
    if (response.ok && body !== null) return body;
    const said = typeof body?.error === "string" ? body.error : t("js.screen.unreadable", { status: response.status });
    throw new Error(said);
  }

  /** Ask for data. @param {string} path @param {Record<string, string>} [asked] */
  function ask(path, asked = {}) {
    const query = String(new URLSearchParams(asked));
    return answer(`api/${path}${query ? `?${query}` : ""}`, {});
  }

  /** Send what is to be written, or checked. @param {string} path @param {object} body */
  function send(path, body) {
    const headers = { "Content-Type": "application/json", "X-Survey-Token": token };
    return answer(`api/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  }

  /** @type {Promise<unknown>} */
  let last = Promise.resolve();

  /**
   * Send one after the other, in the order in which they were asked for.
   *
   * @param {string} path
   * @param {object} body
   */
  function sendInTurn(path, body) {
    const sent = last.then(() => send(path, body));
    last = sent.catch(() => null);
    return sent;
  }

  return { ask, send, sendInTurn };
})();
