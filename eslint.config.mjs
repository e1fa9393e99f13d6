// @ts-check
import next from 'eslint-config-next/core-web-vitals';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const TYPED = ['**/*.ts', '**/*.tsx', '**/*.mjs'];
const TESTS = ['**/*.{test,spec,bench}.{ts,tsx}', '**/*-suite.ts', 'e2e/**', 'lib/testing/**'];

/** Functions that open or read files, and the names under which modules export all of them. */
const OPENERS = [
  ...['open', 'openSync', 'openAsBlob', 'readFile', 'readFileSync', 'createReadStream'],
  ...['copyFile', 'copyFileSync', 'cp', 'cpSync', 'promises', 'default'],
];

/** Arguments are put on the stack, which is too small for one per agent of a run. */
const ANY_LENGTH = [
  {
    selector: ':matches(CallExpression, NewExpression) > SpreadElement',
    message: 'A list of any length does not fit into arguments: loop, reduce, or use max of d3.',
  },
  {
    selector: "CallExpression[callee.property.name='apply'][callee.object.name!='Reflect']",
    message: 'A list of any length does not fit into arguments: loop over it.',
  },
];

/** With `recursive`, `mkdir` never returns on a file system that refuses new names, such as /proc. */
const FOLDERS = {
  selector: "CallExpression[callee.name=/^mkdir(Sync)?$/] Property[key.name='recursive']",
  message: 'lib/files/make-folder.ts makes folders: it returns on every file system.',
};

const OF_DATA =
  'MemberExpression[object.name!=/^props$/][property.name=/^(agent_id|variable_name|simulation_id|event_id|event_type|description)$/]';
/** Places of the page with visible or spoken text. */
const SEEN = [
  ':matches(JSXElement, JSXFragment) >',
  'JSXAttribute[name.name=/^(title|alt|aria-label|aria-description)$/] >',
];
const RAW_NAMES = SEEN.flatMap((seen) =>
  [OF_DATA, `TemplateLiteral > ${OF_DATA}`].map((value) => ({
    selector: `${seen} JSXExpressionContainer > ${value}`,
    message:
      'Names in the data may have any letters and any length: shownName and shownId of components/ui.',
  })),
);

export default defineConfig([
  globalIgnores([
    '.next/**',
    'coverage/**',
    // AssemblyScript, which has its own types.
    'lib/scan/assembly/**',
    'next-env.d.ts',
    'output/**',
    'playwright-report/**',
    'public/**',
    'test-results/**',
    // Its packages and the generated clients exist only during tests.
    'tools/api-clients/**',
  ]),
  // Only for files with React, because its rules take a tenth of the time.
  { name: 'causeway/react', files: ['{app,components}/**/*.{ts,tsx}'], extends: [next] },
  {
    name: 'causeway/types',
    files: TYPED,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `import { type T }` keeps the import at run time, `import type` does not.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
      'prefer-const': 'error',
    },
  },
  {
    name: 'causeway/any-length',
    files: ['{app,bin,components,lib}/**/*.{ts,tsx,mjs}'],
    ignores: [...TESTS, 'lib/api/path-segment.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...ANY_LENGTH, FOLDERS],
      'no-restricted-globals': [
        'error',
        { name: 'encodeURIComponent', message: 'It throws on half a surrogate pair: pathSegment.' },
      ],
    },
  },
  {
    name: 'causeway/page',
    files: ['{app,components}/**/*.{ts,tsx}'],
    ignores: ['components/ui/key-press.ts', ...TESTS],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...ANY_LENGTH,
        ...RAW_NAMES,
        {
          selector:
            'MemberExpression[object.name=/^(event|press|e)$/][property.name=/^(key|code|keyCode|which|isComposing)$/]',
          message:
            'commandOfKey, keyAmong and isKey in components/ui/key-press.ts identify the key.',
        },
      ],
    },
  },
  {
    name: 'causeway/scripts',
    // JSDoc cannot express the types that these rules require for JSON.parse.
    files: ['**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    name: 'causeway/library',
    files: ['lib/**/*.ts'],
    ignores: ['lib/config.ts', ...TESTS],
    rules: {
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only lib/config.ts reads it.' },
        {
          object: 'AbortSignal',
          property: 'any',
          message: 'It can lose a timeout in Node 20. Use withinTime of lib/simulation/model.',
        },
      ],
    },
  },
  {
    name: 'causeway/regular-files',
    files: ['{lib,bin,app}/**/*.{ts,tsx}', '*.ts'],
    ignores: ['lib/files/regular-file.ts', ...TESTS],
    rules: {
      'no-restricted-imports': [
        'error',
        ...['node:fs', 'node:fs/promises', 'fs', 'fs/promises'].map((name) => ({
          name,
          importNames: OPENERS,
          message: 'lib/files/regular-file.ts opens files: reading a named pipe would block.',
        })),
      ],
    },
  },
  {
    name: 'causeway/requests',
    files: ['{app,components}/**/*.{ts,tsx}'],
    ignores: ['components/server-contact/server-contact.ts', ...TESTS],
    rules: {
      'no-restricted-globals': [
        'error',
        {
          name: 'fetch',
          message: '`contact` of components/api.ts notices a server that does not answer.',
        },
      ],
    },
  },
  {
    name: 'causeway/code',
    files: ['components/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': [
        'error',
        { name: 'next/dynamic', message: '`lazyPane` retries code that failed to load.' },
      ],
    },
  },
  {
    name: 'causeway/tests',
    files: TESTS,
    rules: {
      // Tests read parsed JSON and their own objects; a wrong assumption fails the test.
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    name: 'causeway/hashbang',
    // With a `#!` line, the parser would load all types a second time, for few lines.
    files: ['bin/causeway.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
  prettier,
]);
