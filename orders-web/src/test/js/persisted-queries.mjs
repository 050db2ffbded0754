// Sends queries as clients do that expect persisted queries: first the hash, then, as they are not supported, the query.
//
//   node persisted-queries.mjs http://localhost:8080/graphql
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

const url = process.argv[2];
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const hash = { persistedQuery: { version: 1, sha256Hash: sha256('{ __typename }') } };
const REFUSAL = [{ message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }];

// Records the method of each request, and whether it had a query.
const recording = (sent) => (address, options) => {
  const text = options.method === 'GET' ? new URL(address).search : options.body;
  sent.push(`${options.method} ${/[?&"]query["=]/.test(text) ? 'query' : 'hash'}`);
  return fetch(address, options);
};

for (const accept of ['application/json', 'application/graphql-response+json']) {
  const headers = { accept, 'content-type': 'application/json' };
  for (const response of [
    await fetch(url, { method: 'POST', headers, body: JSON.stringify({ extensions: hash }) }),
    await fetch(`${url}?extensions=${encodeURIComponent(JSON.stringify(hash))}`, { headers: { accept } }),
  ]) {
    assert.deepEqual(await response.json(), { errors: REFUSAL });
    assert.equal(response.status, accept === 'application/json' ? 200 : 400);
  }
}
console.log('a hash is refused by name over HTTP');

for (const useGETForHashedQueries of [false, true]) {
  const sent = [];
  const apollo = new ApolloClient({
    link: new PersistedQueryLink({ sha256, useGETForHashedQueries }).concat(
      new HttpLink({ uri: url, fetch: recording(sent) }),
    ),
    cache: new InMemoryCache(),
  });
  const read = () => apollo.query({ query: gql`query Q { __typename }`, fetchPolicy: 'network-only' });
  await read();
  const { data, error } = await read();
  assert.deepEqual(data, { __typename: 'Query' }, String(error));
  assert.deepEqual(sent, [useGETForHashedQueries ? 'GET hash' : 'POST hash', 'POST query', 'POST query']);
}
console.log('Apollo Client falls back, and sends no hash again');

for (const preferGetForPersistedQueries of [false, true]) {
  const sent = [];
  const urql = new Client({
    url,
    preferGetMethod: false,
    fetch: recording(sent),
    exchanges: [persistedExchange({ preferGetForPersistedQueries, generateHash: async (query) => sha256(query) }), fetchExchange],
  });
  const { data, error } = await urql.query('query Q { __typename }', {});
  assert.deepEqual(data, { __typename: 'Query' }, String(error));
  assert.equal(sent.length, 2, sent.join());
  assert.match(sent[0], preferGetForPersistedQueries ? /^GET hash$/ : /^POST hash$/);
  assert.match(sent[1], /query$/);
}
console.log('urql falls back');

const live = createClient({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
for (let i = 0; i < 2; i++) {
  await assert.rejects(
    live.iterate({ query: '', extensions: hash }).next(),
    (errors) => (assert.deepEqual(errors, REFUSAL), true),
  );
}
const { value } = await live.iterate({ query: '{ __typename }', extensions: hash }).next();
assert.deepEqual(value, { data: { __typename: 'Query' } });
await live.dispose();
console.log('a hash is refused by name over a websocket, which stays open');
process.exit(0);
