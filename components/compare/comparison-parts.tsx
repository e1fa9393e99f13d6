'use client';

import { useQuery } from '@tanstack/react-query';
import { PaneBoundary } from '@/components/server-contact/pane-boundary';
import { toServerData } from '@/components/server-data';
import { countOf, formatCount } from '@/components/ui/format-count';
import { CompareChart } from './compare-chart';
import { ComparedRunsRow } from './compared-runs-row';
import styles from './compare-page.module.css';
import { MAX_SERIES, type CompareView } from './compare-view';
import {
  comparedEventsQuery,
  PAGE_ROWS,
  type ComparedPair,
  type TimedComparison,
} from './comparison-query';
import { ConfigurationPanel } from './configuration-panel';
import { CountsPanel } from './counts-panel';
import { DivergencePanel } from './divergence-panel';
import { EventPairs } from './event-pairs';
import { IGNORED_SORTS } from './ignored-sorts';
import { LedTo } from './led-to';
import panels from './panels.module.css';
import { turnsOfBoth } from './turn-axis';
import type { ChangeView } from './use-compare-view';
import type { Differences } from './use-differences';

/** All that is told about two runs: the answer, the three panels, the turns, the events side by side, and what came of it. */
export function ComparisonParts({
  answer: { comparison, elapsedMs },
  pair,
  view,
  changeView,
  differences,
}: {
  readonly answer: TimedComparison;
  readonly pair: ComparedPair;
  readonly view: CompareView;
  readonly changeView: ChangeView;
  readonly differences: Differences;
}) {
  const { a, b, compared, variables, configuration } = comparison;
  const turns = turnsOfBoth(comparison);
  const { turn, page } = differences;
  const isOnlyDifferences = view.only === 'differences';
  const question = { turn, isOnlyDifferences, limit: PAGE_ROWS };
  const events = toServerData(
    useQuery({
      ...comparedEventsQuery(pair, { ...question, offset: ((page ?? 1) - 1) * PAGE_ROWS }),
      enabled: page !== undefined,
    }),
  );
  return (
    <>
      <ComparedRunsRow comparison={comparison} elapsedMs={elapsedMs} />
      <div className={panels['panels']}>
        <ConfigurationPanel configuration={configuration} />
        <DivergencePanel comparison={comparison} onShow={differences.goToDivergence} />
        <CountsPanel comparison={comparison} />
      </div>
      {turns === undefined ? null : (
        <PaneBoundary name="The chart">
          <CompareChart
            comparison={comparison}
            turns={turns}
            turn={turn}
            seriesCount={view.series}
            onTurn={differences.goToTurn}
            onSeriesCount={(series) =>
              changeView({ series: Math.min(series, MAX_SERIES) }, 'replace')
            }
          />
        </PaneBoundary>
      )}
      <div className={styles['below']}>
        <EventPairs
          runIds={{ a: a.id, b: b.id }}
          turn={turn}
          events={events}
          isOnlyDifferences={isOnlyDifferences}
          selected={differences.place}
          page={page ?? 1}
          onToggleOnly={differences.toggleOnly}
          onSelect={(place) => changeView({ turn, place, page: page ?? 1 }, 'replace')}
          onPage={(next) => changeView({ turn, place: null, page: next }, 'replace')}
          onStep={differences.step}
        />
        <LedTo comparison={comparison} onTurn={differences.goToTurn} />
      </div>
      <footer className={styles['footer']}>
        <span>
          <b>
            {formatCount(compared.a)} and {countOf(compared.b, 'event')}
          </b>
        </span>
        <span className={styles['quiet']}>
          {countOf(variables.compared, 'variable')}, {formatCount(variables.differing)} differ
        </span>
        <span className={styles['ignored']}>
          Ignored: {[...IGNORED_SORTS.map(({ name }) => name), ...pair.ignored].join(', ')}
        </span>
      </footer>
    </>
  );
}
