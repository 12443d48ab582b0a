// node evaluate.mjs : answers each line of its input, a request, by a line: a job of a workflow with every expression replaced by what
// GitHub's own evaluator makes of it, or { "error": why }. One process for all requests, since to start one takes longer than to answer.
// request: { "file": path, "job": id, "contexts": { "github": {…}, "needs": {…}, … }, "status": how the steps so far ended }; no job asks for the jobs' ids.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { createInterface } from 'node:readline';

register('./json-modules.mjs', import.meta.url);
const { data, Evaluator, Lexer, Parser } = await import('@actions/expressions');
const { parse } = await import('yaml');

const answer = request => {
  const workflow = parse(readFileSync(request.file, 'utf8'));
  const told = { ...request.contexts, job: { status: request.status }, env: {} };
  const job = workflow.jobs[request.job];
  const needed = [job?.needs ?? []].flat();
  const results = needed.map(name => request.contexts.needs[name].result);
  let ended = results;
  const status = {
    always: () => true,
    cancelled: () => ended.includes('cancelled'),
    failure: () => ended.includes('failure'),
    success: () => ended.every(result => result === 'success'),
  };
  const functions = new Map(Object.entries(status).map(([name, call]) =>
    [name, { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(call()) }]));

  const evaluate = expression => {
    const { tokens } = new Lexer(expression).lex();
    const contexts = JSON.parse(JSON.stringify(told), data.reviver);
    return new Evaluator(new Parser(tokens, Object.keys(told), [...functions.values()]).parse(), contexts, functions).evaluate();
  };

  const plain = value => JSON.parse(JSON.stringify(value, data.replacer));

  const filled = text => {
    const alone = text.match(/^\$\{\{((?:(?!\}\}).)*)\}\}$/s);
    return alone ? plain(evaluate(alone[1])) : text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression) => evaluate(expression).coerceString());
  };

  // Without a word about what was before, a condition asks for its success.
  const condition = text => {
    const expression = String(text).replace(/^\$\{\{(.*)\}\}$/s, '$1');
    const asks = Object.keys(status).some(name => expression.includes(`${name}(`));
    return plain(evaluate(`(${asks ? 'true' : 'success()'}) && !!(${expression})`));
  };

  const walk = (node, key) =>
    key === 'if' ? condition(node)
    : typeof node === 'string' ? filled(node)
    : Array.isArray(node) ? node.map(item => walk(item))
    : node !== null && typeof node === 'object' ? Object.fromEntries(Object.entries(node).map(([name, value]) => [name, walk(value, name)]))
    : node;

  const whole = () => {
    const { steps, ...rest } = job;
    told.env = Object.fromEntries(Object.entries(walk(job.env ?? {})).map(([name, value]) => [name, String(value ?? '')]));
    const around = walk({ if: 'success()', ...rest });
    ended = [request.status];
    return steps ? { ...around, steps: steps.map(step => walk({ if: 'success()', ...step })) } : around;
  };

  return job ? whole() : Object.keys(workflow.jobs);
};

for await (const line of createInterface({ input: process.stdin })) {
  let told;
  try {
    told = answer(JSON.parse(line));
  } catch (error) {
    told = { error: String(error) };
  }
  console.log(JSON.stringify(told));
}
