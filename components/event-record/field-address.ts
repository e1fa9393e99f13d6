import { member, type ExactJson } from '@/components/ui/exact-json';

/** The address of a field in an event: a JSON pointer such as `/details/prompt`. */
export type FieldAddress = string;

/** The address of a member of an object. @param within the address of the object; the event itself has the address `''` */
export function memberAddress(within: FieldAddress, name: string): FieldAddress {
  return `${within}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The value at an address; `undefined` when there is none. */
export function valueAt(event: ExactJson, address: FieldAddress): ExactJson | undefined {
  return namesOf(address).reduce<ExactJson | undefined>(member, event);
}

/** The name of the field at an address. */
export function nameAt(address: FieldAddress): string {
  return namesOf(address).at(-1) ?? '';
}

function namesOf(address: FieldAddress): readonly string[] {
  return address
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}
