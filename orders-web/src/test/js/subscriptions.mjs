// Subscribes to order events with npm graphql-ws, the reference client of graphql-transport-ws.
//
//   node subscriptions.mjs http://localhost:8080/graphql
//
// Exits with 1 if an event is missing, duplicated or out of order.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

const url = process.argv[2];
const connect = (options) => createClient({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket, retryAttempts: 0, ...options });

async function execute(query, variables) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}

const PLACE = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on CommandAccepted { orderId } } }';
const NOTE = 'mutation ($input: AddNoteInput!) { addNote(input: $input) { __typename } }';
const EVENTS = 'subscription ($order: ID!, $after: Int) { orderEvents(orderId: $order, afterVersion: $after) { version type order { version } } }';

function anyOrder() {
  return {
    customerId: `subscriber-${randomUUID()}`,
    items: [{ productId: 'sku-1', quantity: 1, price: { amount: '19.90', currency: 'EUR' } }],
    shippingAddress: { name: 'Ada', street: 'Main Street 1', city: 'Berlin', country: 'DE' },
  };
}

const place = async () => (await execute(PLACE, { input: anyOrder() })).placeOrder.orderId;
async function note(order, text) {
  const { addNote } = await execute(NOTE, { input: { orderId: order, text } });
  assert.equal(addNote.__typename, 'CommandAccepted');
}

// ---- past and live events
{
  const client = connect();
  const order = await place();
  await note(order, 'before');
  const versions = [];
  for await (const { data } of client.iterate({ query: EVENTS, variables: { order, after: 0 } })) {
    versions.push(data.orderEvents.version);
    assert.ok(data.orderEvents.order.version >= data.orderEvents.version);
    if (versions.length === 2) await note(order, 'after');
    if (versions.length === 3) break;
  }
  assert.deepEqual(versions, [1, 2, 3]);
  await client.dispose();
  console.log('past and live events received');
}

// ---- 100 connections under load, each resumes where the previous one was terminated
{
  const order = await place();
  const notes = 450;
  let stop = false;
  const load = Array.from({ length: 4 }, async () => {
    while (!stop) await place();
  });
  const writing = (async () => {
    for (let i = 1; i <= notes; i++) await note(order, `note ${i}`);
  })();
  const seen = [];
  const connections = 100;
  for (let left = connections - 1; left >= 0; left--) {
    const missing = notes + 1 - seen.length;
    const limit = left === 0 ? missing : Math.min(1 + Math.floor(Math.random() * 8), missing - left);
    let socket;
    const client = connect({ on: { connected: (it) => (socket = it) } });
    let taken = 0;
    for await (const { data } of client.iterate({ query: EVENTS, variables: { order, after: seen.length } })) {
      const { version, order: view } = data.orderEvents;
      seen.push(version);
      assert.ok(view.version >= version, `event ${version} received while the view was at ${view.version}`);
      if (++taken === limit) break;
    }
    socket.terminate();
  }
  stop = true;
  await Promise.all([writing, ...load]);
  assert.deepEqual(seen, Array.from({ length: notes + 1 }, (_, i) => i + 1));
  console.log(`${connections} connections: none missing, none duplicated (${seen.length} events)`);
}

// ---- queries and mutations over the websocket
{
  const client = connect();
  const executeOnce = async (query, variables) => {
    for await (const result of client.iterate({ query, variables })) return result;
  };
  const placed = await executeOnce(
    'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on CommandAccepted { orderId consistencyToken } } }',
    { input: anyOrder() },
  );
  const { orderId, consistencyToken } = placed.data.placeOrder;
  const read = await executeOnce('query ($id: ID!, $token: String) { order(id: $id, consistencyToken: $token) { version } }', {
    id: orderId,
    token: consistencyToken,
  });
  assert.deepEqual(read, { data: { order: { version: 1 } }, extensions: { consistency: { state: 'FRESH' } } });
  await assert.rejects(executeOnce('{ nonsense }'), (errors) => errors[0].extensions.code === 'GRAPHQL_VALIDATION_FAILED');
  await client.dispose();
  console.log('queries and mutations answered');
}
process.exit(0);
