// Compares the introspected schema of a server with its schema file: types, descriptions, deprecations, defaults, directives.
//
//   node introspection.mjs http://localhost:8080/graphql
//
// Prints both lines of each difference; exits with 1 if there are any.
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  introspectionFromSchema,
  lexicographicSortSchema,
  specifiedDirectives,
} from 'graphql';

const url = process.argv[2];
const everything = { descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true };

const file = await (await fetch(`${url}/schema.graphql`)).text();
const response = await fetch(url, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: getIntrospectionQuery(everything) }),
});
const { data, errors } = await response.json();
if (errors) throw new Error(JSON.stringify(errors));

// Every schema has the directives and scalars of the specification, whether its file defines them or not.
const specified = new Set([...specifiedDirectives.map(({ name }) => name), 'Boolean', 'Float', 'ID', 'Int', 'String']);
const own = ({ name }) => !specified.has(name) && !name.startsWith('__');
const lines = (schema) => {
  const { __schema } = introspectionFromSchema(lexicographicSortSchema(schema), everything);
  const { types, directives, ...rest } = __schema;
  return JSON.stringify({ ...rest, types: types.filter(own), directives: directives.filter(own) }, null, 1).split('\n');
};
const written = lines(buildSchema(file));
const served = lines(buildClientSchema(data));

let differences = 0;
for (let i = 0; i < Math.max(written.length, served.length) && differences < 10; i++) {
  if (written[i] !== served[i]) {
    differences++;
    console.log(`file:   ${written[i]}\nserved: ${served[i]}`);
  }
}
const directives = data.__schema.directives.map(({ name }) => name).sort();
console.log(`directives: ${directives.join(' ')}`);
console.log(`${data.__schema.types.length} types, ${written.length} lines, ${differences} differences`);
process.exit(differences === 0 ? 0 : 1);
