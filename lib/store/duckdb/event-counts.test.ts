import { describeEventCounts } from '../event-counts-suite';
import { openDuckDbStore } from './open-duckdb-store';

describeEventCounts('DuckDB', openDuckDbStore);
