// Uses GraphiQL as a person would: opens it, runs every example as it stands, opens the documentation.
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
  const complaints = [];
  const elsewhere = [];
  const watch = (address) => {
    if (new URL(address).host !== new URL(url).host && !/^(data|blob):/.test(address)) elsewhere.push(address);
  };
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('request', (request) => watch(request.url()));
  page.on('websocket', (socket) => watch(socket.url()));

  await page.goto(url);
  const run = page.getByRole('button', { name: /Execute query/ });
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();

  // GraphiQL takes in which operation is in the editor a moment after a change of tabs, and stores the tabs after
  // that; whoever runs it sooner sends it the way that suits the tab before.
  const select = async (name) => {
    await page.getByRole('button', { name, exact: true }).click();
    const index = (await page.getByRole('tab').allInnerTexts()).findIndex((it) => it.trim() === name);
    await page.waitForFunction(
      (it) => JSON.parse(localStorage.getItem('graphiql:tabState')).activeTabIndex === it,
      index,
    );
  };

  // The answer to the example of that name, as it is shown.
  const answer = async (name) => {
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

  const placed = await answer('PlaceAnOrder');
  if (placed.__typename !== 'CommandAccepted') throw new Error(JSON.stringify(placed));
  console.log('the example mutation was accepted');
  await page.screenshot({ path: screenshot });

  await select('ReadAnOrder');
  await page.evaluate((token) => navigator.clipboard.writeText(`"${token}"`), placed.consistencyToken);
  await page.locator('.graphiql-editor-tool .view-line').getByText('null').dblclick();
  await page.keyboard.press('ControlOrMeta+V');
  const read = await answer('ReadAnOrder');
  if (read?.version !== 1) throw new Error(JSON.stringify(read));
  console.log('a query with the token saw what the mutation had done');

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
  console.log('a live event was seen');

  const names = await page.getByRole('tab').allInnerTexts();
  for (const name of names.slice(3)) {
    console.log(name, JSON.stringify(await answer(name)));
  }
  console.log(`${names.length} examples ran`);

  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.locator('.graphiql-doc-explorer').getByText('Mutation', { exact: true }).click();
  await page.locator('.graphiql-doc-explorer').getByText('Places a new order.').waitFor();
  console.log('the documentation tells what placeOrder does');

  if (elsewhere.length > 0) throw new Error(`asked other hosts: ${elsewhere}`);
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints}`);
} finally {
  await browser.close();
}
