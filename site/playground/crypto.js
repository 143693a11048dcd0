import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** As much of Node's as cdk8s and the synthesizer use. */
export function createHash(name) {
  const hash = { sha1, sha256 }[name].create();
  return {
    update(data) {
      hash.update(typeof data === 'string' ? utf8ToBytes(data) : data);
      return this;
    },
    digest: () => bytesToHex(hash.digest()),
  };
}
