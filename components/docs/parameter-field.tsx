import { boundsText, typeText } from './describe-schema';
import type { Parameter } from './openapi-schema';
import { Prose } from './prose';
import styles from './parameter-field.module.css';

interface ParameterFieldProps {
  readonly idPrefix: string;
  readonly parameter: Parameter;
  /** Suggested values. */
  readonly suggestions: readonly string[];
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** A parameter with its input. A list gets another field when its last one is filled. */
export function ParameterField(props: ParameterFieldProps) {
  const { idPrefix, parameter, suggestions, values, onChange } = props;
  const { name, description, required, schema } = parameter;
  const id = `${idPrefix}-${name}`;
  const isList = schema.type === 'array';
  const facts = [
    isList ? `${typeText(schema)}, repeatable` : typeText(schema),
    boundsText(schema),
    schema.default === undefined ? '' : `default ${JSON.stringify(schema.default)}`,
    required ? 'required' : '',
  ].filter((fact) => fact !== '');
  return (
    <div className={styles['parameter']}>
      <div className={styles['name']}>
        <label htmlFor={id}>
          <code>{name}</code>
        </label>
        <span className={styles['place']}>{parameter.in}</span>
      </div>
      <div className={styles['inputs']}>
        {schema.enum === undefined ? (
          (isList ? [...values, ''] : [values[0] ?? '']).map((value, i) => (
            <input
              // The last, empty field becomes the one being typed into.
              key={i}
              id={i === 0 ? id : `${id}-${i}`}
              aria-label={i === 0 ? undefined : `${name}, value ${i + 1}`}
              aria-describedby={`${id}-about`}
              list={suggestions.length === 0 ? undefined : `${id}-suggestions`}
              required={required}
              autoComplete="off"
              spellCheck={false}
              placeholder={i === 0 ? placeholder(parameter) : 'another'}
              value={value}
              onChange={(event) => onChange(withValue(values, i, event.target.value))}
            />
          ))
        ) : (
          <select
            id={id}
            aria-describedby={`${id}-about`}
            value={values[0] ?? ''}
            onChange={(event) => onChange(withValue([], 0, event.target.value))}
          >
            <option value="">—</option>
            {schema.enum.map(String).map((option) => (
              <option key={option}>{option}</option>
            ))}
          </select>
        )}
        {suggestions.length === 0 ? null : (
          <datalist id={`${id}-suggestions`}>
            {suggestions.map((suggestion) => (
              <option key={suggestion} value={suggestion} />
            ))}
          </datalist>
        )}
      </div>
      <p className={styles['about']} id={`${id}-about`}>
        <span className={styles['facts']}>{facts.join(' · ')}</span> <Prose text={description} />
      </p>
    </div>
  );
}

function placeholder({ schema: { example, default: byDefault } }: Parameter): string {
  const [first]: readonly unknown[] = [example ?? byDefault].flat();
  return typeof first === 'string' || typeof first === 'number' ? String(first) : '';
}

function withValue(values: readonly string[], at: number, value: string): readonly string[] {
  const changed = [...values];
  changed[at] = value;
  return changed.filter((kept) => kept !== '');
}
