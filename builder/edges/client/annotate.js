/* On an article's page, the way to its statements' form: a link in the corner, and a key. Words that are selected go
 * with it.
 */
(() => {
  "use strict";

  const KEY = "n";
  const BEFORE = 60; // Characters in front of the selected words: they tell several places apart.
  const article = /\/articles\/([^/]+)\/$/.exec(location.pathname)?.[1];
  if (!article) return;

  document.addEventListener("selectionchange", offer);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== KEY || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing) return;
    event.preventDefault();
    location.assign(address());
  });
  offer();

  function offer() {
    datelineOverlay.offer(selected() ? `Note these words (${KEY})` : `Note statements (${KEY})`, address());
  }

  function address() {
    const words = selected();
    const way = `/_dateline/desk/article/${article}`;
    return words ? `${way}#${new URLSearchParams({ words, before: before() })}` : way;
  }

  function selected() {
    const selection = getSelection();
    return selection.isCollapsed || !selection.rangeCount ? "" : said(selection.getRangeAt(0)).trim();
  }

  /** What stands in front of the selection within its paragraph. */
  function before() {
    const range = getSelection().getRangeAt(0);
    const block = range.startContainer.parentElement?.closest("p, li, h1, h2, h3, h4, blockquote, td, th");
    if (!block) return "";
    const part = document.createRange();
    part.setStart(block, 0);
    part.setEnd(range.startContainer, range.startOffset);
    return said(part).slice(-BEFORE);
  }

  /** The article's words in a range, without the numbers of statements among them. */
  function said(range) {
    const words = range.cloneContents();
    for (const number of words.querySelectorAll("a.ref")) number.remove();
    return words.textContent;
  }
})();
