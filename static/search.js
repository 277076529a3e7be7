// The search itself: from what was typed to a list of results. No document here, so that it can
// be tried anywhere. Loaded on first use, after lunr.min.js and search-index.js.
(function () {
  "use strict";

  const DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  const CLASSES = { 1: "Informational", 2: "Success", 3: "Redirection", 4: "Client error", 5: "Server error" };
  // How results are weighed; found by trying many values on judged queries.
  const WEIGHTS = { power: 1.42, base: 0.7, boost: 0.036, cover: 0.38, more: 0.048, known: 0.0045, unofficial: 0.1, other: 0.1, sub: 0.25, synonym: 0.52, near: 0.34, prefix: 0.92 };
  const WEAK = 4; // names are before it; fields and keywords are weaker
  const COMMON = 3.6; // the rarity of a word in about one of 36 phrases
  const MOST_COMPLETIONS = 10;
  const MOST_POSTINGS = 400; // what the completions of a word may bring in, in phrases
  const LONGEST_QUERY = 300;
  const LONGEST_WORD = 30;
  const MOST_WORDS = 16;
  const FIELD = /^\s*([a-z][a-z0-9-]*)\s*:\s*(.*)$/i;
  const VERSUS = /\s+(?:vs\.?|versus|or|and|compared (?:to|with)|instead of|than|against)\s+|\s*[\/|&]\s*|\s+-\s+/i;
  const ASKING = /^(?:what is the |whats the |the )?(?:difference|differences) (?:between|of)\s+|^(?:when to use|should i (?:use|return|send)|which is better|compare|use|return)\s+/i;
  const FOLDERS = { code: "codes/", category: "categories/", comparison: "faq/", question: "faq/", guide: "guides/", table: "subcodes/" };

  // Text to words, as reasonphrase/tokens.py does it.
  function wordsOf(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’`]/g, "")
      .split(/[^0-9a-z]+/).filter(Boolean).map((word) => word.slice(0, LONGEST_WORD));
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
    const known = new Map();
    return function stem(word) {
      let out = known.get(word);
      if (out !== undefined) return out;
      out = word;
      if (word.length > 3 && !/^\d+$/.test(word)) {
        for (const [pattern, put] of patterns) {
          const found = pattern.exec(out);
          if (found) out = found[1] + put;
        }
      }
      if (known.size < 20000) known.set(word, out);
      return out;
    };
  }

  // Two words, letter by letter: additions, losses, changes and swaps, up to `most` of them.
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [], last = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1] ? 0 : 1;
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row.push(cost);
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
      before = last;
      last = row;
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

  const allowed = (length) => (length < 4 ? 0 : length < 8 ? 1 : 2);

  // ---- the index -------------------------------------------------------------------------

  function unpackTargets(data) {
    const targets = [];
    for (const [kind, rows] of Object.entries(data.targets)) {
      for (const row of rows) {
        const folder = FOLDERS[kind];
        const url = folder ? folder + row[0] + ".html" : "subcodes/" + row[2] + ".html#" + row[0];
        targets.push({
          id: row[0], title: row[1], kind, url, table: row[2],
          weight: kind === "code" ? row[2] : 0, registered: kind !== "code" || row[3] === 1,
          phrases: [], best: 0,
        });
      }
    }
    const order = ["code", "category", "comparison", "question", "guide", "table", "sub-code"];
    return targets.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  }

  function unpack(data) {
    const stem = stemmer(data.rules.stem);
    const stop = new Set(data.rules.stop.split(" "));
    const shown = data.words.split(" ");
    const words = shown.map((word) => word.toLowerCase());
    const joined = new Set(words.filter((word) => word.length > 5 && /^[a-z]+$/.test(word)));
    const targets = unpackTargets(data);
    const numberOf = new Map(words.map((word, number) => [word, number]));
    const phrases = [];
    const lines = data.phrases.split("\n");

    function add(target, kind, numbers) {
      const all = numbers.map((number) => words[number]);
      const telling = all.filter((word) => !stop.has(word));
      const terms = [...new Set((telling.length ? telling : all).map(stem))];
      const phrase = { target, kind, numbers, words: all, terms, weight: 0 };
      phrases.push(phrase);
      target.phrases.push(phrase);
    }

    targets.forEach((target, place) => {
      if (target.kind === "sub-code") {
        const text = wordsOf(target.table + " " + target.title);
        add(target, 0, join(text, joined).map((word) => numberOf.get(word)));
        return;
      }
      for (const packed of lines[place].split(" ")) {
        if (!packed) continue;
        const numbers = [];
        for (let i = 1; i < packed.length; i += 2) {
          numbers.push(DIGITS.indexOf(packed[i]) * 64 + DIGITS.indexOf(packed[i + 1]));
        }
        add(target, Number(packed[0]), numbers);
      }
    });
    return { targets, phrases, shown, words, joined, stop, stem, boosts: data.boosts, kinds: data.kinds, rules: data.rules };
  }

  // Lunr's own form of the index, as PyPI's lunr has written it before it was packed.
  function serialized(index, lunr) {
    const terms = new Map();
    for (const [number, phrase] of index.phrases.entries()) {
      for (const term of phrase.terms) {
        if (!terms.has(term)) terms.set(term, { _index: terms.size, t: {} });
        terms.get(term).t[number] = {};
      }
    }
    const idf = new Map();
    const frequency = new Map();
    for (const [term, posting] of terms) {
      idf.set(term, lunr.idf(posting, index.phrases.length));
      frequency.set(term, Object.keys(posting.t).length);
    }
    const fieldVectors = index.phrases.map((phrase, number) => {
      const vector = phrase.terms.map((term) => [terms.get(term)._index, Math.round(idf.get(term) * index.boosts[phrase.kind] * 1000) / 1000]);
      vector.sort((a, b) => a[0] - b[0]);
      return ["t/" + number, vector.flat()];
    });
    const invertedIndex = [...terms].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    index.idf = idf;
    index.frequency = frequency;
    for (const phrase of index.phrases) phrase.weight = phrase.terms.reduce((sum, term) => sum + idf.get(term), 0);
    return { version: lunr.version, fields: ["t"], fieldVectors, invertedIndex, pipeline: [] };
  }

  // ---- names -----------------------------------------------------------------------------

  // Every name as one word without gaps: "Time-out" and "timeout" are the same.
  function nameTable(index) {
    const names = new Map();
    const strong = ["name", "former", "alias", "field", "keyword"].map((kind) => index.kinds.indexOf(kind));
    for (const phrase of index.phrases) {
      if (!strong.includes(phrase.kind) || phrase.target.kind === "sub-code") continue;
      if (phrase.kind === strong[4] && phrase.target.kind !== "code") continue;
      const key = phrase.words.join("");
      if (!names.has(key)) names.set(key, []);
      names.get(key).push(phrase);
    }
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
    const spaced = text.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2").replace(/([A-Za-z])(\d)/g, "$1 $2").replace(/(\d)([A-Za-z])/g, "$1 $2");
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

  function create(data, lunr, weights) {
    const w = { ...WEIGHTS, ...weights };
    const index = unpack(data);
    const engine = lunr.Index.load(serialized(index, lunr));
    const names = nameTable(index);
    const strong = [...names].filter(([, found]) => found[0].kind < WEAK && found[0].target.kind === "code")
      .map(([name, found]) => ({ name, found, mask: letters(name) }));
    const noise = new Set(index.rules.noise.split(" "));
    const affixes = new Set(index.rules.affixes.split(" "));
    const codes = new Map(index.targets.filter((t) => t.kind === "code").map((t) => [t.id, t]));
    const classes = new Map(index.targets.filter((t) => t.kind === "category").map((t) => [t.id, t]));
    const subcodes = new Map();
    for (const target of index.targets) {
      if (target.kind !== "sub-code") continue;
      const key = target.id.toLowerCase();
      if (!subcodes.has(key)) subcodes.set(key, []);
      subcodes.get(key).push(target);
    }
    const vocabulary = [...index.idf.keys()];
    const sorted = [...vocabulary].sort();
    const byLength = new Map();
    for (const term of vocabulary) {
      if (!byLength.has(term.length)) byLength.set(term.length, []);
      byLength.get(term.length).push({ term, mask: letters(term) });
    }
    const known = new Set(index.words);
    const synonyms = new Map();
    for (const group of index.rules.synonyms) {
      const terms = [...new Set(group.split(" ").map(index.stem))];
      for (const term of terms) {
        const others = terms.filter((other) => other !== term && index.idf.has(other));
        synonyms.set(term, [...new Set([...(synonyms.get(term) || []), ...others])]);
      }
    }
    const frequency = index.frequency;
    const rarest = Math.log(1 + index.phrases.length);
    const corrections = new Map();

    // The nearest known terms to a word that is not known.
    function correct(word) {
      const kept = corrections.get(word);
      if (kept) return kept;
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
      found.sort((a, b) => a[0] - b[0] || index.idf.get(a[1]) - index.idf.get(b[1]));
      const near = found.filter(([far]) => far === found[0][0]).slice(0, 3).map(([, term]) => term);
      if (corrections.size > 5000) corrections.clear();
      corrections.set(word, near);
      return near;
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
      return words;
    }

    // The known terms that begin with what is being typed: the most frequent, as many as cost little.
    function completions(prefix) {
      let low = 0, high = sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] < prefix) low = middle + 1;
        else high = middle;
      }
      const found = [];
      while (low < sorted.length && sorted[low].startsWith(prefix)) found.push(sorted[low++]);
      found.sort((a, b) => index.idf.get(a) - index.idf.get(b));
      let postings = 0;
      return found.slice(0, MOST_COMPLETIONS).filter((term, place) => (postings += frequency.get(term)) < MOST_POSTINGS || place === 0);
    }

    // What each word of a query stands for: known terms, each with how well it fits.
    function readings(words) {
      return words.map((word, place) => {
        const stemmed = index.stem(word);
        const fits = new Map();
        if (index.idf.has(stemmed)) fits.set(stemmed, 1);
        for (const other of synonyms.get(stemmed) || []) if (!fits.has(other)) fits.set(other, w.synonym);
        if (place === words.length - 1 && word.length > 2 && !/^\d/.test(word)) {
          for (const term of completions(word)) if (!fits.has(term)) fits.set(term, w.prefix);
        }
        if (!fits.size) for (const near of correct(word)) fits.set(near, w.near);
        return { fits, weight: index.idf.get(stemmed) || rarest };
      });
    }

    // Lunr finds the phrases; each page counts with its best one and with how much of the query it covers.
    function ranked(words) {
      const asked = readings(words);
      const results = ask(asked);
      const whole = asked.reduce((sum, part) => sum + part.weight, 0) || 1;
      const fitting = new Map();
      const got = new Float64Array(asked.length);
      const pages = new Map();
      for (const result of results) {
        const phrase = index.phrases[result.ref];
        let own = 0, weight = 0;
        got.fill(0);
        for (const term in result.matchData.metadata) {
          let fits = fitting.get(term);
          if (!fits) fitting.set(term, fits = asked.map((part) => part.fits.get(term) || 0));
          let used = 0;
          for (let place = 0; place < fits.length; place++) {
            if (fits[place] > got[place]) got[place] = fits[place];
            if (fits[place] > used) used = fits[place];
          }
          own += index.idf.get(term) * used;
        }
        for (let place = 0; place < got.length; place++) weight += asked[place].weight * got[place];
        const fill = Math.min(1, own / phrase.weight);
        const score = Math.pow(weight / whole, w.power) * (w.base + (1 - w.base) * fill) * (1 - 10 * w.boost + w.boost * index.boosts[phrase.kind]);
        let page = pages.get(phrase.target);
        if (!page) pages.set(phrase.target, page = { target: phrase.target, score: -1, sum: 0, phrase, got: new Float64Array(got.length) });
        page.sum += score;
        for (let place = 0; place < got.length; place++) if (got[place] > page.got[place]) page.got[place] = got[place];
        if (score > page.score) { page.score = score; page.phrase = phrase; }
      }
      const list = [...pages.values()];
      for (const page of list) {
        let covered = 0;
        for (let place = 0; place < page.got.length; place++) covered += asked[place].weight * page.got[place];
        page.total = page.score + w.cover * Math.pow(covered / whole, 2) + w.more * Math.min(3, page.sum - page.score)
          + w.known * Math.min(25, page.target.weight) - (page.target.registered ? 0 : w.unofficial)
          - (page.target.kind === "code" ? 0 : page.target.kind === "sub-code" ? w.sub : w.other);
      }
      return list.sort((a, b) => b.total - a.total);
    }

    // Words that stand in many phrases find nothing that rarer ones do not.
    function ask(asked) {
      const rare = asked.filter((part) => part.weight > COMMON);
      const terms = new Set((rare.length > 1 ? rare : asked).flatMap((part) => [...part.fits.keys()]));
      if (!terms.size) return [];
      return engine.query((query) => { for (const term of terms) query.term(term, {}); });
    }

    // ---- one rule of order after the other ------------------------------------------------

    function byName(text) {
      const words = wordsOf(text);
      const plain = words.filter((word) => !noise.has(word) && !index.stop.has(word));
      for (const form of [words.join(""), plain.join(""), ...identifierForms(text, affixes)]) {
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
        for (const one of strong) {
          if (bits(one.mask ^ own) > 2 * most) continue;
          const far = distance(form, one.name, most);
          if (far <= most) found.push([far, one.found]);
        }
      }
      found.sort((a, b) => a[0] - b[0] || byStrength(a[1][0], b[1][0]));
      return found.flatMap(([, phrases]) => phrases);
    }

    function byNamePrefix(text) {
      const form = wordsOf(text).join("");
      if (form.length < 2 || /^\d/.test(form)) return [];
      const found = [];
      for (const one of strong) if (one.name.startsWith(form) && one.name !== form && one.found[0].kind < 3) found.push(one.found[0]);
      return found.sort(byStrength);
    }

    function numbersIn(text) {
      const field = FIELD.exec(text);
      const isField = field && !/^(status|code|http|error|err)$/i.test(field[1]) && (names.get(wordsOf(field[1]).join("")) || /-/.test(field[1]));
      const source = isField ? "" : text.replace(/[=-]\d+|\d+-\d*|\d+\.\d+/g, (part) => (/^[=-]\d{3}$/.test(part) && !/bytes|max|age/i.test(text) ? " " + part.slice(1) : /^\d{3}-$/.test(part) ? part.slice(0, 3) : /^\d{3}\.\d+$/.test(part) ? part.slice(0, 3) + " " : " "));
      const seen = [];
      for (const part of source.split(/[^0-9A-Za-z]+/)) {
        for (const number of part.match(/(?<!\d)\d{3}(?!\d)/g) || []) if (!seen.includes(number)) seen.push(number);
      }
      return seen;
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

    function search(raw) {
      const text = String(raw).slice(0, LONGEST_QUERY).trim().replace(/(?<![0-9A-Za-z])[1-9][0-9oO]{2}(?![0-9A-Za-z])/g, (number) => number.replace(/o/gi, "0"));
      const out = [];
      const seen = new Set();
      const why = new Map();
      function give(targets, reason) {
        for (const target of targets) {
          if (!target || seen.has(target.url)) continue;
          seen.add(target.url);
          if (reason) why.set(target, reason);
          out.push(target);
        }
      }
      const givePhrases = (phrases) => { for (const phrase of phrases) give([phrase.target], phrase); };
      const done = (panel, closed) => ({ results: out.map((target) => ({ target, phrase: why.get(target) })), panel: panel || null, closed: Boolean(closed) });
      const bare = text.replace(/[^0-9A-Za-z.*]+/g, "");
      if (!/[0-9A-Za-z*]/.test(bare)) return done(text ? nothing(text) : null);

      if (/^\d{1,2}[x*]?$/i.test(bare) && !/^\d[x*]$/i.test(bare)) {
        const prefix = bare.replace(/\D/g, "");
        give(prefix === "0" ? [codes.get("000")] : []);
        give([...codes.values()].filter((t) => t.id.startsWith(prefix)));
        return done(out.length ? null : nothing(text), true);
      }
      const wanted = /(?:^|[^0-9a-z])([1-9])(?:xx|\*\*|x|\*|00s)(?:$|[^0-9a-z*])/i.exec(text);
      if (wanted) {
        give([classes.get(wanted[1] + "xx")]);
        give([...codes.values()].filter((t) => t.id[0] === wanted[1]));
        return done(out.length ? null : nothing(text), true);
      }
      const numbers = numbersIn(text);
      const sub = subcodes.get(text.toLowerCase()) || text.split(/[^0-9A-Za-z._]+/).filter((word) => /\d\.\d|^[a-z]\d|^\d{4,5}$|^[A-Z]{2,6}$/i.test(word) && (/\d/.test(word) || word === word.toUpperCase())).map((word) => subcodes.get(word.toLowerCase())).find(Boolean);
      if (sub && !(codes.has(text) && sub.every((t) => t.id === text))) {
        give(sub);
        give(sub.map((t) => codes.get(t.id.split(".")[0])).filter(Boolean));
      }
      const asked = compared(text, numbers);
      if (asked.length > 1) {
        give(comparisonOf(asked));
        give(asked);
      }
      give(numbers.map((number) => codes.get(number)).filter(Boolean));
      const strange = numbers.find((number) => !codes.has(number));
      const panel = strange && !numbers.some((number) => codes.has(number)) ? unassigned(strange) : null;
      if (/^\d{3,}$/.test(bare)) {
        give(panel ? [...panel.near, panel.class] : []);
        give(index.targets.filter((t) => t.kind === "sub-code" && t.id.startsWith(bare)));
        if (out.length) relatedTo(out[0], give);
        return done(panel || (out.length ? null : nothing(text)), true);
      }
      const field = FIELD.exec(text);
      const said = field && names.get(wordsOf(field[1]).join("")) ? field[1] + " " + (/\d/.test(field[2]) ? "" : field[2]) : text;
      const rest = numbers.some((number) => codes.has(number)) ? said.replace(/\d{3}/g, " ") : said;
      if (rest.trim() && (!out.length || rest !== said)) {
        const whole = field ? byName(text) : [];
        const exact = whole.length ? whole : byName(rest);
        if (exact.length && exact[0].target.class === undefined) givePhrases(exact);
        else if (field && said !== text) givePhrases(asScored(names.get(wordsOf(field[1]).join("")), said));
        const category = exact.find((phrase) => phrase.target.kind === "category" && /^\dxx$/.test(phrase.target.id));
        if (category && out[0] === category.target) give([...codes.values()].filter((t) => t.id[0] === category.target.id[0]));
      }
      if (!out.length || rest === said) scored(rest, give, givePhrases, out.length);
      else scored(said, give, givePhrases, out.length);
      return done(panel || (out.length ? null : nothing(text)));
    }

    // A field with a value: of the pages that name the field first the one that the value fits.
    function asScored(phrases, said) {
      const order = ranked(queryWords(said)).map((page) => page.target);
      const place = (phrase) => (order.includes(phrase.target) ? order.indexOf(phrase.target) : order.length);
      return [...phrases].sort((a, b) => place(a) - place(b));
    }

    function relatedTo(target, give) {
      if (target.kind !== "code") return;
      give(index.targets.filter((t) => (t.kind === "comparison" || t.kind === "question") && t.id.includes(target.id)));
      give(index.targets.filter((t) => t.kind === "sub-code" && t.id.startsWith(target.id + ".")));
    }

    function scored(text, give, givePhrases, have) {
      const all = queryWords(text).filter((word) => !/^\d$/.test(word));
      const quiet = all.filter((word) => !index.stop.has(word) && !noise.has(word));
      const words = quiet.length ? quiet : all;
      if (!words.length) return;
      if (!have) {
        const prefixed = byNamePrefix(text);
        const near = prefixed.length ? [] : byNearName(text);
        givePhrases(near);
        givePhrases(prefixed.slice(0, 4));
      }
      if (words.length === 1 && words[0].length < 3 && !index.idf.has(words[0])) return;
      const list = ranked(words);
      // A page about codes stands below the best code itself.
      const first = list.findIndex((page) => page.target.kind === "code");
      if (first > 0) list.unshift(list.splice(first, 1)[0]);
      const least = list.length ? list[0].total * 0.3 : 0;
      for (const page of list) {
        if (page.total < least) break;
        givePhrases([{ ...page.phrase, target: page.target }]);
      }
    }

    function nothing(text) {
      const near = correct(wordsOf(text)[0] || "").slice(0, 3);
      return { text: "Nothing found for “" + text.slice(0, 60) + (text.length > 60 ? "…" : "") + "”.", near: [], suggestions: near, classes: [...classes.values()].filter((t) => /^\dxx$/.test(t.id)) };
    }

    // Why a result stands here when its own name does not say so.
    function reason(phrase) {
      if (!phrase || !phrase.numbers) return "";
      const kind = index.kinds[phrase.kind];
      const text = phrase.numbers.map((number) => index.shown[number]).join(" ");
      const title = (words) => words.replace(/(^|\s)([a-z])/g, (_, gap, letter) => gap + letter.toUpperCase());
      if (kind === "former") return "formerly or also " + title(text);
      if (kind === "alias") return "also " + text;
      if (kind === "sender") return text;
      if (kind === "field") return "field " + title(text).replace(/ /g, "-");
      return kind === "keyword" ? text : "";
    }

    return { search, reason, index, engine };
  }

  globalThis.reasonPhraseSearch = { create, unpack, serialized, wordsOf, stemmer, distance };
})();
