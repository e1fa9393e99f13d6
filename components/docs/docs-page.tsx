'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { contact } from '@/components/api';
import { toServerData } from '@/components/server-data';
import { ThemeSwitch } from '@/components/theme/theme-switch';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { ApiUnreachableError } from '@/lib/api/client';
import styles from './docs-page.module.css';
import { openApiSchema, operationsByTag, type OpenApi } from './openapi-schema';
import { OperationSection } from './operation-section';
import { Prose } from './prose';
import type { ParameterValues } from './request-url';
import { useSuggestions } from './use-suggestions';

const DOCUMENT_PATH = '/openapi.json';

const documentQuery = queryOptions({
  queryKey: ['docs', 'document'],
  queryFn: ({ signal }) => fetchDocument(signal),
});

/** The documentation of the REST API, from its OpenAPI document. Every operation can be tried in place. */
export function DocsPage() {
  const document = toServerData(useQuery(documentQuery));
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <nav aria-label="Breadcrumb" className={styles['path']}>
          <Link href="/">Causeway</Link>
          <span aria-hidden="true"> / </span>
          <h1>API</h1>
        </nav>
        <a href={DOCUMENT_PATH} className={styles['document']}>
          openapi.json
        </a>
        <ThemeSwitch />
      </header>
      {document.state === 'ready' ? <Documentation document={document.data} /> : null}
      {document.state === 'failed' ? (
        <main>
          <Notice title="The description of the API could not be loaded" tone="danger">
            <p>{document.error.message}</p>
            <p>
              <Button onClick={document.retry}>Try again</Button>
            </p>
          </Notice>
        </main>
      ) : null}
    </div>
  );
}

function Documentation({ document }: { readonly document: OpenApi }) {
  // Values of path parameters are shared by the whole page: a simulation chosen once is chosen everywhere.
  const [typed, setTyped] = useState<ParameterValues>({});
  const suggestions = useSuggestions(typed['simulation_id']?.[0]);
  const pathValues: ParameterValues = {
    simulation_id: typed['simulation_id'] ?? suggestions['simulation_id']?.slice(0, 1) ?? [],
    event_id: typed['event_id'] ?? suggestions['event_id']?.slice(0, 1) ?? [],
  };
  const tags = operationsByTag(document);
  return (
    <div className={styles['columns']}>
      <nav className={styles['contents']} aria-label="Operations">
        {tags.map((tag) => (
          <section key={tag.name}>
            <h2>{tag.name}</h2>
            <ul>
              {tag.operations.map(({ operationId, summary }) => (
                <li key={operationId}>
                  <a href={`#${operationId}`}>{summary}</a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <main className={styles['main']}>
        <p className={styles['about']}>
          <Prose text={document.info.description} />{' '}
          <span className={styles['version']}>Version {document.info.version}</span>
        </p>
        {tags.map((tag) => (
          <section key={tag.name} aria-labelledby={`tag-${tag.name}`}>
            <div className={styles['tag']}>
              <h2 id={`tag-${tag.name}`}>{tag.name}</h2>
              <p>
                <Prose text={tag.description} />
              </p>
            </div>
            {tag.operations.map((operation) => (
              <OperationSection
                key={operation.operationId}
                operation={operation}
                schemas={document.components.schemas}
                pathValues={pathValues}
                onPathChange={(name, value) => setTyped({ ...typed, [name]: [value] })}
                suggestions={suggestions}
              />
            ))}
          </section>
        ))}
      </main>
    </div>
  );
}

async function fetchDocument(signal: AbortSignal): Promise<OpenApi> {
  const response = await contact.ask(DOCUMENT_PATH, { signal });
  const parsed = openApiSchema.safeParse(await response.json());
  if (parsed.success) return parsed.data;
  throw new ApiUnreachableError(`This page cannot show ${DOCUMENT_PATH}.`, {
    cause: parsed.error,
  });
}
