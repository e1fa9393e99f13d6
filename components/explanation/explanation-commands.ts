import type { Command, CommandSet } from '@/components/commands/command';

export interface ExplanationTarget {
  /** Selects the event one link closer to its likely cause, or to what likely came of it. */
  readonly follow: (direction: 'upstream' | 'downstream') => void;
}

export const FOLLOW_COMMAND = {
  upstream: {
    id: 'follow-cause',
    label: 'Follow the likely cause, one link',
    words: ['why', 'explain'],
    keys: ['.'],
    run: (target) => target.follow('upstream'),
  },
  downstream: {
    id: 'follow-effect',
    label: 'Follow what came of it, one link',
    words: ['effect', 'explain'],
    keys: [','],
    run: (target) => target.follow('downstream'),
  },
} as const satisfies Readonly<Record<'upstream' | 'downstream', Command<ExplanationTarget>>>;

export const EXPLANATION_COMMANDS: CommandSet<ExplanationTarget> = {
  title: 'Likely causes',
  commands: [FOLLOW_COMMAND.upstream, FOLLOW_COMMAND.downstream],
};

export interface StoryPaneTarget {
  readonly close: () => void;
}

export const CLOSE_COMMAND: Command<StoryPaneTarget> = {
  id: 'close-story',
  label: 'Close the story or the event beside the graph',
  keys: ['Escape'],
  isUnlisted: true,
  run: (target) => target.close(),
};

export const STORY_PANE_COMMANDS: CommandSet<StoryPaneTarget> = {
  title: 'Story',
  commands: [CLOSE_COMMAND],
};
