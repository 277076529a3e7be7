// Reads the packed index, as reasonphrase/search_pack.py has written it, and gives it back to Lunr
// in Lunr's own form. Loaded on first use.
(function () {
  "use strict";

  const { kept, wordsOf, join, stemmer } = globalThis.reasonPhraseWords;
  const DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ#$%()*+,-./:;=?@[]^_{|}~";
  const SINGLE = 54;
  const ONCE = "!";
  const LINE = "`";
  const SHARED = " !#$%()*+,";
  const FOLDERS = { code: "codes/", category: "categories/", comparison: "faq/", question: "faq/", guide: "guides/", table: "subcodes/" };

  function unpackTargets(data) {
    const targets = [];
    for (const [kind, columns] of Object.entries(data.targets)) {
      const [ids, titles, more, last] = columns.map((column) => column.split(LINE));
      ids.forEach((id, row) => {
        const table = kind === "sub-code" ? more[row] : "";
        const url = table ? "subcodes/" + table + ".html#" + id : FOLDERS[kind] + id + ".html";
        targets.push({
          id, title: titles[row], kind, url, table, under: table && (last[row] || id.split(".")[0]),
          weight: kind === "code" ? Number(more[row]) : 0, registered: kind !== "code" || last[row] === "1",
          phrases: [],
        });
      });
    }
    const order = ["code", "category", "comparison", "question", "guide", "table", "sub-code"];
    return targets.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  }

  // Words in the order of the alphabet, of each only what it does not share with the one before.
  function unfront(text) {
    const words = [];
    for (const [, sign, rest] of text.matchAll(/([ !#$%()*+,])([^ !#$%()*+,]*)/g)) {
      words.push((words.at(-1) || "").slice(0, SHARED.indexOf(sign)) + rest);
    }
    return words;
  }

  // The words of a packed phrase; `once` gives those that stand in no other one.
  function unpackPhrase(packed, words, once) {
    const out = [];
    for (let at = 0; at < packed.length; at++) {
      if (packed[at] === ONCE) { out.push(once.next().value); continue; }
      const digit = DIGITS.indexOf(packed[at]);
      out.push(words[digit < SINGLE ? digit : SINGLE + (digit - SINGLE) * DIGITS.length + DIGITS.indexOf(packed[++at])]);
    }
    return out;
  }

  // What words stand for: their terms, without endings, each with the phrases that have it.
  function dictionary(rules) {
    const stem = stemmer(rules.stem);
    const stop = new Set(rules.stop.split(" "));
    const terms = new Map(), meanings = new Map();

    function meaningOf(word) {
      let meaning = meanings.get(word);
      if (meaning) return meaning;
      const small = word.toLowerCase();
      meaning = { term: stem(small), telling: !stop.has(small) };
      meanings.set(word, meaning);
      return meaning;
    }

    function entryOf(term) {
      if (!terms.has(term)) terms.set(term, { term, at: terms.size, phrases: [], idf: NaN });
      return terms.get(term);
    }

    // The terms of a phrase: its telling words, all where none tells, each once.
    function termsOf(shown, all) {
      const found = [];
      for (const word of shown) {
        const meaning = meaningOf(word);
        if (!meaning.telling && !all) continue;
        meaning.entry = meaning.entry || entryOf(meaning.term);
        if (!found.includes(meaning.entry)) found.push(meaning.entry);
      }
      return found.length || all ? found : termsOf(shown, true);
    }

    return { stem, stop, terms, termsOf };
  }

  // Takes a rest after every few pages, so that whoever runs it can let others go first.
  const FEW = 20;
  function* unpack(data, lunr) {
    const { stem, stop, terms, termsOf } = dictionary(data.rules);
    const frequent = [...data.words.split(" "), ...unfront(data.others)];
    const rare = data.once.split(" ");
    const targets = unpackTargets(data);
    const titles = targets.map((target) => wordsOf(target.kind === "sub-code" ? target.table + " " + target.title : target.title));
    const known = new Set([...frequent, ...rare].map((word) => word.toLowerCase()));
    for (const words of titles) for (const word of words) known.add(word);
    const joined = new Set([...known].filter((word) => word.length > 5 && /^[a-z]+$/.test(word)));
    const usual = data.kinds.indexOf("keyword");
    const once = rare.values();
    const lines = data.phrases.split(LINE);
    const phrases = [];

    function add(target, kind, shown) {
      const phrase = { number: phrases.length, target, kind, shown, terms: termsOf(shown, false), weight: NaN, page: null };
      for (const entry of phrase.terms) entry.phrases.push(phrase.number);
      phrases.push(phrase);
      target.phrases.push(phrase);
    }

    for (const [place, target] of targets.entries()) {
      if (place % FEW === 0) yield;
      add(target, 0, join(titles[place], joined));
      if (!lines[place]) continue;
      for (const packed of lines[place].split(" ")) {
        const other = /^\d/.test(packed);
        add(target, other ? Number(packed[0]) : usual, unpackPhrase(other ? packed.slice(1) : packed, frequent, once));
      }
    }
    yield;
    // Lunr counts phrases one by one, so it is asked once for each number of them.
    const rarity = kept((many) => lunr.idf({ t: new Uint8Array(many) }, phrases.length));
    for (const entry of terms.values()) entry.idf = rarity(entry.phrases.length);
    for (const phrase of phrases) phrase.weight = phrase.terms.reduce((sum, { idf }) => sum + idf, 0);
    return { targets, phrases, terms, known, joined, stop, stem, boosts: data.boosts, kinds: data.kinds, rules: data.rules };
  }

  // A term as Lunr keeps it: the phrases become an object only when Lunr asks for them.
  class Posting {
    constructor({ at, phrases }) { this._index = at; this.phrases = phrases; }
    get t() { return Object.fromEntries(this.phrases.map((number) => [number, {}])); }
    toJSON() { return { _index: this._index, t: this.t }; }
  }

  // Lunr's own form of the index, as PyPI's lunr has written it before it was packed.
  function serialized(index, lunr) {
    const fieldVectors = index.phrases.map(({ number, kind, terms }) => {
      const vector = [];
      const ordered = terms.length > 1 ? [...terms].sort((a, b) => a.at - b.at) : terms;
      for (const { at, idf } of ordered) vector.push(at, Math.round(idf * index.boosts[kind] * 1000) / 1000);
      return ["t/" + number, vector];
    });
    const invertedIndex = [...index.terms.keys()].sort().map((term) => [term, new Posting(index.terms.get(term))]);
    return { version: lunr.version, fields: ["t"], fieldVectors, invertedIndex, pipeline: [] };
  }

  globalThis.reasonPhraseUnpack = { unpack, serialized };
})();
