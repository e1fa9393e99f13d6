// @ts-check

// Who may import whom. Imports point one way:
//
//   app/page -> components/<page> -> components/<feature> -> components/ui
//   app/(api) -> lib/http, lib/server -> lib/service -> lib/store, … -> lib/files -> lib/events
//
// and the two halves meet over HTTP, in lib/api. Next bundles app/ and what it imports; lib/service and what lies below
// are opened outside of the bundle, by bin/, and known in it by their types alone. tools/dependency-rules.test.ts sees each rule fire.

/** The folders of lib, and the other folders of lib that each may import. */
const LIB_LAYERS = {
  work: [],
  json: [],
  events: ['json'],
  filters: ['json', 'events'],
  causality: ['events'],
  replay: ['json', 'events', 'filters'],
  api: ['events', 'filters', 'causality', 'replay'],
  files: ['work', 'json', 'events'],
  capture: ['events', 'files'],
  scan: ['work', 'events', 'filters', 'replay', 'files'],
  store: ['work', 'events', 'filters', 'causality', 'replay', 'files', 'scan'],
  live: ['work', 'events', 'filters', 'files', 'store'],
  compare: ['events', 'filters', 'files', 'store', 'causality'],
  export: ['work', 'json', 'events', 'filters', 'files', 'store'],
  service: [
    ...['work', 'events', 'filters', 'causality', 'replay', 'api', 'files', 'store'],
    ...['live', 'compare', 'export'],
  ],
  http: ['work', 'json', 'events', 'filters', 'api', 'service'],
  simulation: ['json', 'events', 'capture', 'files'],
};

/** The folders of the causality graph, and the others that each may import: what it is, where it stands, how it looks. */
const GRAPH_LAYERS = { graph: [], layout: ['graph'], drawing: ['graph', 'layout'] };

/** The rooms of the embedded store, from the statements upwards, and the others that each may import. */
const STORE_ROOMS = {
  sql: [],
  ingest: ['sql'],
  index: ['sql', 'ingest'],
  links: ['sql', 'ingest', 'index'],
  query: ['sql', 'ingest', 'index', 'links'],
};

/** What runs in browsers too. */
const BROWSER_SAFE = '^lib/((json|events|filters|causality|replay|api)/|errors\\.ts$)';

/** What Next may bundle for the server. */
const BUNDLED_LIB =
  '^lib/((work|json|events|filters|causality|replay|api|http)/|(errors|config|server)\\.ts$)';

/** Sources of a WebAssembly module. */
const ASSEMBLY = 'lib/scan/assembly/';

/** Imports nothing, imported by all. */
const ERRORS = '^lib/errors\\.ts$';

/** The only folders of components where features meet: each is a page. */
const PAGES = '(viewer|simulations|compare|docs)';

/** How an event's type, time and links are told, the same in every feature. */
const EVENT_LOOK = '(event-type|event-time|causal-link)';

/** Not part of the program: free to import what it tests. */
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
 * @param {Record<string, string[]>} rooms folders of `parent`, and the others that each may import
 */
const roomsOf = (prefix, parent, rooms) =>
  Object.entries(rooms).map(([folder, below]) =>
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
      'What imports each other is one thing, or two that need a third.',
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
      'A new folder of lib is given its place in LIB_LAYERS first.',
      {
        path: '^lib/[^/]+/',
        pathNot: [anyOf([...Object.keys(LIB_LAYERS), 'testing']), TESTS],
      },
      { path: '^lib/' },
    ),
    forbid(
      'assembly-is-compiled',
      'AssemblyScript is no TypeScript: what is compiled of it is imported.',
      { pathNot: `^${ASSEMBLY}` },
      { path: `^${ASSEMBLY}` },
    ),
    forbid(
      'assembly-stands-alone',
      'AssemblyScript compiles what it imports.',
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
      'What is configured is handed down as a parameter: only doors read lib/config.ts.',
      { path: '^(lib|components|app)/', pathNot: ['^lib/(open-server|config)\\.ts$', TESTS] },
      { path: '^lib/config\\.ts$' },
    ),
    forbid(
      'lib-index-for-outsiders-only',
      'lib/index.ts is what others import; we import the file that we mean.',
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
      'The library knows nothing of those who use it.',
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
      'lib/server.ts finds what the process has open; routes ask for it, and pages that must know what there is.',
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
      'What Next bundles knows the service and what lies below it by their types: it finds them open in lib/server.ts.',
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
      'A feature imports itself, components/ui, the look of events and the door to the API with what is known about the server; features meet in the page that shows them.',
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
    ...roomsOf('causality', 'components/causality-graph', GRAPH_LAYERS),
    ...roomsOf('store', 'lib/store/duckdb', STORE_ROOMS),
    forbid(
      'pages-do-not-meet',
      'A page imports features, never another page.',
      { path: `^components/${PAGES}/`, pathNot: TESTS },
      { path: `^components/${PAGES}/`, pathNot: '^components/$1/' },
    ),
    forbid(
      'server-pages-without-panes',
      'Next makes code that a page reaches on the server part of its first load: the panes are reached by the viewer alone.',
      { path: '^components/viewer/find-first-rows' },
      { path: '/panes?\\.ts$', reachable: true },
    ),
    forbid(
      'ui-without-event-vocabulary',
      'components/ui could serve any program: it knows no events, filters or features; of the library, JSON text alone.',
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
      'app/ only says which page stands where.',
      { path: '^app/', pathNot: ['^app/\\(api\\)/', TESTS] },
      {
        path: '^components/[^/]+/',
        pathNot: `^components/(${PAGES}|ui|commands|theme|server-contact)/`,
      },
    ),
    forbid(
      'app-without-library',
      'Pages get their data in the browser; of the library app/ sees lib/api, and lib/server to know what there is.',
      { path: '^app/', pathNot: ['^app/\\(api\\)/', TESTS] },
      { path: '^lib/', pathNot: ['^lib/api/', '^lib/server\\.ts$', ERRORS, TESTS] },
    ),
    forbid(
      'nothing-imports-app',
      'app/ is where it all ends.',
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
      'What runs in the program is a dependency of it.',
      { path: '^(app|components|lib|proxy\\.ts)', pathNot: TESTS },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],

  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|output|test-results|tools/api-clients)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Types are imports too: a layer that is known by its types is known.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
