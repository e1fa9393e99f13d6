import { countOf } from '@/components/ui/format-count';
import { formatBytes } from '@/components/ui/format-bytes';
import { someMembersOf, type ExactJson } from '@/components/ui/exact-json';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import type { Block, Part, Role } from './message-part';
import { blockText } from './read-message';
import { textPieces } from './text-pieces';

/** A part of a call with all that the reader shows of it. */
export interface TextSection {
  /** Unique among the parts of an event. */
  readonly id: string;
  readonly part: Part;
  readonly title: ShownText;
  /** Whether the model says it after the last words to it. */
  readonly isAnswer: boolean;
  /** The whole text, to be copied. */
  readonly text: string;
  /** Its words, or its size where it has values. */
  readonly size: string;
  readonly blocks: readonly SectionBlock[];
}

export interface SectionBlock {
  readonly block: Block;
  readonly pieces: readonly SectionPiece[];
}

/** Prose, or a value with its words. */
export type SectionPiece =
  | { readonly kind: 'prose'; readonly text: string }
  | {
      readonly kind: 'json';
      /** Unique among the parts of an event; `undefined` for a value without words. */
      readonly id: string | undefined;
      readonly label: ShownText;
      readonly value: ExactJson;
      /** For example `7 fields`. */
      readonly size: string;
      /** Whether it has no values within values, so that another one fits beside it. */
      readonly isFlat: boolean;
    };

const TITLES: Readonly<Record<Exclude<Role, 'field'>, string>> = {
  system: 'System',
  user: 'User',
  assistant: 'Assistant',
  tool: 'Tool',
};

/** Words of longer texts are not counted. */
const MOST_COUNTED = 20_000;

/** The number of parts before the answer: a model says it after the last words to it. */
export function answerStart(parts: readonly Part[]): number {
  return parts.findLastIndex(({ role }) => role !== 'assistant' && role !== 'field') + 1;
}

/** Parts as a text to copy. */
export function partsText(parts: readonly Part[]): string {
  return parts.flatMap(({ blocks }) => blocks.map(blockText)).join('\n\n');
}

/** The section of one of the parts of an event. */
export function textSection(parts: readonly Part[], at: number): TextSection | undefined {
  const part = parts[at];
  if (part === undefined) return undefined;
  const id = `part-${String(at)}`;
  const text = partsText([part]);
  let values = 0;
  const blocks = part.blocks.map((block): SectionBlock => {
    const pieces =
      block.kind === 'json'
        ? [{ kind: 'json', label: '', value: block.value } as const]
        : textPieces(block.text);
    return {
      block,
      pieces: pieces.map((piece): SectionPiece => {
        if (piece.kind === 'prose') return piece;
        const { label, value } = piece;
        values++;
        return {
          kind: 'json',
          id: label === '' ? undefined : `${id}-${String(values)}`,
          label: shownName(label),
          value,
          size: sizeOf(value),
          isFlat: value.kind === 'object' && !/[{[]/.test(value.text.slice(1)),
        };
      }),
    };
  });
  const isProse = values === 0 && text.length <= MOST_COUNTED;
  return {
    id,
    part,
    title: shownName(part.role === 'field' ? part.label : TITLES[part.role]),
    isAnswer: part.role === 'assistant' && at >= answerStart(parts),
    text,
    size: isProse
      ? countOf(text.match(/\S+/g)?.length ?? 0, 'word')
      : formatBytes(new TextEncoder().encode(text).length),
    blocks,
  };
}

/** The pieces of a section that have words of their own. */
export function labelledPieces({ blocks }: TextSection) {
  return blocks.flatMap(({ pieces }) =>
    pieces.flatMap((piece) =>
      piece.kind === 'json' && piece.id !== undefined ? [{ ...piece, id: piece.id }] : [],
    ),
  );
}

function sizeOf(value: ExactJson): string {
  const { total } = someMembersOf(value, 0, 0);
  return countOf(total, value.kind === 'object' ? 'field' : 'item');
}
