import { describeAppendedEvents } from '../../appended-events-suite';
import { openDuckDbStore } from '../open-duckdb-store';

describeAppendedEvents('DuckDB', openDuckDbStore);
