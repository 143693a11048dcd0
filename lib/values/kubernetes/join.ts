import type { Constraints } from './words';

type Table = { readonly [key: string]: unknown };

/** One table of each sort from those of several files, by the files' names. A key that two of them define is an error. */
export function join(files: { readonly [file: string]: Partial<Constraints> }): Constraints {
  const merged = <T extends Table>(sort: keyof Constraints): T =>
    joinTables(Object.entries(files).map(([file, tables]): [string, Table] => [file, tables[sort] ?? {}])) as T;
  return {
    fields: merged('fields'),
    definitions: merged('definitions'),
    fieldTypes: merged('fieldTypes'),
    onlyFields: merged('onlyFields'),
    required: merged('required'),
  };
}

function joinTables(tables: [file: string, table: Table][]): Table {
  const owners = new Map<string, string>();
  for (const [file, table] of tables) {
    for (const key of Object.keys(table)) {
      const owner = owners.get(key);
      if (owner) throw new Error(`${owner}.ts and ${file}.ts in lib/values/kubernetes both define ${key}: keep one`);
      owners.set(key, file);
    }
  }
  return Object.assign({}, ...tables.map(([, table]) => table)) as Table;
}
