const js = require('@eslint/js');
const ts = require('typescript-eslint');

module.exports = ts.config(
  { ignores: ['build/', 'dist/', 'node_modules/', 'coverage/', 'examples/**/dist/'] },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, ...ts.configs.strict, ...ts.configs.stylistic],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-console': 'error',
    },
  },
  {
    // Tests make constructs for their effect on the tree, and hand wrong types to callers on purpose.
    files: ['test/**/*.ts', 'examples/**/*.ts'],
    rules: { 'no-console': 'off', 'no-new': 'off', '@typescript-eslint/no-extraneous-class': 'off' },
  },
  { files: ['lib/cli/**/*.ts'], rules: { 'no-console': 'off' } },
);
