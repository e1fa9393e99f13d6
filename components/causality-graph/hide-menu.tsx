import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { shownName } from '@/components/ui/shown-text';
import { typeGlyph } from '@/components/event-type/type-glyph';
import { countOf, formatCount } from '@/components/ui/format-count';
import menuStyles from '@/components/ui/menu.module.css';
import type { CausalGraph } from './graph/causal-graph';
import { namesOf, NOTHING_HIDDEN, toggleHidden, type HiddenChoice } from './graph/hidden-choice';
import styles from './hide-menu.module.css';

/** The maximum number of types or agents listed. */
const MOST_NAMES = 40;

/** Chooses the shown types and agents. The others are dimmed or left out. */
export function HideMenu({
  graph,
  hidden,
  onChange,
}: {
  readonly graph: CausalGraph;
  readonly hidden: HiddenChoice;
  readonly onChange: (hidden: HiddenChoice) => void;
}) {
  const count = hidden.types.size + hidden.agents.size;
  const { types, agents } = namesOf(graph);
  const item = (of: 'types' | 'agents', name: string, events: number, label: ReactNode) => (
    <DropdownMenu.CheckboxItem
      key={name}
      className={menuStyles['item'] ?? ''}
      checked={!hidden[of].has(name)}
      onCheckedChange={() => onChange(toggleHidden(hidden, of, name))}
      onSelect={(event) => event.preventDefault()}
    >
      <Check />
      {label}
      <span className={styles['count']}>{formatCount(events)}</span>
    </DropdownMenu.CheckboxItem>
  );
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles['trigger'] ?? ''} data-active={count > 0}>
        Hide types…{count === 0 ? '' : `: ${formatCount(count)} off`}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={menuStyles['menu'] ?? ''}
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <DropdownMenu.Label className={menuStyles['label'] ?? ''}>Types</DropdownMenu.Label>
          {types.slice(0, MOST_NAMES).map(({ name, count: events }) =>
            item(
              'types',
              name,
              events,
              <span className={styles['type']} style={{ color: typeGlyph(name).color }}>
                <EventTypeGlyph eventType={name} /> {typeGlyph(name).name}
              </span>,
            ),
          )}
          <Rest of={types} noun="type" />
          <DropdownMenu.Label className={menuStyles['label'] ?? ''}>Agents</DropdownMenu.Label>
          {agents
            .slice(0, MOST_NAMES)
            .map(({ name, count: events }) => item('agents', name, events, shownName(name)))}
          <Rest of={agents} noun="agent" />
          <DropdownMenu.Separator className={menuStyles['separator'] ?? ''} />
          <DropdownMenu.RadioGroup
            value={hidden.treatment}
            onValueChange={(value) =>
              onChange({ ...hidden, treatment: value === 'dim' ? 'dim' : 'hide' })
            }
          >
            <DropdownMenu.Label className={menuStyles['label'] ?? ''}>
              Unchecked events are
            </DropdownMenu.Label>
            {(['hide', 'dim'] as const).map((treatment) => (
              <DropdownMenu.RadioItem
                key={treatment}
                value={treatment}
                className={menuStyles['item'] ?? ''}
                onSelect={(event) => event.preventDefault()}
              >
                <Check />
                {treatment === 'hide' ? 'left out' : 'dimmed'}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className={menuStyles['separator'] ?? ''} />
          <DropdownMenu.Item
            className={menuStyles['item'] ?? ''}
            disabled={count === 0}
            onSelect={() => onChange({ ...NOTHING_HIDDEN, treatment: hidden.treatment })}
          >
            Show all
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** The number of names that are not listed. */
function Rest({
  of: { length },
  noun,
}: {
  readonly of: readonly unknown[];
  readonly noun: string;
}) {
  if (length <= MOST_NAMES) return null;
  return (
    <DropdownMenu.Label className={menuStyles['label'] ?? ''}>
      and {countOf(length - MOST_NAMES, noun)} more
    </DropdownMenu.Label>
  );
}

function Check() {
  return (
    <span className={menuStyles['check']}>
      <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
    </span>
  );
}
