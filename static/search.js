// The search itself: from what was typed to a list of results, one rule of order after the other.
// No document here, so that it can be tried anywhere. Loaded on first use, after lunr.min.js,
// search-index.js and the other search-*.js.
(function () {
  "use strict";

  const { kept, grouped, wordsOf, distance, LONGEST_WORD } = globalThis.reasonPhraseWords;
  const { unpack, serialized } = globalThis.reasonPhraseUnpack;
  const { tidy, numbersIn } = globalThis.reasonPhraseNumbers;
  const CLASSES = { 1: "Informational", 2: "Success", 3: "Redirection", 4: "Client error", 5: "Server error" };
  const LONGEST_QUERY = 300;
  const LEAST = 0.3; // of the best result's score
  const LIKE = 0.75; // of its letters a name may have other ones than what was typed, and still look like it
  const FIELD = /^\s*([a-z][a-z0-9-]*)\s*:\s*(.*)$/i;
  const VERSUS = /\s+(?:vs\.?|versus|or|and|compared (?:to|with)|instead of|than|against)\s+|\s*[\/|&]\s*|\s+-\s+/i;
  const ASKING = /^(?:what is the |whats the |the )?(?:difference|differences) (?:between|of)\s+|^(?:when to use|should i (?:use|return|send)|which is better|compare|use|return)\s+/i;

  // Works a little at a time and gives the search at last.
  function* create(data, lunr) {
    const index = yield* unpack(data, lunr);
    const own = serialized(index, lunr);
    yield;
    const engine = lunr.Index.load(own);
    yield;
    // Lunr is asked for a term once, its answer is kept.
    const phrasesWith = kept((term) => Uint16Array.from(engine.query((query) => query.term(term, {})), (result) => Number(result.ref)), 20000);
    const names = globalThis.reasonPhraseNames.create(index);
    yield;
    const { ranked, queryWords } = globalThis.reasonPhraseRanking.create(index, phrasesWith);
    const noise = new Set(index.rules.noise.split(" "));
    const codes = new Map(index.targets.filter((t) => t.kind === "code").map((t) => [t.id, t]));
    const classes = new Map(index.targets.filter((t) => t.kind === "category").map((t) => [t.id, t]));
    const subcodes = grouped(index.targets.filter((t) => t.kind === "sub-code"), (t) => t.id.toLowerCase());

    // A field and its value: numbers in it are no codes.
    function isField(text) {
      const field = FIELD.exec(text);
      if (!field || /^(status|code|http|error|err)$/i.test(field[1])) return false;
      return field[1].includes("-") || Boolean(names.of(field[1]));
    }

    const codesIn = (text) => (isField(text) ? [] : numbersIn(text));

    function compared(text, numbers) {
      const asked = numbers.filter((number) => codes.has(number)).map((number) => codes.get(number));
      if (asked.length > 1) return asked.slice(0, 5);
      const sides = text.replace(ASKING, "").split(VERSUS).filter(Boolean);
      if (sides.length < 2 || sides.length > 5) return [];
      const found = sides.map((side) => {
        const number = codesIn(side).find((n) => codes.has(n));
        if (number) return codes.get(number);
        const phrase = [...names.exact(side), ...names.near(side)].find((one) => one.target.kind === "code");
        return phrase && phrase.target;
      });
      return found.every(Boolean) && new Set(found).size === found.length ? found : [];
    }

    function comparisonOf(asked) {
      const ids = asked.map((target) => target.id);
      const named = (target) => target.id.match(/\d{3}/g) || [];
      const all = index.targets.filter((t) => t.kind === "comparison" && ids.every((id) => named(t).includes(id)));
      all.sort((a, b) => named(a).length - named(b).length);
      if (all.length) return all;
      const query = ids.slice(0, 3).map((id, place) => "abc"[place] + "=" + id).join("&");
      return [{ id: "compare-" + ids.join("-vs-"), title: "Compare " + ids.join(", "), kind: "comparison", url: "compare.html?" + query }];
    }

    // An unassigned number: what it is, what a client does with it, what stands near.
    function unassigned(number) {
      const first = number[0];
      const near = [...codes.values()].filter((t) => t.id[0] === first).sort((a, b) => Math.abs(a.id - number) - Math.abs(b.id - number) || a.id - b.id).slice(0, 4);
      const known = index.targets.filter((t) => t.kind === "sub-code" && t.id.split(".")[0] === number);
      const text = CLASSES[first]
        ? number + " is not registered and means nothing by itself. A client must treat it as " + first + "00, the general code of its class (RFC 9110, 15)."
        : number + " is no valid status code: the range is 100 to 599. A client should treat it as a 5xx (RFC 9110, 15).";
      return { text, near: [...known, ...near], class: classes.get(first + "xx") };
    }

    // ---- one search -------------------------------------------------------------------------

    // A code that the registry leaves without a name is shown with the one that people know.
    const alias = index.kinds.indexOf("alias");
    const nickname = ({ kind, title, phrases }) => (kind === "code" && title.startsWith("(") ? phrases.find((one) => one.kind === alias) || phrases[1] : undefined);

    // Results in their order, each page once, with the phrase that led to it where one did.
    function collection() {
      const found = new Map();
      function give(targets, phrase) {
        for (const target of targets) if (target && !found.has(target.url)) found.set(target.url, { target, phrase: phrase || nickname(target) });
      }
      return {
        give,
        givePhrases(phrases) { for (const phrase of phrases) give([phrase.target], phrase); },
        first: () => (found.size ? found.values().next().value.target : null),
        done: (panel) => ({ results: [...found.values()], panel: panel || null }),
      };
    }

    const codesWith = (prefix) => [...codes.values()].filter((target) => target.id.startsWith(prefix));
    const subcodesWith = (prefix) => index.targets.filter((target) => target.kind === "sub-code" && target.id.startsWith(prefix));

    // What was asked before, as when somebody goes back a letter, is answered from memory.
    const answerTo = kept(find, 300);
    const search = (raw) => answerTo(String(raw).slice(0, LONGEST_QUERY).trim());

    function find(raw) {
      const text = tidy(raw);
      const out = collection();
      const done = (panel) => out.done(panel || (text && !out.first() ? nothing(text) : null));
      if (!/[0-9A-Za-z]/.test(text)) return done();
      const bare = text.replace(/[^0-9A-Za-z.*]+/g, "");
      if (giveBeginning(bare, out) || giveClass(text, out)) return done();
      const numbers = codesIn(text);
      const known = numbers.filter((number) => codes.has(number));
      giveSubcodes(text, out);
      const asked = compared(text, numbers);
      if (asked.length > 1) out.give([...comparisonOf(asked), ...asked]);
      out.give(known.map((number) => codes.get(number)));
      const panel = numbers.length && !known.length ? unassigned(numbers[0]) : null;
      if (/^\d{3,}$/.test(bare)) {
        giveAround(bare, panel, out);
        return done(panel);
      }
      giveWords(text, known.length > 0, out);
      return done(panel);
    }

    // "40": the codes that begin so.
    function giveBeginning(bare, out) {
      if (!/^\d{1,2}[x*]?$/i.test(bare) || /^\d[x*]$/i.test(bare)) return false;
      const prefix = bare.replace(/\D/g, "");
      out.give(prefix === "0" ? [codes.get("000")] : codesWith(prefix));
      return true;
    }

    // "4xx", "5**": the class and its codes.
    function giveClass(text, out) {
      const wanted = /(?:^|[^0-9a-z])([1-9])(?:xx|\*\*|x|\*|00s)(?:$|[^0-9a-z*])/i.exec(text);
      if (!wanted) return false;
      out.give([classes.get(wanted[1] + "xx")]);
      out.give(codesWith(wanted[1]));
      return true;
    }

    // "403.14", "heroku H12": the sub-code and the code that it stands under.
    function giveSubcodes(text, out) {
      const like = (word) => /\d\.\d|^[a-z]\d|^\d{4,5}$/i.test(word) || /^[A-Z]{2,6}$/.test(word);
      const named = text.split(/[^0-9A-Za-z._]+/).filter(like).map((word) => subcodes.get(word.toLowerCase())).find(Boolean);
      const found = subcodes.get(text.toLowerCase()) || named;
      if (!found || (codes.has(text) && found.every((target) => target.id === text))) return;
      out.give(found);
      out.give(found.map((target) => codes.get(target.under)));
    }

    // A number alone: what stands near one that is not assigned, what belongs to one that is.
    function giveAround(number, panel, out) {
      out.give(panel ? [...panel.near, panel.class] : []);
      out.give(subcodesWith(number));
      const first = out.first();
      if (!first || first.kind !== "code") return;
      out.give(index.targets.filter((t) => (t.kind === "comparison" || t.kind === "question") && t.id.includes(first.id)));
      out.give(subcodesWith(first.id + "."));
    }

    // Words: a name first, then what Lunr finds. A field's value counts only where it is no number.
    function giveWords(text, numbered, out) {
      const field = FIELD.exec(text);
      const fieldNames = field && names.of(field[1]);
      const said = fieldNames ? field[1] + " " + (/\d/.test(field[2]) ? "" : field[2]) : text;
      const rest = numbered ? said.replace(/\d{3}/g, " ") : said;
      if (rest.trim() && (!out.first() || rest !== said)) {
        const exact = (field && firstOf(names.exact(text))) || firstOf(names.exact(rest));
        if (exact) giveNamed(exact, out);
        else if (fieldNames && said !== text) out.givePhrases(asScored(fieldNames, said));
      }
      giveScored(!out.first() || rest === said ? rest : said, out);
    }

    const firstOf = (list) => (list.length ? list : null);

    // The pages with a name, and all codes of a class.
    function giveNamed(phrases, out) {
      out.givePhrases(phrases);
      const first = out.first().id;
      if (/^\dxx$/.test(first)) out.give(codesWith(first[0]));
    }

    // A field with a value: of the pages that name the field first the one that the value fits.
    function asScored(phrases, said) {
      const order = ranked(queryWords(said)).map((page) => page.target);
      const place = (phrase) => (order.includes(phrase.target) ? order.indexOf(phrase.target) : order.length);
      return [...phrases].sort((a, b) => place(a) - place(b));
    }

    // The words of a query that say something; all where none does.
    function tellingWords(text) {
      const all = queryWords(text).filter((word) => !/^\d$/.test(word));
      const telling = all.filter((word) => !index.stop.has(word) && !noise.has(word));
      return telling.length ? telling : all;
    }

    function giveScored(text, out) {
      const words = tellingWords(text);
      if (!words.length) return;
      if (!out.first()) {
        const prefixed = names.beginning(text);
        const mistyped = words.some((word) => !index.known.has(word));
        out.givePhrases(prefixed.length || !mistyped ? prefixed.slice(0, 4) : names.near(text));
      }
      if (words.length === 1 && words[0].length < 3 && !index.terms.has(words[0])) return;
      const list = ranked(words);
      // A page about codes stands below the best code itself.
      const first = list.findIndex((page) => page.target.kind === "code");
      if (first > 0) list.unshift(list.splice(first, 1)[0]);
      for (const page of list) {
        if (page.total < list[0].total * LEAST) break;
        out.give([page.target], page.phrase);
      }
    }

    // Nothing found: the names that look most like it, and where to go on.
    function nothing(text) {
      const form = wordsOf(text).join("").slice(0, LONGEST_WORD);
      const near = [];
      for (const target of codes.values()) {
        const name = wordsOf(target.title).join("");
        const longer = Math.max(form.length, name.length);
        const far = distance(form, name, LIKE * longer) / longer;
        if (far < LIKE && target.registered) near.push([far, target]);
      }
      near.sort((a, b) => a[0] - b[0]);
      const said = text.length > 60 ? text.slice(0, 60) + "…" : text;
      return { text: "Nothing found for “" + said + "”.", near: near.slice(0, 3).map(([, target]) => target), classes: [...classes.values()].filter((t) => /^\dxx$/.test(t.id)) };
    }

    // What may be done ahead, a little at a time: Lunr's answer to every term.
    function* ahead() {
      for (const term of index.terms.keys()) yield phrasesWith(term);
    }

    return { search, reason: names.reason, ahead, index, engine };
  }

  globalThis.reasonPhraseSearch = { create };
})();
