(root) => {
  const told = [];
  const OWN_FORMS = ["search", "search search--big", "explore__search", "filters", "map-find__row", "gap-choice"];
  const OWN_STYLES = ["text-align", "padding-top", "padding-bottom", "height"]; // of tables in Markdown, and of long lists
  const LINKS = ["stylesheet", "icon", "canonical", "alternate", "prev", "next"];
  const FORBIDDEN = "iframe frame frameset object embed applet base img picture source video audio track style portal"
    + " template foreignobject animate set image marquee noscript math-x";
  const ADDRESSES = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background", "ping", "cite"];
  const say = (what, element) => told.push(what + ": " + element.outerHTML.slice(0, 300));
  root.querySelectorAll("*").forEach((element) => {
    const tag = element.localName;
    if (FORBIDDEN.split(" ").includes(tag.toLowerCase())) say("element", element);
    if (tag === "script" && element.type !== "application/ld+json") {
      if (!/^((\.\.?\/)*|[^:]*\/|(http:\/\/127|file:).*\/)(assets\/(js|search|vendor|take|citations)\/[\w.-]+|assets\/[\w-]+|data\/(papers|search)\/[\w-]+)\.js(\?v=\w+)?$/.test(element.getAttribute("src") || "")
        || element.textContent) say("script", element);
    }
    if (element.type === "application/ld+json") {
      try { JSON.parse(element.textContent); } catch (error) { say("broken data", element); }
    }
    if (tag === "form" && !OWN_FORMS.includes(element.className)) say("form", element);
    const font = element.rel === "preload" && /^((\.\.?\/)*|http:\/\/127.*\/)assets\/fonts\/[\w-]+\.woff2$/.test(element.getAttribute("href"));
    if (tag === "link" && !LINKS.includes(element.rel) && !font) say("link", element);
    if (tag === "link" && element.rel === "stylesheet" && /^(\w+:)?\/\//.test(element.getAttribute("href"))
      && !/^(http:\/\/127|file:)/.test(element.getAttribute("href"))) say("style sheet", element);
    // The page of a former key leads on, to another page beside it.
    const leadsOn = element.httpEquiv === "refresh" && /^0; url=[a-z0-9-]+\.html$/.test(element.content);
    if (tag === "meta" && element.httpEquiv && element.httpEquiv !== "Content-Security-Policy" && !leadsOn) say("meta", element);
    for (const attribute of element.attributes) {
      const name = attribute.name.toLowerCase(), value = attribute.value;
      if (name.startsWith("on")) say("handler", element);
      if (name === "srcdoc" || name === "autofocus" || name === "formaction" || name === "ping") say(name, element);
      if (name === "style" && !Array.from(element.style).every((set) => set.startsWith("--") || OWN_STYLES.includes(set))) say("style", element);
      if (ADDRESSES.includes(name) && /^[\s\0]*[a-z][a-z0-9+.-]*:/i.test(value)
        && !/^(https?:\/\/|mailto:|file:\/\/\/|blob:(http:\/\/127|null|file))/i.test(value)) say("address", element);
      if (/[<>"'`\s=]/.test(name)) say("attribute", element);
    }
  });
  if (root.querySelectorAll("meta[http-equiv=Content-Security-Policy]").length !== 1) told.push("policies");
  if (root.querySelectorAll("title").length - root.querySelectorAll("svg title").length !== 1) told.push("titles");
  return told;
}
