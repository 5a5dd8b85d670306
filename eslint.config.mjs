import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/dist/**", ".cache/**", ".work/**", ".demo/**", "**/node_modules/**"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      globals: { process: "readonly", console: "readonly" },
      parserOptions: { project: "tsconfig.json", tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-explicit-any": "error",
      // `void` would only hide that nobody hears of a failure.
      "@typescript-eslint/no-floating-promises": ["error", { ignoreVoid: false }],
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      eqeqeq: "error",
    },
  },
  {
    files: ["**/*.{js,cjs,mjs}"],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    // Loaded by Node.js itself, before anything could compile it.
    files: ["**/*.cjs"],
    languageOptions: { globals: { require: "readonly" } },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    files: ["test/**"],
    rules: {
      // Chai asserts by members, as in `to.be.empty`.
      "@typescript-eslint/no-unused-expressions": "off",
      // What isn't there fails the test, as it should.
      "@typescript-eslint/no-non-null-assertion": "off",
      // Programs and fakes are async because who calls them awaits them.
      "@typescript-eslint/require-await": "off",
      // Worlds, rigs and answers are taken apart: what they hold are functions, declared as methods.
      "@typescript-eslint/unbound-method": "off",
    },
  },
);
