'use client';

import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { countOf, formatCount } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import type { Comparison } from '@/lib/api/client';
import { ApartEvents } from './apart-events';
import { hasLedTo, ledToRows, type ToldEvent } from './led-to-rows';
import styles from './led-to.module.css';
import { numberText } from './number-text';
import { rankVariables, type ComparedVariable } from './rank-variables';
import { whyLink } from './run-links';
import { LETTERS, SIDES } from './side';
import { SideLetter } from './side-letter';
import { TurnButton } from './turn-button';

const SHOWN_VARIABLES = 6;

/** What came of the divergence in each run, the largest difference first, and apart from it what differs besides. */
export function LedTo({
  comparison,
  onTurn,
}: {
  readonly comparison: Comparison;
  readonly onTurn: (turn: number) => void;
}) {
  const [showsAll, setShowsAll] = useState(false);
  const { led_to } = comparison;
  if (led_to === null || !hasLedTo(comparison)) {
    return (
      <section className={styles['ledTo']} aria-label="What the divergence led to">
        <h2 className={styles['title']}>What the divergence led to</h2>
        <p className={styles['empty']}>
          {comparison.first_divergence === null
            ? 'The runs do not diverge.'
            : 'The line of the divergence is too long to follow it.'}
        </p>
      </section>
    );
  }
  const ranked = rankVariables(comparison.variables.differences);
  const variables = ranked.filter(({ is_led_to }) => is_led_to);
  const shown = showsAll ? variables : variables.slice(0, SHOWN_VARIABLES);
  const isCut = SIDES.some((side) => led_to[side]?.truncated === true);
  const lastTurn = Math.max(led_to.a?.last_turn ?? 0, led_to.b?.last_turn ?? 0);
  const rows = ledToRows(comparison);
  return (
    <section className={styles['ledTo']} aria-label="What the divergence led to">
      <h2 className={styles['title']}>What the divergence led to</h2>
      <div className={styles['scroller']} tabIndex={0} role="group" aria-label="What came of it">
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">largest first</th>
              {SIDES.map((side) => (
                <th key={side} scope="col">
                  <SideLetter side={side} />{' '}
                  {led_to[side] === null ? (
                    <span title={`${LETTERS[side]} lacks the event of the divergence`}>
                      lacks the event
                    </span>
                  ) : (
                    <span title="Events downstream of the divergence that differ">
                      {countOf(led_to[side].differing, 'event')}
                    </span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((variable) => (
              <VariableRow key={variable.key} variable={variable} onTurn={onTurn} />
            ))}
            {variables.length > SHOWN_VARIABLES ? (
              <tr>
                <td colSpan={3}>
                  <Button
                    variant="quiet"
                    className={styles['more'] ?? ''}
                    onClick={() => setShowsAll(!showsAll)}
                  >
                    {showsAll
                      ? 'Fewer variables'
                      : countOf(variables.length - SHOWN_VARIABLES, 'more variable')}
                  </Button>
                </td>
              </tr>
            ) : null}
            {rows.length === 0 ? null : (
              <tr className={styles['group']}>
                <th colSpan={3} scope="rowgroup">
                  events that stand out
                </th>
              </tr>
            )}
            {rows.map(({ key, a, b }) => (
              <tr key={key}>
                <td className={styles['turns']}>
                  {[...new Set([a, b].flatMap((told) => (told === null ? [] : [told.turn])))].map(
                    (turn) => (
                      <TurnButton key={turn} turn={turn} onTurn={onTurn} />
                    ),
                  )}
                </td>
                {SIDES.map((side) => (
                  <td key={side}>
                    <Told
                      told={side === 'a' ? a : b}
                      runId={comparison[side].id}
                      letter={LETTERS[side]}
                    />
                  </td>
                ))}
              </tr>
            ))}
            {isCut ? (
              <tr>
                <td colSpan={3} className={styles['quiet']}>
                  Followed up to turn {formatCount(lastTurn)}: there is more.
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
        <ApartEvents
          comparison={comparison}
          variables={ranked.filter(({ is_led_to }) => !is_led_to)}
          onTurn={onTurn}
        />
      </div>
    </section>
  );
}

function VariableRow({
  variable,
  onTurn,
}: {
  readonly variable: ComparedVariable;
  readonly onTurn: (turn: number) => void;
}) {
  const { variable_name, agent_id, largest, first_turn, only_in } = variable;
  return (
    <tr>
      <th scope="row">
        <span className={styles['name']}>{shownName(variable_name, 50)}</span>
        <span className={styles['quiet']}>
          {agent_id === null ? '' : `${shownName(agent_id, 30)}, `}
          <TurnButton turn={largest?.turn ?? first_turn} onTurn={onTurn} />
        </span>
      </th>
      {SIDES.map((side) => (
        <td key={side} className={styles['number']}>
          {largest !== null
            ? numberText(largest[side])
            : only_in === null
              ? 'differs'
              : only_in === side
                ? 'set'
                : 'never set'}
        </td>
      ))}
    </tr>
  );
}

function Told({
  told,
  runId,
  letter,
}: {
  readonly told: ToldEvent | null;
  readonly runId: string;
  readonly letter: string;
}) {
  if (told === null) return <span className={styles['quiet']}>–</span>;
  return (
    <Link
      href={whyLink(runId, told.eventId)}
      prefetch={false}
      className={styles['told']}
      title={[`Why in ${letter}`, ...told.reasons].join(': ')}
    >
      {told.text}
    </Link>
  );
}
