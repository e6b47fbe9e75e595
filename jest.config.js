/** Types are checked by `npm run typecheck`; the transform only strips them, which keeps a run at two seconds. */
module.exports = {
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.jest.json', diagnostics: false }] },
  moduleNameMapper: {
    '^cdk8s-ai$': '<rootDir>/lib/index.ts',
    '^cdk8s-ai/cdk8s$': '<rootDir>/lib/cdk8s/index.ts',
  },
  setupFiles: ['<rootDir>/test/seed.ts'],
  testEnvironment: 'node',
};
