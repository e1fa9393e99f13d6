'use client';

import { Button } from '@/components/ui/button';
import { countOf, formatCount } from '@/components/ui/format-count';
import { Skeleton } from '@/components/ui/skeleton';
import type { EnsembleBands, EnsembleResults } from '@/lib/api/ensemble-contract';
import {
  isVariableCondition,
  MAX_CONDITIONS,
  type Condition,
  type VariableCondition,
} from '@/lib/ensemble/condition';
import { variableOptions } from './bands-section';
import type { Answer } from './ensemble-queries';
import { EventConditionFields } from './event-condition';
import { numberText } from './number-text';
import styles from './question-bar.module.css';
import { Select } from './select';
import { settingText, shortPath } from './setting-text';
import { VariableConditionFields } from './variable-condition';

/** In the list of variables, the choice of a condition on events. No variable has a blank alone as its key. */
const EVENTS = ' events';

/** More bars have no room. */
const MAX_SHARES = 8;

/** The answer as a headline, its question as a sentence to edit, and the share of each group. */
export function QuestionBar({
  facts,
  results,
  bands,
  question,
  turns,
  suggest,
  onChange,
}: {
  readonly facts: EnsembleResults;
  readonly results: Answer<EnsembleResults>;
  readonly bands: EnsembleBands | undefined;
  readonly question: readonly Condition[];
  readonly turns: { readonly first: number; readonly last: number };
  /** A condition to begin with; `null` without a variable. */
  readonly suggest: VariableCondition | null;
  readonly onChange: (next: readonly Condition[]) => void;
}) {
  const put = (at: number, next: Condition) => onChange(question.with(at, next));
  return (
    <section className={styles['bar']} aria-label="Question">
      <Headline results={results} question={question} runCount={facts.run_count} />
      <div className={styles['sentence']}>
        {question.map((condition, at) => (
          <fieldset key={at} className={styles['condition']}>
            <legend className="visually-hidden">Condition {at + 1}</legend>
            <span className={styles['quiet']}>{at === 0 ? 'had' : 'and'}</span>
            <Select
              label="What is asked about"
              value={isVariableCondition(condition) ? condition.variable : EVENTS}
              options={[
                ...variableOptions(facts, isVariableCondition(condition) ? condition.variable : ''),
                { value: EVENTS, label: 'at least so many events' },
              ]}
              onChange={(next) => put(at, withSubject(condition, next))}
            />
            {isVariableCondition(condition) ? (
              <VariableConditionFields
                condition={condition}
                turns={turns}
                onChange={(next) => put(at, next)}
              />
            ) : (
              <EventConditionFields condition={condition} onChange={(next) => put(at, next)} />
            )}
            <Button
              variant="quiet"
              aria-label={`Remove condition ${at + 1}`}
              onClick={() => onChange(question.filter((_, place) => place !== at))}
            >
              ×
            </Button>
          </fieldset>
        ))}
        {question.length === 0 ? (
          <>
            <Button
              variant="primary"
              disabled={suggest === null}
              onClick={() => {
                if (suggest !== null) onChange([suggest]);
              }}
            >
              Ask how many runs…
            </Button>
            <Button onClick={() => onChange([{ events_at_least: 1, outcomes: ['failed'] }])}>
              …have failed events
            </Button>
          </>
        ) : question.length < MAX_CONDITIONS ? (
          <Button
            variant="quiet"
            onClick={() => onChange([...question, suggest ?? { events_at_least: 1 }])}
          >
            + and
          </Button>
        ) : null}
      </div>
      {bands === undefined || bands.question === null || bands.bands.length < 2 ? null : (
        <Shares bands={bands} isOld={results.isOld} />
      )}
    </section>
  );
}

function Headline({
  results: { data, isOld },
  question,
  runCount,
}: {
  readonly results: Answer<EnsembleResults>;
  readonly question: readonly Condition[];
  readonly runCount: number;
}) {
  if (question.length === 0)
    return <h2 className={styles['answer']}>{countOf(runCount, 'run')}</h2>;
  if (data.state !== 'ready' || data.data.question === null) {
    return (
      <h2 className={styles['answer']} aria-busy="true">
        <Skeleton width="180px" />
        <span className="visually-hidden">The answer is on its way</span>
      </h2>
    );
  }
  const { question: answer, run_count } = data.data;
  const unknown = answer.unknown_count;
  return (
    <div className={styles['headline']} data-old={isOld} role="status">
      <h2 className={styles['answer']}>
        {formatCount(answer.yes_count)} of {countOf(run_count, 'run')}
      </h2>
      {unknown === 0 ? null : (
        <p className={styles['quiet']}>of {countOf(unknown, 'run')} it cannot be said</p>
      )}
    </div>
  );
}

function Shares({ bands, isOld }: { readonly bands: EnsembleBands; readonly isOld: boolean }) {
  const shown = bands.bands.slice(0, MAX_SHARES);
  const rest = bands.bands.length - shown.length;
  return (
    <ul className={styles['shares']} aria-label="By group" data-old={isOld}>
      {shown.map(({ values, run_count, yes_count }, at) => (
        <li key={at} className={styles['share']}>
          <span className={styles['group']} title={groupTitle(bands.by, values)}>
            <span className={styles['setting']}>{bands.by.map(shortPath).join(', ')}</span>
            {values.map(settingText).join(', ')}
          </span>
          <b className={styles['count']}>
            {numberText(yes_count)} of {numberText(run_count)}
          </b>
          <span className={styles['track']} aria-hidden="true">
            <span
              className={styles['fill']}
              style={{ width: `${(100 * (yes_count ?? 0)) / Math.max(1, run_count)}%` }}
            />
          </span>
        </li>
      ))}
      {rest === 0 ? null : (
        <li className={styles['quiet']}>and {countOf(rest, 'group')}, as in the charts</li>
      )}
    </ul>
  );
}

function groupTitle(by: readonly string[], values: readonly unknown[]): string {
  return by.map((path, place) => `${path} = ${settingText(values[place])}`).join(', ');
}

/** The condition about something else. Comparison, value and time stay, where both have them. */
function withSubject(condition: Condition, subject: string): Condition {
  if (subject === EVENTS) return { events_at_least: 1 };
  return isVariableCondition(condition)
    ? { ...condition, variable: subject }
    : { variable: subject, operator: 'over', value: 0 };
}
