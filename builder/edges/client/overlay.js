/* What the preview says over a page: what is wrong with the sources, and notices of its own.
 *
 * In come the state of the sources as the server tells it, and notices by name; what changes is one element after the
 * body, whose inside no style of the site reaches. Words from the sources are set as text, never as HTML. The focus is
 * left where it is, and nothing is kept but whether the list is open, for as long as the tab lives.
 */
const datelineOverlay = (() => {
  "use strict";

  const host = make("dateline-preview", { style: "display: none" }); // Until its style sheet is there, which shows it.
  const root = host.attachShadow({ mode: "open" });
  const shown = make("aside", { "aria-label": "Preview" });
  const spoken = make("p", { class: "spoken", role: "status" });
  root.append(make("link", { rel: "stylesheet", href: "/_dateline/client.css" }), shown, spoken);
  document.documentElement.append(host);

  const notices = new Map();
  let way = null;
  let state = { good: true, begun: false, trouble: "", counts: {}, findings: [] };

  root.addEventListener("click", ({ target }) => target.closest("#toggle") && fold(isOpen()));
  document.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && fold(true));

  /** Errors are shown at once and the rest on demand, unless this tab was told otherwise since there have been any. */
  function isOpen() {
    return (sessionStorage.getItem(choice()) ?? (state.counts.errors ? "open" : "folded")) === "open";
  }

  function fold(away) {
    if (away === !isOpen()) return;
    sessionStorage.setItem(choice(), away ? "folded" : "open");
    const focused = root.activeElement;
    draw();
    if (focused) root.getElementById("toggle").focus();
  }

  function choice(errors = state.counts.errors) {
    return errors ? "dateline-errors" : "dateline-remarks";
  }

  function draw() {
    const words = [...notices.values(), state.trouble].filter(Boolean);
    const parts = summary() ? [panel()] : [];
    parts.push(...words.map((words) => make("p", { class: "notice" }, words)));
    if (way) parts.unshift(make("a", { class: "offer", href: way.to }, way.words));
    Idiomorph.morph(shown, parts, { morphStyle: "innerHTML" });
    const speech = [...words, summary()].join(". ");
    if (spoken.textContent !== speech) spoken.textContent = speech;
  }

  /** All that was found; folded, it is a button in the corner. */
  function panel() {
    const open = isOpen();
    const toggle = make("button", { id: "toggle", "aria-expanded": open, "aria-controls": "findings" }, summary());
    const list = make("div", { id: "findings" });
    if (open) list.append(...contents());
    else list.hidden = true;
    return make("section", { class: open ? `open ${worst()}` : worst() }, make("h2", {}, toggle), list);
  }

  function contents() {
    const more = total() - state.findings.length;
    const before = state.begun && state.counts.errors ? "Pages are shown as they last were without errors." : "";
    const after = more ? `There are ${number(more)} more: dateline check shows them all.` : "";
    const list = make("ol", {}, ...state.findings.map(item));
    return [make("p", {}, before), list, make("p", {}, after)].filter((part) => part.textContent);
  }

  function item(finding) {
    const { severity, message, file, line, column, edit, code, help, notes } = finding;
    const place = make("a", { href: edit }, `${file}:${line}:${column}`);
    return make(
      "li",
      { class: severity },
      make("h3", {}, make("span", { class: "severity" }, severity), " ", ...marked(message)),
      make("p", { class: "place" }, place, " ", make("span", {}, code)),
      ...excerpt(finding),
      ...(help ? [told("help", help)] : []),
      ...notes.map((note) => told("note", note)),
    );
  }

  /** The line, with the fault underlined: a character at least, and at the end of the line a space. */
  function excerpt({ excerpt, start, length, line }) {
    if (!excerpt.trim()) return [];
    const characters = [...excerpt];
    const part = (from, to) => characters.slice(from, to).join("");
    const end = start + Math.max(length, 1);
    const fault = make("u", {}, part(start, end) || "\u00a0");
    return [make("pre", { "data-line": line }, make("code", {}, part(0, start), fault, part(end)))];
  }

  function told(label, words) {
    return make("p", { class: "told" }, make("b", {}, label), ...marked(words));
  }

  /** Text in which what stands between backticks is code. */
  function marked(text) {
    return text.split(/`([^`\n]+)`/).map((part, index) => (index % 2 ? make("code", {}, part) : part));
  }

  /** `1 error, 12 notes`. */
  function summary() {
    const some = Object.entries(state.counts).filter(([, many]) => many);
    return some.map(([noun, many]) => `${number(many)} ${many === 1 ? noun.slice(0, -1) : noun}`).join(", ");
  }

  function worst() {
    return Object.keys(state.counts).find((severity) => state.counts[severity]);
  }

  function total() {
    return Object.values(state.counts).reduce((sum, many) => sum + many, 0);
  }

  function number(many) {
    return many.toLocaleString("en");
  }

  function make(tag, attributes, ...content) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content);
    return element;
  }

  return {
    host,

    /** Takes in the state of the sources. */
    state(now) {
      state = now;
      sessionStorage.removeItem(choice(!state.counts.errors));
      draw();
    },

    /** Shows a link in the corner, in place of the one before. */
    offer(words, to) {
      if (way?.words === words && way.to === to) return;
      way = { words, to };
      draw();
    },

    /** Shows a notice, in place of any of that name; without words, takes it away. */
    notice(name, words) {
      if (words) notices.set(name, words);
      else notices.delete(name);
      draw();
    },
  };
})();
