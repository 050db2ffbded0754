// Runs the code in documents for client developers as it is, except for the address of the server: each curl command, and all
// JavaScript of a document as one program.
//
//   node docs.mjs http://localhost:8080/graphql README.md clients.md
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const [url, ...documents] = process.argv.slice(2);

const run = (command, ...args) => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 60000 });
  console.log(stdout);
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return stdout;
};

let ran = 0;
for (const document of documents) {
  const text = readFileSync(document, 'utf8').replaceAll('http://localhost:8080/graphql', url);
  const blocks = [...text.matchAll(/^```(\w*)\n(.*?)^```/gms)].map(([, language, code]) => ({ language, code }));

  const commands = blocks.filter(({ code }) => code.startsWith('curl '));
  for (const { code } of commands) {
    const { data, errors } = JSON.parse(run('bash', '-c', code));
    if (errors || !data) throw new Error(code);
  }

  // Node.js has a websocket of its own from version 22 on; browsers always had.
  const programs = blocks.filter(({ language }) => language === 'js').map(({ code }) => code);
  if (programs.length > 0) {
    writeFileSync('docs-program.mjs', ["import * as ws from 'ws';\nglobalThis.WebSocket ??= ws.WebSocket;\n", ...programs].join('\n'));
    run(process.execPath, 'docs-program.mjs');
  }
  ran += commands.length + programs.length;
}
console.log(`${ran} code blocks ran`);
