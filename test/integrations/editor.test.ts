import { fork } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { Workplace } from '../cli/command';

/** What an editor shows: the YAML language server, which editors run, on a file that `init` has written. */

interface Found {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

let place: Workplace;
let connection: MessageConnection;
let stop: () => void;

beforeAll(async () => {
  place = new Workplace();
  place.tracardi(['init', '--domain', 'a.example']);
  const server = fork(require.resolve('yaml-language-server/bin/yaml-language-server'), ['--node-ipc'], {
    silent: true,
  });
  connection = createMessageConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
  connection.listen();
  stop = () => (connection.dispose(), server.kill());
  const rootUri = pathToFileURL(place.folder).href;
  const workspaceFolders = [{ uri: rootUri, name: 'a' }];
  await connection.sendRequest('initialize', { processId: process.pid, rootUri, workspaceFolders, capabilities: {} });
  await connection.sendNotification('initialized', {});
});

afterAll(() => {
  stop();
  place.remove();
});

/** What the server says of a text that is opened as a file of the folder. */
function open(name: string, text: string): Promise<readonly Found[]> {
  const uri = pathToFileURL(join(place.folder, name)).href;
  const found = new Promise<readonly Found[]>((resolve) =>
    connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string; diagnostics: Found[] }) => {
      if (params.uri === uri) resolve(params.diagnostics);
    }),
  );
  void connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
  return found;
}

const MODELINE = '# yaml-language-server: $schema=tracardi.schema.json\n';

test('a valid file has no problem', async () => {
  expect(await open('valid.yaml', `${MODELINE}api: { public: { replicas: 2 } }\n`)).toEqual([]);
});

test('null deletes a default', async () => {
  const text = `${MODELINE}tenants: null\napi:\n  public: { replicas: null, livenessProbe: { httpGet: null, tcpSocket: { port: 80 } } }\n`;
  expect(await open('null.yaml', text)).toEqual([]);
});

test('an unknown key and a wrong type are shown at their places', async () => {
  const found = await open('invalid.yaml', `${MODELINE}api:\n  public:\n    replica: 2\nredis:\n  port: x\n`);
  const shown = found.map(({ message, range: { start } }) => [start.line, start.character, message]);
  expect(shown.sort()).toEqual([
    [3, 4, expect.stringContaining('replica')],
    [5, 8, expect.stringContaining('Incorrect type')],
  ]);
});
