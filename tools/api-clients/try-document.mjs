// @ts-check
import { readFile, writeFile } from 'node:fs/promises';
import { generateClients } from './generate-clients.mjs';
import { lintDocument } from './lint-document.mjs';

// node try-document.mjs DOCUMENT OBJECTIONS: generates clients from an OpenAPI document, and writes the findings of linters to
// the other file, as a JSON list of texts.

const [document = '', objections = ''] = process.argv.slice(2);
const text = await readFile(document, 'utf8');
await generateClients(text);
await writeFile(objections, JSON.stringify(await lintDocument(text)));
