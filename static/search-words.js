// Words and letters: what the search knows about language that is no data. Loaded on first use.
(function () {
  "use strict";

  const LONGEST_WORD = 30;
  const MOST_WORDS = 16; // of a query or an identifier
  const LONGEST_NAME = 200; // in letters, without gaps
  const HUMPS = /(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;

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
    const plain = text.normalize("NFKD").replace(/\p{M}/gu, "");
    return (/[a-z][A-Z]/.test(plain) ? plain.replace(/[A-Za-z]+/g, apart) : plain).toLowerCase().replace(/['’`]/g, "")
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

  // Takes the endings off words, as the Language of reasonphrase/tokens.py does it. A pattern is
  // tried only on words with one of its endings, which stand in its last group.
  function stemmer(rules) {
    const patterns = rules.map(([pattern, put]) => ({
      ends: pattern.slice(pattern.lastIndexOf("(") + 1, -1).split("|"), whole: new RegExp("^" + pattern + "$"), put,
    }));
    return kept((word) => {
      if (word.length < 4 || /^\d+$/.test(word)) return word;
      let out = word;
      for (const { ends, whole, put } of patterns) {
        const found = ends.some((end) => out.endsWith(end)) && whole.exec(out);
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

  // Of texts grouped by their length, each with its letters, those that are near a word: [how far, which].
  function alike(word, byLength, most, may) {
    const found = [];
    const own = letters(word);
    for (let length = word.length - most; length <= word.length + most; length++) {
      for (const one of byLength.get(length) || []) {
        if (bits(one.mask ^ own) > 2 * most || (may && !may(one.text))) continue;
        const far = distance(word, one.text, most);
        if (far <= most) found.push([far, one]);
      }
    }
    return found;
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

  globalThis.reasonPhraseWords = { kept, grouped, wordsOf, join, stemmer, distance, letters, alike, startingWith, HUMPS, LONGEST_WORD, MOST_WORDS };
})();
