/* The page of the desk: the text of an article, and beside it a form for its statements.
 *
 * In come what is in the page, what the author selects and types, and the server's answers; out go requests to check
 * and to save. The server alone judges and writes. Words are set as text, never as HTML; places in the text are counted
 * in code points, as the server counts them.
 */
(() => {
  "use strict";

  const PAUSE = 250; // Milliseconds after the last key before what was typed is checked.
  const MOST = 8; // Names shown for what was typed.
  const LONG = ["quote", "gist", "note", "memo", "translation"];
  const KINDS = { deal: "deal", event: "event", party: "actor", payer: "actor", payee: "actor" };
  const NAMES = { voices: "actor", positions: "question", stances: "actor", statements: "statement", outcomes: "statement" };
  const ASKED = {
    actors: ["name", "kind"], deals: ["name", "ladder"], events: ["name", "when"], places: ["name"], questions: ["ask", "options"],
  };
  const GROUP = { "unknown-actor": "actors", "unknown-deal": "deals", "unknown-event": "events", "unknown-place": "places",
    "unknown-question": "questions", "unknown-id": "actors" };
  const KEPT = ["by", "deal"];

  const { keys, shapes, ...loaded } = JSON.parse(get("data").textContent);
  const token = document.querySelector("meta[name=dateline-token]").content;
  let desk = loaded.form;
  let open = null; // The statement in the form: its index, null for a new one; its spans; and what is offered.
  let picked = null; // What was last selected in the text.
  let kept = {};
  let entities = [];
  let asked = 0;
  let waiting;

  start();

  function start() {
    get("back").href = desk.page;
    get("file").textContent = desk.file;
    document.addEventListener("selectionchange", () => (picked = selected() ?? picked));
    document.addEventListener("keydown", press);
    for (const id of ["note", "gap"]) get(id).addEventListener("mousedown", (event) => event.preventDefault());
    get("note").addEventListener("click", note);
    get("gap").addEventListener("click", addGap);
    get("undo").addEventListener("click", undo);
    get("again").addEventListener("click", again);
    get("form").addEventListener("submit", (event) => {
      event.preventDefault();
      save();
    });
    get("form").addEventListener("input", soon);
    draw();
    arrive();
  }

  /** Words that were selected on the article's page stand in the address. */
  async function arrive() {
    const given = new URLSearchParams(location.hash.slice(1));
    if (!given.get("words")) return;
    history.replaceState(null, "", location.pathname);
    const found = await ask("quote", { words: given.get("words"), before: given.get("before") ?? "" });
    if (found) begin(found);
  }

  function press(event) {
    if (event.key === "Escape" && open && !event.defaultPrevented) return close();
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && open) {
      event.preventDefault();
      return save();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "n") (event.preventDefault(), note());
    if (event.key === "g" && open) (event.preventDefault(), addGap());
  }

  /* The text */

  function draw() {
    const spans = [
      ...desk.statements.flatMap(({ spans }) => spans.map((span) => [...span, ""])),
      ...(open?.spans ?? []).map((span) => [...span, "chosen"]),
    ];
    get("text").lang = desk.language;
    get("text").replaceChildren(...desk.blocks.map(([at, words]) => paragraph(at, [...words], spans)));
    if (!desk.blocks.length) get("text").replaceChildren(make("p", {}, "There is no text here to select from."));
    get("gap").hidden = !open;
    get("undo").hidden = !desk.can_undo;
    get("form").hidden = !open;
    get("listed").hidden = Boolean(open);
    get("form-title").textContent = !open ? "Statements" : open.index === null ? "A new statement" : "A statement";
    get("statements").replaceChildren(...desk.statements.map(listed));
    get("proposed").replaceChildren(...desk.proposed.map(waits));
    get("next").hidden = !desk.proposed.length;
  }

  function paragraph(at, letters, spans) {
    const edges = new Set([0, letters.length]);
    for (const [start, end] of spans) {
      for (const edge of [start - at, end - at]) if (edge > 0 && edge < letters.length) edges.add(edge);
    }
    const sorted = [...edges].sort((one, other) => one - other);
    const parts = sorted.slice(1).map((end, index) => {
      const words = letters.slice(sorted[index], end).join("");
      const over = spans.filter((span) => span[0] < at + end && span[1] > at + sorted[index]);
      if (!over.length) return words;
      return make("mark", over.some((span) => span[2]) ? { class: "chosen" } : {}, words);
    });
    return make("p", { "data-at": at }, ...parts);
  }

  /** A passage that is suggested: one press begins its statement. */
  function waits(found) {
    const button = make("button", { type: "button" }, found.quote);
    button.addEventListener("click", () => begin(found));
    return make("li", {}, button);
  }

  function listed({ fields }, index) {
    const edit = make("button", { type: "button", "aria-label": `Change: ${fields.gist ?? fields.quote}` }, "Change");
    edit.addEventListener("click", () => show(index, fields, desk.statements[index].spans));
    const said = make("p", {}, fields.gist ?? "");
    return make("li", {}, said, make("p", {}, make("q", {}, fields.quote ?? "")), edit);
  }

  /** The place in the text of what is selected, within one paragraph; null where nothing of it is. */
  function selected() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const first = block(range.startContainer);
    if (!first) return null;
    const start = place(first, range.startContainer, range.startOffset);
    const last = block(range.endContainer);
    if (last === first) return [start, place(first, range.endContainer, range.endOffset)];
    if (start < over(first)) return [start, over(first)];
    const next = first.nextElementSibling; // Who drags begins at the end of the paragraph before.
    return next && [Number(next.dataset.at), next === last ? place(next, range.endContainer, range.endOffset) : over(next)];
  }

  /** Where a paragraph ends. */
  function over(block) {
    return Number(block.dataset.at) + [...block.textContent].length;
  }

  function block(node) {
    const element = node instanceof Element ? node : node.parentElement;
    return element.closest("#text [data-at]");
  }

  function place(block, node, offset) {
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, offset);
    return Number(block.dataset.at) + [...range.toString()].length;
  }

  async function note() {
    const span = selected() ?? picked;
    if (!span) return problem("Select the words of a statement in the text first.");
    const found = await ask("quote", { spans: [span] });
    if (found) begin(found);
  }

  async function addGap() {
    const span = selected() ?? picked;
    if (!open || !span) return problem("Select more words in the text first.");
    const found = await ask("quote", { spans: [...open.spans, span] });
    if (!found) return;
    open.spans = found.spans;
    field("quote").value = found.quote;
    field("nth").value = found.nth;
    draw();
    check();
  }

  /* The form */

  function begin(found) {
    show(null, { quote: found.quote, nth: found.nth }, found.spans, found.suggestions);
  }

  function show(index, fields, spans, suggestions = []) {
    problem("");
    said("");
    entities = [];
    open = { index, spans };
    getSelection().removeAllRanges();
    picked = null;
    const first = keys.filter(({ first }) => first);
    const rest = keys.filter(({ first }) => !first);
    const more = make("details", {}, make("summary", {}, "More"), make("div", {}, ...rest.map((key) => row(key, fields))));
    more.open = rest.some(({ name }) => name !== "nth" && fields[name]);
    get("form").replaceChildren(
      ...first.slice(0, 2).map((key) => row(key, fields)),
      make("div", { class: "pair" }, ...first.slice(2).map((key) => row(key, fields))),
      more,
      make("div", { id: "new" }),
      make("div", { class: "found", id: "found-" }),
      actions(index),
    );
    if (index === null) {
      for (const name of KEPT) if (kept[name]) offer(name, kept[name], "as in the last statement");
    }
    for (const { key, value, words } of suggestions) offer(key, value, `from “${words}”`);
    draw();
    field("gist").focus();
    check();
  }

  function row(key, fields) {
    const id = `field-${key.name}`;
    const long = LONG.includes(key.name);
    const about = `hint-${key.name} found-${key.name}`;
    const input = make(long ? "textarea" : "input", { id, "aria-describedby": about, autocomplete: "off", ...(long ? { rows: 2 } : {}) });
    input.value = fields[key.name] ?? "";
    if (desk.defaults[key.name]) input.placeholder = desk.defaults[key.name];
    if (key.required) input.required = true;
    input.addEventListener("keydown", (event) => enter(event, key));
    const label = make("label", { for: id }, key.name.replaceAll("_", " "));
    label.title = key.meaning.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1");
    const hint = make("p", { id: `hint-${key.name}`, class: "offer" }, desk.defaults[key.name] ? "the file’s default" : "");
    const found = make("div", { id: `found-${key.name}`, class: "found" });
    const element = make("div", { class: "field" }, label, input, hint, found);
    complete(input, key, element);
    return element;
  }

  function actions(index) {
    const save = make("button", { class: "main", id: "save" }, "Save");
    const cancel = make("button", { type: "button" }, "Close");
    const fresh = make("button", { type: "button" }, "Something new…");
    cancel.addEventListener("click", close);
    fresh.addEventListener("click", () => describe("actors", ""));
    const buttons = [save, cancel, fresh];
    if (index !== null) {
      const remove = make("button", { type: "button", id: "remove" }, "Remove this statement");
      remove.addEventListener("click", () => send(true));
      buttons.push(remove);
    }
    return make("div", { class: "actions" }, ...buttons);
  }

  /** A value that an empty field takes with Enter. */
  function offer(name, value, why) {
    const input = field(name);
    if (!input || input.value) return;
    input.dataset.offer = value;
    input.placeholder = value;
    get(`hint-${name}`).textContent = `Enter takes “${value}”, ${why}`;
  }

  /** Enter takes what is offered to an empty field, and goes on to the next. */
  function enter(event, { name }) {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    event.preventDefault();
    const input = field(name);
    if (!input.value && input.dataset.offer) {
      input.value = input.dataset.offer;
      get(`hint-${name}`).textContent = "";
      soon();
    }
    const all = [...get("form").querySelectorAll("input, textarea, #save")].filter((each) => each.checkVisibility());
    all[all.indexOf(input) + 1]?.focus();
  }

  function typed() {
    return Object.fromEntries(keys.map(({ name }) => [name, field(name).value]));
  }

  function close() {
    clearTimeout(waiting);
    asked += 1;
    open = null;
    problem("");
    draw();
    get("text").focus();
  }

  /* What the server says */

  function request(remove = false) {
    const made = entities.map(({ group, inputs, id }) => ({
      group, id: id.value, values: Object.fromEntries(inputs.map(([name, input]) => [name, input.value])),
    }));
    return { digest: desk.digest, index: open.index, fields: typed(), entities: made, ...(remove ? { remove } : {}) };
  }

  function soon() {
    clearTimeout(waiting);
    get("form").dataset.state = "typing";
    waiting = setTimeout(check, PAUSE);
  }

  async function check() {
    clearTimeout(waiting);
    get("form").dataset.state = "typing";
    const number = ++asked;
    const answer = await ask("check", request());
    if (number !== asked || !open || !answer) return;
    tell(answer);
  }

  function tell({ findings, right }, saving = false) {
    for (const { name } of keys) {
      get(`found-${name}`).replaceChildren();
      field(name).removeAttribute("aria-invalid");
    }
    get("found-").replaceChildren();
    for (const finding of findings) {
      if (finding.code === "missing-key" && !saving) continue; // It is still to be typed.
      const home = keys.some(({ name }) => name === finding.key) ? finding.key : "";
      const words = [finding.message, finding.help, ...finding.notes].filter(Boolean).join("\n").replaceAll("`", "");
      const element = make("p", { class: `found ${finding.severity}` }, make("b", {}, finding.severity), " ", words);
      if (finding.file) element.append(` (${finding.file})`);
      const group = GROUP[finding.code];
      const id = /`([^`]+)`/.exec(finding.message)?.[1];
      if (group && id) {
        const create = make("button", { type: "button" }, `Make “${id}”`);
        create.addEventListener("click", () => describe(group, id));
        element.append(" ", create);
      }
      get(`found-${home}`).append(element);
      if (home && finding.severity === "error") field(home).setAttribute("aria-invalid", "true");
      if (home) get(`field-${home}`).closest("details")?.setAttribute("open", "");
    }
    get("save").setAttribute("aria-disabled", String(!right));
    get("form").dataset.state = right ? "right" : "wrong";
  }

  function save() {
    return send(false);
  }

  async function send(remove) {
    clearTimeout(waiting);
    const number = ++asked;
    const fields = typed();
    const answer = await ask("save", request(remove));
    if (!answer || number !== asked) return;
    if (!answer.right) {
      tell(answer, true);
      (document.querySelector("[aria-invalid=true]") ?? get("save")).focus();
      return said("Not saved: there are errors.");
    }
    kept = Object.fromEntries(KEPT.map((name) => [name, fields[name]]));
    desk = answer.form;
    close();
    document.querySelector("#proposed button")?.focus(); // The next suggestion waits.
    said(remove ? "Removed." : "Saved.");
  }

  async function undo() {
    const answer = await ask("undo", {});
    if (!answer) return;
    desk = answer.form;
    draw();
    said("Undone.");
  }

  /** Takes in a file that changed meanwhile; what was typed stays. A statement that was to be changed is found by its
   * quote. */
  async function again() {
    const before = open?.index === null ? null : desk.statements[open?.index]?.fields.quote;
    get("form").dataset.state = "reading";
    const answer = await ask("read", {});
    if (!answer) return;
    desk = answer.form;
    if (open?.index !== null && open) open.index = desk.statements.findIndex(({ fields }) => fields.quote === before);
    if (open?.index === -1) open.index = null;
    draw();
    if (open) check();
  }

  async function ask(action, data) {
    let response, answer;
    try {
      response = await fetch(`/_dateline/desk/${action}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Dateline-Token": token },
        body: JSON.stringify({ article: desk.article, ...data }),
      });
      answer = await response.json();
    } catch {
      return problem("The preview does not answer. What you typed is still here.");
    }
    get("again").hidden = !answer.changed;
    if (!response.ok) return problem(answer.problem);
    problem("");
    return answer;
  }

  /* Something new */

  /** Asks for what a new entity needs: it is made with the statement. */
  function describe(group, id) {
    if (entities.length) return;
    const choice = make("select", { id: "new-group" }, ...shapes.groups.map((name) => make("option", { value: name }, name)));
    choice.value = group;
    const name = make("input", { id: "new-id" });
    name.value = id;
    const rest = make("div", { class: "pair" });
    const entity = { group, id: name, inputs: [] };
    const lay = () => {
      entity.group = choice.value;
      entity.inputs = ASKED[choice.value].map((key) => [key, asking(key)]);
      rest.replaceChildren(...entity.inputs.map(([key, input]) => labelled(key, input)));
    };
    choice.addEventListener("change", lay);
    lay();
    const drop = make("button", { type: "button" }, "Leave it");
    drop.addEventListener("click", () => {
      entities = [];
      get("new").replaceChildren();
      soon();
    });
    entities = [entity];
    const legend = make("legend", {}, "Something new");
    get("new").replaceChildren(make("fieldset", {}, legend, labelled("list", choice), labelled("id", name), rest, drop));
    entity.inputs[0][1].value = id ? id.split("-").map((word) => word[0]?.toUpperCase() + word.slice(1)).join(" ") : "";
    (id ? entity.inputs[0][1] : name).focus();
    soon();
  }

  function asking(key) {
    const choices = { kind: shapes.kinds, ladder: desk.ladders }[key];
    const options = choices?.map((value) => make("option", { value }, value));
    return make(options ? "select" : "input", { id: `new-${key}` }, ...(options ?? []));
  }

  function labelled(words, input) {
    return make("div", { class: "field" }, make("label", { for: input.id }, words), input);
  }

  /* Names complete as they are typed */

  function complete(input, key, home) {
    const list = make("ul", { role: "listbox", id: `list-${key.name}`, hidden: "", "aria-label": `${key.name}: names` });
    let chosen = -1;
    let shown = [];
    if (!completes(key)) return;
    const unfold = (open) => input.localName === "input" && input.setAttribute("aria-expanded", String(open));
    if (input.localName === "input") input.setAttribute("role", "combobox");
    unfold(false);
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    home.append(list);
    input.addEventListener("input", suggest);
    input.addEventListener("blur", hide);
    input.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        choose((chosen + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % shown.length);
      } else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0 && !event.ctrlKey && !event.metaKey) {
        take(shown[chosen]);
      } else if (event.key === "Escape") {
        hide();
      } else {
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);

    function suggest() {
      const token = begun(input, key);
      const known = token ? candidates(key) : [];
      const wanted = token?.words.toLowerCase() ?? "";
      const fits = known.filter(({ id, name }) => id.includes(wanted) || name.toLowerCase().includes(wanted));
      fits.sort((one, other) => other.id.startsWith(wanted) - one.id.startsWith(wanted));
      shown = wanted && !(fits.length === 1 && fits[0].id === wanted) ? fits.slice(0, MOST) : [];
      list.replaceChildren(...shown.map(option));
      list.hidden = !shown.length;
      unfold(!list.hidden);
      choose(shown.length ? 0 : -1);
    }

    function option({ id, name }, index) {
      const element = make("li", { role: "option", id: `${list.id}-${index}` }, id, make("small", {}, name === id ? "" : name));
      element.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(shown[index]);
      });
      return element;
    }

    function choose(index) {
      chosen = index;
      [...list.children].forEach((each, at) => each.setAttribute("aria-selected", String(at === index)));
      if (index >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${index}`);
      else input.removeAttribute("aria-activedescendant");
    }

    function take({ id }) {
      const { start, end, after } = begun(input, key);
      const closing = after && !input.value.slice(end).startsWith(after) ? after : "";
      input.setRangeText(id + closing, start, end, "end");
      hide();
      soon();
    }

    function hide() {
      list.hidden = true;
      unfold(false);
      choose(-1);
    }
  }

  function completes({ kind, name }) {
    return ["sentence", "prose", "choice"].includes(kind) || name === "status" || Boolean(KINDS[name] ?? NAMES[kind]);
  }

  /** The name that is being typed at the caret; null where none is. */
  function begun(input, { kind, name }) {
    const end = input.selectionStart;
    const before = input.value.slice(0, end);
    if (kind === "sentence" || kind === "prose") {
      const start = before.lastIndexOf("[[") + 2;
      const words = before.slice(start);
      return start < 2 || /[\]|]/.test(words) ? null : { start, end, words: words.trimStart(), after: "]]" };
    }
    const start = Math.max(...[...">+,:{"].map((sign) => before.lastIndexOf(sign))) + 1;
    const lead = before.slice(start).length - before.slice(start).trimStart().length;
    return { start: start + lead, end, words: before.slice(start + lead) };
  }

  function candidates({ kind, name, options }) {
    if (kind === "choice") return options.map((id) => ({ id, name: id }));
    if (name === "status") {
      const deal = field("deal").value || desk.defaults.deal;
      return (desk.rungs[deal] ?? []).map((id) => ({ id, name: id }));
    }
    if (kind === "sentence" || kind === "prose") return desk.ids.filter((each) => each.kind !== "statement");
    const wanted = KINDS[name] ?? NAMES[kind];
    return wanted ? desk.ids.filter((each) => each.kind === wanted) : [];
  }

  /* Small things */

  function field(name) {
    return get(`field-${name}`);
  }

  function problem(words) {
    if (get("problem").textContent !== words) get("problem").textContent = words;
    return null;
  }

  function said(words) {
    get("said").textContent = words;
  }

  function get(id) {
    return document.getElementById(id);
  }

  function make(tag, attributes, ...content) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content);
    return element;
  }
})();
