"use strict";
(() => {
  const every = (what, where = document) => [...where.querySelectorAll(what)];
  const hits = every(".hit");
  const marks = every(".m");
  const form = document.querySelector(".filters");

  // Filters: a finding is shown if it meets all three; a card or a group if anything in it is shown.
  function filter() {
    const wanted = new Set(every("input:checked", form).map((box) => box.value));
    const category = form.elements.category.value;
    const clause = form.elements.clause ? form.elements.clause.value : "";
    let shown = 0;
    for (const hit of hits) {
      const { severity, category: about, clause: where } = hit.dataset;
      const on = wanted.has(severity) && (!category || about === category) && (!clause || where === clause);
      hit.classList.toggle("off", !on);
      shown += on;
    }
    for (const card of every(".card")) {
      const [first, ...more] = every(".hit", card);
      const on = more.some((hit) => !hit.classList.contains("off"));
      card.classList.toggle("off", first.classList.contains("off") && !on);
      if (first.classList.contains("off") && on) card.querySelector("details").open = true;
    }
    for (const group of every(".group")) group.classList.toggle("off", !group.querySelector(".card:not(.off)"));
    for (const mark of marks) {
      const gone = mark.dataset.to.split(" ").every((id) => document.getElementById(id).classList.contains("off"));
      mark.classList.toggle("gone", gone);
    }
    const status = form.querySelector("[role=status]");
    status.textContent = shown === hits.length ? `${shown} findings` : `${shown} of ${hits.length} findings`;
  }
  if (form) {
    form.hidden = false;
    form.addEventListener("change", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  // From a place in the contract back to the finding that one came from, or to the worst that is shown.
  let came = "";
  function go(id) {
    const there = document.getElementById(id);
    for (let up = there.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    if (location.hash !== `#${id}`) history.pushState(null, "", `#${id}`);
    there.scrollIntoView({ block: "center" });
    there.focus({ preventScroll: true });
  }
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a.where, a.m");
    if (!link) return;
    event.preventDefault();
    if (link.matches(".where")) {
      came = link.closest(".card").querySelector(".hit").id;
      const own = link.closest(".hit");
      if (own) came = own.id;
      go(link.hash.slice(1));
      return;
    }
    const to = link.dataset.to.split(" ");
    const open = to.filter((id) => !document.getElementById(id).classList.contains("off"));
    go(to.includes(came) ? came : open[0] || to[0]);
  });

  // N and P: only while a finding has the focus, so that they are nobody else's keys.
  document.addEventListener("keydown", (event) => {
    const step = { n: 1, p: -1 }[event.key.toLowerCase()];
    const card = event.target.closest && event.target.closest(".card");
    if (!step || !card || event.ctrlKey || event.metaKey || event.altKey) return;
    const cards = every(".card:not(.off)");
    const next = cards[cards.indexOf(card) + step];
    if (next) go(next.querySelector(".hit:not(.off)").id);
  });

  // What marked words mean, for those who point at them.
  document.addEventListener("pointerover", (event) => {
    const mark = event.target.closest && event.target.closest(".m");
    if (!mark || mark.title) return;
    const said = mark.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent);
    mark.title = [...new Set(said)].join("\n");
  });

  // On paper nothing is folded away.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = every("details:not([open])");
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
})();
