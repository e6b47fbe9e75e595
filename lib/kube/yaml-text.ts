import type * as Yaml from 'yaml';

/**
 * YAML without line breaks inside values and without anchors, so that equal content is equal text.
 *
 * The writer is loaded when the first text is asked for: it takes longer to load than most programs take to
 * synthesize, and only those with YAML inside their manifests need it.
 */
export function yamlText(content: unknown): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
  const { stringify } = require('yaml') as typeof Yaml;
  return stringify(content, { lineWidth: 0, aliasDuplicateObjects: false });
}
