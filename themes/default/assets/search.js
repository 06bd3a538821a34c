// The search page, on top of Pagefind: words and facets in, statements out, none without its speaker and its labels.
// What is asked stands in the address.

const STEP = 10;
const GAP = " ‖ "; // Stands between our sentence, the quote and its translation.
const NAMED = ["Deal", "Actor", "Event", "Place", "Question", "Date", "Page"];
const SOME = Infinity; // How many have a value is not known where only some words are found.
// “uk” is nearer to “UK” than to “Ukraine”; names stand in the text, which holds all of them.
const RANKING = { termSimilarity: 5, metaWeights: { title: 0 } };
const ASKING = new Set(("a about an and are at by did do does for from had happen happened happens has have how in is it of on or said say says " +
  "that the to was were what when where which who whom whose why will with").split(" "));
const box = document.querySelector(".search");
const form = box.querySelector("form");
const words = form.elements.q;
const facets = [...form.querySelectorAll("select")];
const narrow = box.querySelector("details");
const count = box.querySelector(".count");
const list = box.querySelector(".found");
const more = box.querySelector(".more");
const letters = new Map((box.dataset.letters ?? "").split(" ").map(([letter, ...instead]) => [letter, instead.join("")]));
const root = new URL(box.dataset.root, location.href);
let pagefind; // A promise of the index.
let tries = 0;
let asked = 0; // The number of the last search: an earlier one that ends later is not shown.
let found = [];

async function open() {
  const [first, ...others] = box.dataset.bundles.split(" ").map((path) => new URL(path, location.href).pathname);
  const index = await import(`${first}pagefind.js${tries++ ? `?${tries}` : ""}`); // Browsers remember what failed.
  const options = { baseUrl: root.pathname, ranking: RANKING };
  await index.options(options);
  await index.init();
  await Promise.all(others.map((path) => index.mergeIndex(path, options)));
  return [index, await index.filters()];
}

function chosen() {
  return Object.fromEntries(facets.filter((facet) => facet.value).map((facet) => [facet.name, facet.value]));
}

async function search(again = true) {
  const number = ++asked;
  const term = words.value.trim();
  const filters = chosen();
  count.textContent = "Searching …";
  let answer, counts;
  try {
    const [index, all] = await (pagefind ??= open());
    const empty = !term && !Object.keys(filters).length;
    answer = empty ? { results: [], filters: all } : await ask(index, term, filters);
    counts = [answer.filters, empty ? all : (answer.totalFilters ?? all)];
    if (number !== asked) return;
    found = answer.results;
    await show(number, 0);
    const some = answer.some ? ", with some of the words" : "";
    count.textContent = empty ? "" : `${found.length.toLocaleString("en")} found${term ? ` for “${term}”${some}` : ""}`;
  } catch {
    pagefind = undefined; // The site may have been published anew since: its index is another.
    if (again && number === asked) return search(false);
    count.textContent = location.protocol === "file:"
      ? "The search needs a server, and this page lies on your disk. Deals, actors, dates and articles lead to all there is."
      : "The index cannot be read just now, or the site was built without one.";
    return;
  }
  facets.forEach((facet) => offer(facet, filters[facet.name], ...counts));
}

// What has all the words; where nothing has them all, what has some, most words first. What is called just that is first
// of all. Words in quotation marks are looked for as they are.
async function ask(index, term, filters) {
  if (!term || exactly(term)) return index.search(term || null, { filters });
  const terms = telling(plain(term).split(/\s+/));
  const answer = await index.search(terms.join(" "), { filters });
  if (!answer.results.length && terms.length > 1) return any(await Promise.all(terms.map((one) => index.search(one, { filters }))));
  const first = await called(index, terms.map(bare).join(" "), filters);
  const named = new Set(first.map(({ id }) => id));
  return { ...answer, results: [...first, ...answer.results.filter(({ id }) => !named.has(id))] };
}

// Words without those of a question, and without the site's own name, unless there are no others.
function telling(terms) {
  for (const empty of [ASKING, new Set([...ASKING, ...plain(box.dataset.site).split(/\s+/)])]) {
    const others = terms.filter((one) => !empty.has(bare(one)));
    if (!others.length) break;
    terms = others;
  }
  return terms;
}

// Of several answers one: a page with more of the words first, then by how well it has them.
function any(answers) {
  const pages = new Map();
  for (const { results } of answers) {
    for (const result of results) {
      const [, words, score] = pages.get(result.id) ?? [result, 0, 0];
      pages.set(result.id, [result, words + 1, score + result.score / results[0].score]);
    }
  }
  const ranked = [...pages.values()].sort(([, n, a], [, m, b]) => m - n || b - a);
  const filters = {};
  for (const answer of answers) {
    for (const [facet, values] of Object.entries(answer.filters)) {
      for (const [name, n] of Object.entries(values)) if (n) (filters[facet] ??= {})[name] = SOME;
    }
  }
  return { results: ranked.map(([result]) => result), filters, totalFilters: filters, some: true };
}

// Pages with exactly this name, and days that begin so: “1 May” is 1 May 2025.
async function called(index, name, filters) {
  const kinds = NAMED.filter((kind) => !filters.kind || kind === filters.kind);
  if (!kinds.length) return [];
  const { results } = await index.search(name, { filters: { ...filters, kind: { any: kinds } } });
  const near = results.slice(0, STEP);
  const pages = await Promise.all(near.map((result) => result.data()));
  return near.filter((_, at) => pages[at].content.split(GAP).some((one) => {
    const its = one.split(" ").map(bare).join(" ");
    return its === name || (pages[at].meta.note === "Date" && its.startsWith(`${name} `));
  }));
}

// A facet in which nothing is chosen has what is found by its values; else all values by which something would be.
function offer(facet, value, now, total) {
  const counts = Object.entries((value ? total : now)[facet.name] ?? {}).filter(([name, n]) => n || name === value);
  counts.sort(facet.name === "year" ? ([a], [b]) => b.localeCompare(a) : ([a, m], [b, n]) => n - m || a.localeCompare(b));
  const options = counts.map(([name, n]) => new Option(value || n === SOME ? name : `${name} (${n})`, name, false, name === value));
  facet.replaceChildren(new Option("any", ""), ...options);
  facet.value = value ?? "";
  facet.disabled = !counts.length;
}

// Shows the next few, in place of those from some place on; gives the first of them.
async function show(number, from) {
  const pages = await Promise.all(found.slice(from, from + STEP).map((result) => result.data()));
  if (number !== asked) return;
  const items = pages.map(item);
  list.replaceChildren(...[...list.children].slice(0, from), ...items);
  more.hidden = list.children.length >= found.length;
  return items[0];
}

// A statement with its speaker, its labels and whoever denies it, or another page by its name.
function item(page) {
  const { title, note, voice, trail, labels, replies } = page.meta;
  const [gist, ...quotes] = page.content.split(GAP);
  const hits = new Set([...page.locations.map((at) => page.content.split(" ")[at] ?? ""), ...words.value.split(" ")].map(bare));
  hits.delete(""); // Signs alone are no word.
  const li = document.createElement("li");
  const way = element("a", title ?? gist);
  way.href = page.url;
  if (title !== undefined) {
    li.append(element("p", "", "gist", way, " ", element("small", note)));
  } else {
    const marks = (labels ?? "").split(", ").filter(Boolean).flatMap((label) => [" ", element("em", label, "mode")]);
    li.append(element("p", "", "who", element("b", voice), `, ${trail}`, ...marks), element("p", "", "gist", way));
    const quote = element("blockquote", quotes[0]);
    if (mark(quote, hits)) li.append(quote);
    if (replies) li.append(element("ul", "", "replies", ...replies.split("\n").map((reply) => element("li", reply, "reply"))));
  }
  mark(li.querySelector(".gist"), hits);
  return li;
}

function element(name, text, style = "", ...children) {
  const made = document.createElement(name);
  if (style) made.className = style;
  made.append(text, ...children);
  return made;
}

// Marks the words that were found; whether there are any.
function mark(part, hits) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  let marked = false;
  for (const text of texts) {
    const pieces = text.data.split(/(\s+)/).map((piece) => {
      if (!hits.has(bare(piece)) || !piece.trim()) return piece;
      marked = true;
      return element("mark", piece);
    });
    text.replaceWith(...pieces);
  }
  return marked;
}

// Letters as the index has them.
const exactly = (term) => /^".*"$/.test(term);
const plain = (text) => text.toLowerCase().replace(/./gu, (letter) => letters.get(letter) ?? letter);
const bare = (word) => plain(word).normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");

// The address and the form.

function toAddress() {
  const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.replaceState(null, "", asked.size ? `?${asked}` : location.pathname);
}

function fromAddress() {
  const asked = new URLSearchParams(location.search);
  words.value = asked.get("q") ?? "";
  for (const facet of facets) {
    const value = asked.get(facet.name) ?? "";
    facet.replaceChildren(new Option("any", ""), ...(value ? [new Option(value, value, true, true)] : []));
  }
}

let soon;
function changed() {
  clearTimeout(soon);
  soon = setTimeout(() => (toAddress(), search()), 150);
}

function step(by) {
  const ways = [...list.querySelectorAll("a")];
  const at = ways.indexOf(document.activeElement) + by;
  (at < 0 ? words : ways[Math.min(at, ways.length - 1)])?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inList = list.contains(event.target);
  if (event.key === "/" && inList) words.select();
  else if (event.key === "Escape" && (event.target === words || inList)) {
    words.value = "";
    words.focus();
    changed();
  } else if (event.key === "ArrowDown" && (event.target === words || inList)) step(1);
  else if (event.key === "ArrowUp" && inList) step(-1);
  else return;
  event.preventDefault();
});
form.addEventListener("submit", (event) => (event.preventDefault(), changed()));
form.addEventListener("input", changed);
more.addEventListener("click", () => show(asked, list.children.length).then((first) => first?.querySelector("a").focus(), () => search()));

function start() {
  document.querySelector(".unsearched").hidden = true;
  box.hidden = false;
  fromAddress();
  narrow.open = facets.some((facet) => facet.value) || matchMedia("(min-width: 40rem)").matches; // It fills a phone.
  search();
}

// A preview that lays the page anew lays it as it came.
new MutationObserver(() => box.hidden && start()).observe(box, { attributeFilter: ["hidden"] });
start();
