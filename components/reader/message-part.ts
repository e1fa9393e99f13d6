import type { FieldAddress } from '@/components/event-record/field-address';
import type { ExactJson } from '@/components/ui/exact-json';

/** The speaker of a part; `field` for the fields of an event that nobody speaks. */
export type Role = 'system' | 'user' | 'assistant' | 'tool' | 'field';

/** What a block is to the message that has it. */
export type BlockSign = 'call' | 'result' | 'thinking' | 'media';

/** A piece of a message: prose, or a value. */
export type Block = {
  readonly sign?: BlockSign;
  /** The tool that is called, or the kind of a medium. */
  readonly name?: string;
} & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly value: ExactJson }
);

/** A message, or a field, as the reader shows it. */
export interface Part {
  readonly role: Role;
  /** The role as written, or the label of the field. */
  readonly label: string;
  readonly blocks: readonly Block[];
  /** The field that has it. */
  readonly address: FieldAddress;
}
