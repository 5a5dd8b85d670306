import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { marked } from "../proof/processes";

/** What a provider's host took while it worked. */
export interface HostMemory {
  samples: number;
  minMb: number;
  maxMb: number;
  /** Growth over the second half of the time, when everything is loaded: MB a minute of the line that fits best. */
  slopeMbPerMinute: number;
}

export interface MemorySample {
  seconds: number;
  mb: number;
}

const SAMPLE_EVERY_MS = 250;

/** Samples the resident memory of the provider's host among the processes with a mark, until it is told to stop. */
export class HostMemoryWatch {
  private readonly samples: MemorySample[] = [];
  private readonly start = performance.now();
  private readonly timer = setInterval(() => this.sample(), SAMPLE_EVERY_MS);
  private host: number | undefined;

  constructor(private readonly mark: Record<string, string>) {}

  stop(): HostMemory {
    clearInterval(this.timer);
    return summaryOf(this.samples);
  }

  private sample(): void {
    this.host ??= marked(this.mark).find(({ role }) => role === "host")?.pid;
    const mb = this.host === undefined ? undefined : residentMb(this.host);
    if (mb !== undefined) this.samples.push({ seconds: (performance.now() - this.start) / 1000, mb });
  }
}

/** Throws without a sample: nothing is known about a host that was never seen. */
export function summaryOf(samples: readonly MemorySample[]): HostMemory {
  if (samples.length === 0) throw new Error("The provider's host was never seen.");
  const sizes = samples.map(({ mb }) => mb);
  return {
    samples: samples.length,
    minMb: Math.min(...sizes),
    maxMb: Math.max(...sizes),
    slopeMbPerMinute: 60 * slopeOf(samples.slice(Math.floor(samples.length / 2))),
  };
}

/** MB a second, by least squares; 0 for a single sample. */
function slopeOf(samples: readonly MemorySample[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = mean(samples.map(({ seconds }) => seconds));
  const height = mean(samples.map(({ mb }) => mb));
  const sum = (value: (sample: MemorySample) => number) => samples.reduce((all, one) => all + value(one), 0);
  const spread = sum(({ seconds }) => (seconds - middle) ** 2);
  return spread === 0 ? 0 : sum(({ seconds, mb }) => (seconds - middle) * (mb - height)) / spread;
}

function residentMb(pid: number): number | undefined {
  try {
    const [, kb] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kb === undefined ? undefined : Number(kb) / 1024;
  } catch {
    return undefined; // ended meanwhile
  }
}
