import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../lib/json/json';
import { CHART, parseObjects } from '../parity/faces';
import { helm3, helm4, run } from '../support/tools';
import type { RunResult } from '../support/tools';

export { CHART } from '../parity/faces';

export const HELMS: readonly (readonly [string, string])[] = [
  ['Helm 4', helm4()],
  ['Helm 3', helm3()],
];

/** A folder for values files, charts and packages of one test file. */
export class Workspace {
  public readonly folder = mkdtempSync(join(tmpdir(), 'tracardi-chart-'));
  private files = 0;

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  public write(text: string, name = `values-${this.files++}.yaml`): string {
    const file = join(this.folder, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  /** Arguments that give each text as a values file. */
  public values(...texts: string[]): string[] {
    return texts.flatMap((text) => ['-f', this.write(text)]);
  }
}

export function template(helm: string, args: readonly string[], chart = CHART): RunResult {
  return run(helm, ['template', 'tracardi', chart, ...args]);
}

/** The objects of a chart; fails where Helm does. */
export function objectsOf(helm: string, args: readonly string[], chart = CHART): JsonObject[] {
  const { status, stdout, stderr } = template(helm, args, chart);
  if (status !== 0) throw new Error(stderr);
  return parseObjects(stdout);
}

/** The notes that an installation prints. */
export function notesOf(helm: string, args: readonly string[]): string {
  const { status, stdout, stderr } = run(helm, ['install', 'tracardi', CHART, '--dry-run=client', ...args]);
  if (status !== 0) throw new Error(stderr);
  return stdout.slice(stdout.indexOf('\nNOTES:\n') + 8);
}
