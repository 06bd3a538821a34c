/* The open page listens to the server, and does as it hears.
 *
 * In come the server's events about this page; out go calls to the page and to the overlay. A connection that is lost
 * is sought again for as long as the page is open.
 */
(() => {
  "use strict";

  /* Milliseconds. */
  const RETRY = 500;
  const LOST = 3_000; // A server that is only started anew is not worth a word.
  const HIDDEN = 60_000;

  const HEAR = {
    state: datelineOverlay.state,
    page() {
      datelineOverlay.notice("gone");
      datelinePage.update();
    },
    styles: ({ paths }) => datelinePage.renew(paths),
    assets: ({ paths }) => datelinePage.renew(paths),
    moved: ({ to }) => location.replace(to + location.hash),
    gone() {
      datelinePage.stay();
      datelineOverlay.notice("gone", "This page is no longer in the site");
    },
  };

  let events = null;
  let retrying, losing, resting;

  attend();
  addEventListener("pageshow", attend);
  addEventListener("pagehide", disconnect);
  document.addEventListener("visibilitychange", attend);

  /** A browser has few connections to one host, so a tab that nobody sees does not hold its own for ever. */
  function attend() {
    clearTimeout(resting);
    if (document.hidden) resting = setTimeout(disconnect, HIDDEN);
    else connect();
  }

  /** Listens, and says which version is shown: of another one the server tells at once. */
  function connect() {
    if (events) return;
    const shown = new URLSearchParams({ path: location.pathname, version: datelinePage.version });
    events = new EventSource(`/_dateline/events?${shown}`);
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
    losing = null;
    datelineOverlay.notice("lost");
  }

  /** An EventSource would come back by itself, but with the version that was shown when it was made. */
  function lost() {
    disconnect();
    retrying = setTimeout(connect, RETRY);
    losing ??= setTimeout(() => datelineOverlay.notice("lost", "The preview has stopped"), LOST);
  }
})();
