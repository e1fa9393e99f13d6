import { classNames } from '@/components/ui/class-names';
import { schemaFields, typeText, type Schemas } from './describe-schema';
import type { ApiResponse, JsonSchema, Operation } from './openapi-schema';
import { Prose } from './prose';
import styles from './response-list.module.css';

/** The possible answers of an operation: each status with its fields and an example, collapsed at first. */
export function ResponseList({
  operation,
  schemas,
}: {
  readonly operation: Operation;
  readonly schemas: Schemas;
}) {
  return (
    <div className={styles['responses']}>
      {Object.entries(operation.responses).map(([status, response]) => (
        <details key={status} className={styles['response']}>
          <summary>
            <span className={classNames(styles['code'], status >= '400' && styles['bad'])}>
              {status}
            </span>{' '}
            <Prose text={response.description} />
          </summary>
          <ResponseBody response={response} schemas={schemas} />
        </details>
      ))}
    </div>
  );
}

function ResponseBody({
  response,
  schemas,
}: {
  readonly response: ApiResponse;
  readonly schemas: Schemas;
}) {
  return (
    <div className={styles['body']}>
      {Object.entries(response.headers).map(([name, { description }]) => (
        <p key={name}>
          <code>{name}</code>{' '}
          <span className={styles['muted']}>
            <Prose text={description} />
          </span>
        </p>
      ))}
      {Object.entries(response.content).map(([contentType, { schema, example }]) => (
        <div key={contentType}>
          <p>
            <code>{contentType}</code> <span className={styles['muted']}>{typeText(schema)}</span>
          </p>
          <Fields schema={schema} schemas={schemas} />
          {example === undefined ? null : (
            <pre className={styles['example']} tabIndex={0} role="region" aria-label="Example">
              {typeof example === 'string' ? example : JSON.stringify(example, null, 2)}
            </pre>
          )}
        </div>
      ))}
    </div>
  );
}

function Fields({ schema, schemas }: { readonly schema: JsonSchema; readonly schemas: Schemas }) {
  const fields = schemaFields(schema, schemas);
  if (fields.length === 0) return null;
  return (
    <table className={styles['fields']}>
      <thead>
        <tr>
          <th scope="col">field</th>
          <th scope="col">type</th>
          <th scope="col">description</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ path, name, depth, type, isOptional, description }) => (
          <tr key={path}>
            <th scope="row" style={{ paddingLeft: `${depth * 16}px` }}>
              <code>{name}</code>
            </th>
            <td>
              {type}
              {isOptional ? <span className={styles['muted']}> optional</span> : null}
            </td>
            <td>
              <Prose text={description} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
