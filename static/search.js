// The search itself: from what was typed to a list of results. No document here, so that it can
// be tried anywhere. Loaded on first use, after lunr.min.js and search-index.js.
(function () {
  "use strict";

  // As reasonphrase/search_pack.py writes numbers.
  const DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ#$%()*+,-./:;=?@[]^_{|}~";
  const SINGLE = 54;
  const ONCE = "!";
  const LINE = "`";
  const SHARED = " !#$%()*+,";
  const CLASSES = { 1: "Informational", 2: "Success", 3: "Redirection", 4: "Client error", 5: "Server error" };
  // How results are weighed; found by trying many values on judged queries.
  const WEIGHTS = { base: 0.52, boost: 0.033, cover: 0.65, more: 0.13, known: 0.0013, unofficial: 0.1, other: 0.17, sub: 0.25, synonym: 0.42, near: 0.4, prefix: 0.59, maker: 5.5, power: 2 };
  const WEAK = 4; // the place of the first kind of phrase that is no name: fields, keywords
  const WEAKER = 3; // of the first one that is no name of the code itself: what a sender calls it
  const COMMON = 3.1; // the rarity of a word in about one of 36 phrases
  const MOST_COMPLETIONS = 10;
  const MOST_POSTINGS = 400; // what the completions of a word may bring in, in phrases
  const LONGEST_QUERY = 300;
  const LONGEST_WORD = 30;
  const LONGEST_NAME = 200; // in letters, without gaps
  const MOST_WORDS = 16;
  const LEAST = 0.3; // of the best result's score
  const LIKE = 0.75; // of its letters a name may have other ones than what was typed, and still look like it
  const SCRIPTS = "０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९"; // full width, Arabic, Persian, Hindi
  const UNITS = /\d+ ?(?:ms|secs?|seconds?|mins?|minutes?|hours?|days?|[kmg]i?b|bytes?|times|chars?|characters)(?![a-z])/gi;
  const FIELD = /^\s*([a-z][a-z0-9-]*)\s*:\s*(.*)$/i;
  const VERSUS = /\s+(?:vs\.?|versus|or|and|compared (?:to|with)|instead of|than|against)\s+|\s*[\/|&]\s*|\s+-\s+/i;
  const ASKING = /^(?:what is the |whats the |the )?(?:difference|differences) (?:between|of)\s+|^(?:when to use|should i (?:use|return|send)|which is better|compare|use|return)\s+/i;
  const HUMPS = /(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
  const IDENTIFIER = /[a-z][A-Z]|[A-Za-z]_[A-Za-z]/;
  const FOLDERS = { code: "codes/", category: "categories/", comparison: "faq/", question: "faq/", guide: "guides/", table: "subcodes/" };

  // What a function gave for a text, kept: one search asks the same many times.
  function kept(work, most) {
    const answers = new Map();
    return function (text) {
      let answer = answers.get(text);
      if (answer === undefined) {
        if (answers.size >= most) answers.clear();
        answers.set(text, answer = work(text));
      }
      return answer;
    };
  }

  // A list by what `keyOf` says of each, in its order.
  function grouped(list, keyOf) {
    const groups = new Map();
    for (const one of list) {
      const key = keyOf(one);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(one);
    }
    return groups;
  }

  // Text to words, as reasonphrase/tokens.py does it.
  const wordsOf = kept(cut, 1000);
  function cut(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[A-Za-z]+/g, apart).toLowerCase().replace(/['’`]/g, "")
      .split(/[^0-9a-z]+/).filter(Boolean).map((word) => word.slice(0, LONGEST_WORD));
  }

  // TokenMismatchException: an identifier of three words and more is cut into them.
  function apart(word) {
    const parts = word.split(HUMPS);
    return parts.length > 2 ? parts.join(" ") : word;
  }

  function join(words, joined) {
    const out = [];
    for (const word of words) {
      if (out.length && joined.has(out[out.length - 1] + word)) out[out.length - 1] += word;
      else out.push(word);
    }
    return out;
  }

  function stemmer(rules) {
    const patterns = rules.map(([pattern, put]) => [new RegExp("^" + pattern + "$"), put]);
    const any = new RegExp("^(?:" + rules.map(([pattern]) => pattern).join("|") + ")$");
    return kept((word) => {
      if (word.length < 4 || !any.test(word) || /^\d+$/.test(word)) return word;
      let out = word;
      for (const [pattern, put] of patterns) {
        const found = pattern.exec(out);
        if (found) out = found[1] + put;
      }
      return out;
    }, 20000);
  }

  // Two words, letter by letter: additions, losses, changes and swaps, up to `most` of them. The
  // rows of the table are made once: only the last two are needed for a swap.
  let before = new Uint8Array(LONGEST_NAME + 1), last = before.slice(), row = before.slice();
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most || b.length > LONGEST_NAME) return most + 1;
    for (let j = 0; j <= b.length; j++) last[j] = j;
    for (let i = 1; i <= a.length; i++) {
      let least = row[0] = i;
      for (let j = 1; j <= b.length; j++) {
        let cost = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
        if (last[j] + 1 < cost) cost = last[j] + 1;
        if (row[j - 1] + 1 < cost) cost = row[j - 1] + 1;
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && before[j - 2] + 1 < cost) cost = before[j - 2] + 1;
        row[j] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
      [before, last, row] = [last, row, before];
    }
    return last[b.length];
  }

  // Which letters a word has: words with many others cannot be near, whatever their order.
  function letters(word) {
    let mask = 0;
    for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) % 31);
    return mask;
  }

  function bits(mask) {
    let count = 0;
    for (; mask; mask &= mask - 1) count++;
    return count;
  }

  // The words of a sorted list that begin with a prefix.
  function startingWith(prefix, sorted) {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < sorted.length && sorted[end].startsWith(prefix)) end++;
    return sorted.slice(low, end);
  }

  const allowed = (length) => (length < 4 ? 0 : length < 8 ? 1 : 2);

  // ---- the index -------------------------------------------------------------------------

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

  function unpack(data, lunr) {
    const stem = stemmer(data.rules.stem);
    const stop = new Set(data.rules.stop.split(" "));
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

    // The terms of a phrase: its telling words, all where none tells, each once.
    function termsOf(shown, all) {
      const terms = [];
      for (const word of shown) {
        const small = word.toLowerCase();
        const term = all || !stop.has(small) ? stem(small) : "";
        if (term && !terms.includes(term)) terms.push(term);
      }
      return terms.length || all ? terms : termsOf(shown, true);
    }

    function add(target, kind, shown) {
      const phrase = { number: phrases.length, target, kind, shown, terms: termsOf(shown, false), weight: 0, page: null };
      phrases.push(phrase);
      target.phrases.push(phrase);
    }

    targets.forEach((target, place) => {
      add(target, 0, join(titles[place], joined));
      for (const packed of (lines[place] || "").split(" ")) {
        const other = /^\d/.test(packed);
        if (packed) add(target, other ? Number(packed[0]) : usual, unpackPhrase(other ? packed.slice(1) : packed, frequent, once));
      }
    });
    const terms = termTable(phrases, lunr);
    return { targets, phrases, terms, known, joined, stop, stem, boosts: data.boosts, kinds: data.kinds, rules: data.rules };
  }

  // Every term with its place, the phrases that have it and its rarity; phrases get their weight.
  function termTable(phrases, lunr) {
    const terms = new Map();
    for (const phrase of phrases) {
      for (const term of phrase.terms) {
        if (!terms.has(term)) terms.set(term, { at: terms.size, phrases: [], idf: 0 });
        terms.get(term).phrases.push(phrase.number);
      }
    }
    for (const entry of terms.values()) entry.idf = lunr.idf({ t: entry.phrases }, phrases.length);
    for (const phrase of phrases) phrase.weight = phrase.terms.reduce((sum, term) => sum + terms.get(term).idf, 0);
    return terms;
  }

  // Lunr's own form of the index, as PyPI's lunr has written it before it was packed. The phrases
  // of a term become an object only when Lunr is asked for it.
  function serialized(index, lunr) {
    const fieldVectors = index.phrases.map((phrase) => {
      const vector = [];
      for (const { at, idf } of phrase.terms.map((term) => index.terms.get(term)).sort((a, b) => a.at - b.at)) {
        vector.push(at, Math.round(idf * index.boosts[phrase.kind] * 1000) / 1000);
      }
      return ["t/" + phrase.number, vector];
    });
    const invertedIndex = [...index.terms.keys()].sort().map((term) => {
      const { at, phrases } = index.terms.get(term);
      return [term, { _index: at, get t() { return Object.fromEntries(phrases.map((number) => [number, {}])); } }];
    });
    return { version: lunr.version, fields: ["t"], fieldVectors, invertedIndex, pipeline: [] };
  }

  // ---- names -----------------------------------------------------------------------------

  // Every name as one word without gaps: "Time-out" and "timeout" are the same.
  function nameTable(index) {
    const sender = index.kinds.indexOf("sender"), keyword = index.kinds.indexOf("keyword");
    const naming = ({ kind, target }) => kind !== sender && target.kind !== "sub-code" && (kind !== keyword || target.kind === "code");
    const names = grouped(index.phrases.filter(naming), (phrase) => phrase.shown.join("").toLowerCase());
    for (const found of names.values()) found.sort(byStrength);
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

  // ---- the engine ------------------------------------------------------------------------

  function create(data, lunr) {
    const w = WEIGHTS;
    const index = unpack(data, lunr);
    const engine = lunr.Index.load(serialized(index, lunr));
    const names = nameTable(index);
    const strong = [...names].map(([name, found]) => ({ name, found, mask: letters(name) }))
      .filter(({ found }) => found[0].kind < WEAK && found[0].target.kind === "code");
    const strongByLength = grouped(strong, ({ name }) => name.length);
    const sortedNames = strong.filter(({ found }) => found[0].kind < WEAKER).map(({ name }) => name).sort();
    const noise = new Set(index.rules.noise.split(" "));
    const makers = new Set(index.rules.makers.split(" ").map(index.stem));
    const affixes = new Set(index.rules.affixes.split(" "));
    const codes = new Map(index.targets.filter((t) => t.kind === "code").map((t) => [t.id, t]));
    const classes = new Map(index.targets.filter((t) => t.kind === "category").map((t) => [t.id, t]));
    const subcodes = grouped(index.targets.filter((t) => t.kind === "sub-code"), (t) => t.id.toLowerCase());
    const vocabulary = [...index.terms.keys()];
    const sorted = [...vocabulary].sort();
    const byLength = grouped(vocabulary.map((term) => ({ term, mask: letters(term) })), ({ term }) => term.length);
    const known = index.known;
    const synonyms = new Map();
    for (const group of index.rules.synonyms) {
      const terms = [...new Set(group.split(" ").map(index.stem))];
      for (const term of terms) {
        const others = terms.filter((other) => other !== term && index.terms.has(other));
        synonyms.set(term, [...new Set([...(synonyms.get(term) || []), ...others])]);
      }
    }
    const idf = (term) => index.terms.get(term).idf;
    const rarest = Math.log(1 + index.phrases.length);

    // The nearest known terms to a word that is not known.
    const correct = kept(nearest, 5000);
    function nearest(word) {
      const found = [];
      const most = allowed(word.length);
      const stemmed = index.stem(word);
      const own = letters(stemmed);
      for (let length = stemmed.length - most; length <= stemmed.length + most; length++) {
        for (const { term, mask } of byLength.get(length) || []) {
          if (term[0] !== stemmed[0] && term[1] !== stemmed[1]) continue;
          if (bits(mask ^ own) > 2 * most) continue;
          const far = distance(stemmed, term, most);
          if (far <= most) found.push([far, term]);
        }
      }
      found.sort((a, b) => a[0] - b[0] || idf(a[1]) - idf(b[1]));
      return found.filter(([far]) => far === found[0][0]).slice(0, 3).map(([, term]) => term);
    }

    // badgateway, notfound: a word that is two known ones.
    function split(word) {
      for (let at = 3; at <= word.length - 3; at++) {
        const left = word.slice(0, at), right = word.slice(at);
        if (known.has(left) && known.has(right)) return [left, right];
      }
      return null;
    }

    function queryWords(text) {
      const words = [];
      for (const word of join(wordsOf(text), index.joined).slice(0, MOST_WORDS)) {
        const halves = known.has(word) || word.length < 6 || correct(word).length ? null : split(word);
        words.push(...(halves || [word]));
      }
      return words.slice(0, MOST_WORDS);
    }

    // The known terms that begin with what is being typed: the most frequent, as many as cost little.
    function completions(prefix) {
      const found = startingWith(prefix, sorted).sort((a, b) => idf(a) - idf(b));
      let postings = 0;
      return found.slice(0, MOST_COMPLETIONS).filter((term, place) => (postings += index.terms.get(term).phrases.length) < MOST_POSTINGS || place === 0);
    }

    // What each word of a query stands for: known terms, each with how well it fits.
    function readings(words) {
      return words.map((word, place) => {
        const stemmed = index.stem(word);
        const fits = new Map();
        if (index.terms.has(stemmed)) fits.set(stemmed, 1);
        for (const other of synonyms.get(stemmed) || []) if (!fits.has(other)) fits.set(other, w.synonym);
        if (place === words.length - 1 && word.length > 2 && !/^\d/.test(word)) {
          for (const term of completions(word)) if (!fits.has(term)) fits.set(term, w.prefix);
        }
        if (!fits.size) for (const near of correct(word)) fits.set(near, w.near);
        const weight = index.terms.has(stemmed) ? idf(stemmed) : rarest;
        return { fits, weight: makers.has(stemmed) ? Math.max(weight, w.maker) : weight };
      });
    }

    // The numbers of the phrases that have a term: Lunr is asked once, its answer is kept.
    const phrasesWith = kept((term) => Uint16Array.from(engine.query((query) => query.term(term, {})), (result) => Number(result.ref)), 20000);

    // The terms that a query asks for, each with how well it fits each word of the query. Words
    // that stand in many phrases find nothing that rarer ones do not.
    function askedTerms(asked) {
      const rare = asked.filter((part) => part.weight > COMMON);
      const terms = new Map();
      for (const part of rare.length > 1 ? rare : asked) {
        for (const term of part.fits.keys()) {
          if (!terms.has(term)) terms.set(term, asked.map((one) => one.fits.get(term) || 0));
        }
      }
      return terms;
    }

    // What a search notes of each phrase and page it meets; made once, valid for one round.
    let round = 0;
    const worth = index.boosts.map((boost) => 1 - 10 * w.boost + w.boost * boost);
    const own = new Float64Array(index.phrases.length);
    const fit = new Float64Array(index.phrases.length * MOST_WORDS);
    const seenIn = new Uint32Array(index.phrases.length);
    for (const target of index.targets) {
      const page = { target, round: 0, score: 0, sum: 0, total: 0, phrase: null, fit: new Float64Array(MOST_WORDS) };
      for (const phrase of target.phrases) phrase.page = page;
    }

    // The phrases that have any of the terms, with how well each word of the query fits them.
    function met(terms, width) {
      const phrases = [];
      for (const [term, fits] of terms) {
        const most = Math.max(...fits) * idf(term);
        for (const number of phrasesWith(term)) {
          const base = number * MOST_WORDS;
          if (seenIn[number] !== round) {
            seenIn[number] = round;
            own[number] = 0;
            fit.fill(0, base, base + width);
            phrases.push(number);
          }
          own[number] += most;
          for (let place = 0; place < width; place++) if (fits[place] > fit[base + place]) fit[base + place] = fits[place];
        }
      }
      return phrases;
    }

    // Each page counts with its best phrase and with how much of the query all of them cover.
    function ranked(words) {
      const asked = readings(words);
      const width = asked.length;
      const whole = asked.reduce((sum, part) => sum + part.weight, 0) || 1;
      const list = [];
      round++;
      for (const number of met(askedTerms(asked), width)) {
        const phrase = index.phrases[number];
        const page = phrase.page;
        if (page.round !== round) {
          page.round = round;
          page.score = -1;
          page.sum = 0;
          page.fit.fill(0);
          list.push(page);
        }
        const base = number * MOST_WORDS;
        let weight = 0;
        for (let place = 0; place < width; place++) {
          const fits = fit[base + place];
          weight += asked[place].weight * fits;
          if (fits > page.fit[place]) page.fit[place] = fits;
        }
        const fill = Math.min(1, own[number] / phrase.weight);
        const score = (weight / whole) * (w.base + (1 - w.base) * fill) * worth[phrase.kind];
        page.sum += score;
        if (score > page.score) { page.score = score; page.phrase = phrase; }
      }
      for (const page of list) {
        let covered = 0;
        for (let place = 0; place < width; place++) covered += asked[place].weight * page.fit[place];
        page.total = page.score + w.cover * Math.pow(covered / whole, w.power) + w.more * Math.min(3, page.sum - page.score) + standing(page.target);
      }
      return list.sort((a, b) => b.total - a.total);
    }

    // What a page has before it is asked for: well-known codes stand above others.
    function standing(target) {
      const kind = target.kind === "code" ? 0 : target.kind === "sub-code" ? w.sub : w.other;
      return w.known * Math.min(25, target.weight) - (target.registered ? 0 : w.unofficial) - kind;
    }

    // ---- one rule of order after the other ------------------------------------------------

    function byName(text) {
      const words = wordsOf(text);
      const plain = words.filter((word) => !noise.has(word) && !index.stop.has(word));
      const identifiers = (text.match(/\S+/g) || []).filter((part) => IDENTIFIER.test(part)).flatMap((part) => identifierForms(part, affixes));
      for (const form of [words.join(""), plain.join(""), ...identifierForms(text, affixes), ...identifiers]) {
        if (names.has(form)) return names.get(form);
      }
      return [];
    }

    function byNearName(text) {
      const words = wordsOf(text);
      const bare = [words.join(""), words.filter((word) => !noise.has(word)).join(""), identifierForms(text, affixes).pop() || ""];
      const found = [];
      for (const form of new Set(bare)) {
        const most = form.length < 6 ? 0 : form.length < 9 ? 1 : 2;
        if (!most) continue;
        const own = letters(form);
        for (let length = form.length - most; length <= form.length + most; length++) {
          for (const one of strongByLength.get(length) || []) {
            if (bits(one.mask ^ own) > 2 * most) continue;
            const far = distance(form, one.name, most);
            if (far <= most) found.push([far, one.found]);
          }
        }
      }
      found.sort((a, b) => a[0] - b[0] || byStrength(a[1][0], b[1][0]));
      return found.flatMap(([, phrases]) => phrases);
    }

    function byNamePrefix(text) {
      const form = wordsOf(text).join("");
      if (form.length < 2 || /^\d/.test(form)) return [];
      return startingWith(form, sortedNames).filter((name) => name !== form).map((name) => names.get(name)[0]).sort(byStrength);
    }

    // The codes that a text names, in its order; none in the value of a field.
    function numbersIn(text) {
      if (isField(text)) return [];
      const source = text.replace(UNITS, " ").replace(/[=-]\d+|\d+-\d*|\d+\.\d+/g, (part) => plainNumber(part, text));
      return [...new Set(source.split(/[^0-9A-Za-z]+/).flatMap((part) => part.match(/(?<!\d)\d{3}(?!\d)/g) || []))];
    }

    function isField(text) {
      const field = FIELD.exec(text);
      if (!field || /^(status|code|http|error|err)$/i.test(field[1])) return false;
      return field[1].includes("-") || names.has(wordsOf(field[1]).join(""));
    }

    // Of a number with a sign beside it the code: "=404", "404-", "403.14". Ranges and ages have none.
    function plainNumber(part, text) {
      if (/^[=-]\d{3}$/.test(part)) return /bytes|max|age/i.test(text) ? " " : " " + part.slice(1);
      return /^\d{3}(-|\.\d+)$/.test(part) ? part.slice(0, 3) + " " : " ";
    }

    function compared(text, numbers) {
      const asked = numbers.filter((number) => codes.has(number)).map((number) => codes.get(number));
      if (asked.length > 1) return asked.slice(0, 5);
      const sides = text.replace(ASKING, "").split(VERSUS).filter(Boolean);
      if (sides.length < 2 || sides.length > 5) return [];
      const found = sides.map((side) => {
        const number = numbersIn(side).find((n) => codes.has(n));
        if (number) return codes.get(number);
        const phrase = [...byName(side), ...byNearName(side)].find((one) => one.target.kind === "code");
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

    // Results in their order, each page once, with the phrase that led to it where one did.
    function collection() {
      const found = new Map();
      function give(targets, phrase) {
        for (const target of targets) if (target && !found.has(target.url)) found.set(target.url, { target, phrase });
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

    // 4o4 and the digits of other scripts are 404.
    function tidy(text) {
      const plain = text.replace(/[^\0-\x7f]/gu, plainDigit);
      return plain.replace(/(?<![0-9A-Za-z])[1-9][0-9oO]{2}(?![0-9A-Za-z])/g, (number) => number.replace(/o/gi, "0"));
    }

    function plainDigit(letter) {
      const digit = SCRIPTS.indexOf(letter);
      return digit < 0 ? letter : digit % 10;
    }

    function find(raw) {
      const text = tidy(raw);
      const out = collection();
      const done = (panel) => out.done(panel || (text && !out.first() ? nothing(text) : null));
      if (!/[0-9A-Za-z]/.test(text)) return done();
      const bare = text.replace(/[^0-9A-Za-z.*]+/g, "");
      if (giveBeginning(bare, out) || giveClass(text, out)) return done();
      const numbers = numbersIn(text);
      const known = numbers.filter((number) => codes.has(number));
      giveSubcodes(text, out);
      giveCompared(compared(text, numbers), out);
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

    function giveCompared(asked, out) {
      if (asked.length < 2) return;
      out.give(comparisonOf(asked));
      out.give(asked);
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
      const fieldNames = field && names.get(wordsOf(field[1]).join(""));
      const said = fieldNames ? field[1] + " " + (/\d/.test(field[2]) ? "" : field[2]) : text;
      const rest = numbered ? said.replace(/\d{3}/g, " ") : said;
      if (rest.trim() && (!out.first() || rest !== said)) {
        const exact = (field && firstOf(byName(text))) || firstOf(byName(rest));
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
        const prefixed = byNamePrefix(text);
        out.givePhrases(prefixed.length ? prefixed.slice(0, 4) : byNearName(text));
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

    // What may be done ahead, a little at a time: Lunr's answer to every term.
    function* ahead() {
      for (const term of vocabulary) yield phrasesWith(term);
    }

    return { search, reason, ahead, index, engine };
  }

  globalThis.reasonPhraseSearch = { create, unpack, serialized, wordsOf, stemmer };
})();
