import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { formatBytes } from '@/components/ui/format-bytes';
import { classNames } from '@/components/ui/class-names';
import { formatCount } from '@/components/ui/format-count';
import styles from './answer-view.module.css';
import { indentJson } from './indent-json';
import type { Answer, RequestState } from './use-request';

/** Longer texts would make the page slow. The whole text can be copied. */
const MAX_CHARACTERS = 200_000;

/** The response to a request. */
export function AnswerView({ request }: { readonly request: RequestState }) {
  return (
    <div role="status" className={styles['status']}>
      {request.state === 'sent' ? (
        <p className={styles['waiting']}>Waiting for the answer…</p>
      ) : null}
      {request.state === 'failed' ? (
        <p className={styles['bad']}>No answer: {request.reason}</p>
      ) : null}
      {request.state === 'answered' ? <AnswerDetails answer={request.answer} /> : null}
    </div>
  );
}

function AnswerDetails({ answer }: { readonly answer: Answer }) {
  const { status, statusText, elapsedMs, size, headers, download, body } = answer;
  const [isPretty, setIsPretty] = useState(true);
  return (
    <>
      <p className={styles['line']}>
        <strong className={classNames(status >= 400 ? styles['bad'] : styles['good'])}>
          {status} {statusText}
        </strong>
        <span>{elapsedMs.toFixed(elapsedMs < 10 ? 1 : 0)} ms</span>
        {download === undefined ? (
          <>
            <span>{formatBytes(size)}</span>
            <span className={styles['actions']}>
              <Button aria-pressed={isPretty} onClick={() => setIsPretty(!isPretty)}>
                {isPretty ? 'As sent' : 'Indented'}
              </Button>
              <span className={styles['copy']} aria-hidden="true">
                copy
              </span>
              <CopyButton label="body" text={() => (isPretty ? indentJson(body) : body)} />
            </span>
          </>
        ) : (
          <a href={download} download>
            Save the file
          </a>
        )}
      </p>
      <dl className={styles['headers']}>
        {headers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {download === undefined ? <AnswerBody body={body} isPretty={isPretty} /> : null}
    </>
  );
}

function AnswerBody({ body, isPretty }: { readonly body: string; readonly isPretty: boolean }) {
  const text = isPretty ? indentJson(body, MAX_CHARACTERS + 1) : body;
  const isCut = text.length > MAX_CHARACTERS;
  return (
    <>
      <pre className={styles['body']} tabIndex={0} role="region" aria-label="Body of the answer">
        {isCut ? text.slice(0, MAX_CHARACTERS) : text}
      </pre>
      {isCut ? (
        <p className={styles['waiting']}>
          The first {formatCount(MAX_CHARACTERS)} characters, of {formatCount(body.length)} as they
          were sent.
        </p>
      ) : null}
    </>
  );
}
