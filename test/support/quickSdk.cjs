/**
 * Loaded before Pulumi's SDK into processes that a run starts. The SDK loads a compiler, a package manager and the
 * Automation API with everything else, for programs that it has to turn into text and for those that run an engine; a
 * host never does, and most programs neither. They are loaded here when they are first used, which takes more than half
 * off the start of such a process.
 */
const Module = require("node:module");

const load = Module._load;
Module._load = function (request, parent, isMain) {
  const loaded = () => load.call(Module, request, parent, false);
  if (request === "typescript") return lazy({}, loaded);
  if (request === "./automation") return lazy({ __esModule: true }, loaded);
  if (request === "./closure/codePaths")
    return { computeCodePaths: (...args) => loaded().computeCodePaths(...args) };
  return load.call(this, request, parent, isMain);
};

function lazy(known, loaded) {
  return new Proxy(known, {
    get: (_, name) => known[name] ?? loaded()[name],
    has: (_, name) => name in loaded(),
  });
}
