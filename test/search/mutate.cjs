/** Loaded before anything else: takes a guard out of the product, in the source of this process alone. */
const { Buffer } = require("node:buffer");
const fs = require("node:fs");

const { file, find, replace } = JSON.parse(require("node:process").env.SEARCH_MUTANT);
const read = fs.readFileSync;

fs.readFileSync = function (path, ...rest) {
  const found = read.call(this, path, ...rest);
  if (typeof path !== "string" || !path.endsWith(file)) return found;
  const text = found.toString();
  if (text.split(find).length !== 2) throw new Error(`${file} doesn't hold this text once: ${find}`);
  const changed = text.split(find).join(replace);
  return typeof found === "string" ? changed : Buffer.from(changed);
};
