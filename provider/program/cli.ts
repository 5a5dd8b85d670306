#!/usr/bin/env node
import { runCommand } from "./command";

void runCommand(process.argv.slice(2), {
  env: process.env,
  out: (line) => console.log(line),
  err: (line) => console.error(line),
}).then((code) => (process.exitCode = code));
