// The scripts are classic ones, served as written.
module.exports = [
  {
    files: ["static/*.js"],
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "script",
      globals: Object.fromEntries(
        ["window", "document", "location", "history", "navigator", "localStorage", "URL", "URLSearchParams", "globalThis", "setTimeout", "clearTimeout", "performance", "requestAnimationFrame", "cancelAnimationFrame", "addEventListener", "crypto", "Intl", "MessageChannel"].map((name) => [name, "readonly"]),
      ),
    },
    rules: {
      "no-undef": "error",
      "no-unused-vars": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-implicit-globals": "error",
      "no-eval": "error",
      "no-restricted-properties": ["error", { property: "innerHTML" }, { property: "outerHTML" }],
      eqeqeq: "error",
      strict: ["error", "function"],
    },
  },
];
