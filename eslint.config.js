/** What the linter asks for: type-aware rules for our TypeScript, Lit and custom elements; plain ones for the tools. */
import js from "@eslint/js";
import lit from "eslint-plugin-lit";
import litA11y from "eslint-plugin-lit-a11y";
import wc from "eslint-plugin-wc";
import globals from "globals";
import tseslint from "typescript-eslint";

const NO_CHANCE = {
  selector: "MemberExpression[object.name='Math'][property.name='random']",
  message: "Same seed, same bits: use Random from src/math.",
};
const NO_CLOCK = {
  selector: "MemberExpression[object.name='Date'][property.name='now']",
  message: "Decisions never depend on the clock.",
};

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "build/",
      ".bench/",
      "node_modules/",
      "test-results/",
      "playwright-report/",
      "public/",
      "wasm/",
      "tools/tsconfig/",
    ],
  },
  js.configs.recommended,
  { rules: { "no-misleading-character-class": ["error", { allowEscape: true }] } },
  {
    files: ["**/*.ts"],
    // The audio thread has other globals than the rest.
    ignores: ["worklets/*-processor.ts"],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
  },
  {
    files: ["worklets/*-processor.ts"],
    languageOptions: {
      parserOptions: { project: "./tools/tsconfig/worklet.json", tsconfigRootDir: import.meta.dirname },
    },
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-restricted-syntax": ["error", NO_CHANCE, NO_CLOCK],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // Numbers in messages are the point of messages.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // An arrow that returns what its only call returns is the shortest way to say it.
      "@typescript-eslint/no-confusing-void-expression": "off",
      // The compiler believes that every index is inside; a check against that is sometimes right.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      // An interface may promise a promise that this implementation need not wait for.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      // Spreading a string into code points is what is meant.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      "@typescript-eslint/unbound-method": ["error", { ignoreStatic: true }],
    },
  },
  {
    files: ["src/ui/**/*.ts", "src/main.ts"],
    extends: [lit.configs["flat/recommended"], wc.configs["flat/recommended"], litA11y.configs.recommended],
    settings: { wc: { elementBaseClasses: ["LitElement"] } },
  },
  {
    // Benchmarks, journeys and the load meter of the audio thread measure time; it decides nothing about a result.
    files: ["bench/**", "tests/browser/**", "worklets/*-processor.ts"],
    rules: { "no-restricted-syntax": ["error", NO_CHANCE] },
  },
  { files: ["**/*.{js,mjs,cjs}"], languageOptions: { globals: globals.node } },
);
