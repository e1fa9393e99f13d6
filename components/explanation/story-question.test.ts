import { expect, it } from 'vitest';
import { readEventLine, type StoredEvent } from '@/lib/events/read-event';
import { storyQuestion } from './story-question';

function event(more: Readonly<Record<string, unknown>>): StoredEvent {
  const { event: read } = readEventLine(
    JSON.stringify({
      event_id: 'e',
      timestamp: '2026-10-04T14:00:00Z',
      turn_number: 22,
      event_type: 'STATE',
      ...more,
    }),
  );
  if (read === undefined) throw new Error('not an event');
  return read;
}

const price = event({
  details: { variable_name: 'grain_price', old_value: 295.26, new_value: 1333.13 },
});

it('names an extreme, otherwise the change', () => {
  expect(storyQuestion(price, 'upstream', 'highest')).toBe('Why did grain_price peak at 1,333.13?');
  expect(storyQuestion(price, 'upstream', 'lowest')).toBe(
    'Why did grain_price fall to its lowest, 1,333.13?',
  );
  expect(storyQuestion(price, 'upstream', undefined)).toBe(
    'Why did grain_price change 295.26 → 1,333.13?',
  );
});

it("names the agent of an agent's variable, and the first value of one", () => {
  const cash = event({ agent_id: 'juno', details: { variable_name: 'cash', new_value: 5 } });
  expect(storyQuestion(cash, 'upstream', undefined)).toBe("Why was juno's cash set to 5?");
});

it('is about the description of other events, and about effects', () => {
  const sale = event({ event_type: 'ACTION', description: 'Sell grain' });
  expect(storyQuestion(sale, 'upstream', undefined)).toBe('Why: Sell grain');
  expect(storyQuestion(price, 'downstream', 'highest')).toBe(
    'What came of it: grain_price 295.26 → 1,333.13',
  );
});
