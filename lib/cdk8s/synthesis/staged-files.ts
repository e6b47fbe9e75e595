import { closeSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/**
 * Files that appear in a folder all together, when everything has been written, or not at all.
 *
 * They are written under another name inside the folder, so that taking their place is one rename each.
 */
export class StagedFiles {
  private readonly staging: string;
  private readonly files: { staged: string; final: string }[] = [];
  private readonly folders = new Set<string>();

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.staging = mkdtempSync(path.join(folder, '.synth-'));
  }

  /** Writes one file chunk by chunk; a later file of the same name replaces it. */
  write(name: string, chunks: Iterable<Uint8Array>): void {
    const staged = path.join(this.staging, String(this.files.length));
    this.files.push({ staged, final: path.join(this.folder, name) });
    const file = openSync(staged, 'w');
    try {
      for (const chunk of chunks) writeAll(file, chunk);
    } finally {
      closeSync(file);
    }
  }

  /** Makes a folder for files, which may stay empty. */
  addFolder(name: string): void {
    this.folders.add(path.join(this.folder, name));
  }

  /** Puts every file in its place. */
  commit(): void {
    for (const folder of this.folders) mkdirSync(folder, { recursive: true });
    for (const { staged, final } of this.files) renameSync(staged, final);
  }

  /** Leaves no trace of what has not been put in its place. */
  discard(): void {
    rmSync(this.staging, { recursive: true, force: true });
  }
}

/** One call may write a part only. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
}
