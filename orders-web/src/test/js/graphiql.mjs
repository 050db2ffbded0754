// Uses GraphiQL as a person would: opens it, runs the first example, looks at the answer.
//
//   node graphiql.mjs http://localhost:8080/graphql-ui/ CHROMIUM SCREENSHOT.png
import { chromium } from 'playwright-core';

const [url, executablePath, screenshot] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const complaints = [];
  const elsewhere = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin && !/^(data|blob):/.test(request.url())) {
      elsewhere.push(request.url());
    }
  });

  await page.goto(url);
  await page.getByRole('button', { name: /Execute query/ }).click();
  const answer = page.locator('.result-window');
  await answer.getByText('CommandAccepted').waitFor({ timeout: 20000 });
  console.log('the example mutation was accepted');

  const tabs = page.getByRole('tab');
  console.log(`${await tabs.count()} tabs`);
  await page.screenshot({ path: screenshot });

  if (elsewhere.length > 0) throw new Error(`asked other hosts: ${elsewhere}`);
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints}`);
} finally {
  await browser.close();
}
