import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import config from '../.dependency-cruiser.cjs';

const repository = fileURLToPath(new URL('..', import.meta.url));

/** A small program with only allowed imports: file -> its imports. */
const CLEAN: Record<string, string[]> = {
  'app/layout.tsx': ['@/components/ui/button', 'next', './globals'],
  'app/globals.ts': [],
  'app/page.tsx': ['@/components/simulations/simulations-page'],
  'app/view/[simulationId]/page.tsx': [
    '@/components/viewer/viewer',
    '@/lib/api/contract',
    '@/lib/server',
  ],
  'app/(api)/simulations/route.ts': [
    '@/lib/http/read-query',
    '@/lib/server',
    '@/lib/filters/event-filter',
  ],
  'app/(api)/simulations/route.test.ts': ['@/lib/testing/build-event', 'vitest', './route'],
  'bench/run.ts': ['@/lib/testing/build-event', '@/lib/store/open-store'],
  'bin/serve.ts': ['../lib/open-server', '../lib/config'],
  'bin/cli.ts': ['@/lib/config', '@/lib/capture/event-writer'],
  'components/simulations/simulations-page.tsx': ['@/components/timeline/timeline'],
  'components/viewer/viewer.tsx': ['@/components/timeline/timeline', '../ui/button'],
  'components/timeline/timeline.tsx': [
    '@/components/ui/button',
    '@/lib/api/client',
    'd3',
    './draw-timeline',
  ],
  'components/timeline/draw-timeline.ts': [
    '@/lib/events/event',
    '@/lib/causality/trace',
    '@/lib/errors',
  ],
  'components/timeline/timeline.test.tsx': ['@/lib/testing/build-event', 'vitest', 'node:fs'],
  'components/events-table/events-table.tsx': ['react'],
  'components/events-table/pane.ts': ['react'],
  'components/causality-graph/causality-pane.tsx': [
    './drawing/graph-view',
    './layout/layout-graph',
  ],
  'components/causality-graph/drawing/graph-view.tsx': [
    '../layout/layout-graph',
    '../graph/causal-graph',
  ],
  'components/causality-graph/layout/layout-graph.ts': ['../graph/causal-graph'],
  'components/causality-graph/graph/causal-graph.ts': ['@/lib/causality/trace'],
  'components/ui/button.tsx': ['react', './icon', '@/lib/errors', '@/lib/json/json-text'],
  'components/ui/icon.tsx': [],
  'e2e/support/server.ts': ['@/bin/cli', 'node:fs', '@/lib/testing/build-event'],
  'e2e/viewer.spec.ts': ['./support/server'],
  'lib/index.ts': ['./events/event'],
  'lib/config.ts': ['./errors'],
  'lib/errors.ts': [],
  'lib/open-server.ts': ['./config', './service/event-service', './store/open-store'],
  'lib/server.ts': ['server-only', '@/lib/open-server'],
  'lib/api/client.ts': ['./contract', 'zod'],
  'lib/api/contract.ts': ['../events/event', '../filters/event-filter', '../causality/trace'],
  'lib/capture/event-writer.ts': ['../events/event', '../files/event-files', 'node:fs'],
  'lib/causality/trace.ts': ['../events/event'],
  'lib/compare/compare.ts': ['../store/event-store'],
  'lib/events/event.ts': ['zod', '../errors', '../json/json-text'],
  'lib/export/export.ts': ['../store/event-store'],
  'lib/files/event-files.ts': ['../events/event', 'node:fs'],
  'lib/files/event-files.test.ts': ['./event-files', '../capture/event-writer', 'vitest'],
  'lib/filters/event-filter.ts': ['../events/event'],
  'lib/http/problem.ts': ['@/lib/service/event-service', '../errors', '../work/work'],
  'lib/http/read-query.ts': ['../api/contract', '../filters/event-filter'],
  'lib/json/json-text.ts': [],
  'lib/live/follow.ts': ['../store/event-store', '../files/event-files'],
  'lib/replay/state.ts': ['../events/event'],
  'lib/scan/assembly/json.ts': [],
  'lib/scan/assembly/scan-lines.ts': ['./json'],
  'lib/scan/scan-segment.ts': [],
  'lib/service/event-service.ts': ['../store/event-store', '../live/follow', '../api/contract'],
  'lib/simulation/orchestrator.ts': ['../capture/event-writer'],
  'lib/store/event-store.ts': ['../filters/event-filter', '../files/event-files'],
  'lib/store/open-store.ts': ['./event-store', '../work/work', 'node:path'],
  'lib/store/duckdb/open-duckdb-store.ts': ['./query/find-events', './index/simulation-index'],
  'lib/store/duckdb/sql/connections.ts': ['../../../work/work'],
  'lib/store/duckdb/ingest/commit-rows.ts': ['../sql/connections'],
  'lib/store/duckdb/index/simulation-index.ts': ['../ingest/commit-rows', '../sql/connections'],
  'lib/store/duckdb/links/follow-links.ts': ['../index/simulation-index', '../ingest/commit-rows'],
  'lib/store/duckdb/query/find-events.ts': ['../links/follow-links', '../index/simulation-index'],
  'lib/store/store-contract-suite.ts': ['vitest', '../testing/build-event'],
  'lib/store/open-store.test.ts': ['./open-store', './store-contract-suite'],
  'lib/work/work.ts': ['node:async_hooks', '../errors'],
  'lib/testing/build-event.ts': ['../events/event', '../store/open-store'],
};

/** One fault for each rule: its file, and the forbidden import. */
const FAULTS: Record<string, [file: string, imported: string]> = {
  'no-cycle': ['lib/events/turns-back.ts', './turns-back'],
  'no-unresolvable': ['lib/service/lost.ts', '@/lib/store/that-is-not-there'],

  'lib-work': ['lib/work/fault.ts', '../events/event'],
  'lib-json': ['lib/json/fault.ts', '../events/event'],
  'lib-events': ['lib/events/fault.ts', '../filters/event-filter'],
  'lib-filters': ['lib/filters/fault.ts', '../files/event-files'],
  'lib-causality': ['lib/causality/fault.ts', '../filters/event-filter'],
  'lib-api': ['lib/api/fault.ts', '@/lib/service/event-service'],
  'lib-files': ['lib/files/fault.ts', '../filters/event-filter'],
  'lib-capture': ['lib/capture/fault.ts', '../store/event-store'],
  'lib-scan': ['lib/scan/fault.ts', '../store/event-store'],
  'lib-store': ['lib/store/fault.ts', '../service/event-service'],
  'lib-live': ['lib/live/fault.ts', '../service/event-service'],
  'lib-replay': ['lib/replay/fault.ts', '../live/follow'],
  'lib-ensemble': ['lib/ensemble/fault.ts', '../store/event-store'],
  'lib-analytics': ['lib/analytics/fault.ts', '../store/event-store'],
  'lib-compare': ['lib/compare/fault.ts', '../http/problem'],
  'lib-export': ['lib/export/fault.ts', '../capture/event-writer'],
  'lib-service': ['lib/service/fault.ts', '../http/problem'],
  'lib-http': ['lib/http/fault.ts', '@/lib/store/event-store'],
  'lib-simulation': ['lib/simulation/fault.ts', '../store/event-store'],
  'lib-unlisted-folder': ['lib/novelty/fault.ts', '../events/event'],
  'assembly-is-compiled': ['lib/scan/compiled.ts', './assembly/json'],
  'assembly-stands-alone': ['lib/scan/assembly/outward.ts', '../scan-segment'],
  'lib-errors-is-a-leaf': ['lib/errors.ts', './files/event-files'],
  'lib-config-for-entrances-only': ['lib/files/configured.ts', '../config'],
  'lib-index-for-outsiders-only': ['bin/through-the-barrel.ts', '@/lib/index'],
  'lib-knows-no-ui': ['lib/files/rendered.ts', 'react'],
  'lib-imports-no-app': ['lib/files/drawn.ts', '@/components/timeline/draw-timeline'],
  'browser-safe-without-node': ['lib/filters/from-disk.ts', 'node:fs'],
  'server-for-app-only': ['bin/borrowed-server.ts', '@/lib/server'],
  'open-server-for-bin-only': ['lib/service/opened.ts', '@/lib/open-server'],
  'bundle-without-engine': ['lib/http/bundled.ts', '../service/event-service'],

  'components-import-browser-safe-lib': [
    'components/timeline/around.tsx',
    '@/lib/store/open-store',
  ],
  'components-without-node': ['components/timeline/from-disk.tsx', 'node:path'],
  'store-sql': ['lib/store/duckdb/sql/fault.ts', '../ingest/commit-rows'],
  'store-ingest': ['lib/store/duckdb/ingest/fault.ts', '../index/simulation-index'],
  'store-index': ['lib/store/duckdb/index/fault.ts', '../links/follow-links'],
  'store-links': ['lib/store/duckdb/links/fault.ts', '../query/find-events'],
  'store-query': ['lib/store/duckdb/query/fault.ts', '../open-duckdb-store'],
  'store-digest': ['lib/store/duckdb/digest/fault.ts', '../open-duckdb-store'],
  'store-analytics': ['lib/store/duckdb/analytics/fault.ts', '../open-duckdb-store'],

  'causality-graph': ['components/causality-graph/graph/placed.ts', '../layout/layout-graph'],
  'causality-layout': ['components/causality-graph/layout/drawn.ts', '../drawing/graph-view'],
  'causality-drawing': ['components/causality-graph/drawing/outward.ts', '../causality-pane'],
  'features-do-not-meet': ['components/timeline/met.tsx', '../events-table/events-table'],
  'pages-do-not-meet': ['components/simulations/met.tsx', '@/components/viewer/viewer'],
  'server-pages-without-panes': [
    'components/viewer/find-first-rows.ts',
    '@/components/events-table/pane',
  ],
  'ui-without-event-vocabulary': ['components/ui/event-badge.tsx', '@/lib/events/event'],

  'api-imports-its-layer': ['app/(api)/events/route.ts', '@/lib/store/open-store'],
  'api-without-components': ['app/(api)/page-of-data/route.ts', '@/components/ui/button'],
  'app-shows-pages': ['app/timeline/page.tsx', '@/components/timeline/timeline'],
  'app-without-library': ['app/counts/page.tsx', '@/lib/service/event-service'],
  'nothing-imports-app': ['components/viewer/turned-around.tsx', '@/app/globals'],
  'bin-imports-library': ['bin/drawing.ts', '@/components/timeline/draw-timeline'],

  'testing-for-tests': ['lib/files/pretended.ts', '../testing/build-event'],
  'tests-are-not-imported': ['lib/store/tested.ts', './store-contract-suite'],
  'no-development-package': ['lib/files/asserted.ts', 'vitest'],
};

const reportSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

describe('the import rules', () => {
  let tree: string;
  let findings: { file: string; rule: string }[];

  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'causeway-rules-'));
    const files = new Map(Object.entries(CLEAN).map(([file, imports]) => [file, [...imports]]));
    for (const [file, imported] of Object.values(FAULTS)) {
      files.set(file, [...(files.get(file) ?? []), imported]);
    }
    plantTree(tree, files);
    findings = cruise(tree);
  });

  afterAll(() => {
    rmSync(tree, { recursive: true, force: true });
  });

  it('has a planted fault for every rule, and a rule for every fault', () => {
    const rules = (config.forbidden ?? []).map(({ name }) => name);
    expect(Object.keys(FAULTS).sort()).toEqual(rules.sort());
  });

  it.each(Object.entries(FAULTS))('%s sees the fault in %s', (rule, [file]) => {
    expect(findings).toContainEqual({ file, rule });
  });

  it('says nothing about a file without a fault', () => {
    const faulty = new Set(Object.values(FAULTS).map(([file]) => file));
    expect(findings.filter(({ file }) => !faulty.has(file))).toEqual([]);
  });
});

/** Writes the files, and packages that they can find. */
function plantTree(root: string, files: ReadonlyMap<string, readonly string[]>): void {
  const dependencies = ['d3', 'next', 'react', 'server-only', 'zod'];
  const devDependencies = ['vitest'];
  const versions = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));

  copyFileSync(join(repository, 'tsconfig.json'), join(root, 'tsconfig.json'));
  write(
    join(root, 'package.json'),
    JSON.stringify({
      dependencies: versions(dependencies),
      devDependencies: versions(devDependencies),
    }),
  );
  for (const name of [...dependencies, ...devDependencies]) {
    write(join(root, 'node_modules', name, 'package.json'), JSON.stringify({ name }));
    write(join(root, 'node_modules', name, 'index.js'), '');
  }
  for (const [file, imports] of files) {
    // A type is an import too, and most of them are erased before anything runs.
    const lines = imports.map((from, index) =>
      from.startsWith('@/lib/') ? `import type { T${index} } from '${from}';` : `import '${from}';`,
    );
    write(join(root, file), [...lines, 'export {};', ''].join('\n'));
  }
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function cruise(root: string): { file: string; rule: string }[] {
  const { stdout, stderr } = spawnSync(
    join(repository, 'node_modules/.bin/depcruise'),
    [
      ...['--config', join(repository, '.dependency-cruiser.cjs')],
      ...['--output-type', 'json', 'app', 'bench', 'bin', 'components', 'e2e', 'lib'],
    ],
    { cwd: root, encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(`dependency-cruiser said nothing: ${stderr}`);
  return reportSchema
    .parse(JSON.parse(stdout))
    .summary.violations.map(({ from, rule }) => ({ file: from, rule: rule.name }));
}
