import { createHash } from 'node:crypto';

const LABEL_LIMIT = 63;

/** Eight characters that change when the content does, whatever the order of its keys. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(canonical(content)).digest('hex').slice(0, 8);
}

/** JSON with sorted keys: equal content gives equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
}

/**
 * A valid DNS label made of the parts, as readable as they allow. A hash is added only where letters had to be
 * dropped or the text cut, so two different inputs never meet in one name.
 */
export function dnsLabel(parts: readonly string[], limit = LABEL_LIMIT): string {
  const wanted = parts.join('-');
  const plain = wanted
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const kept = plain === wanted && plain.length <= limit && plain !== '';
  if (kept) return plain;
  const hash = contentHash(parts);
  const head = plain.slice(0, limit - hash.length - 1).replace(/-+$/, '');
  return head === '' ? `x-${hash}` : `${head}-${hash}`;
}

/** Whether the text is a DNS label: at most 63 of `a-z 0-9 -`, starting and ending with a letter or digit. */
export function isDnsLabel(text: unknown): text is string {
  return typeof text === 'string' && text.length <= LABEL_LIMIT && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text);
}

/** Whether the text is a DNS subdomain: labels joined by dots, at most 253 characters. */
export function isDnsSubdomain(text: unknown): text is string {
  return typeof text === 'string' && text.length <= 253 && text.split('.').every(isDnsLabel);
}

/** Whether the text may stand as the value of a Kubernetes label. */
export function isLabelValue(text: unknown): text is string {
  return (
    typeof text === 'string' && text.length <= LABEL_LIMIT && /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(text)
  );
}

/** Whether the text may stand as the key of a Kubernetes label: an optional DNS prefix, a slash, and a name. */
export function isLabelKey(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  const [name, prefix, ...rest] = text.split('/').reverse();
  if (rest.length > 0 || (prefix !== undefined && !isDnsSubdomain(prefix))) return false;
  return name !== undefined && name !== '' && isLabelValue(name);
}
