import { z } from 'zod';

/** The parts of an OpenAPI document that the documentation shows. */

export const jsonSchemaSchema = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  default: z.unknown().optional(),
  example: z.unknown().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), jsonSchemaSchema).optional();
  },
  get items() {
    return jsonSchemaSchema.optional();
  },
  get allOf() {
    return z.array(jsonSchemaSchema).optional();
  },
  get anyOf() {
    return z.array(jsonSchemaSchema).optional();
  },
});

const parameterSchema = z.object({
  in: z.enum(['path', 'query']),
  name: z.string(),
  description: z.string().default(''),
  required: z.boolean().default(false),
  schema: jsonSchemaSchema,
});

const responseSchema = z.object({
  description: z.string(),
  headers: z.record(z.string(), z.object({ description: z.string().default('') })).default({}),
  content: z
    .record(z.string(), z.object({ schema: jsonSchemaSchema, example: z.unknown().optional() }))
    .default({}),
});

const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()).default([]),
  parameters: z.array(parameterSchema).default([]),
  responses: z.record(z.string(), responseSchema),
});

export const openApiSchema = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string().default('') }),
  tags: z.array(z.object({ name: z.string(), description: z.string().default('') })).default([]),
  paths: z.record(z.string(), z.object({ get: operationSchema })),
  components: z.object({ schemas: z.record(z.string(), jsonSchemaSchema) }),
});

export type OpenApi = z.infer<typeof openApiSchema>;
export type JsonSchema = z.infer<typeof jsonSchemaSchema>;
export type Parameter = z.infer<typeof parameterSchema>;
export type ApiResponse = z.infer<typeof responseSchema>;
export type Operation = z.infer<typeof operationSchema> & { readonly path: string };

/** The operations under each tag, in the document's order. */
export function operationsByTag(document: OpenApi) {
  const operations = Object.entries(document.paths).map(([path, { get }]) => ({ ...get, path }));
  return document.tags.map((tag) => ({
    ...tag,
    operations: operations.filter((operation) => operation.tags.includes(tag.name)),
  }));
}
