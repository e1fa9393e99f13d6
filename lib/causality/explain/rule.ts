import type { EventText, WindowEvent } from './explanation-window';
import type { Recall } from './recall';

/** What a rule may know besides the event itself. */
export interface RuleContext {
  readonly recall: Recall;
  /** The events of the same deed, the event included. */
  readonly deedOf: (event: WindowEvent) => readonly WindowEvent[];
  /** The event's line; `undefined` when it was not read. */
  readonly textOf: (event: WindowEvent) => EventText | undefined;
  /** The values of a variable that its agent could see in its turn; empty when the window does not have them. */
  readonly valuesSeen: (event: WindowEvent, name: string) => readonly number[];
  /** Rises from 0 to 1 over the first turns of a run: early on, everything is rare. */
  readonly maturity: (event: WindowEvent) => number;
}

/** What a rule found. */
export interface Finding {
  /** From 0 to 1: 1 is as unusual as the rule can tell. */
  readonly strength: number;
  /** A sentence without subject, such as "failed for the 3rd turn in a row". */
  readonly text: string;
  /** The number or word that the rule looked at. */
  readonly value: number | string | null;
}

/** Says of one event why it stands out; `null` when it does not. */
export interface Rule {
  readonly name: string;
  /** The most that the rule adds to how unusual a deed is, from 0 to 1. */
  readonly weight: number;
  readonly find: (event: WindowEvent, context: RuleContext) => Finding | null;
}
