import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import type { NumberColumn } from '../../../ensemble/run-digest';
import { openRegularFile } from '../../../files/regular-file';

// A file of named columns of numbers behind a header in JSON: magic bytes, the length of the header, the header, the columns. Each
// column begins at a multiple of eight bytes and has the narrowest type that holds its numbers. Bytes are in the order of this
// machine, like those of an index.

const MAGIC = 0x4757_4344;
const PREFIX_BYTES = 8;
const ALIGNMENT = 8;

/** Most headers are no longer than this and need one read. */
const FIRST_READ_BYTES = 16 * 1024;

const ARRAYS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array } as const;
type Encoding = keyof typeof ARRAYS;

const columnSchema = z.object({
  name: z.string(),
  encoding: z.enum(['u8', 'u16', 'u32', 'f64']),
  /** From the first column on. */
  offset: z.int().min(0),
  count: z.int().min(0),
});
const headSchema = z.object({ columns: z.array(columnSchema), content: z.unknown() });
type StoredColumn = z.infer<typeof columnSchema>;

/** A file is damaged, or is not of this form. */
export class ColumnFileError extends Error {}

/** An open file of columns. */
export interface ColumnFile extends AsyncDisposable {
  /** The header, as it was given. */
  readonly content: unknown;
  /** A column, or a stretch of it. @throws {ColumnFileError} */
  readColumn(
    name: string,
    range?: { readonly from: number; readonly count: number },
  ): Promise<NumberColumn>;
}

/** Writes a file that other processes see whole or not at all. */
export async function writeColumnFile(
  path: string,
  content: unknown,
  columns: Readonly<Record<string, NumberColumn>>,
): Promise<void> {
  const stored: StoredColumn[] = [];
  const packed: Uint8Array[] = [];
  let offset = 0;
  for (const [name, column] of Object.entries(columns)) {
    const encoding = narrowest(column);
    const array = ARRAYS[encoding].from(column);
    stored.push({ name, encoding, offset, count: array.length });
    const padded = padding(array.byteLength);
    packed.push(new Uint8Array(array.buffer), new Uint8Array(padded));
    offset += array.byteLength + padded;
  }
  const head = Buffer.from(JSON.stringify({ columns: stored, content }));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32LE(MAGIC, 0);
  prefix.writeUInt32LE(head.length, 4);
  const bytes = [prefix, head, new Uint8Array(padding(head.length)), ...packed];
  const draft = `${path}.${String(process.pid)}-${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(draft, Buffer.concat(bytes), { flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Opens a file. @throws {ColumnFileError}, or the file system's error */
export async function openColumnFile(path: string): Promise<ColumnFile> {
  const file = await openRegularFile(path);
  try {
    return await readHead(file);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readHead(file: FileHandle): Promise<ColumnFile> {
  const first = Buffer.alloc(FIRST_READ_BYTES);
  const { bytesRead } = await file.read(first, 0, first.length, 0);
  if (bytesRead < PREFIX_BYTES || first.readUInt32LE(0) !== MAGIC) {
    throw new ColumnFileError('not a file of columns');
  }
  const headBytes = first.readUInt32LE(4);
  const columnsAt = PREFIX_BYTES + headBytes + padding(headBytes);
  if (columnsAt > (await file.stat()).size) throw new ColumnFileError('cut off');
  const head =
    PREFIX_BYTES + headBytes <= bytesRead
      ? first.subarray(PREFIX_BYTES, PREFIX_BYTES + headBytes)
      : Buffer.from(await readBytes(file, PREFIX_BYTES, headBytes));
  const { columns, content } = headSchema.parse(JSON.parse(head.toString('utf8')));
  return {
    content,
    async readColumn(name, range) {
      const column = columns.find((one) => one.name === name);
      if (column === undefined) throw new ColumnFileError(`no column ${name}`);
      const { from, count } = range ?? { from: 0, count: column.count };
      if (from + count > column.count) throw new ColumnFileError(`column ${name} is shorter`);
      const array = ARRAYS[column.encoding];
      const width = array.BYTES_PER_ELEMENT;
      const at = columnsAt + column.offset + from * width;
      return new array(await readBytes(file, at, count * width));
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

async function readBytes(file: FileHandle, from: number, length: number): Promise<ArrayBuffer> {
  const bytes = new ArrayBuffer(length);
  const { bytesRead } = await file.read(new Uint8Array(bytes), 0, length, from);
  if (bytesRead < length) throw new ColumnFileError('cut off');
  return bytes;
}

function padding(bytes: number): number {
  return (ALIGNMENT - (bytes % ALIGNMENT)) % ALIGNMENT;
}

function narrowest(column: NumberColumn): Encoding {
  if (column instanceof Uint8Array) return 'u8';
  let highest = 0;
  for (const value of column) {
    if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) return 'f64';
    if (value > highest) highest = value;
  }
  return highest <= 0xff ? 'u8' : highest <= 0xffff ? 'u16' : 'u32';
}
