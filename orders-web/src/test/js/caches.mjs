// Reads an order as it is and as it was into the normalised caches of clients: neither overwrites the other.
//
//   node caches.mjs http://localhost:8080/graphql ORDER_ID
//
// The order must be at version 3 or later.
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import assert from 'node:assert/strict';

const [url, id] = process.argv.slice(2);
const FIELDS = '{ id snapshotOf status version notes { text } history { id version } }';
const PRESENT = `query Present($id: ID!) { order(id: $id) ${FIELDS} }`;
const PAST = `query Past($id: ID!, $version: Int!) { order(id: $id, atVersion: $version) ${FIELDS} }`;

function check(present, past, read) {
  assert.equal(present.id, id);
  assert.equal(present.snapshotOf, null);
  assert.ok(present.version >= 3);
  for (const version of [1, 2, present.version]) {
    assert.equal(past[version].version, version);
    assert.equal(past[version].snapshotOf, id);
    assert.equal(past[version].history.length, version);
    assert.deepEqual(read(PAST, { id, version }), past[version]);
  }
  const ids = [present, ...Object.values(past)].map((order) => order.id);
  assert.equal(new Set(ids).size, ids.length, ids.join());
  assert.deepEqual(read(PRESENT, { id }), present);
}

{
  const apollo = new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache() });
  const query = async (text, variables) => {
    const { data, error } = await apollo.query({ query: gql(text), variables });
    if (error) throw error;
    return data.order;
  };
  const present = await query(PRESENT, { id });
  const past = {};
  for (const version of [1, 2, present.version]) past[version] = await query(PAST, { id, version });
  check(present, past, (text, variables) => apollo.readQuery({ query: gql(text), variables }).order);
  console.log('Apollo Client keeps both');
}

{
  const urql = new Client({ url, preferGetMethod: false, exchanges: [cacheExchange({}), fetchExchange] });
  const query = async (text, variables) => {
    const { data, error } = await urql.query(text, variables);
    if (error) throw error;
    return data.order;
  };
  const present = await query(PRESENT, { id });
  const past = {};
  for (const version of [1, 2, present.version]) past[version] = await query(PAST, { id, version });
  check(present, past, (text, variables) => urql.readQuery(text, variables, { requestPolicy: 'cache-only' }).data.order);
  console.log('urql keeps both');
}
process.exit(0);
