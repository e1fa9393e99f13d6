import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('..', import.meta.url));

const SCHEMA = 'lib/filters/event-filter.ts';
const CONDITIONS = 'lib/filters/read-conditions.ts';

/** The steps of "To add a filter" in the documentation; each edit is one line more in a file. */
const NEW_CRITERION = {
  file: SCHEMA,
  after: 'export const eventCriteriaSchema = z.object({',
  line: '  min_line_bytes: integerParameter({ min: 0 }).optional(),',
};
const ITS_CONDITION = {
  file: CONDITIONS,
  after: 'const CONDITION_OF = {',
  line: "  min_line_bytes: 'lineBytes',",
};
const THE_CONDITION = {
  file: CONDITIONS,
  after: 'export interface Conditions extends',
  line: '  readonly lineBytes: number | undefined;',
};

interface Edit {
  readonly file: string;
  readonly after: string;
  readonly line: string;
}

/** Files without edits, which all programs share. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** The files that the compiler finds incomplete after these edits. */
function incompleteFiles(edits: readonly Edit[]): readonly string[] {
  const read = ts.sys.readFile.bind(ts.sys);
  const configFile = path.join(repository, 'tsconfig.json');
  const { config } = ts.readConfigFile(configFile, read);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository);
  const host = ts.createCompilerHost(options);
  const parse = host.getSourceFile.bind(host);
  host.getSourceFile = (file, version) => {
    const own = edits.filter((edit) => path.relative(repository, file) === edit.file);
    if (own.length === 0) {
      if (!parsed.has(file)) parsed.set(file, parse(file, version));
      return parsed.get(file);
    }
    return ts.createSourceFile(file, own.reduce(addLine, read(file) ?? ''), version, true);
  };
  const roots = [
    'lib/store/duckdb/open-duckdb-store.ts',
    'lib/filters/match-criteria.ts',
    'lib/filters/export-file-name.ts',
    'lib/testing/scan-files.ts',
    'lib/testing/arbitrary-event-files.ts',
    'components/filters/filter-change.ts',
  ].map((file) => path.join(repository, file));
  const program = ts.createProgram(roots, { ...options, noEmit: true, incremental: false }, host);
  return program
    .getSourceFiles()
    .filter(({ fileName, isDeclarationFile }) => !isDeclarationFile && isOurs(fileName))
    .filter((file) => program.getSemanticDiagnostics(file).length > 0)
    .map(({ fileName }) => path.relative(repository, fileName))
    .sort();
}

function isOurs(file: string): boolean {
  return !path.relative(repository, file).startsWith('node_modules');
}

function addLine(text: string, { file, after, line }: Edit): string {
  const start = text.indexOf(after);
  if (start === -1) throw new Error(`${file} does not hold ${JSON.stringify(after)}`);
  const end = text.indexOf('\n', start) + 1;
  return `${text.slice(0, end)}${line}\n${text.slice(end)}`;
}

describe('the recipe to add a filter', () => {
  it('leaves no place that the compiler does not name', () => {
    expect(incompleteFiles([NEW_CRITERION])).toEqual([
      CONDITIONS,
      'lib/testing/arbitrary-event-files.ts',
      'lib/testing/scan-files.ts',
    ]);
    expect(incompleteFiles([NEW_CRITERION, ITS_CONDITION, THE_CONDITION])).toEqual([
      'components/filters/filter-change.ts',
      'lib/filters/export-file-name.ts',
      'lib/filters/match-criteria.ts',
      CONDITIONS,
      'lib/store/duckdb/query/block-cubes.ts',
      'lib/store/duckdb/query/event-query.ts',
      'lib/testing/arbitrary-event-files.ts',
      'lib/testing/scan-files.ts',
    ]);
  });
});
