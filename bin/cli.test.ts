import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCauseway as causeway } from '../lib/testing/run-causeway';
import { makeTempRoot } from '../lib/testing/temp-root';

describe('causeway', () => {
  it('prints its version', async () => {
    expect(await causeway('--version')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });

  it('lists its commands, and every option of serve', async () => {
    expect((await causeway('--help')).stdout).toContain('serve');
    const { code, stdout } = await causeway('serve', '--help');
    expect(code).toBe(0);
    for (const word of ['[OUTPUT_ROOT]', '--port', '--host', '--index-dir', '--no-open']) {
      expect(stdout).toContain(word);
    }
  });

  it('reports a missing root, and a root that is not a directory', async () => {
    const missing = await causeway('serve', 'nowhere', '--port', '0');
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/^causeway: There is no output root ".*nowhere"/);
    const root = await makeTempRoot(onTestFinished);
    const file = path.join(root.path, 'file');
    await writeFile(file, '');
    const noDirectory = await causeway('serve', file, '--port', '0');
    expect(noDirectory.code).toBe(1);
    expect(noDirectory.stderr).toContain('is not a directory');
  });

  it('names the port that is taken', async () => {
    const root = await makeTempRoot(onTestFinished);
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address();
        resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
      });
    });
    onTestFinished(() => void taken.close());
    const ending = await causeway('serve', root.path, '--port', String(port), '--no-open');
    expect(ending.code).toBe(1);
    expect(ending.stderr).toBe(
      `causeway: Port ${String(port)} is taken on 127.0.0.1; choose another with --port.\n`,
    );
  });

  it.each(['-1', '65536', 'http', '80.5'])('refuses port %s and quotes it', async (port) => {
    const { code, stderr } = await causeway('serve', `--port=${port}`);
    expect(code).toBe(1);
    expect(stderr).toContain(JSON.stringify(port));
  });

  it('refuses options it does not know', async () => {
    const { code, stderr } = await causeway('serve', '--prot', '80');
    expect(code).toBe(1);
    expect(stderr).toContain('--prot');
  });
});
