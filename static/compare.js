// Lays two or three codes side by side on compare.html. Its data is compare-data.js.
(function () {
  "use strict";

  const { make } = window.reasonPhrasePage;
  const data = window.reasonPhraseCompare;
  const root = new URL(".", document.currentScript.src).href;
  const fields = ["a", "b", "c"].map((name) => document.getElementById("code-" + name));
  const status = document.getElementById("compare-status");
  const place = document.getElementById("compared");
  const title = document.title;

  // "404", "404 Not Found" and " 404 " are the same code.
  function codeOf(text) {
    const digits = (/^\s*(\d{1,3})(?!\d)/.exec(text) || [])[1];
    return digits ? digits.padStart(3, "0") : "";
  }

  function show() {
    const typed = fields.map((field) => field.value.trim().slice(0, 40)).filter(Boolean);
    const codes = [...new Set(typed.map(codeOf))].filter((code) => Object.hasOwn(data.codes, code));
    const unknown = typed.filter((text) => !Object.hasOwn(data.codes, codeOf(text)));
    place.replaceChildren();
    document.title = codes.length > 1 ? codes.join(" and ") + " compared · Reason Phrase" : title;
    if (unknown.length) status.textContent = unknown.join(", ") + ": there is no page of this code. Write a number such as 404.";
    else if (codes.length < 2) status.textContent = typed.length ? "Write a second code." : "Write two codes.";
    else status.textContent = codes.map((code) => code + " " + data.codes[code][0]).join(", ") + " side by side.";
    if (codes.length > 1) place.append(...differences(codes), table(codes));
  }

  function differences(codes) {
    const written = data.written[[...codes].sort().join(" ")];
    const found = [];
    if (written) {
      const line = make("p", "", { class: "deciding" });
      line.append(make("b", "The one deciding question: "), written[2] + " ", make("a", "Read the whole comparison", { href: root + written[0] }));
      found.push(line);
    }
    for (const one of codes) {
      for (const other of codes) if (data.codes[one][3][other]) found.push(make("p", data.codes[one][3][other]));
    }
    return found;
  }

  function table(codes) {
    const out = make("table", "", { class: "compare" });
    out.append(make("caption", "Side by side"));
    const head = out.createTHead().insertRow();
    head.append(make("td"));
    for (const code of codes) {
      const cell = make("th", "", { scope: "col", "data-class": data.codes[code][1] });
      cell.append(make("a", code + " " + data.codes[code][0], { href: root + "codes/" + code + ".html" }));
      head.append(cell);
    }
    const body = out.createTBody();
    data.labels.forEach((label, number) => {
      const row = body.insertRow();
      if (new Set(codes.map((code) => data.codes[code][2][number])).size === 1) row.className = "same";
      row.append(make("th", label, { scope: "row" }));
      for (const code of codes) row.append(make("td", data.codes[code][2][number]));
    });
    const box = make("div", "", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Table" });
    box.append(out);
    return box;
  }

  function remember() {
    const state = new URLSearchParams();
    for (const field of fields) if (field.value.trim()) state.set(field.name, codeOf(field.value) || field.value.trim());
    const query = state.toString();
    history.replaceState(null, "", query ? "?" + query : "compare.html");
  }

  function restore() {
    const state = new URLSearchParams(location.search);
    for (const field of fields) field.value = state.get(field.name) || "";
    show();
  }

  for (const field of fields) field.addEventListener("input", () => { show(); remember(); });
  fields[0].form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", restore);
  restore();
})();
