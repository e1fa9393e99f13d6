import { eventCriteriaSchema, type EventCriteria } from './event-filter';
import { readQuery, writeQuery } from './read-query';

/** Criteria as a string. Equal criteria have equal keys. */
export function criteriaKey(criteria: EventCriteria): string {
  const query = writeQuery(criteria);
  query.sort();
  return query.toString();
}

/** Reads the criteria of a key. */
export function readCriteria(key: string): EventCriteria {
  return readQuery(eventCriteriaSchema, new URLSearchParams(key));
}
