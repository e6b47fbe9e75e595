import { performance } from 'node:perf_hooks';

/** What a measured process tells about itself in the last line of its output. */
export interface OwnAccount {
  /** Milliseconds by phase, in order. */
  readonly phases: Record<string, number>;
  /** High-water mark of resident memory. */
  readonly peakMiB: number;
}

/** Times the phases of this process, from the moment it started. */
export class Phases {
  private readonly phases: Record<string, number> = {};
  private last = 0;

  /** The phase of this name ends now; the next one begins. */
  end(name: string): void {
    const now = performance.now();
    this.phases[name] = now - this.last;
    this.last = now;
  }

  print(): void {
    const account: OwnAccount = { phases: this.phases, peakMiB: process.resourceUsage().maxRSS / 1024 };
    process.stdout.write(`${JSON.stringify(account)}\n`);
  }
}
