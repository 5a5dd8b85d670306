/** A request to the API or to the token service. */
export interface EmulatorRequest {
  /** In capitals. */
  method: string;
  /** From the first slash on; may have a query. */
  path: string;
  query?: string | Record<string, string>;
  /** Names in any case. */
  headers?: Record<string, string>;
  body?: string;
  /** Whether its connection has served another one before; some faults ask for that. Default false. */
  reusedConnection?: boolean;
}

/** What comes back: an answer, or what is left of it when a fault has cut the connection. */
export interface EmulatorReply {
  /** Null when the connection was cut before a status left. */
  status: number | null;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** The bytes that leave; with `cut` fewer than the headers say. */
  body: Buffer;
  /** Whether the connection is cut after these bytes. */
  cut: boolean;
  /** So many bytes leave at once, with pauses in real time. Nothing in process waits for them. */
  slow?: { chunkBytes: number; pauseMs: number };
}
