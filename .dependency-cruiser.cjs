// @ts-check

// The allowed imports. They point one way:
//
//   app/page -> components/<page> -> components/<feature> -> components/ui
//   app/(api) -> lib/http, lib/server -> lib/service -> lib/store, … -> lib/files -> lib/events
//
// and the two halves meet over HTTP, in lib/api. Next bundles app/ and its imports. bin/ opens lib/service and the layers below
// outside of the bundle, which imports only their types. tools/dependency-rules.test.ts sees each rule fire.

/** The folders of lib, and the other folders of lib that each may import. */
const LIB_LAYERS = {
  work: [],
  json: [],
  events: ['json'],
  filters: ['json', 'events'],
  causality: ['events'],
  replay: ['json', 'events', 'filters'],
  ensemble: ['events', 'filters', 'replay'],
  analytics: ['events', 'filters', 'causality', 'replay', 'ensemble'],
  api: ['events', 'filters', 'causality', 'replay', 'ensemble', 'analytics'],
  files: ['work', 'json', 'events'],
  capture: ['events', 'files'],
  scan: ['work', 'json', 'events', 'filters', 'replay', 'files'],
  store: [
    ...[
      'work',
      'events',
      'filters',
      'causality',
      'replay',
      'ensemble',
      'analytics',
      'files',
      'scan',
    ],
  ],
  live: ['work', 'events', 'filters', 'files', 'store'],
  compare: ['work', 'json', 'events', 'filters', 'files', 'store', 'causality', 'replay'],
  export: ['work', 'json', 'events', 'filters', 'files', 'store'],
  service: [
    ...['work', 'events', 'filters', 'causality', 'replay', 'ensemble', 'api', 'files', 'store'],
    ...['live', 'compare', 'export', 'analytics'],
  ],
  http: ['work', 'json', 'events', 'filters', 'api', 'service'],
  simulation: ['json', 'events', 'ensemble', 'capture', 'files'],
};

/** The folders of the causality graph, and the others that each may import: content, positions, look. */
const GRAPH_LAYERS = { graph: [], layout: ['graph'], drawing: ['graph', 'layout'] };

/** The folders of the embedded store, from the statements upwards, and the others that each may import. */
const STORE_LAYERS = {
  sql: [],
  ingest: ['sql'],
  index: ['sql', 'ingest'],
  links: ['sql', 'ingest', 'index'],
  query: ['sql', 'ingest', 'index', 'links'],
  digest: ['sql', 'index', 'query'],
  analytics: ['sql', 'ingest', 'index', 'query', 'explain'],
};

/** Code that also runs in browsers. */
const BROWSER_SAFE =
  '^lib/((json|events|filters|causality|replay|ensemble|analytics|api)/|errors\\.ts$)';

/** Code that Next may bundle for the server. */
const BUNDLED_LIB =
  '^lib/((work|json|events|filters|causality|replay|ensemble|analytics|api|http)/|(errors|config|server)\\.ts$)';

/** Sources of a WebAssembly module. */
const ASSEMBLY = 'lib/scan/assembly/';

/** Imports nothing; everything may import it. */
const ERRORS = '^lib/errors\\.ts$';

/** The only folders of components where features meet: each is a page. */
const PAGES = '(viewer|simulations|compare|ensemble|docs)';

/** An event as read, and the presentation of its type, time, fields and links, the same in every feature. */
const EVENT_LOOK = '(event-type|event-time|event-record|causal-link|explanation)';

/** Not part of the program: may import the code under test. */
const TESTS =
  '(\\.(test|spec|bench)\\.tsx?|-suite\\.ts)$|^(e2e|bench|tools|lib/testing)/|^[^/]+\\.config\\.';

/**
 * @param {string} name
 * @param {string} comment
 * @param {object} from
 * @param {object} to
 */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @param {string[]} folders */
const anyOf = (folders) => `^lib/(${folders.join('|')})/`;

const libLayers = Object.entries(LIB_LAYERS).map(([folder, below]) =>
  forbid(
    `lib-${folder}`,
    `lib/${folder} imports only ${['errors.ts', ...below].join(', ')} of the library.`,
    { path: anyOf([folder]), pathNot: TESTS },
    { path: '^lib/', pathNot: [anyOf([folder, ...below]), ERRORS, TESTS] },
  ),
);

/**
 * @param {string} prefix of the rules' names
 * @param {string} parent
 * @param {Record<string, string[]>} layers folders of `parent`, and the others that each may import
 */
const layersOf = (prefix, parent, layers) =>
  Object.entries(layers).map(([folder, below]) =>
    forbid(
      `${prefix}-${folder}`,
      `${parent}/${folder} imports only ${[folder, ...below].join(', ')} of it.`,
      { path: `^${parent}/${folder}/`, pathNot: TESTS },
      { path: `^${parent}/`, pathNot: `^${parent}/(${[folder, ...below].join('|')})/` },
    ),
  );

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid(
      'no-cycle',
      'Modules that import each other are one module, or need a third one.',
      {},
      {
        circular: true,
      },
    ),
    forbid(
      'no-unresolvable',
      'An import that leads nowhere would slip past every other rule.',
      {},
      { couldNotResolve: true },
    ),

    ...libLayers,
    forbid(
      'lib-unlisted-folder',
      'A new folder of lib needs an entry in LIB_LAYERS.',
      {
        path: '^lib/[^/]+/',
        pathNot: [anyOf([...Object.keys(LIB_LAYERS), 'testing']), TESTS],
      },
      { path: '^lib/' },
    ),
    forbid(
      'assembly-is-compiled',
      'AssemblyScript is not TypeScript: import its compiled output.',
      { pathNot: `^${ASSEMBLY}` },
      { path: `^${ASSEMBLY}` },
    ),
    forbid(
      'assembly-stands-alone',
      'AssemblyScript compiles its imports.',
      { path: `^${ASSEMBLY}` },
      { pathNot: `^${ASSEMBLY}` },
    ),
    forbid(
      'lib-errors-is-a-leaf',
      'Everything imports lib/errors.ts, so it imports nothing of ours.',
      { path: ERRORS },
      { path: '^lib/' },
    ),
    forbid(
      'lib-config-for-entrances-only',
      'Configuration is passed as a parameter: only entry points read lib/config.ts.',
      { path: '^(lib|components|app)/', pathNot: ['^lib/(open-server|config)\\.ts$', TESTS] },
      { path: '^lib/config\\.ts$' },
    ),
    forbid(
      'lib-index-for-outsiders-only',
      'lib/index.ts is for other programs; inside, import the file itself.',
      { pathNot: ['^examples/', TESTS] },
      { path: '^lib/index\\.ts$' },
    ),
    forbid(
      'lib-knows-no-ui',
      'The library is plain TypeScript: no React, Next or D3.',
      { path: '^lib/', pathNot: ['^lib/server\\.ts$', TESTS] },
      {
        path: '(^|node_modules/)(react|react-dom|next|geist|d3|d3-[a-z-]+|server-only|@tanstack/[a-z-]+|@types/(react|react-dom|d3|d3-[a-z-]+))(/|$)',
      },
    ),
    forbid(
      'lib-imports-no-app',
      'The library does not import its users.',
      { path: '^lib/', pathNot: TESTS },
      { path: '^(components|bin)/' },
    ),
    forbid(
      'browser-safe-without-node',
      'These folders are bundled for browsers.',
      { path: BROWSER_SAFE, pathNot: TESTS },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'server-for-app-only',
      'lib/server.ts finds the open store of the process, for routes and for pages that render stored data.',
      { pathNot: ['^app/', '^(proxy|instrumentation)\\.ts$', TESTS] },
      { path: '^lib/server\\.ts$' },
    ),
    forbid(
      'open-server-for-bin-only',
      'lib/open-server.ts opens the store of a process; the command line does that, once.',
      { pathNot: ['^bin/', '^lib/server\\.ts$', TESTS] },
      { path: '^lib/open-server\\.ts$' },
    ),
    forbid(
      'bundle-without-engine',
      'The bundle imports only types of the service and of the layers below: it finds the open ones in lib/server.ts.',
      { path: `^(app|components)/|^(proxy|instrumentation)\\.ts$|${BUNDLED_LIB}`, pathNot: TESTS },
      { path: '^lib/', pathNot: [BUNDLED_LIB, TESTS], dependencyTypesNot: ['type-only'] },
    ),

    forbid(
      'components-import-browser-safe-lib',
      'Components reach data over HTTP, through lib/api.',
      { path: '^components/', pathNot: TESTS },
      { path: '^lib/', pathNot: [BROWSER_SAFE, TESTS] },
    ),
    forbid(
      'components-without-node',
      'Components are bundled for browsers.',
      { path: '^components/', pathNot: TESTS },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'features-do-not-meet',
      'A feature imports itself, components/ui, the presentation of events, and the API client with the contact to the server; features meet in the page that shows them.',
      { path: '^components/([^/]+)/', pathNot: [`^components/${PAGES}/`, TESTS] },
      {
        path: '^components/',
        pathNot: [
          '^components/($1|ui|commands|server-contact)/',
          `^components/${EVENT_LOOK}/`,
          '^components/[^/]+$',
        ],
      },
    ),
    ...layersOf('causality', 'components/causality-graph', GRAPH_LAYERS),
    ...layersOf('store', 'lib/store/duckdb', STORE_LAYERS),
    forbid(
      'pages-do-not-meet',
      'A page imports features, never another page.',
      { path: `^components/${PAGES}/`, pathNot: TESTS },
      { path: `^components/${PAGES}/`, pathNot: '^components/$1/' },
    ),
    forbid(
      'server-pages-without-panes',
      'Next adds code that a page imports on the server to its first load: only the viewer imports the panes.',
      { path: '^components/viewer/find-first-rows' },
      { path: '/panes?\\.ts$', reachable: true },
    ),
    forbid(
      'ui-without-event-vocabulary',
      'components/ui could serve any program: it has no events, filters or features; of the library, it imports only JSON text.',
      { path: '^components/ui/', pathNot: TESTS },
      { path: ['^lib/', '^components/'], pathNot: ['^(components/ui|lib/json)/', ERRORS, TESTS] },
    ),

    forbid(
      'api-imports-its-layer',
      'A route is parameters, query, service: lib/http, lib/server, lib/api and lib/filters.',
      { path: '^app/\\(api\\)/', pathNot: TESTS },
      { path: '^lib/', pathNot: ['^lib/(http|api|filters)/', '^lib/server\\.ts$', ERRORS, TESTS] },
    ),
    forbid(
      'api-without-components',
      'Routes answer with data.',
      { path: '^app/\\(api\\)/', pathNot: TESTS },
      { path: '^components/' },
    ),
    forbid(
      'app-shows-pages',
      'app/ only maps addresses to pages.',
      { path: '^app/', pathNot: ['^app/\\(api\\)/', TESTS] },
      {
        path: '^components/[^/]+/',
        pathNot: `^components/(${PAGES}|ui|commands|theme|server-contact)/`,
      },
    ),
    forbid(
      'app-without-library',
      'Pages get their data in the browser; of the library, app/ imports lib/api, and lib/server for stored data.',
      { path: '^app/', pathNot: ['^app/\\(api\\)/', TESTS] },
      { path: '^lib/', pathNot: ['^lib/api/', '^lib/server\\.ts$', ERRORS, TESTS] },
    ),
    forbid(
      'nothing-imports-app',
      'Nothing imports app/.',
      { pathNot: '^app/' },
      {
        path: '^app/',
      },
    ),
    forbid(
      'bin-imports-library',
      'The command line uses the library and starts the app; it imports no component.',
      { path: '^bin/', pathNot: TESTS },
      { path: '^components/' },
    ),

    forbid(
      'testing-for-tests',
      'lib/testing is for tests and benches.',
      { pathNot: TESTS },
      { path: '^lib/testing/' },
    ),
    forbid(
      'tests-are-not-imported',
      'The program imports no tests.',
      { path: '^(app|bin|components|lib|proxy\\.ts)', pathNot: TESTS },
      { path: '(\\.(test|spec|bench)\\.tsx?|-suite\\.ts)$|^(e2e|bench|tools)/' },
    ),
    forbid(
      'no-development-package',
      'Packages of the program are its dependencies, not development packages.',
      { path: '^(app|components|lib|proxy\\.ts)', pathNot: TESTS },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],

  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|output|test-results|tools/api-clients)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types count, too.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
