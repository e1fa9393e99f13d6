import { describeEventMarks } from '../../event-marks-suite';
import { openDuckDbStore } from '../open-duckdb-store';

describeEventMarks('DuckDB', openDuckDbStore);
