// Runs README's code for client developers as it stands, but for the address of the server: each curl command, and all JavaScript
// as one program.
//
//   node readme.mjs README.md http://localhost:8080/graphql
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const [readme, url] = process.argv.slice(2);
const [section] = /^## For client developers\n.*?(?=^## )/ms.exec(readFileSync(readme, 'utf8'));
const blocks = [...section.replaceAll('http://localhost:8080/graphql', url).matchAll(/^```(\w*)\n(.*?)^```/gms)];

const run = (command, ...args) => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 60000 });
  console.log(stdout);
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return stdout;
};

for (const [, , code] of blocks.filter(([, , code]) => code.startsWith('curl'))) {
  const { data, errors } = JSON.parse(run('bash', '-c', code));
  if (errors || !data) throw new Error(code);
}

// Node.js has a websocket of its own from version 22 on; browsers always had.
const programs = blocks.filter(([, language]) => language === 'js').map(([, , code]) => code);
writeFileSync('readme-program.mjs', ["import * as ws from 'ws';\nglobalThis.WebSocket ??= ws.WebSocket;\n", ...programs].join('\n'));
run(process.execPath, 'readme-program.mjs');
console.log(`${blocks.length} pieces of README's code ran`);
