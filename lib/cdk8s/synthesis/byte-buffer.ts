/** Strings longer than this are copied by the runtime; below it the call costs more than the copy. */
const SHORT = 48;
/** UTF-8 takes at most this many bytes for a unit of a JavaScript string. */
const BYTES_PER_UNIT = 3;

/** Text as UTF-8 that is gathered without making a string of it, which is most of what a writer would leave to GC. */
export class ByteBuffer {
  private bytes = Buffer.allocUnsafe(256 * 1024);
  private end = 0;

  get length(): number {
    return this.end;
  }

  append(text: string): void {
    const { length } = text;
    if (this.end + length * BYTES_PER_UNIT > this.bytes.length) this.grow(length * BYTES_PER_UNIT);
    if (length > SHORT) {
      this.end += this.bytes.write(text, this.end);
      return;
    }
    const { bytes, end } = this;
    for (let position = 0; position < length; position++) {
      const unit = text.charCodeAt(position);
      if (unit > 0x7f) {
        this.end += bytes.write(text, end);
        return;
      }
      bytes[end + position] = unit;
    }
    this.end = end + length;
  }

  /** Forgets what was appended since the buffer had this length. */
  rewind(length: number): void {
    this.end = length;
  }

  /** What was gathered, valid until more is appended. The buffer is empty after this. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.end);
    this.end = 0;
    return taken;
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.end + needed));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}
