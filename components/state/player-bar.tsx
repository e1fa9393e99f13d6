'use client';

import { useState, type SubmitEvent } from 'react';
import { readTurn } from '@/components/event-time/read-turn';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { Toolbar } from '@/components/ui/toolbar';
import { PLAY_SPEEDS } from './play-speed';
import styles from './player-bar.module.css';
import { Scrubber } from './scrubber';
import type { TurnRange } from './turn-range';
import type { TurnPlayer } from './use-turn-player';

/** The current turn, with controls to change it. */
export function PlayerBar({
  player,
  range,
  checkpoints,
  follow,
}: {
  readonly player: TurnPlayer;
  readonly range: TurnRange;
  readonly checkpoints: readonly number[];
  /** In a live run: whether the newest turn is followed. */
  readonly follow: 'following' | 'offered' | 'never';
}) {
  const { turn, isPlaying, speed, goTo, togglePlay, setSpeed } = player;
  const isFirst = turn === range.first;
  const isLast = turn === range.last;
  return (
    <div className={styles['bar']} role="group" aria-label="Player">
      <Toolbar label="Steps" role="none" className={styles['steps']}>
        <Step icon="first" label="First turn" isOff={isFirst} onStep={() => goTo(range.first)} />
        <Step icon="previous" label="Previous turn" isOff={isFirst} onStep={() => goTo(turn - 1)} />
        <Step
          icon={isPlaying ? 'pause' : 'play'}
          label={isPlaying ? 'Pause' : 'Play'}
          isOff={range.first === range.last}
          onStep={togglePlay}
        />
        <Step icon="next" label="Next turn" isOff={isLast} onStep={() => goTo(turn + 1)} />
        <Step icon="last" label="Last turn" isOff={isLast} onStep={() => goTo(range.last)} />
      </Toolbar>
      <TurnField turn={turn} onTurn={goTo} />
      <Scrubber
        turn={turn}
        range={range}
        checkpoints={checkpoints}
        isFollowing={follow === 'following'}
        onTurn={goTo}
        onTogglePlay={togglePlay}
      />
      <Toolbar label="Speed" role="none">
        <Segmented
          label="Turns a second"
          values={PLAY_SPEEDS}
          chosen={speed}
          onChoose={setSpeed}
          nameOf={(each) => `${each} turns a second`}
        >
          {(each) => `${each}×`}
        </Segmented>
      </Toolbar>
      {follow === 'never' ? null : (
        <Button
          variant={follow === 'following' ? 'primary' : 'plain'}
          aria-pressed={follow === 'following'}
          title="Live: shows the newest turn, and the next when it comes"
          onClick={() => goTo(follow === 'following' ? turn : null)}
        >
          {follow === 'following' ? 'Following newest' : 'Follow newest'}
        </Button>
      )}
    </div>
  );
}

function TurnField({
  turn,
  onTurn,
}: {
  readonly turn: number;
  readonly onTurn: (turn: number) => void;
}) {
  /** The typed text that is not applied yet. */
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <form
      className={styles['turn']}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        const typed = readTurn(draft ?? '');
        if (typed !== undefined) onTurn(typed);
        setDraft(null);
      }}
    >
      <label>
        <span className={styles['word']}>turn </span>
        <input
          className={styles['field']}
          aria-label="Go to turn"
          style={{ width: `calc(${Math.max(4, String(draft ?? turn).length)}ch + 22px)` }}
          inputMode="numeric"
          autoComplete="off"
          value={draft ?? turn}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={() => setDraft(null)}
        />
      </label>
    </form>
  );
}

const ICONS = {
  first: 'M2 1h1.6v8H2zM9 1v8L4 5z',
  previous: 'M7.5 1v8L2.5 5z',
  play: 'M2.5 0.5v9L9 5z',
  pause: 'M2 1h2v8H2zM6 1h2v8H6z',
  next: 'M2.5 1v8l5-4z',
  last: 'M6.4 1H8v8H6.4zM1 1v8l5-4z',
} as const;

function Step({
  icon,
  label,
  isOff,
  onStep,
}: {
  readonly icon: keyof typeof ICONS;
  readonly label: string;
  readonly isOff: boolean;
  readonly onStep: () => void;
}) {
  return (
    <Button
      className={styles['step'] ?? ''}
      aria-label={label}
      title={label}
      // Not `disabled`, which would lose the focus at both ends.
      aria-disabled={isOff}
      onClick={() => {
        if (!isOff) onStep();
      }}
    >
      <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
        <path d={ICONS[icon]} fill="currentColor" />
      </svg>
    </Button>
  );
}
