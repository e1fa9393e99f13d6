'use client';

import { Popover } from 'radix-ui';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { formatCount } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import { VOLATILE_FIELDS } from '@/lib/events/volatile-fields';
import { IGNORED_SORTS } from './ignored-sorts';
import styles from './ignored-fields.module.css';

/** A button with the number of ignored fields; its popover adds and removes them. */
export function IgnoredFields({
  added,
  onChange,
}: {
  readonly added: readonly string[];
  readonly onChange: (added: readonly string[]) => void;
}) {
  const [text, setText] = useState('');
  const hintId = useId();
  const count = Object.values(VOLATILE_FIELDS).flat().length + added.length;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button>Ignored fields: {formatCount(count)}</Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles['popover']}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Ignored fields"
        >
          <form
            className={styles['form']}
            onSubmit={(event) => {
              event.preventDefault();
              const field = text.trim();
              setText('');
              if (field !== '' && !added.includes(field)) onChange([...added, field]);
            }}
          >
            <input
              className={styles['field']}
              aria-label="Field to ignore"
              aria-describedby={hintId}
              placeholder="price or details.contract.number"
              maxLength={200}
              spellCheck={false}
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <Button variant="primary" type="submit">
              Ignore
            </Button>
          </form>
          <p id={hintId} className={styles['hint']}>
            A name is ignored at any depth of the details, a path in its place.
          </p>
          {added.length === 0 ? null : (
            <div className={styles['added']} role="group" aria-label="Added">
              {added.map((field) => (
                <Chip
                  key={field}
                  removeLabel={`Compare ${shownName(field)} again`}
                  onRemove={() => onChange(added.filter((other) => other !== field))}
                >
                  {shownName(field, 60)}
                </Chip>
              ))}
            </div>
          )}
          <h2 className={styles['title']}>Always ignored</h2>
          <dl className={styles['list']}>
            {IGNORED_SORTS.map(({ name, fields }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{fields.join(', ')}</dd>
              </div>
            ))}
          </dl>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
