// Extracts one executable from a zip file: node scripts/tools.mjs ARCHIVE ENTRY TARGET
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';

async function findEntry(archive, name) {
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName === name) return entry;
  }
  throw new Error(`no entry ${name} in the archive`);
}

async function extract(archivePath, name, target) {
  const archive = await yauzl.openPromise(archivePath, { autoClose: false });
  // Parallel workers may extract the same file: each writes its own and the rename is atomic.
  const temporary = `${target}.${process.pid}`;
  try {
    await mkdir(dirname(target), { recursive: true });
    const source = await archive.openReadStreamPromise(await findEntry(archive, name));
    await pipeline(source, createWriteStream(temporary, { mode: 0o755 }));
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
    archive.close();
  }
}

const [archivePath, name, target] = process.argv.slice(2);
if (!target) throw new Error('usage: node scripts/tools.mjs ARCHIVE ENTRY TARGET');
await extract(archivePath, name, target);
