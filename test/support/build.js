const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

/** The command as users run it, from the sources as they are now. */
module.exports = () => {
  const root = join(__dirname, '..', '..');
  for (const script of ['scripts/bundle.mjs', 'scripts/link-commands.mjs'])
    execFileSync(process.execPath, [join(root, script)], { cwd: root, stdio: 'inherit' });
};
