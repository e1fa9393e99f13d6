import { describeEventWalk } from '../../event-walk-suite';
import { openDuckDbStore } from '../open-duckdb-store';

describeEventWalk('DuckDB', openDuckDbStore);
