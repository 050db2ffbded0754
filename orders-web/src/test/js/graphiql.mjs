// Drives GraphiQL in a browser: runs every example unchanged and opens the documentation.
//
//   node graphiql.mjs http://localhost:8080/graphql-ui/ CHROMIUM SCREENSHOT.png
import { chromium } from 'playwright-core';

const [url, executablePath, screenshot] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const page = await browser.newPage({
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page.setDefaultTimeout(30000);
  const pageErrors = [];
  const foreignRequests = [];
  const watch = (address) => {
    if (new URL(address).host !== new URL(url).host && !/^(data|blob):/.test(address)) foreignRequests.push(address);
  };
  page.on('pageerror', (error) => pageErrors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && pageErrors.push(message.text()));
  page.on('request', (request) => watch(request.url()));
  page.on('websocket', (socket) => watch(socket.url()));

  await page.goto(url);
  const run = page.getByRole('button', { name: /Execute query/ });
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();

  // GraphiQL parses the operation some time after a tab change and stores the tab state after that. Executed earlier,
  // the operation would be sent over the transport of the previous tab.
  const select = async (name) => {
    await page.getByRole('button', { name, exact: true }).click();
    const index = (await page.getByRole('tab').allInnerTexts()).findIndex((it) => it.trim() === name);
    await page.waitForFunction(
      (it) => JSON.parse(localStorage.getItem('graphiql:tabState')).activeTabIndex === it,
      index,
    );
  };

  // Runs an example and waits until its answer is displayed.
  const runExample = async (name) => {
    await select(name);
    const [response] = await Promise.all([
      page.waitForResponse((it) => it.request().postDataJSON()?.query.includes(` ${name}`)),
      run.click(),
    ]);
    const body = await response.json();
    if (body.errors) throw new Error(`${name}: ${JSON.stringify(body.errors)}`);
    const field = Object.keys(body.data)[0];
    await page.locator('.result-window').getByText(`"${field}"`, { exact: true }).waitFor();
    return body.data[field];
  };

  const placed = await runExample('PlaceAnOrder');
  if (placed.__typename !== 'CommandAccepted') throw new Error(JSON.stringify(placed));
  console.log('the example mutation was accepted');
  await page.screenshot({ path: screenshot });

  await select('ReadAnOrder');
  await page.evaluate((token) => navigator.clipboard.writeText(`"${token}"`), placed.consistencyToken);
  await page.locator('.graphiql-editor-tool .view-line').getByText('null').dblclick();
  await page.keyboard.press('ControlOrMeta+V');
  const read = await runExample('ReadAnOrder');
  if (read?.version !== 1) throw new Error(JSON.stringify(read));
  console.log('a query with the consistency token returned the mutation\'s effect');

  await select('WatchAnOrder');
  await run.click();
  await page.locator('.result-window').getByText('"OrderPlaced"').waitFor();
  const note = await fetch(new URL('../graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($id: ID!) { addNote(input: { orderId: $id, text: "From another window" }) { __typename } }',
      variables: { id: placed.orderId },
    }),
  });
  console.log(await note.text());
  await page.locator('.result-window').getByText('"OrderNoteAdded"').waitFor();
  await page.screenshot({ path: screenshot.replace('.png', '-live.png') });
  await page.getByRole('button', { name: /Stop query/ }).click();
  console.log('the subscription received an event');

  const names = await page.getByRole('tab').allInnerTexts();
  for (const name of names.slice(3)) {
    console.log(name, JSON.stringify(await runExample(name)));
  }
  console.log(`${names.length} examples ran`);

  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.locator('.graphiql-doc-explorer').getByText('Mutation', { exact: true }).click();
  await page.locator('.graphiql-doc-explorer').getByText('Places a new order.').waitFor();
  console.log('the documentation explorer describes placeOrder');

  if (foreignRequests.length > 0) throw new Error(`requests to other hosts: ${foreignRequests}`);
  if (pageErrors.length > 0) throw new Error(`page errors: ${pageErrors}`);
} finally {
  await browser.close();
}
