// What every page gets on top of its HTML: the search field, and small helps. Served as written.
(function () {
  "use strict";

  const own = new URL(document.currentScript.src);
  const root = new URL(".", own).href;
  const input = document.getElementById("search");
  const found = document.getElementById("found"); // all that opens below the field
  const box = document.getElementById("results");
  const list = document.getElementById("options");
  const aside = document.getElementById("panel");
  const say = document.getElementById("search-status");
  const home = document.body.classList.contains("home");
  const inPlace = Boolean(input && input.closest(".hero"));
  const full = inPlace && !home; // the search's own page has every result
  const MOST = 8;
  const PAUSE = 80; // milliseconds
  const SLICE = 6; // milliseconds of work at a time while somebody waits for the search
  const REST = 3; // and when nobody does
  const PARTS = ["lunr.min", "search-index", "search-words", "search-numbers", "search-unpack", "search-names", "search-rank", "search", "results"];

  function make(tag, text, attributes) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    return element;
  }

  // For the scripts that come after this one.
  window.reasonPhrasePage = { make };

  // ---- the search ------------------------------------------------------------------------

  let loading = null, engine = null, results = null, composing = false;
  let shown = [], links = [], filled = false, current = -1; // what was found, its rows, the chosen one
  const more = make("a", "", { id: "more", hidden: "" });

  // A script of the search, of the same version as this one; they run in the order in which they are
  // asked for.
  function script(name) {
    return new Promise((done, failed) => {
      const element = make("script", "", { src: root + name + ".js" + own.search });
      element.async = false;
      element.onload = done;
      element.onerror = failed;
      document.head.append(element);
    });
  }

  function load() {
    if (!loading) {
      loading = Promise.all(PARTS.map(script)).then(() => inSlices(window.reasonPhraseSearch.create(window.reasonPhraseIndex, window.lunr))).then((made) => {
        engine = made;
        window.reasonPhraseIndex = null;
        results = window.reasonPhraseResults.create(list, root, engine.reason);
        atRest(chores());
      });
      loading.catch(() => { loading = null; });
    }
    return loading;
  }

  // What makes the first key presses as quick as later ones: rows that are there already, and code
  // that the browser has seen run.
  const WARM = ["not found", "gateway time", "too many requ", "cloudflare certificate inval", "401 vs 403", "file upload too larg", "redirect but keep post", "user is not logged in", "HttpStatus.BAD"];
  function* chores() {
    for (const text of WARM) for (let end = 2; end <= text.length; end++) yield engine.search(text.slice(0, end));
    for (const target of engine.index.targets) if (target.kind !== "sub-code") yield results.row(target);
    yield* engine.ahead();
    for (const text of WARM) for (let end = text.length; end > 2; end--) yield engine.search(text.slice(0, end) + "e");
  }

  // A little at a time, so that typing is never held up.
  function inSlices(work) {
    return new Promise((done, failed) => {
      const { port1, port2 } = new MessageChannel(); // a timer would add a wait of its own
      function slice() {
        try {
          const end = performance.now() + SLICE;
          let step;
          do step = work.next(); while (!step.done && performance.now() < end);
          if (step.done) done(step.value);
          else port2.postMessage(0);
        } catch (error) { failed(error); }
      }
      port1.onmessage = slice;
      slice();
    });
  }

  // The same where nothing else is to be done.
  function atRest(work) {
    const wait = window.requestIdleCallback || ((then) => setTimeout(then, PAUSE));
    wait(() => {
      const end = performance.now() + REST;
      while (performance.now() < end) if (work.next().done) return;
      atRest(work);
    });
  }

  function typed() {
    if (composing) return;
    if (engine) answer();
    else load().then(answer, () => { say.textContent = "The search could not be loaded. The list of all codes is on the start page."; });
  }

  function answer() {
    const query = input.value;
    if (box.dataset.query === query && filled) { open(true); return; }
    const answered = engine.search(query);
    select(-1);
    shown = answered.results;
    filled = Boolean(shown.length || answered.panel);
    if (answered.panel || aside.firstChild) aside.replaceChildren(...(answered.panel ? panel(answered.panel) : []));
    links = results.show(shown.slice(0, MOST), query.slice(0, 300));
    hide(list, !links.length);
    hide(more, true);
    box.dataset.query = query;
    open(filled);
    soon();
  }

  // Sets only what is another: the browser need not look at it then.
  function put(element, text) { if (element.textContent !== text) element.textContent = text; }
  function set(element, name, value) { if (element.getAttribute(name) !== value) element.setAttribute(name, value); }
  function hide(element, on) { if (element.hidden !== on) element.hidden = on; }

  // What waits for a pause in the typing: the count that is said, the map below the results, and
  // the address.
  let waiting = 0;
  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(settle, PAUSE);
  }

  function settle() {
    const asked = input.value.trim() !== "";
    put(say, asked ? counted(shown.length) : "");
    if (shown.length > MOST) others();
    if (!inPlace) return;
    wanted = asked ? shown : null;
    if (home) filter();
    remember();
  }

  // The results that had no room: on the search's own page below the first, elsewhere a way there.
  function others() {
    if (full) { links = results.show(shown, input.value); return; }
    put(more, "All " + counted(shown.length));
    set(more, "href", root + "search.html?" + new URLSearchParams({ q: input.value }));
    hide(more, false);
  }

  const counted = (many) => (many ? many + (many === 1 ? " result" : " results") : "No result");

  // What stands above the results, or in their place.
  function panel({ text, near, classes }) {
    const rows = [make("p", text)];
    const line = (words, targets, name) => {
      const row = make("p", words);
      for (const target of targets) row.append(make("a", name(target), { href: root + target.url, class: "plain" }), " ");
      rows.push(row);
    };
    if (classes && near.length) line("Nearest names: ", near, (target) => target.id + " " + target.title);
    if (classes) line("Try a number, a name or a class: ", classes, (target) => target.id);
    return rows;
  }

  function open(on) {
    const visible = on && (inPlace || document.activeElement === input);
    hide(found, !visible);
    set(input, "aria-expanded", String(visible && links.length > 0));
  }

  // Makes one link the chosen one; -1: none.
  function select(place) {
    if (place === current) return;
    if (links[current]) links[current].setAttribute("aria-selected", "false");
    current = place;
    if (!links[current]) { input.removeAttribute("aria-activedescendant"); return; }
    links[current].setAttribute("aria-selected", "true");
    links[current].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", links[current].id);
  }

  function key(event) {
    if (event.isComposing) return;
    const last = links.length - 1;
    const moves = { ArrowDown: current + 1, ArrowUp: current < 0 ? last : current - 1 };
    if (current >= 0) Object.assign(moves, { Home: 0, End: last });
    if (event.key in moves) {
      event.preventDefault();
      if (found.hidden) open(true);
      if (links.length) select((moves[event.key] + links.length) % links.length);
    } else if (event.key === "Escape") {
      if (found.hidden || inPlace) { input.value = ""; if (engine) answer(); input.blur(); }
      open(false);
    } else if (event.key === "Enter") {
      event.preventDefault();
      load().then(() => { answer(); go(); });
    }
  }

  // The address is settled first, so that Back leads to these results.
  function go() {
    settle();
    const digits = input.value.replace(/[^0-9]/g, "");
    const exact = digits.length === 3 && links[0] && links[0].dataset.id === digits;
    if (links[current]) location.href = links[current].href;
    else if (exact || (links.length && !inPlace)) location.href = links[0].href;
  }

  // The state of the page in its address, so that it can be shared and Back works.
  function remember() {
    const state = new URLSearchParams();
    if (input.value) state.set("q", input.value);
    for (const name of ["class", "standing"]) { const value = choice(name); if (value) state.set(name, value); }
    const query = state.toString();
    history.replaceState(null, "", query ? "?" + query : location.pathname.split("/").pop() || "./");
  }

  function searchField() {
    found.append(more);
    input.addEventListener("focus", () => { load().catch(() => {}); if (input.value) typed(); });
    input.addEventListener("input", typed);
    input.addEventListener("keydown", key);
    input.addEventListener("compositionstart", () => { composing = true; });
    input.addEventListener("compositionend", () => { composing = false; typed(); });
    input.form.addEventListener("submit", (event) => event.preventDefault());
    input.form.addEventListener("focusout", (event) => { if (!inPlace && !input.form.contains(event.relatedTarget)) open(false); });
    found.addEventListener("pointerdown", (event) => event.preventDefault());
    found.addEventListener("click", settle);
    document.addEventListener("keydown", (event) => {
      const writing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "radio";
      if ((event.key === "/" && !writing && !event.ctrlKey && !event.metaKey) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
        event.preventDefault();
        input.focus();
        input.select();
      }
    });
    restore();
    addEventListener("popstate", restore);
  }

  function restore() {
    const state = new URLSearchParams(location.search);
    const query = state.get("q") || "";
    for (const name of ["class", "standing"]) choose(name, state.get(name) || "");
    if (home) filter();
    if (!query && !input.value) return;
    if (!inPlace) return;
    input.value = query;
    load().then(() => {
      answer();
      const first = shown[0];
      if (!home && first && /^\s*\d{3}\s*$/.test(query) && first.target.id === query.trim()) location.replace(root + first.target.url);
    }).catch(() => {});
  }

  // ---- the map of codes on the home page --------------------------------------------------

  let wanted = null;
  const choice = (name) => { const one = document.querySelector(`.filters [name=${name}]:checked`); return one ? one.value : ""; };
  function choose(name, value) { for (const one of document.querySelectorAll(`.filters [name=${name}]`)) if (one.value === value) one.checked = true; }

  let cells = null;
  function filter() {
    cells = cells || [...document.querySelectorAll(".map li")].map((item) => ({ item, id: item.querySelector("b").textContent, group: item.closest(".map") }));
    const ids = wanted && new Set(wanted.filter((result) => result.target.kind === "code").map((result) => result.target.id));
    const inClass = choice("class"), standing = choice("standing");
    const alive = new Map();
    let number = 0;
    for (const cell of cells) {
      const on = (!ids || ids.has(cell.id)) && (!inClass || cell.group.dataset.class === inClass) && (!standing || cell.item.dataset.standing === standing);
      if (cell.item.hidden === on) cell.item.hidden = !on;
      if (on) number++;
      alive.set(cell.group, alive.get(cell.group) || on);
    }
    for (const [group, on] of alive) if (group.hidden === on) group.hidden = !on;
    const output = document.getElementById("shown");
    if (output.textContent !== String(number)) output.textContent = String(number);
  }

  function homePage() {
    for (const radio of document.querySelectorAll(".filters input")) radio.addEventListener("change", () => { filter(); remember(); });
  }

  // ---- tables ----------------------------------------------------------------------------

  function sortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = make("button", head.textContent, { type: "button" });
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const text = (row) => row.cells[column].textContent.trim();
        const rows = [...table.tBodies[0].rows].sort((a, b) => text(a).localeCompare(text(b), "en", { numeric: true }) * (down ? -1 : 1));
        table.tBodies[0].append(...rows);
      });
    });
  }

  function filterable(table) {
    const field = document.getElementById("filter");
    const output = document.getElementById("filtered");
    const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: row.textContent.toLowerCase() }));
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let number = 0;
      for (const { row, text } of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) number++;
      }
      output.textContent = number + " of " + rows.length;
    });
  }

  // ---- small helps -------------------------------------------------------------------------

  const store = { get: (key) => { try { return localStorage.getItem("reason-phrase:" + key); } catch { return null; } }, set: (key, value) => { try { localStorage.setItem("reason-phrase:" + key, value); } catch { /* not kept then */ } } };

  function copyButton(block) {
    const button = make("button", "Copy", { type: "button", class: "copy" });
    const box = make("div", "", { class: "block" });
    block.replaceWith(box);
    box.append(block, button);
    button.addEventListener("click", () => copy(block.textContent, button, "Copy"));
  }

  function copy(text, button, name) {
    navigator.clipboard.writeText(text).then(() => "Copied", () => "Not copied").then((word) => {
      button.textContent = word;
      setTimeout(() => { button.textContent = name; }, 1500);
    });
  }

  function anchor(heading) {
    const name = heading.textContent;
    heading.setAttribute("aria-label", name);
    const link = make("a", "#", { class: "anchor", href: "#" + heading.id, "aria-label": "Copy the link to " + name });
    link.addEventListener("click", () => copy(new URL("#" + heading.id, location.href).href, link, "#"));
    heading.append(link);
  }

  function languages() {
    const kept = store.get("language");
    for (const radio of document.querySelectorAll("[name=language]")) {
      if (radio.value === kept) radio.checked = true;
      radio.addEventListener("change", () => store.set("language", radio.value));
    }
  }

  // The host's page for a missing address: /499 leads to the page of that code, or says what is known.
  function missing() {
    const number = (location.pathname.match(/\/(\d{3})(?:\.html)?\/?$/) || [])[1];
    if (!number || !input || location.href.startsWith(root + "404.html")) return;
    input.value = number;
    load().then(() => {
      const { results: near, panel: told } = engine.search(number);
      const first = near[0];
      if (first && first.target.kind === "code" && first.target.id === number) { location.replace(root + first.target.url); return; }
      const box = document.getElementById("missing");
      const links = make("ul");
      for (const result of near.slice(0, 6)) { const item = make("li"); item.append(make("a", result.target.id + " " + result.target.title, { href: root + result.target.url })); links.append(item); }
      box.prepend(...(told ? [make("p", told.text)] : []), make("p", "Near it:"), links);
    }).catch(() => {});
  }

  if (input) searchField();
  if (home) homePage();
  if (document.body.classList.contains("missing")) missing();
  for (const table of document.querySelectorAll("table.sortable")) sortable(table);
  for (const table of document.querySelectorAll("table.filterable")) filterable(table);
  for (const block of document.querySelectorAll("pre")) copyButton(block);
  for (const heading of document.querySelectorAll(".prose :is(h2, h3)[id]")) anchor(heading);
  languages();
})();
