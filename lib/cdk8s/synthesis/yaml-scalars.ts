import { Yaml } from 'cdk8s';
import { NotPlain } from './plain-values';

/** How cdk8s spells a value that is neither a list nor a map. */
export class YamlScalars {
  private readonly values = new Map<unknown, string>();
  private readonly keys = new Map<string, string>();

  /**
   * The text of a value that stands behind a key or a dash. Lines after the first are indented by two.
   *
   * @throws NotPlain for what only cdk8s can judge, such as a function.
   */
  value(value: unknown): string {
    if (typeof value === 'string') return this.string(value);
    if (typeof value === 'number')
      return Number.isSafeInteger(value) && value !== 0 ? String(value) : this.spelled(value);
    if (typeof value === 'boolean') return value ? 'true' : 'false';
    if (value === null || value === undefined) return 'null';
    throw new NotPlain();
  }

  /**
   * The text of a key.
   *
   * @throws NotPlain for keys that change the shape of the entry around them.
   */
  key(key: string): string {
    if (key.length > MAX_SIMPLE_KEY || SHAPING_KEY.test(key)) throw new NotPlain();
    if (PLAIN.test(key) && !isWord(key)) return key;
    const known = this.keys.get(key);
    if (known !== undefined) return known;
    const text = spell({ [key]: 0 }).slice(0, -': 0\n'.length);
    if (this.keys.size < MAX_REMEMBERED) this.keys.set(key, text);
    return text;
  }

  private string(value: string): string {
    return PLAIN.test(value) && !isWord(value) ? value : this.spelled(value);
  }

  private spelled(value: string | number): string {
    // A map does not tell -0 from 0.
    const id = Object.is(value, -0) ? NEGATIVE_ZERO : value;
    const known = this.values.get(id);
    if (known !== undefined) return known;
    const entry = spell({ k: value });
    const text = entry.slice(entry[2] === ' ' ? 3 : 2, -1);
    if (this.values.size < MAX_REMEMBERED && text.length <= MAX_REMEMBERED_LENGTH) this.values.set(id, text);
    return text;
  }
}

/** What cdk8s writes; everything below that is not certain goes through here. */
export function spell(document: unknown): string {
  return Yaml.stringify(document);
}

/**
 * Text that reads as itself: it starts with a letter, a slash or two dashes, so it is no number, date or sign, and
 * has no colon, hash or blank where YAML would see a key, a comment or the end. `e5` is a number in YAML 1.1.
 */
const PLAIN =
  /^(?![eE][-+]?\d+$)(?:[A-Za-z/]|--[A-Za-z])(?:[\w./+=,@%()$;<>~^!?*&{}|'"[\]-]|[:#](?=[\w/.-])| (?=[\w./+=$(<-]))*$/;

/** Words that YAML 1.1 reads as a truth value or as nothing. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

function isWord(text: string): boolean {
  return text.length <= 5 && WORD.test(text);
}

/** Keys that are written differently by depth, or for which the writer looks at the value. */
const SHAPING_KEY = /^<<$|\n|^(?:---|\.\.\.|%)/m;
const MAX_SIMPLE_KEY = 500;
const NEGATIVE_ZERO = Symbol('-0');
const MAX_REMEMBERED = 10_000;
const MAX_REMEMBERED_LENGTH = 200;
