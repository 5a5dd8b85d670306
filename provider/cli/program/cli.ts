#!/usr/bin/env node
import { runCommand } from "./command";
import { EXIT } from "./commandOptions";

runCommand(process.argv.slice(2), {
  env: process.env,
  out: (line) => console.log(line),
  err: (line) => console.error(line),
}).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = EXIT.failed;
  },
);
