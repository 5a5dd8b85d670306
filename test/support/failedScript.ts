/** Ends a script that failed. */
export function failedScript(error: unknown): void {
  console.error(error);
  process.exitCode = 1;
}
