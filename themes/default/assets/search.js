// The search page: words and facets in, statements out, none without its speaker and its labels. What is asked stands in
// the address. The index is files of which a search reads a few; builder/render/search.py says what is in them.

const STEP = 10;
const FIRST = 2; // Shown before the rest of a step is asked for: two words and two results are six files.
const GAP = " ‖ "; // Stands between our sentence, the quote and its translation.
const NAME = "=";
const NEAR = 0.2; // What a word that only begins so counts, beside one that is just so.
const MANY = 400; // Words that begin so, of which the rest is left out.
const FORMS = /^(?:|s|e|es|ed|d|ing|y|ies|ied|ying)$/; // English endings that make no other word.
const ENDING = /(?:ies|ied|ying|ing|es|ed|[esy])$/;
const SPACELESS = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;
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
const english = document.documentElement.lang.startsWith("en");
let index; // A promise of it.
let offering = false; // Whether the facets are to be seen.
let asked = 0; // The number of the last search: an earlier one that ends later is not shown.
let found = []; // Numbers of pages.
let hits = new Set(); // Words by which they were found.

// The index: what is read of it stays.

async function open() {
  const folder = new URL(box.dataset.index, location.href);
  const answer = await fetch(new URL("index.json", folder), { cache: "no-cache" });
  if (!answer.ok) throw new Error(answer.statusText);
  const known = new Map();
  const read = (path, shape) => {
    if (!known.has(path)) known.set(path, unpacked(new URL(`${path}.bin`, folder)).then(shape));
    return known.get(path);
  };
  const { count, block, pages, firsts, terms, facets } = await answer.json();
  return {
    count,
    page: async (id) => (await read(`p/${pages[Math.floor(id / block)]}`, texts))[id % block],
    shard: (number) => read(`t/${terms[number]}`, shard),
    facets: () => read(`f/${facets}`, (bytes) => listed(texts(bytes))),
    place: (term) => Math.max(0, firsts.findLastIndex((first) => first <= term)),
    shards: terms.length,
  };
}

async function unpacked(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.statusText);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes; // The server has unpacked it.
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

const texts = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

function varint(bytes, at) {
  let value = 0, shift = 0, byte;
  do {
    byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    shift += 7;
  } while (byte > 127);
  return [value, at];
}

// The terms of one file, each with the part of it that tells on which pages it stands.
function shard(bytes) {
  const terms = [];
  for (let at = 0, length; at < bytes.length; ) {
    [length, at] = varint(bytes, at);
    const term = new TextDecoder().decode(bytes.subarray(at, (at += length)));
    [length, at] = varint(bytes, at);
    terms.push([term, bytes.subarray(at, (at += length))]);
  }
  return terms;
}

// Pages by their numbers, each with a weight.
function postings(bytes) {
  const found = new Map();
  for (let at = 0, page = -1, value; at < bytes.length; ) {
    [value, at] = varint(bytes, at);
    page += Math.floor(value / 8);
    found.set(page, value % 8);
  }
  return found;
}

function listed(facets) {
  const pages = (text) => new Set(postings(Uint8Array.from(text, (letter) => letter.charCodeAt(0))).keys());
  return Object.fromEntries(Object.entries(facets).map(([facet, values]) =>
    [facet, new Map(Object.entries(values).map(([value, text]) => [value, pages(text)]))]));
}

// The terms that begin so, with what each holds.
async function beginning(index, start) {
  const found = [];
  for (let at = index.place(start); at < index.shards && found.length < MANY; at++) {
    const terms = await index.shard(at);
    found.push(...terms.filter(([term]) => term.startsWith(start)));
    if (terms.length && terms.at(-1)[0] > start && !terms.at(-1)[0].startsWith(start)) break;
  }
  return found.slice(0, MANY);
}

// On which pages a word stands, in which of its forms, and how much it says there.
async function holding(index, word) {
  const stem = english ? word.replace(ENDING, "") : word;
  const base = stem.length > 3 ? stem : word;
  const terms = (await beginning(index, base)).map(([term, bytes]) => {
    const same = term === word || (english && base.length > 2 && FORMS.test(term.slice(base.length)));
    return [term, bytes, same ? 1 : term.startsWith(word) ? NEAR : 0];
  });
  const pages = new Map();
  const words = [];
  for (const [term, bytes, factor] of terms.filter(([, , factor]) => factor)) {
    words.push(term);
    const found = postings(bytes);
    const rare = Math.log(1 + index.count / found.size);
    for (const [page, weight] of found) pages.set(page, Math.max(pages.get(page) ?? 0, weight * rare * factor));
  }
  return { pages, words };
}

function chosen() {
  return Object.fromEntries(facets.filter((facet) => facet.value).map((facet) => [facet.name, facet.value]));
}

async function search(again = true) {
  const number = ++asked;
  const term = words.value.trim();
  const filters = chosen();
  offering = narrow.open;
  count.textContent = "Searching …";
  try {
    const now = await (index ??= open());
    const kept = Object.keys(filters).length ? await narrowing(now, filters) : undefined;
    const answer = term ? await ask(now, term, kept) : { pages: kept ? [...kept].sort((a, b) => b - a) : [] };
    if (number !== asked) return;
    found = answer.pages;
    hits = new Set([...(answer.words ?? []).filter((word) => !word.match(SPACELESS)), ...wordsOf(term)]);
    await show(number, 0);
    if (number !== asked) return;
    const some = answer.some ? ", with some of the words" : "";
    count.textContent = term || kept ? `${found.length.toLocaleString("en")} found${term ? ` for “${term}”${some}` : ""}` : "";
    if (offering) await offerAll(now, number, filters, term, answer.all);
  } catch {
    index = undefined; // The site may have been published anew since: its index is another.
    if (again && number === asked) return search(false);
    count.textContent = location.protocol === "file:"
      ? "The search needs a server, and this page lies on your disk. Deals, actors, dates and articles lead to all there is."
      : "The index cannot be read just now, or the site was built without one.";
  }
}

// The pages that have all the values that are chosen.
async function narrowing(index, filters, but = "") {
  const facets = await index.facets();
  const lists = Object.entries(filters).filter(([facet]) => facet !== but).map(([facet, value]) => facets[facet]?.get(value) ?? new Set());
  return lists.length ? lists.reduce((some, others) => new Set([...some].filter((page) => others.has(page)))) : undefined;
}

// What has all the words; where nothing has them all, what has some, most words first. What is called just that is first
// of all. Words in quotation marks stand just so on a page.
async function ask(index, term, kept) {
  const exact = /^".*"$/.test(term);
  const terms = exact ? wordsOf(term) : telling(wordsOf(term));
  const each = await Promise.all(terms.map((one) => holding(index, one)));
  const called = exact ? new Set() : await named(index, terms);
  const pages = new Map(); // How many of the words stand there, and how much they say.
  for (const { pages: its } of each) {
    for (const [page, weight] of its) {
      const [n, sum] = pages.get(page) ?? [0, 0];
      pages.set(page, [n + 1, sum + weight]);
    }
  }
  const whole = [...pages].filter(([page, [n]]) => n === terms.length && (!kept || kept.has(page)));
  const some = !whole.length && terms.length > 1 && !exact;
  const ranked = some ? [...pages].filter(([page]) => !kept || kept.has(page)) : whole;
  ranked.sort(([one, [n, a]], [other, [m, b]]) => called.has(other) - called.has(one) || m - n || b - a || other - one);
  let result = ranked.map(([page]) => page);
  if (exact) result = await saying(index, result, terms.join(" "));
  const all = some ? [...pages.keys()] : [...pages].filter(([, [n]]) => n === terms.length).map(([page]) => page);
  return { pages: result, words: each.flatMap((one) => one.words), some: some && result.length > 0, all: exact ? result : all };
}

// Pages that have just this name.
async function named(index, terms) {
  const name = NAME + terms.join(" ");
  const [first] = await beginning(index, name);
  return first?.[0] === name ? new Set(postings(first[1]).keys()) : new Set();
}

// Of these pages those that say just this.
async function saying(index, pages, phrase) {
  const near = await Promise.all(pages.slice(0, MANY).map(async (page) => [page, await index.page(page)]));
  return near.filter(([, [, text, shown]]) => [text, ...Object.values(shown)].some((one) => ` ${wordsOf(one).join(" ")} `.includes(` ${phrase} `)))
    .map(([page]) => page);
}

// Words without those of a question, and without the site's own name, unless there are no others.
function telling(terms) {
  for (const empty of [ASKING, new Set([...ASKING, ...wordsOf(box.dataset.site)])]) {
    const others = terms.filter((one) => !empty.has(one));
    if (!others.length) break;
    terms = others;
  }
  return terms;
}

// Facets with the values by which something would be found; `pages` are those that the words find.
async function offerAll(index, number, filters, term, pages) {
  const lists = await index.facets();
  const by = term ? new Set(pages) : undefined;
  for (const facet of facets) {
    const kept = await narrowing(index, filters, facet.name);
    if (number !== asked) return;
    const counts = [...(lists[facet.name] ?? [])].map(([name, its]) =>
      [name, by || kept ? [...its].filter((page) => (!by || by.has(page)) && (!kept || kept.has(page))).length : its.size]);
    offer(facet, filters[facet.name], counts);
  }
}

function offer(facet, value, counted) {
  const counts = counted.filter(([name, n]) => n || name === value);
  counts.sort(facet.name === "year" ? ([a], [b]) => b.localeCompare(a) : ([a, m], [b, n]) => n - m || a.localeCompare(b));
  const options = counts.map(([name, n]) => new Option(value ? name : `${name} (${n})`, name, false, name === value));
  facet.replaceChildren(new Option("any", ""), ...options);
  facet.value = value ?? "";
  facet.disabled = !counts.length;
}

// Shows the next few, in place of those from some place on; gives the first of them.
async function show(number, from) {
  const now = await index;
  const made = [];
  for (const part of [found.slice(from, from + FIRST), found.slice(from + FIRST, from + STEP)]) {
    const pages = await Promise.all(part.map(now.page));
    if (number !== asked) return;
    made.push(...pages.map(item));
    list.replaceChildren(...[...list.children].slice(0, from), ...made);
  }
  more.hidden = list.children.length >= found.length;
  return made[0];
}

// A statement with its speaker, its labels and whoever denies it, or another page by its name.
function item([path, text, { title, note, voice, trail, labels, replies }]) {
  const [gist, ...quotes] = text.split(GAP);
  const li = document.createElement("li");
  const way = element("a", title ?? gist);
  way.href = new URL(path, root).href;
  if (title !== undefined) {
    li.append(element("p", "", "gist", way, " ", element("small", note)));
  } else {
    const marks = (labels ?? "").split(", ").filter(Boolean).flatMap((label) => [" ", element("em", label, "mode")]);
    li.append(element("p", "", "who", element("b", voice), `, ${trail}`, ...marks), element("p", "", "gist", way));
    const quote = element("blockquote", quotes[0]);
    if (mark(quote)) li.append(quote);
    if (replies) li.append(element("ul", "", "replies", ...replies.split("\n").map((reply) => element("li", reply, "reply"))));
  }
  mark(li.querySelector(".gist"));
  return li;
}

// A piece of text, and whether it was found; of text without spaces, each sign.
function hit(piece) {
  if (!piece.match(SPACELESS)) return [[piece, hits.has(folded(piece))]];
  const signs = [...piece];
  return signs.map((sign, at) => [sign, [sign, (signs[at - 1] ?? "") + sign, sign + (signs[at + 1] ?? "")].some((one) => hits.has(folded(one)))]);
}

function element(name, text, style = "", ...children) {
  const made = document.createElement(name);
  if (style) made.className = style;
  made.append(text, ...children);
  return made;
}

// Marks the words that were found; whether there are any.
function mark(part) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  let marked = false;
  for (const text of texts) {
    const made = text.data.split(/([\p{L}\p{N}\p{M}]+)/u).flatMap(parts).flatMap(hit).map(([piece, is]) => (is ? element("mark", piece) : piece));
    marked ||= made.some((piece) => typeof piece !== "string");
    text.replaceWith(...made);
  }
  return marked;
}

// Words as the index has them.

const folded = (text) => text.toLowerCase().replace(/./gu, (letter) => letters.get(letter) ?? letter)
  .normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
const wordsOf = (text) => (folded(text).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap(pieces);

// Of text without spaces, any two letters that stand together.
const pieces = (word) => parts(word).flatMap((part) => {
  const signs = [...part];
  if (!part.match(SPACELESS) || signs.length < 3) return [part];
  return signs.slice(1).map((sign, at) => signs[at] + sign);
});

// A word, or what stands there of scripts with and without spaces.
function parts(word) {
  const found = [];
  let at = 0;
  for (const { 0: run, index: start } of word.matchAll(SPACELESS)) {
    if (at < start) found.push(word.slice(at, start));
    found.push(run);
    at = start + run.length;
  }
  if (at < word.length) found.push(word.slice(at));
  return found;
}

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
narrow.addEventListener("toggle", () => narrow.open && !offering && search());
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
