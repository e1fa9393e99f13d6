'use client';

import { useCallback } from 'react';
import type { PaneProps } from '@/components/pane';
import type { FieldValues } from '@/components/url-field';
import type { StateFields } from './fields';
import { StatePane } from './state-pane';

/** The state of the run at the end of a turn. */
export function StateTab(props: PaneProps<FieldValues<StateFields>>) {
  const { fields, onFieldsChange } = props;
  const changeTurn = useCallback(
    (turn: number | null) => onFieldsChange({ turn }, 'replace'),
    [onFieldsChange],
  );
  const changeAgainst = useCallback(
    (against: number | null) => onFieldsChange({ against }, 'replace'),
    [onFieldsChange],
  );
  const changeCharted = useCallback(
    (variables: readonly string[]) => onFieldsChange({ variables }),
    [onFieldsChange],
  );
  return (
    <StatePane
      simulation={props.simulation}
      turn={fields.turn}
      onTurnChange={changeTurn}
      against={fields.against}
      onAgainstChange={changeAgainst}
      charted={fields.variables}
      onChartedChange={changeCharted}
      selectedEventId={props.selectedEventId}
      onSelectEvent={props.onSelectEvent}
      onOpenCausality={props.onOpenCausality}
    />
  );
}
