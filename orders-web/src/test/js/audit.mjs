// Runs all audits of npm graphql-http: conformance of a server to the GraphQL over HTTP specification.
//
//   node audit.mjs http://localhost:8080/graphql
//
// Prints one line per audit and a total; exits with 1 unless all pass. Run `npm install` first.
import { serverAudits } from 'graphql-http';

const url = process.argv[2];
if (!url) {
  console.error('usage: node audit.mjs URL');
  process.exit(2);
}

let failed = 0;
let passed = 0;
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  const result = await audit.fn();
  if (result.status === 'ok') {
    passed++;
    console.log(`ok      ${audit.id}  ${audit.name}`);
  } else {
    failed++;
    console.log(`${result.status.padEnd(7)} ${audit.id}  ${audit.name}: ${result.reason}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
