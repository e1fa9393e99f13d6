import { z } from 'zod';
import { urlField } from '@/components/url-field';
import { integerParameter } from '@/lib/filters/event-filter';
import { MAX_CHARTED } from './series-stroke';

export const FIELDS = {
  /** The turn at whose end the state is shown; `null` for the last, also when more turns come. */
  turn: urlField('turn', integerParameter({ min: 0 }), null),
  /** The turn that the state is compared with; `null` without a comparison. */
  against: urlField('against', integerParameter({ min: 0 }), null),
  /** The variables in the charts. */
  variables: urlField('vars', z.array(z.string()).max(MAX_CHARTED, 'too many').readonly(), []),
};

/** Values that a link restores. */
export type StateFields = typeof FIELDS;
