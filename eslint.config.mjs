import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Constructors compose: what is longer belongs into functions with names. */
const shortConstructors = {
  meta: { type: 'suggestion', schema: [{ type: 'integer' }] },
  create: (context) => ({
    'MethodDefinition[kind="constructor"]'({ value: { body }, key }) {
      const lines = body ? body.loc.end.line - body.loc.start.line - 1 : 0;
      const [most] = context.options;
      if (lines > most)
        context.report({ node: key, message: `This constructor has ${lines} lines; the most are ${most}.` });
    },
  }),
};

const onlyImports = (files, allowed, message) => ({
  files: [files],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: `^(?!${allowed})`, message }] }] },
});

export default defineConfig(
  globalIgnores([
    'build',
    'dist',
    'coverage',
    'lib/values/generated',
    'charts',
    'test/consumer',
    'site/.pages',
    'site/dist',
    'test/chart/import/app.ts',
  ]),
  tseslint.configs.recommended,
  { rules: { '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }] } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/explicit-function-return-type': [
        'error',
        { allowExpressions: true, allowIIFEs: true, allowedNames: [] },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // A value of a checked place of a values file is known to be a text.
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
  {
    // Tests handle manifests and schemas, which have no types.
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/explicit-function-return-type': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['lib/**/*.ts'],
    // The descriptions of values are data.
    ignores: ['lib/values/source/**', 'lib/values/kubernetes/**', 'lib/values/nodes.ts'],
    plugins: { project: { rules: { 'short-constructors': shortConstructors } } },
    rules: {
      'max-lines-per-function': ['error', { max: 30, skipBlankLines: true, skipComments: true }],
      'project/short-constructors': ['error', 15],
    },
  },
  // What both faces know depends on nothing that is made from it.
  onlyImports('lib/plan/*.ts', '\\./|\\.\\./json/', 'The plan imports itself and lib/json alone.'),
  onlyImports(
    'lib/plan/rules/*.ts',
    '\\.{1,2}/[a-z-]+$|\\.\\./\\.\\./json/',
    'The plan imports itself and lib/json alone.',
  ),
  // The program of the tenant Job is one file without dependencies.
  onlyImports('lib/seeder/*.ts', 'node:|\\./', 'The tenant program imports itself and Node alone.'),
  // jsii reads the interfaces of the public API, and they may not be types only.
  { files: ['lib/index.ts'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  { files: ['**/*.{js,cjs}'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
