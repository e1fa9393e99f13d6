'use client';

import { useId, useMemo, useRef } from 'react';
import { Notice } from '@/components/ui/notice';
import { shownName } from '@/components/ui/shown-text';
import type { EnsembleBands, EnsembleResults } from '@/lib/api/ensemble-contract';
import { BandCharts } from './band-charts';
import styles from './band-charts.module.css';
import { bandColumns, bandRows } from './band-table';
import { groupingSettings } from './choose-setting';
import { DataTable } from './data-table';
import { DrawingTools } from './drawing-tools';
import type { Answer } from './ensemble-queries';
import { withTable, type EnsembleView } from './ensemble-view';
import { NoAnswer } from './no-answer';
import type { PointedRun } from './pointed-run';
import { Select } from './select';
import { settingText } from './setting-text';
import type { ChangeView } from './use-ensemble-view';

const SWATCHES = ['median', 'middleHalf', 'nineInTen', 'run'] as const;
const SWATCH_NAMES = {
  median: 'median',
  middleHalf: 'middle half',
  nineInTen: 'nine in ten',
  run: 'run under the pointer',
} as const;

/** How a variable moves over turns in all runs: as charts, or as their table. */
export function BandsSection({
  facts,
  variable,
  by,
  view,
  change,
  answer,
  pointed,
  nameOf,
}: {
  readonly facts: EnsembleResults;
  readonly variable: string;
  readonly by: string | null;
  readonly view: EnsembleView;
  readonly change: ChangeView;
  readonly answer: Answer<EnsembleBands>;
  readonly pointed: PointedRun;
  readonly nameOf: (run: string) => string;
}) {
  const drawing = useRef<SVGSVGElement>(null);
  const titleId = useId();
  const bands = answer.data.state === 'ready' ? answer.data.data : undefined;
  const rows = useMemo(() => (bands === undefined ? [] : bandRows(bands)), [bands]);
  const columns = useMemo(() => bandColumns(bands?.by ?? []), [bands]);
  const note = bands === undefined ? '' : bandsNote(bands);
  const isTable = view.tables.includes('bands');
  const isAsked = view.question.length > 0;
  return (
    <section className={styles['section']} aria-labelledby={titleId}>
      <div className={styles['head']}>
        <h2 id={titleId} className="visually-hidden">
          {shownName(variable)} over turns
        </h2>
        <Select
          label="Variable of the charts"
          value={variable}
          options={variableOptions(facts, variable)}
          isStrong
          onChange={(next) => change({ variable: next })}
        />
        <span>over turns</span>
        <Select
          label="Charts"
          value={by ?? ''}
          options={[
            { value: '', label: 'all runs in one chart' },
            ...groupingSettings(facts.settings).map(({ path }) => ({
              value: path,
              label: `one chart per ${shownName(path)}`,
            })),
          ]}
          onChange={(next) => change({ by: next })}
        />
        <ul className={styles['legend']} aria-label="Legend">
          {SWATCHES.map((name) => (
            <li key={name}>
              <svg width="20" height="10" aria-hidden="true">
                {name === 'median' || name === 'run' ? (
                  <path d="M0 5H20" className={styles[name]} />
                ) : (
                  <rect width="20" height="10" className={styles[name]} />
                )}
              </svg>
              {SWATCH_NAMES[name]}
            </li>
          ))}
          {isAsked ? (
            <li>
              <svg width="20" height="10" aria-hidden="true">
                <rect width="20" height="9" className={styles['asked']} />
                <path d="M0 9H20" className={styles['limit']} />
              </svg>
              what the question asks
            </li>
          ) : null}
        </ul>
        {bands === undefined ? null : (
          <DrawingTools
            name="the bands"
            fileName={`ensemble-bands-${safeName(variable)}`}
            isTable={isTable}
            drawing={drawing}
            columns={columns}
            rows={rows}
            onTable={(next) => change({ tables: withTable(view.tables, 'bands', next) })}
          />
        )}
      </div>
      {bands === undefined ? (
        <div className={styles['frame']}>
          <NoAnswer answer={answer.data} title="The bands could not be loaded" />
        </div>
      ) : bands.bands.every(({ with_variable }) => with_variable === 0) ? (
        <Notice title={`No run has numbers of ${shownName(variable)}`}>
          <p>Choose another variable above.</p>
        </Notice>
      ) : isTable ? (
        <DataTable
          label={`Bands of ${shownName(variable)}`}
          columns={columns}
          rows={rows}
          keyOf={({ band, turn }) => `${turn} ${band.values.map(settingText).join(' ')}`}
          className={styles['table']}
        />
      ) : (
        <BandCharts
          bands={bands}
          question={view.question}
          pointed={pointed}
          chosen={view.run}
          isOld={answer.isOld}
          nameOf={nameOf}
          drawing={drawing}
          onChoose={(run) => change({ run }, 'replace')}
        />
      )}
      {note === '' ? null : <p className={styles['note']}>{note}</p>}
    </section>
  );
}

/** The variables to choose from. The list may lack the chosen one. */
export function variableOptions({ variables, variable_count }: EnsembleResults, chosen: string) {
  const listed = variables.map(({ key, run_count }) => ({
    value: key,
    label: shownName(key, 60),
    hint: String(run_count),
  }));
  const hasChosen = chosen === '' || listed.some(({ value }) => value === chosen);
  const missing = variable_count - variables.length;
  return [
    ...(hasChosen ? [] : [{ value: chosen, label: shownName(chosen, 60) }]),
    ...listed,
    ...(missing > 0
      ? [{ value: ' ', label: `${String(missing)} more are not listed`, isOff: true }]
      : []),
  ];
}

function bandsNote({ bands, turns_per_point, run_count }: EnsembleBands): string {
  const without = run_count - bands.reduce((sum, { with_variable }) => sum + with_variable, 0);
  const notes = [
    ...(turns_per_point > 1 ? [`Each point stands for ${String(turns_per_point)} turns.`] : []),
    ...(without > 0 ? [`${String(without)} runs have no number of this variable.`] : []),
  ];
  return notes.join(' ');
}

function safeName(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-').slice(0, 80);
}
