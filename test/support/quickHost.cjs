/**
 * Loaded before the host of dynamic resources by `bin/pulumi-resource-pulumi-nodejs`. Pulumi's SDK loads a compiler and a package manager with everything else,
 * for programs that it has to turn into text; a host never does. They are loaded here when they are first used, which
 * takes more than half off the start of a host.
 */
const Module = require("node:module");

const load = Module._load;
Module._load = function (request, parent, isMain) {
  const loaded = () => load.call(Module, request, parent, false);
  if (request === "typescript")
    return new Proxy({}, { get: (_, name) => loaded()[name], has: (_, name) => name in loaded() });
  if (request === "./closure/codePaths")
    return { computeCodePaths: (...args) => loaded().computeCodePaths(...args) };
  return load.call(this, request, parent, isMain);
};
