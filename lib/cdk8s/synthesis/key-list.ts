import { isArrayIndex, isMisleading, isNothing, NotPlain, type PlainMap } from './plain-values';

/**
 * The keys of one map at a time, without an array for each.
 *
 * The arrays that `Object.keys` and `sort` make for every map were most of what a synth left to GC.
 */
export class KeyList {
  /** Only the first `count` are of this map. */
  readonly names: string[] = [];
  count = 0;

  /** All keys, in the order in which they are. */
  take(map: PlainMap): void {
    this.count = 0;
    for (const key in map) this.names[this.count++] = key;
  }

  /**
   * The keys that hold something, in the order in which cdk8s writes them.
   *
   * @throws NotPlain for keys that only cdk8s can judge.
   */
  takeSorted(map: PlainMap): void {
    const { names } = this;
    let hasNumbers = false;
    let isSorted = true;
    let count = 0;
    for (const key in map) {
      if (isMisleading(key)) throw new NotPlain();
      if (isNothing(map[key])) continue;
      const first = key.charCodeAt(0);
      if (first >= DIGIT_0 && first <= DIGIT_9) hasNumbers = true;
      if (count > 0 && names[count - 1]! > key) isSorted = false;
      names[count++] = key;
    }
    this.count = count;
    if (!isSorted) this.sort();
    if (hasNumbers) this.putNumbersFirst();
  }

  private sort(): void {
    const { names, count } = this;
    if (count > MANY) {
      this.replaceBy(names.slice(0, count).sort());
      return;
    }
    for (let next = 1; next < count; next++) {
      const key = names[next]!;
      let place = next;
      for (; place > 0 && names[place - 1]! > key; place--) names[place] = names[place - 1]!;
      names[place] = key;
    }
  }

  /** A plain object, such as cdk8s renders to, puts whole numbers before all other keys. */
  private putNumbersFirst(): void {
    const sorted = this.names.slice(0, this.count);
    const numbers = sorted.filter(isArrayIndex).sort((a, b) => Number(a) - Number(b));
    this.replaceBy([...numbers, ...sorted.filter((key) => !isArrayIndex(key))]);
  }

  private replaceBy(names: readonly string[]): void {
    for (let place = 0; place < names.length; place++) this.names[place] = names[place]!;
  }
}

/** More keys than this are left to the built-in sort. */
const MANY = 40;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
