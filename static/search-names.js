// Names: what is found because it is called so, near it or in another spelling, and how that is
// told. Loaded on first use.
(function () {
  "use strict";

  const { grouped, wordsOf, letters, alike, startingWith, HUMPS, MOST_WORDS } = globalThis.reasonPhraseWords;
  const WEAK = 4; // the place of the first kind of phrase that is no name: fields, keywords
  const WEAKER = 3; // of the first one that is no name of the code itself: what a sender calls it
  const IDENTIFIER = /[a-z][A-Z]|[A-Za-z]_[A-Za-z]/;

  // Every name as one word without gaps: "Time-out" and "timeout" are the same. Those of classes
  // also without what stands around a name: "server side error codes".
  function nameTable(index, noise) {
    const sender = index.kinds.indexOf("sender"), keyword = index.kinds.indexOf("keyword");
    const naming = ({ kind, target }) => kind !== sender && target.kind !== "sub-code" && (kind !== keyword || target.kind === "code");
    const names = grouped(index.phrases.filter(naming), (phrase) => phrase.shown.join("").toLowerCase());
    for (const found of names.values()) found.sort(byStrength);
    for (const phrase of index.phrases.filter(({ kind, target }) => kind < WEAK && target.kind === "category")) {
      const bare = phrase.shown.filter((word) => !noise.has(word)).join("");
      if (!names.has(bare)) names.set(bare, [phrase]);
    }
    return names;
  }

  function byStrength(a, b) {
    return (a.target.kind === "code" ? 0 : 1) - (b.target.kind === "code" ? 0 : 1)
      || b.target.registered - a.target.registered
      || a.kind - b.kind
      || b.target.weight - a.target.weight;
  }

  // HttpStatus.NOT_FOUND, StatusTooManyRequests, :not_found: what an identifier may name, with
  // fewer and fewer of the words around it, each as one word without gaps.
  function identifierForms(text, affixes) {
    const spaced = text.split(HUMPS).join(" ").replace(/([A-Za-z])(\d)/g, "$1 $2").replace(/(\d)([A-Za-z])/g, "$1 $2");
    const words = wordsOf(spaced).slice(0, MOST_WORDS);
    const around = (word) => affixes.has(word) || /^\d+$/.test(word);
    let start = 0, end = words.length;
    while (start < end - 1 && around(words[start])) start++;
    while (end > start + 1 && around(words[end - 1])) end--;
    const forms = [];
    for (let left = 0; left <= start; left++) {
      for (let right = words.length; right >= end; right--) forms.push(words.slice(left, right).join(""));
    }
    return forms.sort((a, b) => b.length - a.length);
  }

  function create(index) {
    const noise = new Set(index.rules.noise.split(" "));
    const names = nameTable(index, noise);
    const strong = [...names].map(([text, found]) => ({ text, found, mask: letters(text) }))
      .filter(({ found }) => found[0].kind < WEAK && found[0].target.kind === "code");
    const byLength = grouped(strong, ({ text }) => text.length);
    const sorted = strong.filter(({ found }) => found[0].kind < WEAKER).map(({ text }) => text).sort();
    const affixes = new Set(index.rules.affixes.split(" "));

    // The same names without endings: "unauthorised" and "unauthorized" are one.
    const bareOf = (words) => words.map((word) => index.stem(word.toLowerCase())).join("");
    const bare = new Map();
    for (const { found } of strong) {
      const key = bareOf(found[0].shown);
      if (!bare.has(key)) bare.set(key, found);
    }

    // The phrases that a text is the name of, the best first.
    function exact(text) {
      const words = wordsOf(text);
      const plain = words.filter((word) => !noise.has(word) && !index.stop.has(word));
      const identifiers = (text.match(/\S+/g) || []).filter((part) => IDENTIFIER.test(part)).flatMap((part) => identifierForms(part, affixes));
      for (const form of [words.join(""), plain.join(""), ...identifierForms(text, affixes), ...identifiers]) {
        if (names.has(form)) return names.get(form);
      }
      return bare.get(bareOf(words)) || [];
    }

    // The same for a text with one or two wrong letters.
    function near(text) {
      const words = wordsOf(text);
      const forms = [words.join(""), words.filter((word) => !noise.has(word)).join(""), identifierForms(text, affixes).pop() || ""];
      const found = [...new Set(forms)].flatMap((form) => alike(form, byLength, form.length < 5 ? 0 : form.length < 9 ? 1 : 2));
      found.sort((a, b) => a[0] - b[0] || byStrength(a[1].found[0], b[1].found[0]));
      return found.flatMap(([, one]) => one.found);
    }

    // The names that begin with a text.
    function beginning(text) {
      const form = wordsOf(text).join("");
      if (form.length < 2 || /^\d/.test(form)) return [];
      return startingWith(form, sorted).filter((name) => name !== form).map((name) => names.get(name)[0]).sort(byStrength);
    }

    const of = (text) => names.get(wordsOf(text).join(""));

    // Why a result stands here when its own name does not say so.
    function reason(phrase) {
      if (!phrase) return "";
      const kind = index.kinds[phrase.kind];
      const text = phrase.shown.join(" ");
      const title = (words) => words.replace(/(^|\s)([a-z])/g, (_, gap, letter) => gap + letter.toUpperCase());
      if (kind === "former") return "formerly or also " + title(text);
      if (kind === "alias") return "also " + text;
      if (kind === "sender") return text;
      if (kind === "field") return "field " + title(text).replace(/ /g, "-");
      return kind === "keyword" ? text : "";
    }

    return { exact, near, beginning, of, reason };
  }

  globalThis.reasonPhraseNames = { create };
})();
