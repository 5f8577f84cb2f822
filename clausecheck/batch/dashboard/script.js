"use strict";
(() => {
  const every = (what, where = document) => [...where.querySelectorAll(what)];
  const one = (id) => document.getElementById(id);
  const { place, total, rules, kinds, documents, words } = JSON.parse(one("data").textContent);
  const PAGE = 50; // agreements that are listed at a time
  const EACH = 6; // figures of a finding: see listing.py
  const ORDER = ["critical", "high", "medium", "low", "info"];
  const say = (number) => number.toLocaleString("en");
  const word = (at) => (at === null || at === undefined ? "" : words[at]);
  const rule = (at) => {
    const [id, title, severity, why, ask] = rules[at].map(word);
    return { id, title, severity, why, ask };
  };

  // Everything that is put on the page from here is text: no word of a contract can become markup.
  function make(name, attributes = {}, ...inside) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside.filter((part) => part !== null && part !== ""));
    return element;
  }

  const papers = documents.map(([id, path, folder, state, grade, risk, reason, exchange, who, copies, form, held, told]) => ({
    id, state, grade, risk, told, path: word(path), folder: word(folder), reason: word(reason),
    exchange: word(exchange), who: who.map(word), copies: copies.map(word), form: word(form),
    held: new Set(held || told.filter((_, at) => at % EACH === 0).map((kind) => kinds[kind][0])),
  }));
  const known = new Map(papers.map((paper) => [paper.id, paper]));
  const list = one("papers");
  const panel = one("paper");
  const form = document.querySelector(".filters");
  const field = form.elements;
  let chosen = papers;
  let shown = 0;

  function options(select, values) {
    for (const [value, text] of values) select.append(make("option", { value }, text));
  }
  const plain = (values) => [...new Set(values)].filter(Boolean).sort().map((value) => [value, value]);
  options(field.who, plain(papers.flatMap((paper) => paper.who)));
  options(field.folder, plain(papers.map((paper) => paper.folder)));
  options(field.form, plain(papers.map((paper) => paper.form)));
  const titles = rules.map((_, at) => [rule(at), at]).map(([about, at]) => [about.id, `${about.title} (${about.severity})`, at]);
  titles.sort((a, b) => a[1].localeCompare(b[1]));
  options(field.risk, titles);

  const letter = (paper) => make("b", { class: `small g${paper.grade || "none"}` }, paper.grade || "–");
  const figure = (paper) => (paper.risk === null ? "no figure" : `risk ${paper.risk.toFixed(1)}`);
  const states = { partial: "read in part", changed: "changed since it was read" };

  function line(paper) {
    const doubt = states[paper.state] ? make("b", { class: "odd" }, ` ${states[paper.state]}`) : "";
    const about = [figure(paper), ...paper.who, paper.form && `form ${paper.form}`].filter(Boolean).join(" · ");
    return make("li", {}, letter(paper), " ", make("a", { href: `#d${paper.id}` }, paper.path), doubt, make("span", { class: "about dim" }, about));
  }

  function more() {
    list.append(...chosen.slice(shown, shown + PAGE).map(line));
    shown = Math.min(shown + PAGE, chosen.length);
    one("more").hidden = shown >= chosen.length;
    one("more").firstElementChild.textContent = `Show more: ${say(chosen.length - shown)} are left`;
  }

  function filter() {
    const { who, folder, risk, form: kind, words: typed } = Object.fromEntries(
      ["who", "folder", "risk", "form", "words"].map((name) => [name, field[name].value]));
    const at = risk ? rules.findIndex(([id]) => word(id) === risk) : -1;
    const part = typed.trim().toLowerCase();
    chosen = papers.filter((paper) =>
      (!who || paper.who.includes(who)) && (!folder || paper.folder === folder) && (!risk || paper.held.has(at)) &&
      (!kind || paper.form === kind) && (!part || [paper.path, ...paper.copies].some((path) => path.toLowerCase().includes(part))));
    const rest = papers.length < total ? ` that can be opened here; there are ${say(total)} in all` : "";
    form.querySelector("[role=status]").textContent = `${say(chosen.length)} of ${say(papers.length)} agreements${rest}`;
    list.replaceChildren();
    shown = 0;
    more();
    select(chosen.length < papers.length && chosen.length > 0);
  }

  // What the chosen agreements have in common: the commonest risks among them.
  function select(wanted) {
    const box = one("selection");
    box.replaceChildren();
    if (!wanted) return;
    const count = new Map();
    for (const paper of chosen) for (const at of paper.held) count.set(at, (count.get(at) || 0) + 1);
    const grave = [...count].filter(([at]) => ORDER.indexOf(rule(at).severity) < 3);
    grave.sort((a, b) => b[1] - a[1]);
    const items = grave.slice(0, 10).map(([at, number]) =>
      make("li", {}, make("span", { class: `chip ${rule(at).severity}` }, rule(at).severity), ` ${rule(at).title} `,
        make("span", { class: "dim" }, `${say(number)} of ${say(chosen.length)}`)));
    if (items.length) box.append(make("h3", {}, "Commonest risks among these"), make("ol", { class: "plain" }, ...items));
  }

  function finding(figures) {
    const [kind, clause, heading, page, at, quote] = figures;
    const [about, severity, confidence, message] = kinds[kind];
    const { id, title, why, ask } = rule(about);
    const where = [clause !== null && `clause ${word(clause)}`, heading !== null && word(heading), page && `page ${page}`, at && `line ${at}`];
    const said = word(message) || title;
    return make("section", { class: `card ${word(severity)}` },
      make("header", {}, make("span", { class: "chip" }, word(severity)), make("h4", {}, said)),
      quote === null ? "" : make("blockquote", {}, make("p", {}, `“${word(quote)}”`)),
      make("p", { class: "dim" }, where.filter(Boolean).join(" · ")),
      why ? make("p", { class: "why" }, make("b", {}, "Why"), " ", make("span", {}, why)) : "",
      ask ? make("p", { class: "ask" }, make("b", {}, "Ask"), " ", make("span", {}, ask)) : "",
      make("p", { class: "id" }, `${id} · ${word(confidence)} confidence`));
  }

  function open(id) {
    const paper = known.get(id);
    if (!paper) return;
    const { told } = paper;
    const head = make("h3", {}, letter(paper), " ", paper.path);
    const about = [figure(paper), ...paper.who, paper.form && `form ${paper.form}`, paper.reason].filter(Boolean).join(" · ");
    const command = make("code", {}, `clausecheck batch show ${place} ${id}`);
    const cards = [];
    for (let at = 0; told && at < told.length; at += EACH) cards.push(finding(told.slice(at, at + EACH)));
    const count = told
      ? cards.length === 0 ? "Nothing was found in what was read." : `${say(cards.length)} findings, the worst first. On the command line: `
      : "The page has no room for its findings. On the command line: ";
    panel.replaceChildren(head, make("p", { class: "dim" }, about),
      states[paper.state] ? make("p", { class: "warn" }, `This agreement was ${states[paper.state]}: what is below is not all.`) : "",
      paper.exchange ? make("p", { class: "exchange" }, paper.exchange) : "",
      paper.copies.length ? make("p", { class: "dim" }, `The same words: ${paper.copies.join(", ")}`) : "",
      make("p", {}, count, told && !cards.length ? "" : command), ...cards,
      make("p", {}, make("a", { href: "#list" }, "Back to the list")));
    panel.hidden = false;
    panel.setAttribute("aria-label", paper.path);
    panel.scrollIntoView({ block: "start" });
    panel.focus({ preventScroll: true });
  }

  function arrive() {
    const found = /^#d(\d+)$/.exec(location.hash);
    if (found) open(Number(found[1]));
  }

  // From a figure above to the agreements that it counts.
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const [name, value] = Object.entries(link.dataset)[0] || [];
    if (name) {
      const there = [...field[name].options].some((option) => option.value === value);
      if (!there) options(field[name], [[value, value]]); // none of these can be opened: the list says so
      form.reset();
      field[name].value = value;
      filter();
      panel.hidden = true;
      one("list").focus({ preventScroll: true });
    } else if (link.hash === location.hash) arrive(); // the same one once more
  });

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  one("more").addEventListener("click", more);
  addEventListener("hashchange", arrive);
  filter();
  arrive();

  // On paper nothing is folded away.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = every("details:not([open])");
    for (const each of folded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });
})();
