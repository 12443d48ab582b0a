// Loads a model as transformers.js does by default, offline, and prints what it reads and writes for each text.
// node summarize.mjs <folder of models> <name of the model> <file with a JSON list of texts> <prefix>
import { readFile } from "node:fs/promises";
import { env, pipeline } from "@huggingface/transformers";

const [folder, name, file, prefix] = process.argv.slice(2);
env.localModelPath = folder;
env.allowRemoteModels = false;
const summarizer = await pipeline("summarization", name, { dtype: "fp32", device: "cpu" });
// Its pipelines overrule the model's own length with 256.
const { max_new_tokens } = summarizer.model.generation_config;

const answers = [];
for (const text of JSON.parse(await readFile(file, "utf8"))) {
  const inputs = summarizer.tokenizer(prefix + text);
  const output = await summarizer.model.generate(inputs);
  const [summary] = await summarizer(text, { max_new_tokens });
  answers.push({
    source: inputs.input_ids.tolist()[0].map(Number),
    ids: output.tolist()[0].map(Number),
    text: summary.summary_text,
  });
}
console.log(JSON.stringify(answers));
