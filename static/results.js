// The list of results: a row for each page, and the typed words marked in it. Loaded with the search.
(function () {
  "use strict";

  const NAMES = { category: "group", comparison: "comparison", question: "question", guide: "guide", table: "table", "sub-code": "sub-code" };

  const NONE = "–\u00a0\u00a0"; // as wide as a code

  const { make } = window.reasonPhrasePage;

  // `list` is the element that gets the rows, `root` the address that theirs are relative to,
  // `reasonOf` tells why a phrase has led to a page.
  function create(list, root, reasonOf) {
    // ---- rows ------------------------------------------------------------------------------

    // Every page has a row of its own, made once. Only what changes is written, and a row that
    // stays where it was is not touched: that is what makes a key press quick.
    const rows = new Map();
    function row(target) {
      if (rows.has(target.url)) return rows.get(target.url);
      const title = make("span", target.title), why = make("small");
      const link = make("a", "", { role: "option", id: "option-" + rows.size, tabindex: "-1", "aria-selected": "false", href: root + target.url, "data-id": idOf(target), "data-class": classOf(target) || "none" });
      link.append(make("b", numberOf(target)), " ", title, " ", make("i", kindOf(target)));
      const made = { link, title: { element: title, text: target.title, ends: "" }, why: { element: why, text: "", ends: "" } };
      rows.set(target.url, made);
      return made;
    }

    const isClass = (target) => target.kind === "category" && /^\dxx$/.test(target.id);
    const idOf = (target) => (/^(comparison|question)$/.test(target.kind) ? "faq-" : "") + target.id;
    const classOf = (target) => ((target.kind === "code" || isClass(target)) && /^[1-5]/.test(target.id) ? target.id[0] + "xx" : "");
    const numberOf = (target) => (/^(code|sub-code)$/.test(target.kind) || isClass(target) ? target.id : NONE);
    const kindOf = (target) => NAMES[target.kind] || (classOf(target) || "no class") + (target.registered ? " code" : " unofficial code");

    // Why a page is found, unless its title says so.
    const reasons = new Map();
    function reason(phrase, target) {
      if (!reasons.has(phrase)) {
        const text = reasonOf(phrase);
        reasons.set(phrase, text.toLowerCase() === target.title.toLowerCase() ? "" : text);
      }
      return reasons.get(phrase);
    }

    // ---- the list --------------------------------------------------------------------------

    let links = [], shown = [];

    // Puts rows for the results into the list, in their order. The marks come with the next
    // frame, which is the first one that shows the rows.
    function show(results, typed) {
      shown = results.map(({ target, phrase }) => {
        const made = row(target);
        const text = reason(phrase, target);
        if (made.why.text !== text) retell(made, text);
        return made;
      });
      arrange(shown.map((made) => made.link));
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => markAll(wordsIn(typed)));
      return links;
    }

    // Another reason, without marks yet; none needs no element.
    function retell({ link, why }, text) {
      why.text = text;
      why.ends = "";
      why.element.textContent = text;
      if (text) link.append(" ", why.element);
      else why.element.remove();
    }

    // Takes away what is not wanted and puts the rest in order; a row in its place is not touched.
    function arrange(wanted) {
      for (const link of links) if (!wanted.includes(link)) link.remove();
      const left = links.filter((link) => wanted.includes(link));
      wanted.forEach((link, place) => {
        if (left[place] === link) return;
        list.insertBefore(link, left[place] || null);
        if (left.includes(link)) left.splice(left.indexOf(link), 1);
        left.splice(place, 0, link);
      });
      links = wanted;
    }

    // ---- marks -----------------------------------------------------------------------------

    let frame = 0;
    const wordsIn = (text) => [...new Set(text.toLowerCase().split(/[^0-9a-z]+/))].filter((word) => word.length > 1);

    function markAll(typed) {
      for (const { title, why } of shown) {
        mark(title, typed);
        mark(why, typed);
      }
    }

    // Texts and marks take turns; what stands there is kept.
    function mark(place, typed) {
      const ends = [0, ...marksIn(place.text, typed), place.text.length];
      const stands = ends.join();
      if (place.ends === stands) return;
      place.ends = stands;
      const nodes = [...place.element.childNodes];
      for (let part = 0; part < ends.length - 1; part++) {
        const node = nodes[part] || place.element.appendChild(part % 2 ? make("mark", " ") : document.createTextNode(""));
        (part % 2 ? node.firstChild : node).data = place.text.slice(ends[part], ends[part + 1]);
      }
      for (const node of nodes.slice(ends.length - 1)) node.remove();
    }

    // Where the marks of a text begin and end: the words that begin with what was typed.
    function marksIn(text, typed) {
      const marks = [];
      for (const { at, word } of wordsAt(text)) {
        let most = 0;
        for (const one of typed) if (one.length > most && word.startsWith(one)) most = one.length;
        if (most) marks.push(at, at + most);
      }
      return marks;
    }

    const cuts = new Map();
    function wordsAt(text) {
      if (!cuts.has(text)) cuts.set(text, [...text.matchAll(/[0-9A-Za-z]+/g)].map((found) => ({ at: found.index, word: found[0].toLowerCase() })));
      return cuts.get(text);
    }

    return { row, show };
  }

  globalThis.reasonPhraseResults = { create };
})();
