#!/usr/bin/env bash
# Zod clients that orval and hey-api generate drop the members that an open object does not name.
#
# Belief:     an OpenAPI 3.1 object with `properties` and `additionalProperties: true` becomes a zod schema that keeps members
#             beside the named ones, as the document says it takes them.
# Versions:   orval 7.13.2, @hey-api/openapi-ts 0.95.0, zod 4.6.7, on Node 20.
# Behaviour:  both generate a plain `z.object({…})`, which strips them without an error. The same object written as
#             `allOf: [{named members}, {type: object, additionalProperties: true}]` becomes `….and(z.record(…))` in both, and keeps them.
# Why it matters: log events carry members of the program's own. A client that validates answers loses them, and nobody is told.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > package.json <<'JSON'
{ "private": true, "type": "module", "scarfSettings": { "enabled": false } }
JSON
npm install --silent --no-audit --no-fund --ignore-scripts orval@7.13.2 @hey-api/openapi-ts@0.95.0 zod@4.6.7 typescript@5.9.3 tsx@4.23.15 >/dev/null

cat > make.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { createClient } from '@hey-api/openapi-ts';
import { generate } from 'orval';
const named = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const open = { type: 'object', additionalProperties: true };
const forms = { plain: { ...named, additionalProperties: true }, parts: { allOf: [named, open] } };
for (const [form, schema] of Object.entries(forms)) {
  const answer = { description: 'a visit', content: { 'application/json': { schema } } };
  const paths = { '/visit': { get: { operationId: 'getVisit', responses: { 200: answer } } } };
  const document = { openapi: '3.1.0', info: { title: 'Visits', version: '1' }, paths };
  writeFileSync(`${form}.json`, JSON.stringify(document));
  await generate({ input: `./${form}.json`, output: { target: `./orval-${form}.ts`, client: 'zod', mode: 'single' } });
  await createClient({ input: `./${form}.json`, output: `hey-${form}`, plugins: ['zod'], logs: { level: 'silent' } });
}
JS
node make.mjs >/dev/null

cat > use.ts <<'TS'
const visit = { id: 'v1', guest: 'ada' };
for (const form of ['plain', 'parts']) {
  const orval = (await import(`./orval-${form}.ts`)).getVisitResponse;
  const hey = (await import(`./hey-${form}/zod.gen.ts`)).zGetVisitResponse;
  console.log(`${form} orval ${JSON.stringify(orval.parse(visit))}`);
  console.log(`${form} hey-api ${JSON.stringify(hey.parse(visit))}`);
}
TS
node_modules/.bin/tsx use.ts | tee seen
diff seen - <<'SEEN'
plain orval {"id":"v1"}
plain hey-api {"id":"v1"}
parts orval {"id":"v1","guest":"ada"}
parts hey-api {"id":"v1","guest":"ada"}
SEEN
