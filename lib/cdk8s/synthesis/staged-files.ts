import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/**
 * Files that appear in a folder all together, when everything has been written, or not at all.
 *
 * A folder that is not there yet is written beside its place and takes it with one rename. Into a folder that is there,
 * whose other files stay, the files are moved one by one, from names that nothing takes for manifests.
 */
export class StagedFiles {
  private readonly folder: string;
  /** Where everything is written first. */
  private readonly staging: string;
  private readonly stagedFolder: string;
  private readonly isNewFolder: boolean;
  private readonly files: { staged: string; final: string }[] = [];
  private readonly folders = new Set<string>();

  constructor(folder: string) {
    this.folder = path.resolve(folder);
    this.isNewFolder = !existsSync(this.folder);
    mkdirSync(this.isNewFolder ? path.dirname(this.folder) : this.folder, { recursive: true });
    this.staging = mkdtempSync(this.isNewFolder ? `${this.folder}.synth-` : path.join(this.folder, '.synth-'));
    // A temporary folder is closed to others, which the real one must not be.
    this.stagedFolder = path.join(this.staging, 'out');
    mkdirSync(this.stagedFolder);
  }

  /** Writes one file chunk by chunk; a later file of the same name replaces it. */
  write(name: string, chunks: Iterable<Uint8Array>): void {
    const stagedName = this.isNewFolder ? name : String(this.files.length);
    const staged = path.join(this.stagedFolder, stagedName);
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
    if (this.isNewFolder) mkdirSync(path.join(this.stagedFolder, name), { recursive: true });
  }

  /** Puts every file in its place. */
  commit(): void {
    if (this.isNewFolder && this.takesPlaceAtOnce()) return;
    mkdirSync(this.folder, { recursive: true });
    for (const folder of this.folders) mkdirSync(folder, { recursive: true });
    for (const { staged, final } of new Map(this.files.map((file) => [file.final, file])).values()) {
      renameSync(staged, final);
    }
  }

  /** Leaves no trace of what has not been put in its place. */
  discard(): void {
    rmSync(this.staging, { recursive: true, force: true });
  }

  /** Someone may have made the folder in the meantime. */
  private takesPlaceAtOnce(): boolean {
    if (existsSync(this.folder)) return false;
    renameSync(this.stagedFolder, this.folder);
    return true;
  }
}

/** One call may write a part only. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
}
