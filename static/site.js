// What every page gets on top of its HTML: the search field, and small helps. Served as written.
(function () {
  "use strict";

  const root = new URL(".", document.currentScript.src).href;
  const input = document.getElementById("search");
  const box = document.getElementById("results");
  const list = document.getElementById("options");
  const aside = document.getElementById("panel");
  const say = document.getElementById("search-status");
  const home = document.body.classList.contains("home");
  const inPlace = Boolean(input && input.closest(".hero"));
  const MOST = 10;
  const NAMES = { category: "group", comparison: "comparison", question: "question", guide: "guide", table: "table", "sub-code": "sub-code" };

  function make(tag, text, attributes) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    return element;
  }

  // ---- the search ------------------------------------------------------------------------

  let loading = null, typedWords = [], engine = null, current = -1, shown = [], composing = false;

  function script(name) {
    return new Promise((done, failed) => {
      const element = make("script", "", { src: root + name });
      element.onload = done;
      element.onerror = failed;
      document.head.append(element);
    });
  }

  function load() {
    if (!loading) {
      loading = Promise.all(["lunr.min.js", "search-index.js", "search.js"].map(script)).then(() => {
        engine = window.reasonPhraseSearch.create(window.reasonPhraseIndex, window.lunr);
        window.reasonPhraseIndex = null;
        for (const text of WARM) warm(text);
      });
      loading.catch(() => { loading = null; });
    }
    return loading;
  }

  // Before the first key press counts: the browser compiles what it has seen run.
  const WARM = ["not found", "gateway time", "too many requ", "cloudflare certificate inval", "401 vs 403", "file upload too larg", "redirect but keep post", "user is not logged in"];
  function warm(text) {
    for (let end = 3; end <= text.length; end += 2) {
      for (const result of engine.search(text.slice(0, end)).results.slice(0, MOST)) fill(row(0), result);
    }
  }

  function typed() {
    if (composing) return;
    if (engine) answer();
    else load().then(answer, () => { say.textContent = "The search could not be loaded. The list of all codes is on the start page."; });
  }

  function answer() {
    const query = input.value;
    if (box.dataset.query === query && box.dataset.filled) { open(true); return; }
    const found = engine.search(query);
    shown = found.results;
    current = -1;
    typedWords = query.toLowerCase().split(/[^0-9a-z]+/).filter((word) => word.length > 1);
    const count = Math.min(shown.length, MOST);
    if (found.panel || aside.childElementCount) aside.replaceChildren(...(found.panel ? panel(found.panel) : []));
    for (let place = 0; place < count; place++) {
      const link = fill(row(place), shown[place]);
      if (!link.parentNode) list.append(link);
    }
    for (let place = count; place < rows.length; place++) rows[place].link.remove();
    list.hidden = !count;
    box.dataset.query = query;
    box.dataset.filled = count || found.panel ? "yes" : "";
    input.removeAttribute("aria-activedescendant");
    open(Boolean(box.dataset.filled));
    say.textContent = query.trim() ? counted(shown.length) : "";
    if (inPlace) { wanted = query.trim() ? shown : null; soon(); }
  }

  // What may wait until the results are painted: the map below them, and the address.
  let waiting = 0;
  function soon() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => setTimeout(() => { if (home) filter(); remember(); }));
  }

  const counted = (many) => (many ? many + (many === 1 ? " result" : " results") : "No result");

  // The rows are made once and filled again: that is what makes a key press quick.
  const rows = [];
  function row(place) {
    if (rows[place]) return rows[place];
    const link = make("a", "", { role: "option", id: "result-" + place, tabindex: "-1", "aria-selected": "false" });
    const parts = { link, number: make("b"), title: make("span"), kind: make("i"), why: make("small") };
    link.append(parts.number, " ", parts.title, " ", parts.kind, " ", parts.why);
    return (rows[place] = parts);
  }

  function fill(parts, result) {
    const target = result.target;
    const code = target.kind === "code", group = target.kind === "category" && /^\dxx$/.test(target.id);
    const answer = target.kind === "comparison" || target.kind === "question";
    const inClass = (code || group) && /^[1-5]/.test(target.id) ? target.id[0] + "xx" : "none";
    parts.link.href = root + target.url;
    parts.link.dataset.id = (answer ? "faq-" : "") + target.id;
    parts.link.dataset.class = inClass;
    parts.link.setAttribute("aria-selected", "false");
    parts.number.textContent = code || group || target.kind === "sub-code" ? target.id : "–";
    mark(parts.title, target.title);
    parts.kind.textContent = code ? (inClass === "none" ? "no class" : inClass) + (target.registered ? "" : " unofficial") : NAMES[target.kind];
    const reason = engine.reason(result.phrase);
    mark(parts.why, reason.toLowerCase() === target.title.toLowerCase() ? "" : reason);
    return parts.link;
  }

  // The words that were typed, marked.
  function mark(element, text) {
    const words = typedWords;
    const found = [];
    for (const part of text.split(/([0-9A-Za-z]+)/)) {
      const word = words.find((one) => part.length >= one.length && part.toLowerCase().startsWith(one));
      if (word) found.push(make("mark", part.slice(0, word.length)), part.slice(word.length));
      else found.push(part);
    }
    if (found.every((part) => typeof part === "string")) element.textContent = text;
    else element.replaceChildren(...found.filter((part) => part !== ""));
  }

  function panel(content) {
    const rows = [make("p", content.text)];
    if (content.classes) {
      const line = make("p", "Try a number, a name or a class: ");
      for (const target of content.classes) line.append(make("a", target.id, { href: root + target.url, class: "plain" }), " ");
      rows.push(line);
    }
    return rows;
  }

  function open(on) {
    const visible = on && (inPlace || document.activeElement === input);
    box.hidden = !visible;
    input.setAttribute("aria-expanded", String(visible && !list.hidden));
  }

  function move(to) {
    const options = list.querySelectorAll("[role=option]");
    if (!options.length) return;
    if (options[current]) options[current].setAttribute("aria-selected", "false");
    current = (to + options.length) % options.length;
    options[current].setAttribute("aria-selected", "true");
    options[current].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[current].id);
  }

  function key(event) {
    if (event.isComposing) return;
    const last = list.querySelectorAll("[role=option]").length - 1;
    const moves = { ArrowDown: current + 1, ArrowUp: current < 0 ? last : current - 1 };
    if (current >= 0) Object.assign(moves, { Home: 0, End: last });
    if (event.key in moves) {
      event.preventDefault();
      if (box.hidden) open(true);
      move(moves[event.key]);
    } else if (event.key === "Escape") {
      if (box.hidden || inPlace) { input.value = ""; if (engine) answer(); input.blur(); }
      open(false);
    } else if (event.key === "Enter") {
      event.preventDefault();
      load().then(() => { answer(); go(); });
    }
  }

  function go() {
    const options = list.querySelectorAll("[role=option]");
    const digits = input.value.replace(/[^0-9]/g, "");
    const exact = digits.length === 3 && options[0] && options[0].dataset.id === digits;
    if (options[current]) location.href = options[current].href;
    else if (exact || (options.length && !inPlace)) location.href = options[0].href;
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
    input.addEventListener("focus", () => { load().catch(() => {}); if (input.value) typed(); });
    input.addEventListener("input", typed);
    input.addEventListener("keydown", key);
    input.addEventListener("compositionstart", () => { composing = true; });
    input.addEventListener("compositionend", () => { composing = false; typed(); });
    input.form.addEventListener("submit", (event) => event.preventDefault());
    input.form.addEventListener("focusout", (event) => { if (!inPlace && !input.form.contains(event.relatedTarget)) open(false); });
    box.addEventListener("pointerdown", (event) => event.preventDefault());
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
      const found = engine.search(number);
      const first = found.results[0];
      if (first && first.target.kind === "code" && first.target.id === number) { location.replace(root + first.target.url); return; }
      const box = document.getElementById("missing");
      const links = make("ul");
      for (const result of found.results.slice(0, 6)) { const item = make("li"); item.append(make("a", result.target.id + " " + result.target.title, { href: root + result.target.url })); links.append(item); }
      box.prepend(...(found.panel ? [make("p", found.panel.text)] : []), make("p", "Near it:"), links);
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
