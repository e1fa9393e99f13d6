import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { AnswerView } from './answer-view';
import type { Schemas } from './describe-schema';
import type { Operation } from './openapi-schema';
import styles from './operation-section.module.css';
import { ParameterField } from './parameter-field';
import { Prose } from './prose';
import { curlCommand, requestUrl, type ParameterValues } from './request-url';
import { ResponseList } from './response-list';
import { useRequest } from './use-request';

interface OperationSectionProps {
  readonly operation: Operation;
  readonly schemas: Schemas;
  readonly pathValues: ParameterValues;
  readonly onPathChange: (name: string, value: string) => void;
  readonly suggestions: ParameterValues;
}

/** An operation: its description, a form to try it, its answers. */
export function OperationSection(props: OperationSectionProps) {
  const { operation, schemas, pathValues, onPathChange, suggestions } = props;
  const { operationId, path, summary, description, parameters } = operation;
  const [queryValues, setQueryValues] = useState<ParameterValues>({});
  const [request, send] = useRequest();
  const url = requestUrl(operation, { ...queryValues, ...pathValues });
  return (
    <article
      className={styles['operation']}
      id={operationId}
      aria-labelledby={`${operationId}-title`}
    >
      <h3 className={styles['title']} id={`${operationId}-title`}>
        {summary}
      </h3>
      <p className={styles['path']}>
        <span className={styles['method']}>GET</span> <code>{path}</code>
      </p>
      {description === undefined ? null : (
        <p className={styles['description']}>
          <Prose text={description} />
        </p>
      )}
      <form
        aria-label={`Try: ${summary}`}
        onSubmit={(event) => {
          event.preventDefault();
          send(url);
        }}
      >
        {parameters.length === 0 ? null : (
          <div className={styles['parameters']}>
            {parameters.map((parameter) => (
              <ParameterField
                key={parameter.name}
                idPrefix={operationId}
                parameter={parameter}
                suggestions={suggestions[parameter.name] ?? []}
                values={(parameter.in === 'path' ? pathValues : queryValues)[parameter.name] ?? []}
                onChange={(values) => {
                  if (parameter.in === 'path') onPathChange(parameter.name, values[0] ?? '');
                  else setQueryValues({ ...queryValues, [parameter.name]: values });
                }}
              />
            ))}
          </div>
        )}
        <div className={styles['send']}>
          <Button type="submit" variant="primary">
            Send
          </Button>
          <code className={styles['curl']}>{curlCommand(absolute(url))}</code>
          <span className={styles['copy']} aria-hidden="true">
            copy
          </span>
          <CopyButton label="curl" text={() => curlCommand(absolute(url))} />
        </div>
      </form>
      <AnswerView request={request} />
      <ResponseList operation={operation} schemas={schemas} />
    </article>
  );
}

function absolute(url: string): string {
  return `${window.location.origin}${url}`;
}
