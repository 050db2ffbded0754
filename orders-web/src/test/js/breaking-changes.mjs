// Compares the introspected schema of a server with a contract.
//
//   node breaking-changes.mjs CONTRACT.graphql http://localhost:8080/graphql
//
// Prints every change that breaks clients of the contract; exits with 1 if there are any.
import { readFileSync } from 'node:fs';
import { buildClientSchema, buildSchema, findBreakingChanges, getIntrospectionQuery, printSchema } from 'graphql';

const [contract, url] = process.argv.slice(2);
const response = await fetch(url, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: getIntrospectionQuery() }),
});
const { data, errors } = await response.json();
if (errors) throw new Error(JSON.stringify(errors));

// printSchema omits the built-in directives, so that graphql-js adds the same ones to both schemas.
const served = buildSchema(printSchema(buildClientSchema(data)));
const changes = findBreakingChanges(buildSchema(readFileSync(contract, 'utf8')), served);
for (const { type, description } of changes) console.log(type, description);
console.log(`${changes.length} breaking changes`);
process.exit(changes.length === 0 ? 0 : 1);
