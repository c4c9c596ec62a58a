#!/usr/bin/env node
import { runCli } from './run-cli';

void runCli(process.argv.slice(2), {
  directory: process.cwd(),
  environment: process.env,
  now: () => Date.now(),
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
}).then((code) => {
  process.exitCode = code;
});
