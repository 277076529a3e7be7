// The four tools of tools.html. The functions up to the page work on text alone; nothing leaves the page.
(function () {
  "use strict";

  const MOST = 200000, LONGEST = 4096, LINES = 200;
  const STATUS = /^(?:HTTP\/\d(?:\.\d)? (\d{3})\b|:?status: (\d{3})\b)/i;
  const FIELD = /^(:?[A-Za-z][!#$%&'*+.^_`|~0-9A-Za-z-]{0,80}):(?:[ \t](.*))?$/;

  // ---- who sent this: reading ------------------------------------------------------------

  const codeOf = (line) => { const found = STATUS.exec(line); return found ? found[1] || found[2] : ""; };
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  function parseJson(text) {
    try { return JSON.parse(text); } catch { return undefined; }
  }

  // Takes what was pasted apart: { kind, code, fields: [[name, value]], body, lines }.
  function read(text) {
    const all = String(text).slice(0, MOST).replace(/\r\n?/g, "\n").replace(/^\uFEFF/, "");
    const start = all.trimStart()[0];
    const json = start === "{" || start === "[" ? parseJson(all) : undefined;
    const entry = isObject(json) ? harEntry(json) : null;
    if (entry) return fromHar(entry);
    const lines = all.split("\n");
    const head = lines.some((line) => /^< HTTP\/\d/.test(line)) ? fromVerbose(lines) : fromHead(lines);
    if (head) return head;
    const rows = json === undefined ? lines : [JSON.stringify(json)];
    return { kind: "body", code: "", fields: [], body: all, lines: rows.filter((row) => row.trim()) };
  }

  function harEntry(json) {
    const entries = isObject(json.log) && Array.isArray(json.log.entries) ? json.log.entries : [json];
    const answered = entries.filter((entry) => isObject(entry) && isObject(entry.response));
    return answered.find((entry) => entry.response.status >= 400) || answered[0] || null;
  }

  function fromHar({ response }) {
    const headers = Array.isArray(response.headers) ? response.headers.filter(isObject) : [];
    const content = isObject(response.content) ? response.content : {};
    const code = /^\d{3}$/.test(response.status) ? String(response.status) : "";
    const fields = headers.map((row) => [String(row.name).toLowerCase(), String(row.value)]);
    return { kind: "response", code, fields, body: harBody(content), lines: [] };
  }

  function harBody({ text, encoding }) {
    if (encoding !== "base64") return String(text || "");
    try { return globalThis.atob(String(text)); } catch { return ""; }
  }

  // curl -v: "< " before the response head, ">" and "*" before what is not the response.
  function fromVerbose(lines) {
    const found = { kind: "response", code: "", fields: [], body: "", lines: [] }, body = [];
    for (const line of lines) {
      if (/^< HTTP\/\d/.test(line)) {
        Object.assign(found, { code: codeOf(line.slice(2)), fields: [] });
        body.length = 0;
      } else if (/^<\s?$/.test(line) || (/^< /.test(line) && addField(found.fields, line.slice(2)))) continue;
      else if (found.code && !/^(?:[>*] ?|[{}] \[)/.test(line)) body.push(line);
    }
    found.body = body.join("\n");
    return found;
  }

  function addField(fields, line) {
    const found = FIELD.exec(line.slice(0, LONGEST));
    if (found) fields.push([found[1].toLowerCase(), (found[2] || "").trim()]);
    return Boolean(found);
  }

  // curl -i or a raw message; with several heads (100, a redirect followed, a proxy) the last counts.
  function fromHead(lines) {
    let at = lines.findIndex((line) => codeOf(line.trim()));
    if (at < 0) return fromFields(lines);
    for (;;) {
      const code = codeOf(lines[at].trim()), fields = [];
      let end = at + 1;
      while (end < lines.length && lines[end].trim()) addField(fields, lines[end++]);
      const next = /^(?:1|3|200|40[17])/.test(code) ? lines.findIndex((line, i) => i > end && /^HTTP\/\d/.test(line)) : -1;
      if (next < 0) return { kind: "response", code, fields, body: lines.slice(end + 1).join("\n"), lines: [] };
      at = next;
    }
  }

  function fromFields(lines) {
    const fields = [], first = lines.findIndex((line) => line.trim());
    let end = Math.max(first, 0);
    while (end < lines.length && lines[end].trim()) if (!addField(fields, lines[end++])) return null;
    return fields.length ? { kind: "response", code: "", fields, body: lines.slice(end + 1).join("\n"), lines: [] } : null;
  }

  // ---- who sent this: judging ------------------------------------------------------------

  const compiled = new Map();

  function matcher(fingerprint) {
    if (!compiled.has(fingerprint.pattern)) compiled.set(fingerprint.pattern, new RegExp(fingerprint.pattern, "im"));
    return compiled.get(fingerprint.pattern);
  }

  const hit = (fingerprint, text) => matcher(fingerprint).exec(text);
  const evidenceOf = (fingerprint, text, sub) => ({ fingerprint, layer: fingerprint.layer, made: fingerprint.proves === "made", behind: fingerprint.proves === "behind", sub: sub || "", text: text.trim().slice(0, 160) });

  // The first line that is of a known log format, with all that its format proves.
  function fromLog(lines, fingerprints) {
    for (const row of lines.slice(0, LINES)) {
      const line = row.slice(0, LONGEST).replace(/^[\w.-]{1,60} +\| /, ""), found = { code: "", evidence: [] };
      for (const fingerprint of fingerprints) {
        const match = fingerprint.where === "log" ? hit(fingerprint, line) : null;
        if (!match) continue;
        found.code = found.code || match[1] || String(fingerprint.code || "");
        found.evidence.push(evidenceOf(fingerprint, match[0], match[2]));
      }
      if (found.evidence.length) return found;
    }
    return null;
  }

  function fromResponse(input, fingerprints) {
    const evidence = [];
    for (const fingerprint of fingerprints) {
      if (fingerprint.where === "log" || (fingerprint.only && !fingerprint.only.split(" ").includes(input.code))) continue;
      const field = fingerprint.where !== "body";
      const texts = field ? input.fields.filter(([name]) => name === fingerprint.where).map(([, value]) => value.slice(0, LONGEST)) : [input.body];
      const match = texts.filter(Boolean).map((text) => hit(fingerprint, text)).find(Boolean);
      if (match) evidence.push(evidenceOf(fingerprint, field ? `${fingerprint.where}: ${match.input}` : match[0], match[1]));
    }
    return evidence;
  }

  // A page that was pasted without its head often names its status.
  function codeInBody(body) {
    const found = /<(?:title|h1)>[^<]{0,80}?\b([1-5]\d\d)\b/i.exec(body) || /"status(?:Code)?": ?([1-5]\d\d)\b/.exec(body);
    return found ? found[1] : "";
  }

  // Gives { kind, code, maker, certainty, passed, evidence }: layers by key, certainty made, likely, passed or unknown.
  function identify(text, data) {
    const input = read(text);
    const log = input.lines.length ? fromLog(input.lines, data.fingerprints) : null;
    const evidence = log ? log.evidence : fromResponse(input, data.fingerprints);
    const code = log ? log.code : input.code || codeInBody(input.body);
    const score = (layer) => evidence.filter((item) => item.made && item.layer === layer).map((item) => item.fingerprint.weight).reduce((best, weight) => Math.max(best, weight), 0);
    const place = (layer) => data.layers[layer].place;
    const strong = evidence.filter((item) => item.fingerprint.weight > 1);
    const layersOf = (items) => [...new Set(items.map((item) => item.layer))];
    const makers = layersOf(strong).filter((layer) => score(layer) > 1).sort((a, b) => score(b) - score(a) || place(b) - place(a));
    const maker = makers[0] || null;
    // Words in a body that another program writes too are no sign of a way through.
    const passed = layersOf(strong.filter((item) => !item.made || item.fingerprint.where !== "body")).filter((layer) => layer !== maker).sort((a, b) => place(a) - place(b));
    const certainty = maker ? (score(maker) > 2 ? "made" : "likely") : passed.length ? "passed" : "unknown";
    const kind = log ? "log" : input.body.trim() || input.fields.length || input.code ? input.kind : "empty";
    evidence.sort((a, b) => b.made - a.made || b.fingerprint.weight - a.fingerprint.weight);
    return { kind, code, maker, certainty, passed, evidence };
  }

  const upper = (words) => words.replace(/^(?:the|a) /, (article) => article[0].toUpperCase() + article.slice(1));

  // A sentence or two on what identify found.
  function verdict(found, data) {
    const name = (layer) => data.layers[layer].label;
    const way = found.passed.map(name).join(", then ");
    const number = Number(found.code) > 99, known = number ? data.codes[found.code] : "";
    const code = found.code ? `${number ? found.code : "No status"}${known ? ` ${known}` : ""}. ` : "";
    if (found.certainty === "unknown") return `${code}Unknown: nothing here tells who made it.`;
    if (found.certainty === "passed") return `${code}It came through ${way}. ${behind(found) ? "Something behind made it." : `Unknown who made it: ${found.passed.length > 1 ? "one of these" : name(found.passed[0])} or something behind.`}`;
    const perhaps = found.certainty === "made" ? "" : "probably ";
    const made = found.kind === "log" ? `${perhaps ? "Probably set" : "Set"} by ${name(found.maker)} itself.` : `${upper(name(found.maker))} ${perhaps}made this answer.`;
    return `${code}${made}${way ? ` It came through ${way}.` : ""}`;
  }

  const behind = ({ evidence, passed }) => evidence.some((item) => item.behind && item.layer === passed[passed.length - 1]);

  // Gives [{ url, words }]: the code, what each sender says of it, the sender's page, the sub-codes.
  function linksOf(found, data) {
    const links = [], code = found.code.padStart(3, "0");
    const add = (url, words) => { if (url && !links.some((link) => link.url === url)) links.push({ url, words }); };
    if (found.code && data.codes[code]) add(`codes/${code}.html`, `${code} ${data.codes[code]}`);
    for (const key of [found.maker, ...found.passed].filter(Boolean)) {
      const layer = data.layers[key];
      if (found.code && layer.codes) add(layer.codes[code], `${code} from ${layer.label}`);
      for (const { sub } of found.evidence.filter((item) => item.layer === key && item.sub)) {
        for (const [url, ids] of layer.tables || []) {
          for (const id of [...sub.split(","), `${found.code}.${sub}`].filter((id) => ids.includes(id))) add(`${url}#${id}`, id);
        }
      }
      if (layer.page) add(...layer.page);
    }
    return links;
  }

  // ---- dates ------------------------------------------------------------------------------

  const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const IMF = /^(\w{3}), (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;
  const RFC850 = /^(\w{3})\w{3,6}, (\d\d)-(\w{3})-(\d\d) (\d\d):(\d\d):(\d\d) GMT$/;
  const ASCTIME = /^(\w{3}) (\w{3}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\d{4})$/;
  const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)? ?(Z|[+-]\d\d:?\d\d)?$/i;

  // Gives { time } in milliseconds with { how, note }, or { error }.
  function parseTime(text, now) {
    const value = text.trim().replace(/^[A-Za-z-]+:\s+/, "");
    if (/^now$/i.test(value)) return { time: now, how: "now" };
    if (/^\d{1,8}$/.test(value)) return { time: now + Number(value) * 1000, how: "a number of seconds from now, as in Retry-After" };
    if (/^-?\d{9,11}(?:\.\d{1,9})?$/.test(value)) return { time: Math.round(Number(value) * 1000), how: "Unix time in seconds" };
    if (/^-?\d{12,15}$/.test(value)) return { time: Number(value), how: "Unix time in milliseconds" };
    return httpDate(value, now) || isoDate(value) || { error: "Not read. Write an HTTP date (Sat, 21 Nov 2026 09:12:44 GMT), ISO 8601 (2026-11-21T09:12:44Z), Unix time, or seconds from now (120)." };
  }

  function httpDate(value, now) {
    let found = IMF.exec(value);
    if (found) return instant(found[4], found[3], found[2], found.slice(5), found[1], "an HTTP date (IMF-fixdate)");
    found = RFC850.exec(value);
    if (found) {
      const century = Math.floor(new Date(now).getUTCFullYear() / 100) * 100, year = century + Number(found[4]);
      const past = Date.UTC(year, 0) - now > 50 * 365.25 * 864e5 ? year - 100 : year;
      return instant(past, found[3], found[2], found.slice(5), found[1], "an HTTP date in the obsolete form of RFC 850; send the first form below");
    }
    found = ASCTIME.exec(value);
    return found && instant(found[7], found[2], found[3], found.slice(4, 7), found[1], "an HTTP date in the obsolete form of asctime; send the first form below");
  }

  function instant(year, month, day, clock, weekday, how) {
    const index = MONTHS.indexOf(month), time = exact(Number(year), index, Number(day), clock.map(Number));
    if (index < 0 || Number.isNaN(time)) return { error: "There is no such date. Names of days and months are English, as in Sat and Nov." };
    const right = DAYS[new Date(time).getUTCDay()];
    return right === weekday ? { time, how } : { error: `That day is a ${right}, not a ${weekday}.` };
  }

  function exact(year, month, day, [hour, minute, second]) {
    const date = new Date(0);
    date.setUTCFullYear(year, month, day);
    const same = date.getUTCMonth() === month && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 61;
    return same ? date.setUTCHours(hour, minute, second, 0) : NaN;
  }

  function isoDate(value) {
    const found = ISO.exec(value);
    if (!found) return null;
    const [year, month, day, ...clock] = found.slice(1, 7).map((part) => Number(part || 0));
    const zone = found[8] || "", parts = /([+-])(\d\d):?(\d\d)/.exec(zone);
    const shift = parts ? (parts[1] === "-" ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) * 60000 : 0;
    const time = exact(year, month - 1, day, clock) + Number(`0.${found[7] || 0}`) * 1000 - shift;
    if (Number.isNaN(time)) return { error: "There is no such date." };
    return { time: Math.floor(time), how: "ISO 8601" + (zone ? "" : ", without an offset and so read as UTC") };
  }

  function formats(time, now) {
    const date = new Date(time);
    if (!(date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999)) return [];
    const wait = Math.ceil((time - now) / 1000);
    return [["HTTP date", date.toUTCString()], ["Retry-After", wait < 0 ? "in the past: retry now, 0" : String(wait)], ["ISO 8601", date.toISOString()], ["Unix, seconds", String(Math.floor(time / 1000))], ["Unix, milliseconds", String(time)]];
  }

  // ---- request ids ------------------------------------------------------------------------

  // From 16 random bytes; version 7 begins with the time in milliseconds (RFC 9562, 5.4 and 5.7).
  function uuid(version, bytes, time) {
    const octets = Array.from(bytes);
    if (version === 7) for (let i = 5, rest = time; i >= 0; i--, rest = Math.floor(rest / 256)) octets[i] = rest % 256;
    octets[6] = (octets[6] & 15) | (version << 4);
    octets[8] = (octets[8] & 63) | 128;
    return octets.map((octet) => octet.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  // ---- problem details --------------------------------------------------------------------

  const TYPES = { type: "string", title: "string", status: "number", detail: "string", instance: "string" };
  const REFERENCE = /^(?:[!#$&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]|%[0-9A-Fa-f]{2})*$/;

  // Gives [{ level: "error" | "advice", says }] for a body, which is text; codes are the names by number.
  function checkProblem(text, codes) {
    const value = parseJson(text);
    if (value === undefined) return [{ level: "error", says: "This is not JSON." }];
    if (!isObject(value)) return [{ level: "error", says: "Problem details are a JSON object (RFC 9457, 3)." }];
    const found = [], error = (says) => found.push({ level: "error", says }), advice = (says) => found.push({ level: "advice", says });
    for (const [name, type] of Object.entries(TYPES)) {
      if (name in value && typeof value[name] !== type) error(`"${name}" is not a JSON ${type}, so clients must ignore it (RFC 9457, 3.1).`);
    }
    for (const name of ["type", "instance"]) if (typeof value[name] === "string") checkReference(name, value[name], error, advice);
    if (typeof value.status === "number" && !(Number.isInteger(value.status) && value.status >= 100 && value.status <= 599)) error(`"status" is ${value.status}, not a status code from 100 to 599 (RFC 9457, 3.1.2).`);
    if (!("status" in value)) advice("\"status\" is missing; it is optional, and helps where the status line gets lost (RFC 9457, 3.1.2).");
    const blank = !("type" in value) || value.type === "about:blank", phrase = typeof value.status === "number" ? codes[value.status] : "";
    if (blank && typeof value.title === "string" && phrase && value.title !== phrase) advice(`With the type about:blank the title should be "${phrase}" (RFC 9457, 4.2.1).`);
    if (!blank && !("title" in value)) advice("\"title\" is missing: a short summary of the type for people (RFC 9457, 3.1.3).");
    for (const name of Object.keys(value)) if (!Object.hasOwn(TYPES, name) && !/^[A-Za-z]\w{2,}$/.test(name)) advice(`The name "${name}" should begin with a letter and have three or more letters, digits or underscores (RFC 9457, 4).`);
    return found;
  }

  function checkReference(name, value, error, advice) {
    if (!REFERENCE.test(value)) error(`"${name}" is not a URI reference: it has a character that needs percent-encoding (RFC 9457, 3.1).`);
    else if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(value) && !value.startsWith("/")) advice(`"${name}" is relative; an absolute URI is safer, or else a full path that begins with / (RFC 9457, 3.1.1 and 3.1.5).`);
  }

  // From the fields of the form, all text: { body, head } or { error }.
  function buildProblem(form, codes) {
    const extra = form.extensions.trim() ? parseJson(form.extensions) : {};
    if (!isObject(extra)) return { error: "The extensions are not a JSON object, such as {\"balance\": 30}." };
    if (form.status.trim() && !/^[1-5]\d\d$/.test(form.status.trim())) return { error: "The status is not a number from 100 to 599." };
    const own = Object.entries(form).filter(([name, value]) => Object.hasOwn(TYPES, name) && value.trim()).map(([name, value]) => [name, name === "status" ? Number(value) : value.trim()]);
    const clash = Object.keys(extra).find((name) => Object.hasOwn(TYPES, name));
    if (clash) return { error: `"${clash}" is a member of its own, not an extension.` };
    const body = JSON.stringify({ ...Object.fromEntries(own), ...extra }, null, 2);
    const status = form.status.trim() || "500", length = new globalThis.TextEncoder().encode(body).length;
    return { body, head: `HTTP/1.1 ${status} ${codes[status] || ""}\nContent-Type: application/problem+json\nContent-Length: ${length}` };
  }

  globalThis.reasonPhraseTools = { read, identify, verdict, linksOf, parseTime, formats, uuid, checkProblem, buildProblem };
  if (typeof document === "undefined") return;

  // ---- the page ---------------------------------------------------------------------------

  const data = window.reasonPhraseFingerprints, root = new URL(".", document.currentScript.src).href;
  const $ = (id) => document.getElementById(id);

  function make(tag, ...children) {
    const element = document.createElement(tag);
    element.append(...children);
    return element;
  }

  function link(url, words) {
    const element = make("a", words);
    element.href = url;
    return element;
  }

  function showWho() {
    const text = $("who-text").value, found = text.trim() ? identify(text, data) : null;
    $("who-verdict").textContent = found ? verdict(found, data) : "";
    $("who-evidence").replaceChildren(...(found ? found.evidence.map(evidenceRow) : []));
    $("who-links").replaceChildren(...(found ? linksOf(found, data).map(({ url, words }) => make("li", link(root + url, words))) : []));
    $("who-cut").hidden = text.length <= MOST;
  }

  function evidenceRow({ fingerprint, layer, made, behind, text }) {
    const proves = made ? ["perhaps made it", "probably made it", "made it"][fingerprint.weight - 1] : behind ? "passed it on" : "passed it on or made it";
    const source = fingerprint.source ? link(fingerprint.source, "Source") : "Seen in public captures.";
    return make("li", make("b", `${upper(data.layers[layer].label)} ${proves}: `), make("code", text || fingerprint.look), ` ${fingerprint.says} `, source);
  }

  function showTime() {
    const text = $("time-text").value, now = Date.now(), found = text.trim() ? parseTime(text, now) : {};
    const rows = "time" in found ? formats(found.time, now) : [];
    $("time-status").textContent = found.error || (rows.length ? `Read as ${found.how}.` : "time" in found ? "That is outside the years 0 to 9999." : "");
    $("time-rows").replaceChildren(...rows.map(([name, value]) => make("div", make("dt", name), make("dd", make("code", value)))));
  }

  function showProblem() {
    const built = buildProblem(Object.fromEntries(new window.FormData($("problem-form"))), data.codes);
    $("problem-out").textContent = built.error ? "" : `${built.head}\n\n${built.body}`;
    $("problem-status").textContent = built.error || checkProblem(built.body, data.codes).map((row) => row.says).join(" ");
  }

  function showCheck() {
    const text = $("check-text").value, found = text.trim() ? checkProblem(text, data.codes) : [];
    $("check-status").textContent = !text.trim() ? "" : found.some((row) => row.level === "error") ? "Not valid." : found.length ? "Valid, with advice." : "Valid.";
    $("check-rows").replaceChildren(...found.map((row) => make("li", `${row.level === "error" ? "Error" : "Advice"}: ${row.says}`)));
  }

  async function copy(button) {
    const source = $(button.dataset.copy), say = $(button.dataset.say);
    try {
      await navigator.clipboard.writeText(source.textContent);
      say.textContent = "Copied.";
    } catch {
      window.getSelection().selectAllChildren(source);
      say.textContent = "Selected: copy it with the keyboard.";
    }
  }

  for (const [id, show] of [["who-text", showWho], ["time-text", showTime], ["problem-form", showProblem], ["check-text", showCheck]]) $(id).addEventListener("input", show);
  for (const form of document.querySelectorAll("form.tool")) form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("[data-uuid]")) button.addEventListener("click", () => { $("uuid-out").textContent = uuid(Number(button.dataset.uuid), crypto.getRandomValues(new Uint8Array(16)), Date.now()); });
  for (const button of document.querySelectorAll("[data-copy]")) button.addEventListener("click", () => copy(button));
  for (const show of [showWho, showTime, showProblem, showCheck]) show();
})();
