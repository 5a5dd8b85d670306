import type { Command } from "./command";

/** What every tool is told: the variables of the emulator, and which cart to buy. */
export interface Order {
  /** PARTNERCENTER_* settings. */
  partnerCenter: Readonly<Record<string, string>>;
  customerId: string;
  cartId: string;
  /** After how many seconds without an answer a request is given up. */
  timeoutSeconds: number;
}

/** A tool in a folder of its own, about to buy one cart. */
export interface Attempt {
  /** Starts one run, as a person would. */
  run(): Command;
  /** What its makers tell people to do before the run after a killed one. */
  afterKill?(): Promise<void>;
  /** Everything that it has kept, as text. */
  state(): string;
  /** Its state is gone, its program still there. */
  loseState(): void;
  /** The same purchase gets another name in the program; tools without names don't have it. */
  rename?(): void;
}

/** A tool that is ready on this machine. */
export interface ReadyPeer {
  /** Names and versions of what was measured, the tool's own first. */
  version: string;
  /** @param folder Empty, and the attempt's own. */
  attempt(folder: string, order: Order): Attempt;
}

/** A way to buy a cart. */
export interface Peer {
  /** Short name, the key of its results. */
  name: string;
  /** The head of its column. */
  title: string;
  /** How it is set up, in one sentence. */
  how: string;
  /** Makes it ready. @param folder Kept between runs, for what is slow to make. @throws MissingTool */
  ready: (folder: string) => Promise<ReadyPeer>;
}

/** A tool is not on this machine: its columns are left out. */
export class MissingTool extends Error {}
