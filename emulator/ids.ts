import { createHash } from "node:crypto";

/** Each id follows from the seed and from the number of ids before it, so that a restored copy makes the same again. */
export interface IdState {
  seed: string;
  count: number;
}

/** Makes up ids. */
export class Ids {
  constructor(private readonly store: { readonly state: { ids: IdState } }) {}

  /** At most 32. */
  bytes(length: number): Buffer {
    const { ids } = this.store.state;
    ids.count += 1;
    return createHash("sha256").update(`${ids.seed} ${ids.count}`).digest().subarray(0, length);
  }

  uuid(): string {
    const bytes = this.bytes(16);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }
}
