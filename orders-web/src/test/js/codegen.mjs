// Generates TypeScript types for operations, as a client would, and compiles a program that uses them (uses-types.ts).
//
//   node codegen.mjs SCHEMA.graphql EXAMPLES_DIRECTORY README.md clients.md
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { generate } from '@graphql-codegen/cli';
import { Kind, parse, print, visit } from 'graphql';

const [schema, examples, ...documents] = process.argv.slice(2);

// Operations in the documents' code: the query of a JSON body, of a GET by curl, in a JavaScript template, or a block of its own.
const blocks = documents.flatMap((document) => [...readFileSync(document, 'utf8').matchAll(/^```(\w*)\n(.*?)^```/gms)]);
const texts = blocks.flatMap(([, language, code]) => [
  ...[...code.matchAll(/"query": ("(?:[^"\\]|\\.)*")/g)].map(([, text]) => JSON.parse(text)),
  ...[...code.matchAll(/'query=([^']*)'/g)].map(([, text]) => text),
  ...(language === 'js' ? [...code.matchAll(/`([^`]*)`/g)].map(([, text]) => text) : []),
  ...(language === 'graphql' ? [code] : []),
]);
// One name may occur twice, and some operations have none; generated types need one each.
const named = texts.map((text, i) =>
  visit(parse(text), {
    [Kind.OPERATION_DEFINITION]: (operation) => ({
      ...operation,
      name: { kind: Kind.NAME, value: `Documented${i + 1}${operation.name?.value ?? ''}` },
    }),
  }),
);
if (named.length === 0) throw new Error('the documents have no operations');

rmSync('generated', { recursive: true, force: true });
const config = {
  strictScalars: true,
  scalars: { DateTime: 'string', Date: 'string', Decimal: 'string', JSON: 'unknown' },
  enumsAsTypes: true,
};
const [, operations] = await generate({
  schema,
  documents: [`${examples}/*.graphql`, ...named.map(print)],
  generates: {
    'generated/schema.ts': { plugins: ['typescript'], config },
    'generated/operations.ts': { plugins: ['typescript-operations'], config },
  },
  silent: true,
});
console.log(`${named.length} operations of the documents; ${operations.content.match(/^export type \w+(Query|Mutation|Subscription) =/gm).length} in all`);

const compiled = spawnSync(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', 'uses-types.ts'],
  { encoding: 'utf8' },
);
console.log(compiled.stdout, compiled.stderr);
if (compiled.status !== 0) process.exit(1);
console.log('a program that uses the types compiles');
