/* The document becomes what its page is now.
 *
 * In come calls that say that the page, or files that it shows, have changed; what changes is the document. The page is
 * fetched again and the document morphed into it, so that scroll, focus, selection, open details and what was typed
 * stay. No other host is asked.
 */
const datelinePage = (() => {
  "use strict";

  const OWN = 'script[src="/_dateline/client.js"]';
  const STYLES = "style, link[rel~=stylesheet]";
  const ADDRESSED = ":is(img, source, track, video, audio, iframe, embed)[src], link[href]";
  const BLOCKS = ":is(p, li, tr, dt, dd, h1, h2, h3, h4, h5, h6, blockquote, pre, figure, details):not([id])";
  const PAIR = "dateline pair "; // No id of a site holds a space.
  const SHEET = 2_000; // Milliseconds that a style sheet is waited for.
  const SCRIPTS = scripts(document);

  /** Files that have changed since the page was loaded, by path, with what makes their addresses new to the browser. */
  const stamps = new Map();

  let version = document.querySelector(OWN).dataset.version;
  let updating = new AbortController();
  let pairs = 0;

  /** Shows the page as it is now. The latest call wins; if the page cannot be had, the next call tries again. */
  async function update() {
    stay();
    const { signal } = updating;
    const next = await fetched(signal);
    if (!next) return;
    if (scripts(next) !== SCRIPTS) return location.reload();
    const head = laid(next.head);
    await loaded(head.fresh);
    if (signal.aborted) return;
    wear(head);
    morph(next);
    version = next.querySelector(OWN).dataset.version;
  }

  /** Breaks off what is on the way. */
  function stay() {
    updating.abort();
    updating = new AbortController();
  }

  /**
   * Shows files as they are now, if the page has them. What an element names by its address is swapped; for a script, a
   * font or an imported style the page is loaded anew.
   */
  function renew(paths) {
    for (const path of paths) stamps.set(path, Date.now());
    const named = new Set([...document.querySelectorAll(ADDRESSED)].map((element) => address(element)?.pathname));
    const known = new Set(performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
    if (paths.some((path) => known.has(path) && !named.has(path))) location.reload();
    else if (paths.some((path) => named.has(path))) update();
  }

  async function fetched(signal) {
    const response = fetch(location.pathname + location.search, { cache: "no-store", signal });
    const html = await response.then((page) => page.text()).catch(() => "");
    const next = new DOMParser().parseFromString(html, "text/html");
    // Parsed without scripting, what is in a noscript is elements; here it is text.
    for (const element of next.querySelectorAll("noscript")) element.textContent = element.innerHTML;
    for (const element of next.querySelectorAll(ADDRESSED)) stamp(element);
    return next.querySelector(OWN) && next;
  }

  /* The head */

  /** Puts what is new in a head into that of the document. Gives the copies by their originals, and what is old. */
  function laid(head) {
    const rest = [...document.head.children];
    const old = new Set(rest);
    const fresh = new Map();
    let last = null;
    for (const wanted of head.children) {
      const at = rest.findIndex((element) => element.isEqualNode(wanted));
      const element = at < 0 ? added(wanted, last) : rest[at];
      if (at < 0) fresh.set(wanted, element);
      old.delete(element);
      rest.splice(0, at + 1); // What stands before it would be out of order.
      last = element;
    }
    return { fresh, old };
  }

  /** A copy after another element, or first; if it is a style, it is not yet in force. */
  function added(wanted, last) {
    const element = document.importNode(wanted, true);
    if (element.matches(STYLES)) element.media = "not all";
    if (last) last.after(element);
    else document.head.prepend(element);
    return element;
  }

  function loaded(fresh) {
    const sheets = [...fresh.values()].filter((element) => element.matches("link[rel~=stylesheet]"));
    const all = sheets.map((sheet) => new Promise((done) => (sheet.onload = sheet.onerror = done)));
    return Promise.race([Promise.all(all), new Promise((done) => setTimeout(done, SHEET))]);
  }

  /** Puts new styles into force, and takes away what is old. */
  function wear({ fresh, old }) {
    for (const [wanted, element] of fresh) {
      if (wanted.hasAttribute("media")) element.media = wanted.media;
      else element.removeAttribute("media");
    }
    for (const element of old) element.remove();
  }

  /* The body */

  function morph(next) {
    pair(next);
    Idiomorph.morph(document.documentElement, next.documentElement, {
      head: { style: "none" },
      callbacks: {
        // White space to match that which follows it: else that of the next element is taken, and so on to the end.
        afterNodeAdded: (node) => node instanceof Element && node.after("\n"),
        beforeNodeRemoved: (node) => node !== datelineOverlay.host,
        beforeAttributeUpdated: (name, element) => !isReaders(name, element),
      },
    });
    for (const element of document.querySelectorAll(`[id^="${PAIR}"]`)) element.removeAttribute("id");
    // An element that has only now come to be is not yet the target of the address.
    if (!document.querySelector(":target") && document.getElementById(location.hash.slice(1))) {
      location.replace(location.hash);
    }
  }

  /**
   * Gives blocks that say the same in both documents, and once in each, an id to be known by. Else a paragraph that is
   * put in front would take over the element of the next one, and so on to the end, and the reader's place with it.
   */
  function pair(next) {
    const blocks = said(next);
    for (const [words, element] of said(document)) {
      const other = element && blocks.get(words);
      if (other) element.id = other.id = PAIR + pairs++;
    }
  }

  /** Blocks without an id, by their tag and words; null where there are several. */
  function said(page) {
    const blocks = new Map();
    for (const element of page.querySelectorAll(BLOCKS)) {
      const words = `${element.localName} ${element.textContent}`;
      blocks.set(words, blocks.has(words) ? null : element);
    }
    return blocks;
  }

  /** Whether an attribute tells what the reader did, and not what the page says: opened, chose, ticked or typed. */
  function isReaders(name, element) {
    if (name === "value") return "defaultValue" in element && element.value !== element.defaultValue;
    if (name === "checked") return element.checked !== element.defaultChecked;
    return name === "open" || name === "selected";
  }

  /* Scripts and addresses */

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

  return {
    update,
    renew,
    stay,

    /** Of the page that is shown. */
    get version() {
      return version;
    },
  };
})();
