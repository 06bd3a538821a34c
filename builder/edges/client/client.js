/* The open page follows its sources.
 *
 * In come the server's events about this page; what changes is the document. Whatever it was that changed, the page is
 * fetched again and the document morphed into it, so that scroll, focus, selection, open details and what was typed
 * stay. No other host is asked, and nothing is kept.
 */
(() => {
  "use strict";

  const OWN = 'script[src="/_dateline/client.js"]';
  const ADDRESSED = ":is(img, source, track, video, audio, iframe, embed)[src], link[href]";
  const SCRIPTS = scripts(document);
  const HEAR = { state: datelineOverlay.state, page, styles: files, assets: files, moved, gone };

  /* Milliseconds. */
  const RETRY = 500;
  const LOST = 3_000; // A server that is only started anew is not worth a word.
  const HIDDEN = 60_000; // A browser has few connections to one host: a tab that nobody sees does not hold its own for ever.
  const SHEET = 2_000;

  /** Files that have changed since the page was loaded, by path, with what makes their addresses new to the browser. */
  const stamps = new Map();

  let version = document.querySelector(OWN).dataset.version;
  let events = null;
  let updating = new AbortController();
  let retrying, losing, resting;

  connect();
  addEventListener("pageshow", connect);
  addEventListener("pagehide", disconnect);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) resting = setTimeout(disconnect, HIDDEN);
    else connect();
  });

  /* The connection */

  /** Listens, and says which version is shown: of a newer one the server tells at once. */
  function connect() {
    clearTimeout(resting);
    if (events) return;
    events = new EventSource(`/_dateline/events?${new URLSearchParams({ path: location.pathname, version })}`);
    events.onopen = found;
    events.onerror = lost;
    for (const [name, hear] of Object.entries(HEAR)) {
      events.addEventListener(name, ({ data }) => hear(JSON.parse(data)));
    }
  }

  function disconnect() {
    clearTimeout(retrying);
    events?.close();
    events = null;
  }

  function found() {
    clearTimeout(losing);
    losing = undefined;
    datelineOverlay.notice("lost");
  }

  /** An EventSource would come back by itself, but with the version that was shown when it was made. */
  function lost() {
    disconnect();
    retrying = setTimeout(connect, RETRY);
    losing ??= setTimeout(() => datelineOverlay.notice("lost", "The preview has stopped"), LOST);
  }

  /* What is heard */

  function page() {
    datelineOverlay.notice("gone");
    update();
  }

  /** What an element names by its address is swapped; for a script, a font or an imported style the page is loaded anew. */
  function files({ paths }) {
    for (const path of paths) stamps.set(path, Date.now());
    const named = new Set([...document.querySelectorAll(ADDRESSED)].map((element) => address(element)?.pathname));
    const loaded = new Set(performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
    if (paths.some((path) => loaded.has(path) && !named.has(path))) location.reload();
    else if (paths.some((path) => named.has(path))) update();
  }

  function moved({ to }) {
    location.replace(to + location.hash);
  }

  function gone() {
    updating.abort();
    datelineOverlay.notice("gone", "This page is no longer in the site");
  }

  /* The page */

  /** Shows the page as it is now. The latest call wins; if the page cannot be had, the next event tries again. */
  async function update() {
    updating.abort();
    updating = new AbortController();
    const { signal } = updating;
    const next = await fetched(signal);
    if (!next) return;
    if (scripts(next) !== SCRIPTS) return location.reload();
    const head = laid(next.head);
    await Promise.race([Promise.all(head.sheets.map(loaded)), new Promise((done) => setTimeout(done, SHEET))]);
    if (signal.aborted) return;
    head.wear();
    morph(next);
    version = next.querySelector(OWN).dataset.version;
  }

  async function fetched(signal) {
    const response = fetch(location.pathname + location.search, { cache: "no-store", signal });
    const html = await response.then((page) => page.text()).catch(() => "");
    const next = new DOMParser().parseFromString(html, "text/html");
    // Parsed without scripting, what is in a noscript is elements; here it is text.
    for (const element of next.querySelectorAll("noscript")) element.textContent = element.innerHTML;
    for (const element of next.querySelectorAll(ADDRESSED)) stamp(element);
    return signal.aborted || !next.querySelector(OWN) ? null : next;
  }

  /**
   * Puts what is new in a head into that of the document, each in its place, but no style into force. Gives the style
   * sheets to wait for, and `wear`, which puts the new styles into force and takes away what is old.
   */
  function laid(head) {
    const rest = [...document.head.children];
    const old = new Set(rest);
    const styles = new Map();
    let last = null;
    for (const wanted of head.children) {
      const at = rest.findIndex((element) => element.isEqualNode(wanted));
      const element = at < 0 ? document.importNode(wanted, true) : rest[at];
      if (at < 0) {
        if (wanted.matches("style, link[rel~=stylesheet]")) styles.set(element, wanted.getAttribute("media"));
        if (styles.has(element)) element.media = "not all";
        if (last) last.after(element);
        else document.head.prepend(element);
      }
      old.delete(element);
      rest.splice(0, at + 1); // What stands before it would be out of order.
      last = element;
    }
    const wear = () => {
      for (const [element, media] of styles) media === null ? element.removeAttribute("media") : (element.media = media);
      for (const element of old) element.remove();
    };
    return { sheets: [...styles.keys()].filter((element) => element.matches("link")), wear };
  }

  function loaded(sheet) {
    return new Promise((done) => (sheet.onload = sheet.onerror = done));
  }

  function morph(next) {
    Idiomorph.morph(document.documentElement, next.documentElement, {
      head: { style: "none" },
      callbacks: {
        beforeNodeRemoved: (node) => node !== datelineOverlay.host,
        beforeAttributeUpdated: (name, element) => !isReaders(name, element),
      },
    });
    // An element that has only now come to be is not yet the target of the address.
    if (!document.querySelector(":target") && document.getElementById(location.hash.slice(1))) {
      location.replace(location.hash);
    }
  }

  /** Whether an attribute tells what the reader did, and not what the page says: opened, chose, ticked or typed. */
  function isReaders(name, element) {
    if (name === "value") return "defaultValue" in element && element.value !== element.defaultValue;
    if (name === "checked") return element.checked !== element.defaultChecked;
    return name === "open" || name === "selected";
  }

  /** The scripts of a page, as far as they run. They cannot be undone: a page with others is loaded anew. */
  function scripts(page) {
    const run = [...page.scripts].filter((script) => !script.matches(`${OWN}, [type="application/ld+json"]`));
    return run.map((script) => script.outerHTML).join("\n");
  }

  /** Makes the address of a file that has changed another, so that no cache answers for it. */
  function stamp(element) {
    const url = address(element);
    const number = url && stamps.get(url.pathname);
    if (!number) return;
    url.searchParams.set("dateline", number);
    element.setAttribute(element.hasAttribute("src") ? "src" : "href", url.href);
  }

  /** Where an element's file is; null if nowhere on this host. */
  function address(element) {
    const url = URL.parse(element.src ?? element.href);
    return url?.origin === location.origin ? url : null;
  }
})();
