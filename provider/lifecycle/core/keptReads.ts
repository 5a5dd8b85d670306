/** What is read once in a run, since many purchases ask for the same. A read that fails is done again. */
export class KeptReads {
  private readonly kept = new Map<string, Promise<unknown>>();

  /** Every reader of a key reads it in the same way, so what one of them keeps is what another one wants. */
  keep<Value>(key: string, read: () => Promise<Value>): Promise<Value> {
    const value = (this.kept.get(key) as Promise<Value> | undefined) ?? read();
    this.kept.set(key, value);
    value.catch(() => this.kept.delete(key));
    return value;
  }
}
