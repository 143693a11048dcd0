import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../lib/json/json';
import { coalesceValues, readValues, type ValuesSource } from '../../lib/values-file';
import { helm3, helm4, run } from '../support/tools';

/** The values that templates see, or undefined if there was an error. */
export type Outcome = JsonObject | undefined;

export const HELMS = [
  ['Helm 4', helm4],
  ['Helm 3', helm3],
] as const;

/** A scratch chart whose only template prints its values. */
export class OracleChart {
  public readonly directory = mkdtempSync(join(tmpdir(), 'values-file-'));
  private files = 0;

  public constructor() {
    mkdirSync(join(this.directory, 'templates'));
    writeFileSync(join(this.directory, 'Chart.yaml'), 'apiVersion: v2\nname: oracle\nversion: 1.0.0\n');
    this.template('{{ dict "printed" .Values | toJson }}');
  }

  public remove(): void {
    rmSync(this.directory, { recursive: true });
  }

  private template(content: string): void {
    writeFileSync(join(this.directory, 'templates', 'values.txt'), content);
  }

  /** What Helm's YAML reader makes of each text, all in one run; a map with an `Error` if it refuses one. */
  public fromYaml(executable: string, texts: readonly string[]): JsonObject[] {
    texts.forEach((text, index) => this.write(text, `text-${index}`));
    const read = '$.Files.Get (printf "text-%d" $i) | fromYaml';
    this.template(
      `{{ $read := list }}{{ range $i := until ${texts.length} }}{{ $read = append $read (${read}) }}{{ end }}` +
        '{{ dict "printed" $read | toJson }}',
    );
    return parseOutput(run(executable, ['template', this.directory])) as unknown as JsonObject[];
  }

  public write(content: string | Buffer, name = `values-${this.files++}`): string {
    const file = join(this.directory, name);
    writeFileSync(file, content);
    return file;
  }

  public helm(executable: string, sources: readonly ValuesSource[], defaults: JsonObject = {}): Outcome {
    this.write(JSON.stringify(defaults), 'values.yaml');
    const args = sources.flatMap((source) => {
      if (source.kind === 'file') return ['-f', source.file];
      if ('expression' in source) return [`--${source.kind}`, source.expression];
      return ['-f', this.write('text' in source ? source.text : Buffer.from((source as { bytes: Uint8Array }).bytes))];
    });
    return parseOutput(run(executable, ['template', this.directory, ...args]));
  }
}

export function ours(sources: readonly ValuesSource[], defaults: JsonObject = {}): Outcome {
  const { values, diagnostics } = readValues(sources);
  return diagnostics.some(({ severity }) => severity === 'error') ? undefined : coalesceValues(values, defaults);
}

function parseOutput({ status, stdout }: { status: number; stdout: string }): Outcome {
  if (status !== 0) return undefined;
  const line = stdout.split('\n').find((text) => text.startsWith('{')) ?? '{}';
  return (JSON.parse(line) as { printed: JsonObject }).printed;
}
